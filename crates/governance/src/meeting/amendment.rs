//! What an organisation that attended wants changed in draft minutes, and the answer of whoever writes them.

use super::{Attendance, Meeting, MeetingId, Phase, Refusal};
use folkmoot_kernel::{Id, OrganisationId, PersonId, Timestamp};
use serde::Serialize;

pub type AmendmentId = Id<Amendment>;

/// Whether the draft was changed as somebody asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Taken,
    NotTaken,
}

impl Verdict {
    pub const fn key(self) -> &'static str {
        match self {
            Verdict::Taken => "taken",
            Verdict::NotTaken => "not_taken",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        [Verdict::Taken, Verdict::NotTaken].into_iter().find(|one| one.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Verdict::Taken => "Taken into the minutes",
            Verdict::NotTaken => "Not taken",
        }
    }
}

/// An answered one: when, and why where it was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settled {
    pub verdict: Verdict,
    pub reply: String,
    pub at: Timestamp,
}

/// What somebody who was there wants changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Amendment {
    pub(crate) id: AmendmentId,
    pub(crate) meeting: MeetingId,
    pub(crate) organisation: OrganisationId,
    pub(crate) person: Option<PersonId>,
    /// The words of the draft that it is about; empty where something is missing.
    #[serde(skip)]
    pub(crate) instead_of: String,
    #[serde(skip)]
    pub(crate) words: String,
    pub(crate) at: Timestamp,
    pub(crate) settled: Option<Settled>,
    pub(crate) version: i64,
}

/// Who asks for it, and in which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub organisation: OrganisationId,
    /// How that organisation attended.
    pub attended: Option<Attendance>,
    pub person: Option<PersonId>,
    pub instead_of: String,
    pub words: String,
}

impl Amendment {
    /// Only who was there can say what was said.
    pub fn ask(id: AmendmentId, meeting: &Meeting, wish: Wish, now: Timestamp) -> Result<Self, Refusal> {
        let Phase::Amendments(until) = meeting.phase(now) else { return Err(Refusal::NotRound) };
        if now.date() > until {
            return Err(Refusal::RoundOver { until });
        }
        if wish.attended != Some(Attendance::Present) {
            return Err(Refusal::WasNotThere);
        }
        let (instead_of, words) = (wish.instead_of.trim().to_owned(), wish.words.trim().to_owned());
        if words.is_empty() {
            return Err(Refusal::NoCorrection);
        }
        if !instead_of.is_empty() && !meeting.minutes().contains(&instead_of) {
            return Err(Refusal::NotInDraft);
        }
        let (meeting, organisation, person) = (meeting.id(), wish.organisation, wish.person);
        Ok(Self { id, meeting, organisation, person, instead_of, words, at: now, settled: None, version: 1 })
    }

    /// The draft with it, where it says which words it replaces and they still stand there; else it goes to the end.
    pub fn taken_into(&self, draft: &str) -> String {
        if self.instead_of.is_empty() || !draft.contains(&self.instead_of) {
            return format!("{}\n\n{}", draft.trim_end(), self.words);
        }
        draft.replacen(&self.instead_of, &self.words, 1)
    }

    pub fn settle(self, verdict: Verdict, reply: &str, now: Timestamp) -> Result<Self, Refusal> {
        let reply = reply.trim().to_owned();
        if self.settled.is_some() {
            return Err(Refusal::Settled);
        }
        if verdict == Verdict::NotTaken && reply.is_empty() {
            return Err(Refusal::NoReply);
        }
        Ok(Self { settled: Some(Settled { verdict, reply, at: now }), ..self })
    }

    pub const fn id(&self) -> AmendmentId {
        self.id
    }
    pub const fn meeting(&self) -> MeetingId {
        self.meeting
    }
    pub const fn organisation(&self) -> OrganisationId {
        self.organisation
    }
    pub fn instead_of(&self) -> &str {
        &self.instead_of
    }
    pub fn words(&self) -> &str {
        &self.words
    }
    pub const fn at(&self) -> Timestamp {
        self.at
    }
    pub const fn settled(&self) -> Option<&Settled> {
        self.settled.as_ref()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}
