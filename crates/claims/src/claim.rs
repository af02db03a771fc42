//! A claim: what a place says of itself, with the measures that stand beside it and what the place says to them.

use crate::measure::Measure;
use folkmoot_kernel::{Date, Id, PlaceId, Subject};
use serde::Serialize;
use std::collections::BTreeSet;

pub type ClaimId = Id<Claim>;

/// Most claims of a place at a time. Our own choice: more than a page of promises about oneself is not read.
pub const CLAIMS_MAX: usize = 12;

/// Why a claim says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Write the claim as a sentence that can be true or not, like “VCSE partners are equal partners”")]
    NoWords,
    #[error("Choose at least one measure: a claim without one cannot be looked at")]
    NoMeasure,
    #[error("A place makes {CLAIMS_MAX} claims at most: end one first")]
    TooMany,
    #[error("This claim ended on {}", on.in_words())]
    Ended { on: Date },
    #[error("Write a few words")]
    NoReply,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoMeasure => "measures",
            Refusal::NoReply => "reply",
            _ => "words",
        }
    }
}

/// What a place says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    pub(crate) id: ClaimId,
    pub(crate) place: PlaceId,
    pub(crate) number: i64,
    pub(crate) words: String,
    pub(crate) measures: BTreeSet<Measure>,
    pub(crate) made_on: Date,
    pub(crate) ended_on: Option<Date>,
    pub(crate) reply: Option<(String, Date)>,
    pub(crate) version: i64,
}

impl Claim {
    /// `others`: claims that the place makes already.
    pub fn make(
        (id, place, number): (ClaimId, PlaceId, i64),
        words: &str,
        measures: BTreeSet<Measure>,
        others: usize,
        today: Date,
    ) -> Result<Self, Refusal> {
        if others >= CLAIMS_MAX {
            return Err(Refusal::TooMany);
        }
        let (words, measures) = checked(words, measures)?;
        Ok(Self { id, place, number, words, measures, made_on: today, ended_on: None, reply: None, version: 1 })
    }

    pub fn change(self, words: &str, measures: BTreeSet<Measure>) -> Result<Self, Refusal> {
        let (words, measures) = checked(words, measures)?;
        self.open()?;
        Ok(Self { words, measures, ..self })
    }

    /// What the place says to measures and reading; it stands beside them.
    pub fn reply(self, words: &str, today: Date) -> Result<Self, Refusal> {
        match words.trim() {
            "" => Err(Refusal::NoReply),
            words => Ok(Self { reply: Some((words.to_owned(), today)), ..self }),
        }
    }

    pub fn end(self, today: Date) -> Result<Self, Refusal> {
        self.open()?;
        Ok(Self { ended_on: Some(today), ..self })
    }

    fn open(&self) -> Result<(), Refusal> {
        self.ended_on.map_or(Ok(()), |on| Err(Refusal::Ended { on }))
    }

    pub fn subject(&self) -> Subject {
        Subject::place(self.place)
    }
    pub const fn id(&self) -> ClaimId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub fn words(&self) -> &str {
        &self.words
    }
    pub const fn measures(&self) -> &BTreeSet<Measure> {
        &self.measures
    }
    pub const fn made_on(&self) -> Date {
        self.made_on
    }
    pub const fn ended_on(&self) -> Option<Date> {
        self.ended_on
    }
    pub const fn replied(&self) -> Option<&(String, Date)> {
        self.reply.as_ref()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

fn checked(words: &str, measures: BTreeSet<Measure>) -> Result<(String, BTreeSet<Measure>), Refusal> {
    match words.trim() {
        "" => Err(Refusal::NoWords),
        _ if measures.is_empty() => Err(Refusal::NoMeasure),
        words => Ok((words.to_owned(), measures)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> Date {
        Date::new(2026, 3, 2).unwrap()
    }

    fn make(words: &str, measures: &[Measure], others: usize) -> Result<Claim, Refusal> {
        let key = (Id::from_number(1), Id::from_number(2), 1);
        Claim::make(key, words, measures.iter().copied().collect(), others, day())
    }

    #[test]
    fn a_claim_is_a_sentence_with_a_measure() {
        assert_eq!(make(" ", &[Measure::Seats], 0), Err(Refusal::NoWords));
        assert_eq!(make("We are equal", &[], 0), Err(Refusal::NoMeasure));
        assert!(make("We are equal", &[Measure::Seats], CLAIMS_MAX - 1).is_ok());
        assert_eq!(make("We are equal", &[Measure::Seats], CLAIMS_MAX), Err(Refusal::TooMany));
    }

    #[test]
    fn what_ended_is_changed_no_more_and_may_still_be_replied_to() {
        let ended = make("We are equal", &[Measure::Seats], 0).unwrap().end(day()).unwrap();

        assert_eq!(ended.clone().end(day()), Err(Refusal::Ended { on: day() }));
        assert!(ended.clone().change("We share", BTreeSet::from([Measure::Votes])).is_err());
        assert_eq!(ended.clone().reply(" ", day()), Err(Refusal::NoReply));
        assert_eq!(ended.reply("We were not", day()).unwrap().replied().unwrap().0, "We were not");
    }
}
