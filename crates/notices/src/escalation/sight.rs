//! Who sees an escalation. It begins between two; when a clock runs out the partners of the place see it, and when it stays
//! without an answer the public sees its subject.

use super::Escalation;
use folkmoot_kernel::Date;
use serde::Serialize;

/// How wide it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sight {
    /// Sender and addressee.
    Parties,
    /// Everybody with a seat in the place.
    Partners,
    /// Everybody, the subject and the answer alone; partners see all of it.
    Public,
}

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    Public,
    Partner,
    Party,
}

impl Escalation {
    /// How wide it is seen on this day. It widens until an answer comes and never narrows.
    pub fn sight(&self, today: Date) -> Sight {
        let day = self.ended_on().map_or(today, |ended| ended.min(today));
        if day >= self.clocks.public_from {
            Sight::Public
        } else if day > self.clocks.answer_by || self.is_acknowledged_late(today) {
            Sight::Partners
        } else {
            Sight::Parties
        }
    }

    /// Whether this reader is shown that it exists.
    pub fn is_shown_to(&self, reader: Reader, today: Date) -> bool {
        match reader {
            Reader::Party => true,
            Reader::Partner => self.sight(today) >= Sight::Partners,
            Reader::Public => self.sight(today) == Sight::Public,
        }
    }

    /// Whether this reader is shown what was written, not only its subject.
    pub fn words_are_shown_to(&self, reader: Reader, today: Date) -> bool {
        reader != Reader::Public && self.is_shown_to(reader, today)
    }
}

impl Sight {
    pub const fn words(self) -> &'static str {
        match self {
            Sight::Parties => "Seen by those who sent it and those it went to",
            Sight::Partners => "Seen by the partners of the place",
            Sight::Public => "Its subject is public; the partners see all of it",
        }
    }

    pub const fn key(self) -> &'static str {
        match self {
            Sight::Parties => "parties",
            Sight::Partners => "partners",
            Sight::Public => "public",
        }
    }
}
