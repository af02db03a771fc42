//! Whether a listing is still right: who is asked next, and what came back.

use crate::fresh::Risk;
use folkmoot_kernel::{Date, Id, Timestamp, words};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// Letters that are written before somebody rings. Our own choice: who has not answered two does not read a third.
pub const LETTERS: usize = 2;
/// Days between two letters, and until somebody rings.
pub const DAYS_BETWEEN: i64 = 8;
/// How long a link of a letter can be used. Unit: days.
pub const LINK_DAYS: i64 = 60;

pub type AskingId = Id<Asking>;

words! {
    /// What those who run it say.
    pub enum Answer {
        Right => "right", "All of it is still right";
        Changed => "changed", "Something has changed";
        Stopped => "stopped", "It has stopped for good";
    }
}

/// One letter that asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asking {
    pub id: AskingId,
    pub asked_at: Timestamp,
    pub answered_at: Option<Timestamp>,
    pub answer: Option<Answer>,
}

/// What is to be done about a listing today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It was checked lately, or a letter is on its way.
    Wait,
    Write,
    /// Somebody of the place rings or goes there.
    Ring,
}

/// `asked`: days on which letters went out since it was last checked.
pub fn step(checked_on: Option<Date>, risk: Risk, asked: &[Date], has_email: bool, today: Date) -> Step {
    let due = checked_on.is_none_or(|on| on.days_until(today) >= risk.days());
    let last = asked.iter().max();
    let waits = last.is_some_and(|last| last.days_until(today) < DAYS_BETWEEN);
    match () {
        () if !due || waits => Step::Wait,
        () if has_email && asked.len() < LETTERS => Step::Write,
        () => Step::Ring,
    }
}

/// What the database keeps of the key of a letter.
pub fn hashed(key: &str) -> String {
    Sha256::digest(key.as_bytes()).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

#[cfg(test)]
#[path = "asking/tests.rs"]
mod tests;
