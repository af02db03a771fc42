//! Where a promise stands, drawn from its dates. The store draws the same in SQL; a test holds the two together.

use super::{Patience, Promise};
use folkmoot_kernel::Timestamp;

/// Where a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Life {
    /// Agreed in the room, not yet accepted.
    Proposed,
    /// The same, for longer than the place has patience.
    NotYetAccepted,
    UnderWay,
    DueSoon,
    /// Its day has gone by.
    PastDate,
    /// Its owner says it is done; another partner has not confirmed yet.
    SaidDone,
    KeptOnTime,
    KeptLate,
    Withdrawn,
    Declined,
    /// Its decision was not agreed.
    Lapsed,
}

impl Life {
    pub const ALL: [Life; 11] = [
        Life::Proposed,
        Life::NotYetAccepted,
        Life::UnderWay,
        Life::DueSoon,
        Life::PastDate,
        Life::SaidDone,
        Life::KeptOnTime,
        Life::KeptLate,
        Life::Withdrawn,
        Life::Declined,
        Life::Lapsed,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Life::Proposed => "proposed",
            Life::NotYetAccepted => "not_yet_accepted",
            Life::UnderWay => "under_way",
            Life::DueSoon => "due_soon",
            Life::PastDate => "past_date",
            Life::SaidDone => "said_done",
            Life::KeptOnTime => "kept_on_time",
            Life::KeptLate => "kept_late",
            Life::Withdrawn => "withdrawn",
            Life::Declined => "declined",
            Life::Lapsed => "lapsed",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|life| life.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Life::Proposed => "Proposed",
            Life::NotYetAccepted => "Agreed in the room, not yet accepted",
            Life::UnderWay => "Under way",
            Life::DueSoon => "Due soon",
            Life::PastDate => "Past its date",
            Life::SaidDone => "Said to be done",
            Life::KeptOnTime => "Kept on time",
            Life::KeptLate => "Kept, later than promised",
            Life::Withdrawn => "Withdrawn",
            Life::Declined => "Declined",
            Life::Lapsed => "No longer needed",
        }
    }

    /// Colour of the tag. Nothing is red: a date gone by asks a question, it does not shame.
    pub const fn tag(self) -> &'static str {
        match self {
            Life::Proposed | Life::UnderWay => "govuk-tag--blue",
            Life::NotYetAccepted | Life::DueSoon | Life::PastDate => "govuk-tag--yellow",
            Life::SaidDone => "govuk-tag--turquoise",
            Life::KeptOnTime | Life::KeptLate => "govuk-tag--green",
            Life::Withdrawn | Life::Declined | Life::Lapsed => "govuk-tag--grey",
        }
    }

    /// Whether somebody still has something to do.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Life::Proposed | Life::NotYetAccepted | Life::UnderWay | Life::DueSoon | Life::PastDate | Life::SaidDone
        )
    }
}

/// States that are told together where there is room for four: in charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Kept,
    UnderWay,
    /// A word from its owner is awaited: yes or no, or what got in the way.
    Awaited,
    Ended,
}

impl Group {
    pub const ALL: [Group; 4] = [Group::Kept, Group::UnderWay, Group::Awaited, Group::Ended];

    pub const fn words(self) -> &'static str {
        match self {
            Group::Kept => "Kept",
            Group::UnderWay => "Under way",
            Group::Awaited => "Waits for a word from its owner",
            Group::Ended => "Withdrawn, declined or no longer needed",
        }
    }
}

impl Life {
    pub const fn group(self) -> Group {
        match self {
            Life::KeptOnTime | Life::KeptLate => Group::Kept,
            Life::UnderWay | Life::DueSoon | Life::SaidDone => Group::UnderWay,
            Life::Proposed | Life::NotYetAccepted | Life::PastDate => Group::Awaited,
            Life::Withdrawn | Life::Declined | Life::Lapsed => Group::Ended,
        }
    }
}

impl Promise {
    /// As what it ended, and when; `None` while somebody still has something to do. What ended stays as it is.
    pub fn ended(&self) -> Option<(Life, Timestamp)> {
        let kept = if self.done.as_ref().is_some_and(|done| done.at.date() <= self.due) {
            Life::KeptOnTime
        } else {
            Life::KeptLate
        };
        let ends = [
            (Life::Lapsed, self.lapsed_at),
            (Life::Declined, self.declined.as_ref().map(|no| no.at)),
            (Life::Withdrawn, self.withdrawn.as_ref().map(|why| why.at)),
            (kept, self.confirmed.as_ref().map(|yes| yes.at)),
        ];
        ends.into_iter().find_map(|(life, at)| Some((life, at?)))
    }

    /// Where it stands at this moment.
    pub fn life(&self, patience: &Patience, now: Timestamp) -> Life {
        if self.lapsed_at.is_some() {
            Life::Lapsed
        } else if self.declined.is_some() {
            Life::Declined
        } else if self.withdrawn.is_some() {
            Life::Withdrawn
        } else if self.accepted.is_none() {
            self.before_acceptance(patience, now)
        } else {
            self.after_acceptance(patience, now)
        }
    }

    fn before_acceptance(&self, patience: &Patience, now: Timestamp) -> Life {
        let flagged = now > self.made_at.plus_days(patience.accept_days);
        if flagged { Life::NotYetAccepted } else { Life::Proposed }
    }

    fn after_acceptance(&self, patience: &Patience, now: Timestamp) -> Life {
        if let Some(done) = &self.done {
            return match &self.confirmed {
                None => Life::SaidDone,
                Some(_) if done.at.date() <= self.due => Life::KeptOnTime,
                Some(_) => Life::KeptLate,
            };
        }
        let today = now.date();
        if self.due < today {
            Life::PastDate
        } else if self.due <= today.plus_days(patience.due_soon_days) {
            Life::DueSoon
        } else {
            Life::UnderWay
        }
    }
}
