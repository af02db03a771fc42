//! An escalation: a formal question or grievance between organisations and bodies, to a post or a body, with a clock for the
//! acknowledgement and one for the answer. Its state and who sees it are drawn from dates.

use crate::standard::Clocks;
use folkmoot_kernel::{BodyId, Date, Id, OrganisationId, PersonId, PlaceId, SeatId, Timestamp};
use serde::Serialize;

mod sight;
mod state;
pub use sight::{Reader, Sight};
pub use state::{Reminder, State};

pub type EscalationId = Id<Escalation>;

/// Why an escalation says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Say in a few words what it is about. These words are all that the public may ever see")]
    SubjectMissing,
    #[error("Write what you ask, or what happened")]
    WordsMissing,
    #[error("Choose a post or a body of this place")]
    NoSuchAddressee,
    #[error("You would be asking yourselves: choose another post or body")]
    OwnAddress,
    #[error("Only whoever it is addressed to can say this")]
    NotAddressed,
    #[error("This was acknowledged already")]
    AcknowledgedAlready,
    #[error("Write the answer")]
    AnswerMissing,
    #[error("This was answered already: what comes after it is a new question")]
    AnsweredAlready,
    #[error("There is no answer yet")]
    NotAnswered,
    #[error("Say what is still open, in a sentence")]
    OpenMissing,
    #[error("You have said already what you make of the answer")]
    SaidAlready,
    #[error("This was taken back")]
    Withdrawn,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::SubjectMissing => "subject",
            Refusal::NoSuchAddressee | Refusal::OwnAddress => "to",
            Refusal::AnswerMissing | Refusal::AnsweredAlready => "answer",
            _ => "words",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Question,
    Grievance,
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    /// The place as a whole, by its team.
    Place,
    Organisation(OrganisationId),
}

/// Whom. A post stays when its holder goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    Body(BodyId),
    Post(SeatId),
}

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub place: PlaceId,
    pub kind: Kind,
    pub from: Sender,
    pub to: Addressee,
    pub subject: String,
    pub words: String,
    /// What would help.
    pub wish: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Escalation {
    pub(crate) id: EscalationId,
    pub(crate) place: PlaceId,
    pub(crate) number: i64,
    pub(crate) kind: Kind,
    pub(crate) from: Sender,
    pub(crate) to: Addressee,
    pub(crate) subject: String,
    pub(crate) words: String,
    pub(crate) wish: String,
    pub(crate) sent_at: Timestamp,
    pub(crate) sent_by: Option<PersonId>,
    pub(crate) clocks: Clocks,
    pub(crate) acknowledged: Option<Said>,
    pub(crate) answered: Option<Said>,
    pub(crate) settled: Option<(Settled, Said)>,
    pub(crate) withdrawn_at: Option<Timestamp>,
    pub(crate) version: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    pub at: Timestamp,
    pub words: String,
}

/// What the sender made of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Settled {
    Settled,
    NotSettled,
}

impl Escalation {
    pub fn send(
        id: EscalationId,
        number: i64,
        draft: Draft,
        clocks: Clocks,
        by: Option<PersonId>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if draft.subject.trim().is_empty() {
            return Err(Refusal::SubjectMissing);
        }
        if draft.words.trim().is_empty() {
            return Err(Refusal::WordsMissing);
        }
        Ok(Self {
            id,
            place: draft.place,
            number,
            kind: draft.kind,
            from: draft.from,
            to: draft.to,
            subject: draft.subject.trim().to_owned(),
            words: draft.words.trim().to_owned(),
            wish: draft.wish.trim().to_owned(),
            sent_at: now,
            sent_by: by,
            clocks,
            acknowledged: None,
            answered: None,
            settled: None,
            withdrawn_at: None,
            version: 1,
        })
    }

    /// "We have it, and this is who looks at it." No answer yet.
    pub fn acknowledge(mut self, words: &str, now: Timestamp) -> Result<Self, Refusal> {
        self.still_open()?;
        if self.acknowledged.is_some() {
            return Err(Refusal::AcknowledgedAlready);
        }
        self.acknowledged = Some(Said { at: now, words: words.trim().to_owned() });
        Ok(self)
    }

    /// An answer acknowledges too.
    pub fn answer(mut self, words: &str, now: Timestamp) -> Result<Self, Refusal> {
        self.still_open()?;
        if words.trim().is_empty() {
            return Err(Refusal::AnswerMissing);
        }
        let said = Said { at: now, words: words.trim().to_owned() };
        self.acknowledged.get_or_insert(Said { at: now, words: String::new() });
        self.answered = Some(said);
        Ok(self)
    }

    /// The sender says whether the answer settles it. Either way it stands as answered.
    pub fn settle(mut self, settled: Settled, words: &str, now: Timestamp) -> Result<Self, Refusal> {
        if self.answered.is_none() {
            return Err(Refusal::NotAnswered);
        }
        if self.settled.is_some() {
            return Err(Refusal::SaidAlready);
        }
        if settled == Settled::NotSettled && words.trim().is_empty() {
            return Err(Refusal::OpenMissing);
        }
        self.settled = Some((settled, Said { at: now, words: words.trim().to_owned() }));
        Ok(self)
    }

    pub fn withdraw(mut self, now: Timestamp) -> Result<Self, Refusal> {
        self.still_open()?;
        self.withdrawn_at = Some(now);
        Ok(self)
    }

    fn still_open(&self) -> Result<(), Refusal> {
        if self.withdrawn_at.is_some() {
            return Err(Refusal::Withdrawn);
        }
        if self.answered.is_some() { Err(Refusal::AnsweredAlready) } else { Ok(()) }
    }

    /// Working days from sending until it was answered.
    pub fn answered_after_days(&self) -> Option<i64> {
        self.answered.as_ref().map(|said| self.sent_at.date().working_days_until(said.at.date()))
    }

    pub fn called(&self) -> String {
        format!("{} {}: {}", self.kind.words(), self.number, self.subject)
    }
    pub const fn id(&self) -> EscalationId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn number(&self) -> i64 {
        self.number
    }
    pub const fn kind(&self) -> Kind {
        self.kind
    }
    pub const fn from(&self) -> Sender {
        self.from
    }
    pub const fn to(&self) -> Addressee {
        self.to
    }
    pub fn subject_words(&self) -> &str {
        &self.subject
    }
    pub fn words(&self) -> &str {
        &self.words
    }
    pub fn wish(&self) -> &str {
        &self.wish
    }
    pub const fn sent_at(&self) -> Timestamp {
        self.sent_at
    }
    pub const fn clocks(&self) -> Clocks {
        self.clocks
    }
    pub const fn acknowledged(&self) -> Option<&Said> {
        self.acknowledged.as_ref()
    }
    pub const fn answered(&self) -> Option<&Said> {
        self.answered.as_ref()
    }
    pub const fn settled(&self) -> Option<&(Settled, Said)> {
        self.settled.as_ref()
    }
    pub const fn withdrawn_at(&self) -> Option<Timestamp> {
        self.withdrawn_at
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
    /// The day on which its clocks stopped, if they did.
    fn ended_on(&self) -> Option<Date> {
        self.answered.as_ref().map(|said| said.at).or(self.withdrawn_at).map(Timestamp::date)
    }
}

impl Kind {
    pub const ALL: [Kind; 2] = [Kind::Question, Kind::Grievance];

    pub const fn key(self) -> &'static str {
        match self {
            Kind::Question => "question",
            Kind::Grievance => "grievance",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Kind::Question => "Question",
            Kind::Grievance => "Grievance",
        }
    }
}

impl Settled {
    pub const ALL: [Settled; 2] = [Settled::Settled, Settled::NotSettled];

    pub const fn key(self) -> &'static str {
        match self {
            Settled::Settled => "settled",
            Settled::NotSettled => "not_settled",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|settled| settled.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Settled::Settled => "It is settled for us",
            Settled::NotSettled => "Something is still open",
        }
    }
}

#[cfg(test)]
mod tests;
