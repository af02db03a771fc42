//! An interest: something that a person or an organisation has to do with, declared so that nobody has to wonder.

mod kind;

pub use kind::Kind;

use crate::named::Named;
use folkmoot_kernel::{Date, Id, OrganisationId, PersonId, PlaceId, Timestamp};
use serde::Serialize;

pub type InterestId = Id<Interest>;

/// How long an interest that has ended stays on the public register. Unit: days; about six months.
/// Source: NHS England, managing conflicts of interest in the NHS (sources.md#nhs-interests).
pub const SHOWN_AFTER_DAYS: i64 = 183;

/// Why an interest says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Say in a sentence what it is, so that somebody who does not know you understands it")]
    WhatMissing,
    #[error("Say which organisation, pot or contract it is in: that is what items are compared with")]
    NothingNamed,
    #[error("Choose a kind that fits: this one is for the other kind of declaration")]
    KindOfOthers,
    #[error("An organisation need not declare that it is interested in itself: an item that names it says so")]
    InItself,
    #[error("The last day cannot be before the first, {}", from.in_words())]
    EndsBeforeItBegins { from: Date },
    #[error("This interest ended on {}: declare a new one", on.in_words())]
    Ended { on: Date },
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::WhatMissing => "what",
            Refusal::NothingNamed | Refusal::InItself => "thing",
            Refusal::KindOfOthers => "kind",
            Refusal::EndsBeforeItBegins { .. } | Refusal::Ended { .. } => "until",
        }
    }
}

/// Whose interest it is, and who a ruling is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    Organisation(OrganisationId),
    Person(PersonId),
}

/// What is said of an interest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestDetails {
    pub kind: Kind,
    pub named: Named,
    /// In their own words. Published.
    pub what: String,
    pub from: Date,
    pub until: Option<Date>,
}

/// A declared interest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Interest {
    pub(crate) id: InterestId,
    pub(crate) place: PlaceId,
    pub(crate) party: Party,
    pub(crate) kind: Kind,
    pub(crate) named: Named,
    pub(crate) what: String,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    pub(crate) declared_at: Timestamp,
    pub(crate) version: i64,
}

impl Party {
    pub const fn organisation(self) -> Option<OrganisationId> {
        match self {
            Party::Organisation(id) => Some(id),
            Party::Person(_) => None,
        }
    }

    pub const fn person(self) -> Option<PersonId> {
        match self {
            Party::Person(id) => Some(id),
            Party::Organisation(_) => None,
        }
    }
}

impl Interest {
    pub fn declare(
        id: InterestId,
        place: PlaceId,
        party: Party,
        details: InterestDetails,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let InterestDetails { kind, named, what, from, until } = checked(party, details)?;
        Ok(Self { id, place, party, kind, named, what, from, until, declared_at: now, version: 1 })
    }

    /// Puts right what was said. What changed counts as declared anew, so that a ruling made before is looked at again.
    pub fn change(self, details: InterestDetails, now: Timestamp) -> Result<Self, Refusal> {
        if let Some(on) = self.until.filter(|on| *on < now.date()) {
            return Err(Refusal::Ended { on });
        }
        let InterestDetails { kind, named, what, from, until } = checked(self.party, details)?;
        Ok(Self { kind, named, what, from, until, declared_at: now, ..self })
    }

    /// It lasts until this day.
    pub fn end(self, on: Date) -> Result<Self, Refusal> {
        if let Some(before) = self.until.filter(|until| *until <= on) {
            return Err(Refusal::Ended { on: before });
        }
        if on < self.from {
            return Err(Refusal::EndsBeforeItBegins { from: self.from });
        }
        Ok(Self { until: Some(on), ..self })
    }

    pub fn is_current(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| until >= day)
    }

    /// Whether the public register still shows it.
    pub fn is_shown(&self, day: Date) -> bool {
        self.until.is_none_or(|until| until.plus_days(SHOWN_AFTER_DAYS) >= day)
    }

    pub const fn id(&self) -> InterestId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn party(&self) -> Party {
        self.party
    }
    pub const fn kind(&self) -> Kind {
        self.kind
    }
    pub const fn named(&self) -> &Named {
        &self.named
    }
    pub fn what(&self) -> &str {
        &self.what
    }
    pub const fn from(&self) -> Date {
        self.from
    }
    pub const fn until(&self) -> Option<Date> {
        self.until
    }
    pub const fn declared_at(&self) -> Timestamp {
        self.declared_at
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

fn checked(party: Party, mut details: InterestDetails) -> Result<InterestDetails, Refusal> {
    details.what = details.what.trim().to_owned();
    if details.what.is_empty() {
        return Err(Refusal::WhatMissing);
    }
    if !details.kind.fits(party) {
        return Err(Refusal::KindOfOthers);
    }
    if details.named.organisation().is_some() && details.named.organisation() == party.organisation() {
        return Err(Refusal::InItself);
    }
    if details.until.is_some_and(|until| until < details.from) {
        return Err(Refusal::EndsBeforeItBegins { from: details.from });
    }
    Ok(details)
}

#[cfg(test)]
mod tests;
