//! A ruling: what chair or secretary said to the interests of one person or organisation in one item.

mod matched;
mod minuted;
mod ruled;

pub use matched::{Because, Match, matched, unruled};
pub use minuted::{Minuted, paragraph, with_interests};
pub use ruled::{Ruled, marking_now};

use crate::interest::Party;
use crate::item::ItemId;
use folkmoot_kernel::{Actor, Id, PersonId, Timestamp};
use serde::Serialize;

pub type RulingId = Id<Ruling>;

/// What was ruled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    NoConflict,
    SpeakOnly,
    Leave,
}

/// Why a ruling says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Say in a sentence why: it stands in the minutes")]
    ReasonMissing,
    #[error("Nobody rules on their own interest: the deputy chair, another secretary or the place team does")]
    OwnInterest,
    #[error("There is nothing to rule on: no interest of theirs is matched to this item")]
    NothingMatched,
    #[error("Positions on this item can be read already, so this ruling can no longer be softened")]
    PositionsOpen,
    #[error("The decision on this item is closed, so the ruling stands")]
    DecisionClosed,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::ReasonMissing => "reason",
            _ => "verdict",
        }
    }
}

/// How far the decisions on the item are when somebody rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// None is put, or positions are sealed.
    Sealed,
    /// Positions can be read.
    Open,
    /// One was closed as agreed or not agreed.
    Closed,
}

/// What chair or secretary ruled on one party in one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ruling {
    pub(crate) id: RulingId,
    pub(crate) item: ItemId,
    pub(crate) party: Party,
    pub(crate) verdict: Verdict,
    pub(crate) reason: String,
    pub(crate) at: Timestamp,
    pub(crate) by: Option<PersonId>,
    pub(crate) version: i64,
}

impl Verdict {
    pub const ALL: [Verdict; 3] = [Verdict::NoConflict, Verdict::SpeakOnly, Verdict::Leave];

    pub const fn key(self) -> &'static str {
        match self {
            Verdict::NoConflict => "no_conflict",
            Verdict::SpeakOnly => "speak_only",
            Verdict::Leave => "leave",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Verdict::NoConflict => "No conflict",
            Verdict::SpeakOnly => "Speaks, takes no position",
            Verdict::Leave => "Leaves, and the papers are withheld",
        }
    }

    pub const fn hint(self) -> &'static str {
        match self {
            Verdict::NoConflict => "They take part like everybody else. Write why",
            Verdict::SpeakOnly => {
                "They read the papers and are heard. They are recused: no position, and not in the quorum"
            }
            Verdict::Leave => {
                "They leave for this item. The papers answer as if they were not there, for everybody who holds a seat for them"
            }
        }
    }

    /// In the minutes, after the name.
    pub const fn minuted(self) -> &'static str {
        match self {
            Verdict::NoConflict => "took part: no conflict was found",
            Verdict::SpeakOnly => "was heard, took no position and does not count towards the quorum",
            Verdict::Leave => {
                "left for this item, had none of its papers, took no position and does not count towards the quorum"
            }
        }
    }

    /// Whether a position is impossible.
    pub const fn recuses(self) -> bool {
        !matches!(self, Verdict::NoConflict)
    }
}

impl Ruling {
    pub fn make(
        id: RulingId,
        item: ItemId,
        party: Party,
        (verdict, reason): (Verdict, &str),
        (by, stage, now): (&Actor, Stage, Timestamp),
    ) -> Result<Self, Refusal> {
        let reason = allowed(party, reason, by)?;
        if stage == Stage::Closed {
            return Err(Refusal::DecisionClosed);
        }
        Ok(Self { id, item, party, verdict, reason, at: now, by: by.person(), version: 1 })
    }

    /// Rules anew. Once positions can be read, a party that was kept out stays out: it would answer knowing the others.
    pub fn change(
        self,
        (verdict, reason): (Verdict, &str),
        (by, stage, now): (&Actor, Stage, Timestamp),
    ) -> Result<Self, Refusal> {
        let reason = allowed(self.party, reason, by)?;
        match stage {
            Stage::Closed => return Err(Refusal::DecisionClosed),
            Stage::Open if verdict < self.verdict => return Err(Refusal::PositionsOpen),
            Stage::Open | Stage::Sealed => {}
        }
        Ok(Self { verdict, reason, at: now, by: by.person(), ..self })
    }

    pub const fn id(&self) -> RulingId {
        self.id
    }
    pub const fn item(&self) -> ItemId {
        self.item
    }
    pub const fn party(&self) -> Party {
        self.party
    }
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }
    pub fn reason(&self) -> &str {
        &self.reason
    }
    pub const fn at(&self) -> Timestamp {
        self.at
    }
    pub const fn by(&self) -> Option<PersonId> {
        self.by
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

fn allowed(party: Party, reason: &str, by: &Actor) -> Result<String, Refusal> {
    if is_of(by, party) {
        return Err(Refusal::OwnInterest);
    }
    match reason.trim() {
        "" => Err(Refusal::ReasonMissing),
        reason => Ok(reason.to_owned()),
    }
}

/// Whether somebody is this party, or holds any seat for it, wherever and whichever.
pub fn is_of(actor: &Actor, party: Party) -> bool {
    match party {
        Party::Person(id) => actor.person() == Some(id),
        Party::Organisation(id) => actor.held().iter().any(|seat| seat.organisation == Some(id)),
    }
}

#[cfg(test)]
mod tests;
