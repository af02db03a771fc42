//! A promise: what one organisation will do by when, because of a decision. Its owner says it is done; another partner,
//! named beforehand, confirms. A new date keeps the old one. What was withdrawn stays withdrawn.

mod life;
mod load;
mod patience;
mod remark;
mod reminder;
mod signed;

pub use life::{Group, Life};
pub use load::Load;
pub use patience::{Patience, PatienceRefusal, Reader, View};
pub use remark::{Remark, RemarkId, RemarkKind};
pub use reminder::Reminder;
pub use signed::{Explained, Moved, SaidDone, Signed};

use crate::decision::DecisionId;
use folkmoot_kernel::{Date, Id, OrganisationId, PlaceId, Subject, Timestamp};

pub type PromiseId = Id<Promise>;

/// Why a promise says no. Each is a sentence for the person who asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Say what will be done")]
    WhatMissing,
    #[error("Say how others will see that it is done")]
    DoneMeansMissing,
    #[error("Choose a day that is still to come")]
    DueInThePast,
    #[error("This was accepted already")]
    AlreadyAccepted,
    #[error("Accept it after the meeting, when you have had time to look at it: the meeting ends {0}")]
    MeetingNotOver(String),
    #[error("The decision is still open: accept the promise when it is agreed")]
    DecisionOpen,
    #[error("An organisation cannot confirm its own promise: name another partner")]
    OwnConfirmer,
    #[error("Name the partner who will confirm that it is done")]
    ConfirmerMissing,
    #[error("Only the partner who was named can confirm this")]
    NotTheConfirmer,
    #[error("Say why: partners will want to help")]
    WhyMissing,
    #[error("This has not been accepted yet")]
    NotAccepted,
    #[error("This is the day that was promised already")]
    SameDay,
    #[error("Say what others can look at to see that it is done")]
    EvidenceMissing,
    #[error("Your organisation has said that this is done: it waits for the other partner to confirm")]
    SaidDoneAlready,
    #[error("Its owner has not said that this is done")]
    NotSaidDone,
    #[error("This promise has ended: {0}")]
    Ended(&'static str),
    #[error("Write a few words")]
    WordsMissing,
    #[error(
        "Open promises of your organisation: {open}. From {most} on this place asks: withdraw one first, or say why you take on one more"
    )]
    Full { open: i64, most: i64 },
    #[error("This is for other partners: say what your organisation did because it relied on this promise")]
    OwnReliance,
}

/// What is proposed, in the room or with a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub place: PlaceId,
    pub decision: Option<DecisionId>,
    pub owner: OrganisationId,
    pub what: String,
    /// How others will see that it is done.
    pub done_means: String,
    pub due: Date,
    pub confirmer: Option<OrganisationId>,
}

/// What one organisation will do by when.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Promise {
    pub(crate) id: PromiseId,
    pub(crate) place: PlaceId,
    pub(crate) number: i64,
    pub(crate) decision: Option<DecisionId>,
    pub(crate) owner: OrganisationId,
    pub(crate) what: String,
    pub(crate) done_means: String,
    pub(crate) due: Date,
    pub(crate) made_at: Timestamp,
    pub(crate) confirmer: Option<OrganisationId>,
    pub(crate) accepted: Option<Signed>,
    pub(crate) done: Option<SaidDone>,
    pub(crate) confirmed: Option<Explained>,
    pub(crate) declined: Option<Explained>,
    pub(crate) withdrawn: Option<Explained>,
    /// Its decision was not agreed, so nobody waits for it.
    pub(crate) lapsed_at: Option<Timestamp>,
    /// Every change of date, oldest first.
    pub(crate) moves: Vec<Moved>,
    pub(crate) version: i64,
}

/// Whether the promise may be accepted yet: after the meeting, once its decision is agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    Ready,
    MeetingUntil(Timestamp),
    DecisionOpen,
}

impl Promise {
    /// Proposed: agreed in the room or offered with a position, and not yet accepted.
    pub fn propose(id: PromiseId, number: i64, proposal: Proposal, now: Timestamp) -> Result<Self, Refusal> {
        said(&proposal.what, Refusal::WhatMissing)?;
        said(&proposal.done_means, Refusal::DoneMeansMissing)?;
        if proposal.due < now.date() {
            return Err(Refusal::DueInThePast);
        }
        if proposal.confirmer == Some(proposal.owner) {
            return Err(Refusal::OwnConfirmer);
        }
        Ok(Self {
            id,
            place: proposal.place,
            number,
            decision: proposal.decision,
            owner: proposal.owner,
            what: proposal.what,
            done_means: proposal.done_means,
            due: proposal.due,
            made_at: now,
            confirmer: proposal.confirmer,
            accepted: None,
            done: None,
            confirmed: None,
            declined: None,
            withdrawn: None,
            lapsed_at: None,
            moves: Vec::new(),
            version: 1,
        })
    }

    /// The owner takes it on, after the meeting, and names who will confirm it.
    pub fn accept(mut self, by: Signed, confirmer: OrganisationId, ground: Ground) -> Result<Self, Refusal> {
        self.not_ended()?;
        if self.accepted.is_some() {
            return Err(Refusal::AlreadyAccepted);
        }
        match ground {
            Ground::Ready => {}
            Ground::DecisionOpen => return Err(Refusal::DecisionOpen),
            Ground::MeetingUntil(end) if by.at < end => return Err(Refusal::MeetingNotOver(end.in_words())),
            Ground::MeetingUntil(_) => {}
        }
        self.accepted = Some(by);
        self.with_confirmer(confirmer)
    }

    /// The owner does not take it on, and says why.
    pub fn decline(mut self, no: Explained) -> Result<Self, Refusal> {
        self.not_ended()?;
        if self.accepted.is_some() {
            return Err(Refusal::AlreadyAccepted);
        }
        said(&no.words, Refusal::WhyMissing)?;
        self.declined = Some(no);
        Ok(self)
    }

    /// A new date, with the reason. The old date stays in the list.
    pub fn renegotiate(mut self, new_due: Date, why: Explained) -> Result<Self, Refusal> {
        self.under_way()?;
        said(&why.words, Refusal::WhyMissing)?;
        if new_due < why.at.date() {
            return Err(Refusal::DueInThePast);
        }
        if new_due == self.due {
            return Err(Refusal::SameDay);
        }
        self.moves.push(Moved { old_due: self.due, new_due, why: why.words, by: why.by, at: why.at });
        self.due = new_due;
        Ok(self)
    }

    /// The owner says it is done. That alone closes nothing.
    pub fn say_done(mut self, done: SaidDone, confirmer: OrganisationId) -> Result<Self, Refusal> {
        self.under_way()?;
        said(&done.evidence, Refusal::EvidenceMissing)?;
        self.done = Some(done);
        self.with_confirmer(confirmer)
    }

    /// The named partner confirms it: kept. `speaks_for`: the organisations of the person who confirms.
    pub fn confirm(mut self, by: Explained, speaks_for: &[OrganisationId]) -> Result<Self, Refusal> {
        self.waits_for(speaks_for)?;
        self.confirmed = Some(by);
        Ok(self)
    }

    /// The named partner does not see it done yet, and says what is missing.
    pub fn send_back(mut self, why: &Explained, speaks_for: &[OrganisationId]) -> Result<Self, Refusal> {
        self.waits_for(speaks_for)?;
        said(&why.words, Refusal::WhyMissing)?;
        self.done = None;
        Ok(self)
    }

    /// The owner takes it back: who, why. Final; doing it after all is a new promise.
    pub fn withdraw(mut self, why: Explained) -> Result<Self, Refusal> {
        self.not_ended()?;
        if self.accepted.is_none() {
            return Err(Refusal::NotAccepted);
        }
        said(&why.words, Refusal::WhyMissing)?;
        self.withdrawn = Some(why);
        Ok(self)
    }

    /// Its decision was not agreed or was withdrawn: what was not accepted yet is owed by nobody.
    pub fn lapse(mut self, now: Timestamp) -> Result<Self, Refusal> {
        self.not_ended()?;
        if self.accepted.is_some() {
            return Err(Refusal::AlreadyAccepted);
        }
        self.lapsed_at = Some(now);
        Ok(self)
    }

    /// The promise as it stood at an earlier moment, for readers who see it later than the partners do.
    /// `None` when it had not been made.
    pub fn as_of(&self, then: Timestamp) -> Option<Self> {
        let by_then = |explained: &Explained| explained.at <= then;
        let later = self.moves.iter().find(|moved| moved.at > then);
        (self.made_at <= then).then(|| Self {
            due: later.map_or(self.due, |moved| moved.old_due),
            accepted: self.accepted.filter(|signed| signed.at <= then),
            done: self.done.clone().filter(|done| done.at <= then),
            confirmed: self.confirmed.clone().filter(by_then),
            declined: self.declined.clone().filter(by_then),
            withdrawn: self.withdrawn.clone().filter(by_then),
            lapsed_at: self.lapsed_at.filter(|at| *at <= then),
            moves: self.moves.iter().filter(|moved| moved.at <= then).cloned().collect(),
            ..self.clone()
        })
    }

    fn with_confirmer(mut self, confirmer: OrganisationId) -> Result<Self, Refusal> {
        if confirmer == self.owner {
            return Err(Refusal::OwnConfirmer);
        }
        self.confirmer = Some(confirmer);
        Ok(self)
    }

    fn not_ended(&self) -> Result<(), Refusal> {
        if self.confirmed.is_some() {
            return Err(Refusal::Ended("it was kept"));
        }
        if self.withdrawn.is_some() {
            return Err(Refusal::Ended("it was withdrawn"));
        }
        if self.declined.is_some() {
            return Err(Refusal::Ended("it was declined"));
        }
        if self.lapsed_at.is_some() {
            return Err(Refusal::Ended("its decision was not agreed"));
        }
        Ok(())
    }

    fn under_way(&self) -> Result<(), Refusal> {
        self.not_ended()?;
        match (&self.accepted, &self.done) {
            (None, _) => Err(Refusal::NotAccepted),
            (_, Some(_)) => Err(Refusal::SaidDoneAlready),
            _ => Ok(()),
        }
    }

    fn waits_for(&self, speaks_for: &[OrganisationId]) -> Result<(), Refusal> {
        self.not_ended()?;
        if self.done.is_none() {
            return Err(Refusal::NotSaidDone);
        }
        let confirmer = self.confirmer.ok_or(Refusal::ConfirmerMissing)?;
        if speaks_for.contains(&self.owner) {
            return Err(Refusal::OwnConfirmer);
        }
        if !speaks_for.contains(&confirmer) {
            return Err(Refusal::NotTheConfirmer);
        }
        Ok(())
    }
}

fn said(words: &str, otherwise: Refusal) -> Result<(), Refusal> {
    if words.trim().is_empty() { Err(otherwise) } else { Ok(()) }
}

/// What it holds, for pages and the store.
impl Promise {
    /// The facts that grant power over it.
    pub fn subject(&self) -> Subject {
        Subject::owned(self.place, self.owner)
    }
    pub const fn id(&self) -> PromiseId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn number(&self) -> i64 {
        self.number
    }
    pub const fn decision(&self) -> Option<DecisionId> {
        self.decision
    }
    pub const fn owner(&self) -> OrganisationId {
        self.owner
    }
    pub fn what(&self) -> &str {
        &self.what
    }
    pub fn done_means(&self) -> &str {
        &self.done_means
    }
    pub const fn due(&self) -> Date {
        self.due
    }
    pub const fn made_at(&self) -> Timestamp {
        self.made_at
    }
    pub const fn confirmer(&self) -> Option<OrganisationId> {
        self.confirmer
    }
    pub const fn accepted(&self) -> Option<Signed> {
        self.accepted
    }
    pub const fn done(&self) -> Option<&SaidDone> {
        self.done.as_ref()
    }
    pub const fn confirmed(&self) -> Option<&Explained> {
        self.confirmed.as_ref()
    }
    pub const fn declined(&self) -> Option<&Explained> {
        self.declined.as_ref()
    }
    pub const fn withdrawn(&self) -> Option<&Explained> {
        self.withdrawn.as_ref()
    }
    pub const fn lapsed_at(&self) -> Option<Timestamp> {
        self.lapsed_at
    }
    pub fn moves(&self) -> &[Moved] {
        &self.moves
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
    /// The day that was promised first.
    pub fn first_due(&self) -> Date {
        self.moves.first().map_or(self.due, |moved| moved.old_due)
    }
}

#[cfg(test)]
mod tests;
