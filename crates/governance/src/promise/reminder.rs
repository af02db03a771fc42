//! What to remind the owner of, once each. A new date starts over.

use super::{Life, Patience, Promise};
use folkmoot_kernel::{Date, Timestamp};

/// One reminder, gentlest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reminder {
    /// Agreed in the room, and nobody said yes or no.
    Accept,
    DueSoon,
    DueToday,
    /// "What got in the way?"
    PastDate,
}

impl Reminder {
    const ALL: [Reminder; 4] = [Reminder::Accept, Reminder::DueSoon, Reminder::DueToday, Reminder::PastDate];

    const fn key(self) -> &'static str {
        match self {
            Reminder::Accept => "accept",
            Reminder::DueSoon => "due_soon",
            Reminder::DueToday => "due_today",
            Reminder::PastDate => "past_date",
        }
    }

    /// As the promise's row keeps it: which reminder went out for which day, "due_soon 2026-05-01".
    pub fn note(self, due: Date) -> String {
        format!("{} {due}", self.key())
    }

    fn read(note: &str) -> Option<(Self, Date)> {
        let (key, due) = note.split_once(' ')?;
        let reminder = Self::ALL.into_iter().find(|reminder| reminder.key() == key)?;
        Some((reminder, due.parse().ok()?))
    }
}

impl Promise {
    /// The reminder that is due and has not gone out. `note`: the last one that did. After days without a run only the
    /// furthest is sent, not all that were missed.
    pub fn reminder(&self, note: &str, patience: &Patience, now: Timestamp) -> Option<Reminder> {
        let due = match self.life(patience, now) {
            Life::NotYetAccepted => Reminder::Accept,
            Life::PastDate => Reminder::PastDate,
            Life::DueSoon if self.due == now.date() => Reminder::DueToday,
            Life::DueSoon => Reminder::DueSoon,
            _ => return None,
        };
        let sent = Reminder::read(note).filter(|(_, day)| *day == self.due);
        sent.is_none_or(|(sent, _)| sent < due).then_some(due)
    }
}
