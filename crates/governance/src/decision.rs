//! A decision: what a body agreed, with whose power, and where each organisation stood. Its state is drawn, never typed.

use crate::item::ItemId;
use crate::mandate::{self, Matter};
use crate::meeting::MeetingId;
use crate::position::{Seal, Tally};
use crate::power::Power;
use crate::priority::PriorityId;
use crate::quorum::{Quorum, Standing};
use folkmoot_kernel::{BodyId, Id, PlaceId, Subject, Timestamp};

mod state;
pub use state::State;

pub type DecisionId = Id<Decision>;

/// Why a decision says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("say in plain words what is decided: the summary is what residents read")]
    SummaryMissing,
    #[error("give people time: the last moment for positions must be in the future")]
    DueInThePast,
    #[error("this body has no voting seats, so nobody could take a position: let it note instead, or give it seats")]
    NobodyToAsk,
    #[error("this body is closed: put it to one that still meets")]
    BodyClosed,
    #[error(transparent)]
    Mandate(#[from] mandate::Refusal),
    #[error("this decision is already closed")]
    AlreadyClosed,
    #[error("{waiting} of {asked} positions are still awaited until {until}")]
    StillSealed { waiting: u32, asked: u32, until: String },
    #[error("nobody took a position, so it cannot be closed as agreed")]
    NobodyTookPart,
    #[error("{} took part, and this body needs {quorum} to agree something", organisations(*given))]
    NoQuorum { given: u32, quorum: u32 },
    #[error("{} can take part without the recused, and this body needs {quorum}: take it to the body above", organisations(*left))]
    QuorumOutOfReach { left: u32, quorum: u32 },
    #[error("{} on this item: rule on it first, on the page “Interests” of the item", unruled(*count))]
    InterestsUnruled { count: usize },
    #[error("answer first on the check-list {questions}: with evidence, or with the reason why there is none")]
    ChecksMissing { questions: String },
    #[error("you take no part in this item: the deputy chair, the secretary or the place team closes it")]
    OutOfTheRoom,
    #[error(
        "this is about money: sign in with a passkey, or through your organisation, and close it then. A code by e-mail is not enough"
    )]
    SignInStronger,
    #[error("somebody objects: write how the body resolved it, or close it as not agreed")]
    ObjectionUnresolved,
    #[error("say in a sentence why it was not agreed")]
    ReasonMissing,
    #[error("say in a sentence why it is withdrawn")]
    WithdrawalUnexplained,
    #[error("a decision that is only to be noted is closed as noted, or withdrawn")]
    OnlyNoted,
}

fn organisations(count: u32) -> String {
    if count == 1 { "one organisation".to_owned() } else { format!("{count} organisations") }
}

fn unruled(count: usize) -> String {
    if count == 1 {
        "nobody has ruled on an interest".to_owned()
    } else {
        format!("nobody has ruled on {count} interests")
    }
}

impl Refusal {
    /// The field of the form that it stands beside.
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::SummaryMissing => "plain_summary",
            Refusal::DueInThePast => "positions_due",
            Refusal::NobodyToAsk => "power",
            Refusal::BodyClosed => "title",
            Refusal::Mandate(why) => why.field(),
            Refusal::ObjectionUnresolved | Refusal::ReasonMissing | Refusal::WithdrawalUnexplained => "words",
            _ => "outcome",
        }
    }
}

/// What somebody puts to a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub place: PlaceId,
    pub body: BodyId,
    pub meeting: Option<MeetingId>,
    pub item: Option<ItemId>,
    pub priority: Option<PriorityId>,
    pub title: String,
    pub text: String,
    pub plain_summary: String,
    pub power: Power,
    /// Whose power it is: "the board", "the ICB, delegated to this committee".
    pub power_holder: String,
    /// Where the power comes from: the article, the scheme of delegation.
    pub power_basis: String,
    pub positions_due: Timestamp,
    pub matter: Matter,
}

/// Something put to a body, open or closed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Decision {
    pub(crate) id: DecisionId,
    pub(crate) place: PlaceId,
    pub(crate) number: i64,
    pub(crate) body: BodyId,
    pub(crate) meeting: Option<MeetingId>,
    pub(crate) item: Option<ItemId>,
    pub(crate) priority: Option<PriorityId>,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) plain_summary: String,
    pub(crate) power: Power,
    pub(crate) power_holder: String,
    pub(crate) power_basis: String,
    pub(crate) positions_due: Timestamp,
    pub(crate) matter: Matter,
    pub(crate) opened_at: Timestamp,
    pub(crate) closed: Option<Closed>,
    pub(crate) version: i64,
}

/// How a decision ended.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Closed {
    pub at: Timestamp,
    pub result: Outcome,
    /// The chair's words: how an objection was resolved, why it was not agreed.
    pub words: String,
}

/// What the body made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Agreed,
    NotAgreed,
    /// Taken back by those who put it.
    Withdrawn,
}

impl Outcome {
    pub const ALL: [Outcome; 3] = [Outcome::Agreed, Outcome::NotAgreed, Outcome::Withdrawn];

    pub const fn key(self) -> &'static str {
        match self {
            Outcome::Agreed => "agreed",
            Outcome::NotAgreed => "not_agreed",
            Outcome::Withdrawn => "withdrawn",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

impl Decision {
    /// Puts something to a body that has this many voting organisations.
    pub fn put(id: DecisionId, number: i64, draft: Draft, voices: usize, now: Timestamp) -> Result<Self, Refusal> {
        if draft.plain_summary.trim().is_empty() {
            return Err(Refusal::SummaryMissing);
        }
        if draft.power != Power::Note && draft.positions_due <= now {
            return Err(Refusal::DueInThePast);
        }
        if draft.power != Power::Note && voices == 0 {
            return Err(Refusal::NobodyToAsk);
        }
        Ok(Self {
            id,
            place: draft.place,
            number,
            body: draft.body,
            meeting: draft.meeting,
            item: draft.item,
            priority: draft.priority,
            title: draft.title,
            text: draft.text,
            plain_summary: draft.plain_summary,
            power: draft.power,
            power_holder: draft.power_holder,
            power_basis: draft.power_basis,
            positions_due: draft.positions_due,
            matter: draft.matter,
            opened_at: now,
            closed: None,
            version: 1,
        })
    }

    /// Whether positions may be seen and changed now.
    pub fn seal(&self, tally: Tally, now: Timestamp) -> Seal {
        match &self.closed {
            Some(closed) if closed.at < self.positions_due && tally.waiting() > 0 => Seal::Kept,
            Some(_) => Seal::Closed,
            None if tally.waiting() == 0 || now >= self.positions_due => Seal::Open,
            None => Seal::Sealed,
        }
    }

    /// Closes by consent: agreed unless somebody objects. An objection is resolved by the body, in words that are
    /// published with the dissent; or the decision is not agreed.
    pub fn close(
        mut self,
        outcome: Outcome,
        words: &str,
        tally: Tally,
        quorum: u32,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if self.closed.is_some() {
            return Err(Refusal::AlreadyClosed);
        }
        let silent = words.trim().is_empty();
        match outcome {
            Outcome::Withdrawn if silent => return Err(Refusal::WithdrawalUnexplained),
            Outcome::Withdrawn => {}
            Outcome::NotAgreed if self.power == Power::Note => return Err(Refusal::OnlyNoted),
            Outcome::NotAgreed | Outcome::Agreed => self.may_close(outcome, silent, tally, quorum, now)?,
        }
        self.closed = Some(Closed { at: now, result: outcome, words: words.trim().to_owned() });
        Ok(self)
    }

    fn may_close(
        &self,
        outcome: Outcome,
        silent: bool,
        tally: Tally,
        quorum: u32,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        if self.power == Power::Note {
            return Ok(());
        }
        if self.seal(tally, now) == Seal::Sealed {
            let until = self.positions_due.in_words();
            return Err(Refusal::StillSealed { waiting: tally.waiting(), asked: tally.asked, until });
        }
        let (left, there) = (tally.asked.saturating_sub(tally.recused), tally.taking_part());
        let counted = Quorum { needed: quorum, asked: tally.asked, recused: tally.recused, taking_part: there };
        match outcome {
            Outcome::NotAgreed if silent => Err(Refusal::ReasonMissing),
            Outcome::NotAgreed | Outcome::Withdrawn => Ok(()),
            Outcome::Agreed if quorum > 0 && counted.standing() == Standing::OutOfReach => {
                Err(Refusal::QuorumOutOfReach { left, quorum })
            }
            Outcome::Agreed if tally.taking_part() == 0 => Err(Refusal::NobodyTookPart),
            Outcome::Agreed if counted.standing() != Standing::Met => Err(Refusal::NoQuorum { given: there, quorum }),
            Outcome::Agreed if tally.object > 0 && silent => Err(Refusal::ObjectionUnresolved),
            Outcome::Agreed => Ok(()),
        }
    }

    /// Where it stands, from the facts alone. `set_aside`: a higher body overruled it.
    pub fn state(&self, tally: Tally, set_aside: bool, now: Timestamp) -> State {
        if set_aside {
            return State::SetAside;
        }
        match &self.closed {
            Some(closed) => self.ended(closed.result, tally),
            None if self.seal(tally, now) == Seal::Open => State::ReadyToClose,
            None if tally.given() == 0 => State::PositionsOpen,
            None => State::Waiting,
        }
    }

    fn ended(&self, outcome: Outcome, tally: Tally) -> State {
        match (outcome, self.power) {
            (Outcome::Withdrawn, _) => State::Withdrawn,
            (Outcome::NotAgreed, _) => State::NotAgreed,
            (Outcome::Agreed, Power::Note) => State::Noted,
            (Outcome::Agreed, Power::Advise) => State::Recommended,
            (Outcome::Agreed, Power::Endorse) => State::Endorsed,
            (Outcome::Agreed, Power::Decide) if tally.object > 0 => State::AgreedWithDissent,
            (Outcome::Agreed, Power::Decide) if tally.conditions > 0 => State::AgreedWithConditions,
            (Outcome::Agreed, Power::Decide) => State::Agreed,
        }
    }

    /// "Decision 42: Warm homes".
    pub fn called(&self) -> String {
        format!("Decision {}: {}", self.number, self.title)
    }
    /// What permits are asked for: its body.
    pub fn subject(&self) -> Subject {
        Subject::body(self.place, self.body)
    }
    pub const fn id(&self) -> DecisionId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub const fn number(&self) -> i64 {
        self.number
    }
    pub const fn body(&self) -> BodyId {
        self.body
    }
    pub const fn meeting(&self) -> Option<MeetingId> {
        self.meeting
    }
    pub const fn item(&self) -> Option<ItemId> {
        self.item
    }
    pub const fn priority(&self) -> Option<PriorityId> {
        self.priority
    }
    pub fn title(&self) -> &str {
        &self.title
    }
    pub fn text(&self) -> &str {
        &self.text
    }
    pub fn plain_summary(&self) -> &str {
        &self.plain_summary
    }
    pub const fn power(&self) -> Power {
        self.power
    }
    pub fn power_holder(&self) -> &str {
        &self.power_holder
    }
    pub fn power_basis(&self) -> &str {
        &self.power_basis
    }
    pub const fn positions_due(&self) -> Timestamp {
        self.positions_due
    }
    pub const fn matter(&self) -> Matter {
        self.matter
    }
    pub const fn opened_at(&self) -> Timestamp {
        self.opened_at
    }
    pub const fn closed(&self) -> Option<&Closed> {
        self.closed.as_ref()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
    /// The result, once there is one.
    pub fn outcome(&self) -> Option<Outcome> {
        self.closed.as_ref().map(|closed| closed.result)
    }
}

#[cfg(test)]
mod tests;
