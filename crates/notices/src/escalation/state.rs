//! Where an escalation stands, and which letter is due. Drawn from dates; nobody types it.

use super::{Escalation, Settled};
use folkmoot_kernel::{Date, Timestamp};
use serde::Serialize;

/// How long before an answer is due its addressee hears of it. Unit: working days.
const SOON_DAYS: u16 = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nobody has said yet that it has arrived.
    Sent,
    /// Nobody has said so, and the day for it has gone by.
    WaitsForWord,
    Acknowledged,
    /// Its day has gone by without an answer.
    WaitsForAnswer,
    Answered,
    AnsweredLater,
    Settled,
    /// Answered, and for the sender something is still open.
    StillOpen,
    Withdrawn,
}

/// A letter that is due once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminder {
    /// To the addressee: say that you have it.
    Acknowledge,
    /// To the addressee: the answer is due soon.
    AnswerSoon,
    /// To both: the answer is late, and the partners see it now.
    AnswerLate,
    /// To both: the public sees the subject from now on.
    Public,
}

impl Escalation {
    pub fn state(&self, today: Date) -> State {
        match (&self.settled, &self.answered, self.withdrawn_at) {
            (_, _, Some(_)) => State::Withdrawn,
            (Some((Settled::Settled, _)), _, _) => State::Settled,
            (Some((Settled::NotSettled, _)), _, _) => State::StillOpen,
            (None, Some(said), _) if said.at.date() <= self.clocks.answer_by => State::Answered,
            (None, Some(_), _) => State::AnsweredLater,
            (None, None, None) if today > self.clocks.answer_by => State::WaitsForAnswer,
            (None, None, None) if self.acknowledged.is_some() => State::Acknowledged,
            (None, None, None) if today > self.clocks.acknowledge_by => State::WaitsForWord,
            (None, None, None) => State::Sent,
        }
    }

    /// The letter that is due today, if `before` is not a note of it.
    pub fn reminder(&self, before: &str, now: Timestamp) -> Option<Reminder> {
        if self.ended_on().is_some() {
            return None;
        }
        let (today, clocks) = (now.date(), self.clocks);
        let due = if today >= clocks.public_from {
            Reminder::Public
        } else if today > clocks.answer_by {
            Reminder::AnswerLate
        } else if today.plus_working_days(SOON_DAYS) >= clocks.answer_by && self.acknowledged.is_some() {
            Reminder::AnswerSoon
        } else if today > clocks.acknowledge_by && self.acknowledged.is_none() {
            Reminder::Acknowledge
        } else {
            return None;
        };
        (due.note() != before).then_some(due)
    }

    /// Whether it was acknowledged by its day, as far as that can be said today.
    pub fn is_acknowledged_late(&self, today: Date) -> bool {
        let day = self.acknowledged.as_ref().map(|said| said.at.date()).or_else(|| self.ended_on()).unwrap_or(today);
        day > self.clocks.acknowledge_by
    }
}

impl Reminder {
    /// What is kept so that the letter is written once.
    pub const fn note(self) -> &'static str {
        match self {
            Reminder::Acknowledge => "acknowledge",
            Reminder::AnswerSoon => "answer_soon",
            Reminder::AnswerLate => "answer_late",
            Reminder::Public => "public",
        }
    }
}

impl State {
    pub const fn words(self) -> &'static str {
        match self {
            State::Sent => "Sent",
            State::WaitsForWord => "Waits for a word that it arrived",
            State::Acknowledged => "Acknowledged",
            State::WaitsForAnswer => "Waits for its answer",
            State::Answered => "Answered",
            State::AnsweredLater => "Answered later",
            State::Settled => "Settled",
            State::StillOpen => "Answered, something is still open",
            State::Withdrawn => "Taken back",
        }
    }

    pub const fn tag(self) -> &'static str {
        match self {
            State::Sent | State::Acknowledged => "govuk-tag--blue",
            State::WaitsForWord | State::WaitsForAnswer | State::StillOpen => "govuk-tag--yellow",
            State::Answered | State::AnsweredLater | State::Settled => "govuk-tag--green",
            State::Withdrawn => "govuk-tag--grey",
        }
    }
}
