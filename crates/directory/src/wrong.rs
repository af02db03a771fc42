//! What readers say is wrong with a listing, and what became of it.

use folkmoot_kernel::{Id, Timestamp, words};
use serde::Serialize;

/// Reports of one listing that wait at a time: a flood stops there.
pub const WAITING_MAX: i64 = 20;
/// Letters of what somebody writes.
pub const WORDS_MAX: usize = 600;

pub type WrongId = Id<Wrong>;

words! {
    pub enum What {
        Gone => "gone", "It is not there any more";
        Times => "times", "The day or the time is wrong";
        Contact => "contact", "The telephone number or the address is wrong";
        Cost => "cost", "The cost is wrong";
        Other => "other", "Something else is wrong";
    }
}

words! {
    /// What the team found.
    pub enum Outcome {
        Changed => "changed", "It was wrong, and has been put right";
        Right => "right", "It is right as it stands";
        TakenOut => "taken_out", "It was taken out";
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wrong {
    pub id: WrongId,
    pub what: What,
    /// For the team alone.
    pub words: String,
    pub told_at: Timestamp,
    pub looked_at: Option<Timestamp>,
    pub outcome: Option<Outcome>,
}

impl Wrong {
    /// As everybody reads it: without the words that somebody wrote.
    pub fn in_words(&self) -> String {
        let said = folkmoot_kernel::uncapital(self.what.words());
        let told = self.told_at.date().in_words();
        match (self.outcome, self.looked_at) {
            (Some(outcome), Some(at)) => {
                format!("Somebody said on {told}: {said}. {} ({}).", outcome.words(), at.date().in_words())
            }
            _ => format!("Somebody said on {told}: {said}. The team has not looked at it yet."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_reads_what_became_of_it_and_nobody_the_words() {
        let at = |day: &str| Timestamp::at(day.parse().unwrap(), 10, 0);
        let told = Wrong {
            id: Id::from_number(1),
            what: What::Times,
            words: "ask Jo".into(),
            told_at: at("2026-11-03"),
            looked_at: None,
            outcome: None,
        };
        assert_eq!(
            told.in_words(),
            "Somebody said on 3 November 2026: the day or the time is wrong. The team has not looked at it yet."
        );
        let looked = Wrong { looked_at: Some(at("2026-11-05")), outcome: Some(Outcome::Changed), ..told };
        assert!(looked.in_words().ends_with("It was wrong, and has been put right (5 November 2026)."));
        assert!(!looked.in_words().contains("Jo"));
    }
}
