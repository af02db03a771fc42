//! A delegation that somebody promised to the place, on its way: steps with evidence, each waiting on a post and never on a
//! person. Where it stands is drawn from its steps.

use crate::outside::OutsideId;
use folkmoot_kernel::{Date, FunctionId, Id, Pence, PlaceId, SeatId, Subject};
use serde::Serialize;

pub type DelegationId = Id<Delegation>;
pub type StepId = Id<Step>;

/// Days for one step that the form suggests. Source: our own choice, two board cycles.
pub const EXPECTED_DAYS: i64 = 60;
/// Days by which the partners see that a delegation waits long before everybody does. Source: our own choice.
pub const PARTNERS_FIRST_DAYS: i64 = 14;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("say what is to be delegated, in a few words")]
    NoTitle,
    #[error("say where it was promised: the minute, the letter, the plan")]
    NoPromise,
    #[error("this day is still to come")]
    StillToCome,
    #[error("say what has to happen")]
    NoStep,
    #[error("choose a post here, or write which post elsewhere it waits on: one of the two")]
    WaitsOnOne,
    #[error("say what shows that it is done: the minute, the letter, the signature")]
    NoEvidence,
    #[error("the steps before this one are done first")]
    NotYet,
    #[error("this step was done on {}", on.in_words())]
    DoneAlready { on: Date },
    #[error("it was done before the step before it, on {}", before.in_words())]
    BeforeTheLast { before: Date },
    #[error("say in a sentence why it is given up")]
    WhyMissing,
    #[error("this delegation was given up on {}", on.in_words())]
    Withdrawn { on: Date },
    #[error("write a few words")]
    NoWords,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoTitle => "title",
            Refusal::NoPromise => "promised_in",
            Refusal::NoStep | Refusal::NotYet => "what",
            Refusal::WaitsOnOne => "post",
            Refusal::NoEvidence => "evidence",
            Refusal::StillToCome | Refusal::DoneAlready { .. } | Refusal::BeforeTheLast { .. } => "on",
            Refusal::WhyMissing | Refusal::Withdrawn { .. } => "why",
            Refusal::NoWords => "words",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DelegationDetails {
    pub title: String,
    pub about: String,
    pub function: Option<FunctionId>,
    /// Who gives it.
    pub from: Option<OutsideId>,
    pub amount: Option<Pence>,
    pub promised_on: Date,
    pub promised_in: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delegation {
    pub(crate) id: DelegationId,
    pub(crate) place: PlaceId,
    pub(crate) details: DelegationDetails,
    /// Day and why.
    pub(crate) withdrawn: Option<(Date, String)>,
    pub(crate) version: i64,
}

/// On whom a step waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Post {
    /// A seat of this place.
    Here(SeatId),
    /// A post elsewhere, in words.
    Elsewhere(String),
}

impl Post {
    pub fn read(seat: Option<SeatId>, words: &str) -> Result<Self, Refusal> {
        match (seat, words.trim()) {
            (Some(seat), "") => Ok(Post::Here(seat)),
            (None, words) if !words.is_empty() => Ok(Post::Elsewhere(words.to_owned())),
            _ => Err(Refusal::WaitsOnOne),
        }
    }
}

/// What shows that a step is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Done {
    pub on: Date,
    pub evidence: String,
    pub url: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    pub(crate) id: StepId,
    pub(crate) delegation: DelegationId,
    pub(crate) position: i64,
    pub(crate) what: String,
    pub(crate) post: Post,
    /// Days that such a step usually takes.
    pub(crate) expected_days: i64,
    pub(crate) done: Option<Done>,
    pub(crate) version: i64,
}

/// Where a delegation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nobody has said yet what has to happen.
    NoSteps,
    OnItsWay,
    /// Longer at one step than was expected.
    WaitsLong,
    Delegated,
    Withdrawn,
}

/// A delegation at a moment: its stage, the step it is at, and for how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    pub stage: Stage,
    /// The step that it waits at.
    pub at: Option<StepId>,
    /// Days since the step before was done, or since it was promised.
    pub waited_days: i64,
}

impl Delegation {
    pub fn promise(id: DelegationId, place: PlaceId, details: DelegationDetails, today: Date) -> Result<Self, Refusal> {
        Ok(Self { id, place, details: checked(details, today)?, withdrawn: None, version: 1 })
    }

    pub fn change(self, details: DelegationDetails, today: Date) -> Result<Self, Refusal> {
        self.open()?;
        Ok(Self { details: checked(details, today)?, ..self })
    }

    pub fn withdraw(mut self, on: Date, why: &str) -> Result<Self, Refusal> {
        self.open()?;
        if why.trim().is_empty() {
            return Err(Refusal::WhyMissing);
        }
        self.withdrawn = Some((on, why.trim().to_owned()));
        Ok(self)
    }

    pub fn open(&self) -> Result<(), Refusal> {
        self.withdrawn.as_ref().map_or(Ok(()), |(on, _)| Err(Refusal::Withdrawn { on: *on }))
    }

    /// Where it stands on this day. `steps` in their order.
    pub fn standing(&self, steps: &[Step], today: Date) -> Standing {
        if let Some((on, _)) = &self.withdrawn {
            return Standing { stage: Stage::Withdrawn, at: None, waited_days: on.days_until(today).max(0) };
        }
        let last = steps.iter().filter_map(|step| step.done.as_ref()).map(|done| done.on).max();
        let waited_days = last.unwrap_or(self.details.promised_on).days_until(today).max(0);
        let Some(open) = steps.iter().find(|step| step.done.is_none()) else {
            let stage = if steps.is_empty() { Stage::NoSteps } else { Stage::Delegated };
            return Standing { stage, at: None, waited_days };
        };
        let stage = if waited_days > open.expected_days { Stage::WaitsLong } else { Stage::OnItsWay };
        Standing { stage, at: Some(open.id), waited_days }
    }

    pub fn subject(&self) -> Subject {
        Subject::place(self.place)
    }
    pub const fn id(&self) -> DelegationId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn details(&self) -> &DelegationDetails {
        &self.details
    }
    pub fn title(&self) -> &str {
        &self.details.title
    }
    pub const fn withdrawn(&self) -> Option<&(Date, String)> {
        self.withdrawn.as_ref()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

fn checked(mut details: DelegationDetails, today: Date) -> Result<DelegationDetails, Refusal> {
    details.title = details.title.trim().to_owned();
    details.promised_in = details.promised_in.trim().to_owned();
    if details.title.is_empty() {
        return Err(Refusal::NoTitle);
    }
    if details.promised_in.is_empty() {
        return Err(Refusal::NoPromise);
    }
    if details.promised_on > today {
        return Err(Refusal::StillToCome);
    }
    Ok(details)
}

impl Step {
    pub fn add(
        id: StepId,
        (delegation, position): (DelegationId, i64),
        what: &str,
        post: Post,
        expected_days: i64,
    ) -> Result<Self, Refusal> {
        let what = what.trim().to_owned();
        if what.is_empty() {
            return Err(Refusal::NoStep);
        }
        Ok(Self { id, delegation, position, what, post, expected_days, done: None, version: 1 })
    }

    /// Says it better, or that it waits on another post.
    pub fn change(self, what: &str, post: Post, expected_days: i64) -> Result<Self, Refusal> {
        if let Some(done) = &self.done {
            return Err(Refusal::DoneAlready { on: done.on });
        }
        let (version, key) = (self.version, (self.delegation, self.position));
        Ok(Self { version, ..Self::add(self.id, key, what, post, expected_days)? })
    }

    /// Done, with what shows it. `all`: every step of the delegation.
    pub fn finish(mut self, done: Done, all: &[Step], today: Date) -> Result<Self, Refusal> {
        if let Some(before) = &self.done {
            return Err(Refusal::DoneAlready { on: before.on });
        }
        if done.evidence.trim().is_empty() {
            return Err(Refusal::NoEvidence);
        }
        if done.on > today {
            return Err(Refusal::StillToCome);
        }
        let mut earlier = all.iter().filter(|other| other.position < self.position);
        if earlier.clone().any(|other| other.done.is_none()) {
            return Err(Refusal::NotYet);
        }
        let last = earlier.by_ref().filter_map(|other| other.done.as_ref()).map(|done| done.on).max();
        if let Some(before) = last.filter(|last| *last > done.on) {
            return Err(Refusal::BeforeTheLast { before });
        }
        self.done = Some(Done { evidence: done.evidence.trim().to_owned(), ..done });
        Ok(self)
    }

    pub const fn id(&self) -> StepId {
        self.id
    }
    pub const fn delegation(&self) -> DelegationId {
        self.delegation
    }
    pub const fn position(&self) -> i64 {
        self.position
    }
    pub fn what(&self) -> &str {
        &self.what
    }
    pub const fn post(&self) -> &Post {
        &self.post
    }
    pub const fn expected_days(&self) -> i64 {
        self.expected_days
    }
    pub const fn done(&self) -> Option<&Done> {
        self.done.as_ref()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

impl Stage {
    pub const ALL: [Stage; 5] = [Stage::NoSteps, Stage::OnItsWay, Stage::WaitsLong, Stage::Delegated, Stage::Withdrawn];

    pub const fn words(self) -> &'static str {
        match self {
            Stage::NoSteps => "Promised, no steps yet",
            Stage::OnItsWay => "On its way",
            Stage::WaitsLong => "Waiting longer than expected",
            Stage::Delegated => "Delegated",
            Stage::Withdrawn => "Given up",
        }
    }

    /// Nothing is red.
    pub const fn tag(self) -> &'static str {
        match self {
            Stage::NoSteps | Stage::Withdrawn => "govuk-tag--grey",
            Stage::OnItsWay => "govuk-tag--blue",
            Stage::WaitsLong => "govuk-tag--yellow",
            Stage::Delegated => "govuk-tag--green",
        }
    }
}

impl Standing {
    /// The same as everybody sees it: that something waits long is shown to the partners first.
    #[must_use]
    pub fn for_public(mut self, expected_days: i64) -> Self {
        if self.stage == Stage::WaitsLong && self.waited_days <= expected_days + PARTNERS_FIRST_DAYS {
            self.stage = Stage::OnItsWay;
        }
        self
    }

    /// "today", "1 day", "94 days".
    pub fn days(&self) -> String {
        match self.waited_days {
            0 => "since today".to_owned(),
            1 => "1 day".to_owned(),
            days => format!("{days} days"),
        }
    }
}

#[cfg(test)]
mod tests;
