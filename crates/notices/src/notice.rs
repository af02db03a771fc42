//! A change notice: an organisation will stop, cut or change funding or a service. What, from when, with how much notice; and
//! what it means for money, people, promises and decisions.

use crate::standard::Standard;
use folkmoot_kernel::{Date, Id, OrganisationId, Pence, PersonId, PlaceId, SmallNumberRule, Subject, Timestamp};
use serde::Serialize;

mod words;
pub use words::{Countdown, Kind, Of};

pub type NoticeId = Id<Notice>;

/// Why a notice says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Say in a few words what it is about, like “Night sitters in the Upper Vale”")]
    TitleMissing,
    #[error("Say what will stop or change")]
    WhatMissing,
    #[error("Say how the place learned of it")]
    HowMissing,
    #[error("This day is still to come")]
    ToldInTheFuture,
    #[error("A notice is for what is still to come. What began before anybody was told is recorded by the place team")]
    BegunBefore,
    #[error("Say why it is withdrawn, in a sentence")]
    WhyMissing,
    #[error("This notice was withdrawn")]
    Withdrawn,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::TitleMissing => "title",
            Refusal::WhatMissing => "what",
            Refusal::HowMissing => "learned_how",
            Refusal::ToldInTheFuture => "told_on",
            Refusal::BegunBefore => "starts_on",
            Refusal::WhyMissing | Refusal::Withdrawn => "why",
        }
    }
}

/// How the place came to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The organisation gave notice.
    Given,
    /// Nobody did: the place found out, in these words how.
    Learned(String),
}

/// What it means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Impact {
    /// Money in a year that is no longer there.
    pub amount: Option<Pence>,
    pub people: Option<u32>,
    /// Which people, and what it means for them.
    pub people_words: String,
    pub services: String,
}

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub place: PlaceId,
    pub organisation: OrganisationId,
    pub kind: Kind,
    pub of: Of,
    pub title: String,
    pub what: String,
    pub reason: String,
    pub source: Source,
    /// The day on which the place was told, or learned of it.
    pub told_on: Date,
    pub starts_on: Date,
    pub impact: Impact,
}

/// A change notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    pub(crate) id: NoticeId,
    pub(crate) place: PlaceId,
    pub(crate) number: i64,
    pub(crate) organisation: OrganisationId,
    pub(crate) kind: Kind,
    pub(crate) of: Of,
    pub(crate) title: String,
    pub(crate) what: String,
    pub(crate) reason: String,
    pub(crate) source: Source,
    pub(crate) told_on: Date,
    pub(crate) starts_on: Date,
    /// What partners promised each other on that day. Unit: calendar days.
    pub(crate) promised_days: i64,
    pub(crate) promised_words: String,
    pub(crate) impact: Impact,
    pub(crate) recorded_at: Timestamp,
    pub(crate) recorded_by: Option<PersonId>,
    pub(crate) withdrawn: Option<Withdrawn>,
    pub(crate) version: i64,
}

/// It will not happen after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Withdrawn {
    pub at: Timestamp,
    pub why: String,
}

impl Notice {
    /// Gives or records a notice, against the standard of the place.
    pub fn give(
        id: NoticeId,
        number: i64,
        draft: Draft,
        standard: &Standard,
        by: Option<PersonId>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        draft.checked(now.date())?;
        Ok(Self {
            id,
            place: draft.place,
            number,
            organisation: draft.organisation,
            kind: draft.kind,
            of: draft.of,
            title: draft.title.trim().to_owned(),
            what: draft.what.trim().to_owned(),
            reason: draft.reason.trim().to_owned(),
            source: draft.source,
            told_on: draft.told_on,
            starts_on: draft.starts_on,
            promised_days: standard.notice_days,
            promised_words: standard.in_words(),
            impact: draft.impact,
            recorded_at: now,
            recorded_by: by,
            withdrawn: None,
            version: 1,
        })
    }

    /// Says anew what it means, when more is known. What was told stays as it was told.
    pub fn meaning(mut self, impact: Impact) -> Result<Self, Refusal> {
        self.stands()?;
        self.impact = impact;
        Ok(self)
    }

    pub fn withdraw(mut self, why: &str, now: Timestamp) -> Result<Self, Refusal> {
        self.stands()?;
        if why.trim().is_empty() {
            return Err(Refusal::WhyMissing);
        }
        self.withdrawn = Some(Withdrawn { at: now, why: why.trim().to_owned() });
        Ok(self)
    }

    /// Refuses when it was withdrawn.
    pub fn stands(&self) -> Result<(), Refusal> {
        if self.withdrawn.is_some() { Err(Refusal::Withdrawn) } else { Ok(()) }
    }

    /// Days from being told until it begins; 0 when it had begun already. Unit: calendar days.
    pub fn given_days(&self) -> i64 {
        self.told_on.days_until(self.starts_on).max(0)
    }

    /// The same in working days.
    pub fn given_working_days(&self) -> i64 {
        self.told_on.working_days_until(self.starts_on).max(0)
    }

    /// How many days of the promised notice are missing. 0: it was kept.
    pub fn short_by_days(&self) -> i64 {
        (self.promised_days - self.given_days()).max(0)
    }

    /// The first day on which it could begin with the promised notice.
    pub fn promised_from(&self) -> Date {
        self.told_on.plus_days(self.promised_days)
    }

    pub fn countdown(&self, today: Date) -> Countdown {
        Countdown::until(self.withdrawn.as_ref().map(|withdrawn| withdrawn.at), self.starts_on, today)
    }

    /// How many people, with small numbers held back; none said: nothing.
    pub fn people(&self) -> Option<String> {
        self.impact.people.map(|people| SmallNumberRule::LOCAL.show(people).to_string())
    }

    pub fn called(&self) -> String {
        format!("Notice {}: {}", self.number, self.title)
    }
    /// What permits are asked for: the organisation that gives it.
    pub const fn subject(&self) -> Subject {
        Subject { place: Some(self.place), body: None, organisation: Some(self.organisation) }
    }
    pub const fn id(&self) -> NoticeId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn number(&self) -> i64 {
        self.number
    }
    pub const fn organisation(&self) -> OrganisationId {
        self.organisation
    }
    pub const fn kind(&self) -> Kind {
        self.kind
    }
    pub const fn of(&self) -> Of {
        self.of
    }
    pub fn title(&self) -> &str {
        &self.title
    }
    pub fn what(&self) -> &str {
        &self.what
    }
    pub fn reason(&self) -> &str {
        &self.reason
    }
    pub const fn source(&self) -> &Source {
        &self.source
    }
    pub const fn told_on(&self) -> Date {
        self.told_on
    }
    pub const fn starts_on(&self) -> Date {
        self.starts_on
    }
    pub const fn promised_days(&self) -> i64 {
        self.promised_days
    }
    pub fn promised_words(&self) -> &str {
        &self.promised_words
    }
    pub const fn impact(&self) -> &Impact {
        &self.impact
    }
    pub const fn withdrawn(&self) -> Option<&Withdrawn> {
        self.withdrawn.as_ref()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

impl Draft {
    fn checked(&self, today: Date) -> Result<(), Refusal> {
        if self.title.trim().is_empty() {
            return Err(Refusal::TitleMissing);
        }
        if self.what.trim().is_empty() {
            return Err(Refusal::WhatMissing);
        }
        if self.told_on > today {
            return Err(Refusal::ToldInTheFuture);
        }
        match &self.source {
            Source::Given if self.starts_on < self.told_on => Err(Refusal::BegunBefore),
            Source::Learned(how) if how.trim().is_empty() => Err(Refusal::HowMissing),
            Source::Given | Source::Learned(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
