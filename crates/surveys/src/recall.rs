//! A recall check: what members remember of their priorities, and how many that is together.

use crate::matcher::{Matcher, Meant};
use crate::urn::Urn;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, Tenths};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A priority as it stood when people were asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remembered {
    pub id: Id<Anything>,
    pub number: i64,
    pub title: String,
    pub sentence: String,
}

/// Most lines of one answer.
pub const LINES_MAX: usize = 8;
/// Most letters of a line.
pub const LINE_LETTERS_MAX: usize = 120;

/// What one person wrote: a line for each priority they remember. None is an answer, and a frequent one.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answer(Vec<String>);

/// Why an answer says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Write a priority on each line, {LINES_MAX} lines at most")]
    TooManyLines,
    #[error("Keep each line under {LINE_LETTERS_MAX} letters: a few words are enough")]
    TooLong,
}

impl Answer {
    /// In small letters, and in the order of the alphabet: how somebody writes, and what came to their mind first, is theirs.
    pub fn write(text: &str) -> Result<Self, Refusal> {
        let mut lines: Vec<String> = text.lines().map(plain).filter(|line| !line.is_empty()).collect();
        lines.sort();
        lines.dedup();
        match () {
            () if lines.len() > LINES_MAX => Err(Refusal::TooManyLines),
            () if lines.iter().any(|line| line.chars().count() > LINE_LETTERS_MAX) => Err(Refusal::TooLong),
            () => Ok(Self(lines)),
        }
    }
}

fn plain(line: &str) -> String {
    let line = line.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    line.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned()
}

/// What a person of the team settled: the line means this priority, or none.
pub type Settled = BTreeMap<String, Option<Id<Anything>>>;

/// A line and what it means so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub words: String,
    pub meant: Meant<Id<Anything>>,
    pub settled: Option<Option<Id<Anything>>>,
}

impl Line {
    /// The priority it counts for. None yet: a person settles it first.
    pub fn counts_for(&self) -> Option<Option<Id<Anything>>> {
        match (self.settled, self.meant) {
            (Some(settled), _) => Some(settled),
            (None, Meant::Clear(priority)) => Some(Some(priority)),
            (None, Meant::Unclear(_)) => None,
        }
    }

    /// What a form for the team has ticked already.
    pub fn suggested(&self) -> Option<Id<Anything>> {
        match (self.settled, self.meant) {
            (Some(settled), _) => settled,
            (None, Meant::Clear(priority)) => Some(priority),
            (None, Meant::Unclear(nearest)) => nearest,
        }
    }
}

/// Each line that anybody wrote, once, in the order of the alphabet: who wrote it, and what else they wrote, is not in it.
pub fn lines(urn: &Urn<Answer>, priorities: &[Remembered], settled: &Settled) -> Vec<Line> {
    let matcher = Matcher::of(priorities.iter().map(|one| (one.id, one.title.as_str(), one.sentence.as_str())));
    let all: BTreeSet<&String> = urn.answers().iter().flat_map(|answer| &answer.0).collect();
    let line = |words: &String| Line {
        meant: matcher.meant(words),
        settled: settled.get(words).copied(),
        words: words.clone(),
    };
    all.into_iter().map(line).collect()
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// By priority, in their order: how many of those who answered remembered it.
    pub by_priority: Vec<(String, Tenths)>,
    /// All priorities together: drawn from what is shown of each, so it tells nothing more.
    pub rate: Tenths,
}

/// What stands in the way of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotYet {
    /// So many lines wait for a person.
    Unsettled(usize),
    TooFew,
}

/// Counts, for an urn that may be shown.
pub fn found(urn: &Urn<Answer>, priorities: &[Remembered], settled: &Settled) -> Result<Found, NotYet> {
    let lines = lines(urn, priorities, settled);
    let waiting = lines.iter().filter(|line| line.counts_for().is_none()).count();
    if waiting > 0 {
        return Err(NotYet::Unsettled(waiting));
    }
    let means: BTreeMap<&str, Id<Anything>> =
        lines.iter().filter_map(|line| Some((line.words.as_str(), line.counts_for()??))).collect();
    let remembers = |answer: &Answer, priority| answer.0.iter().any(|line| means.get(line.as_str()) == Some(&priority));
    let mut by_priority = Vec::new();
    for one in priorities {
        let reached = urn.answers().iter().filter(|answer| remembers(answer, one.id)).count();
        by_priority.push((one.title.clone(), Tenths::of(reached, urn.len(), urn.len()).ok_or(NotYet::TooFew)?));
    }
    let shown: Vec<Tenths> = by_priority.iter().map(|(_, share)| *share).collect();
    Ok(Found { rate: Tenths::average(&shown).ok_or(NotYet::TooFew)?, by_priority })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn priorities() -> Vec<Remembered> {
        let one = |number: i64, title: &str| Remembered {
            id: Id::from_number(number),
            number,
            title: title.into(),
            sentence: String::new(),
        };
        vec![one(1, "Warm homes"), one(2, "Fewer falls")]
    }

    fn urn(answers: &[&str]) -> Urn<Answer> {
        answers.iter().fold(Urn::empty(), |urn, text| urn.put(Answer::write(text).unwrap()))
    }

    #[test]
    fn an_answer_is_lines_in_small_letters_without_repeats() {
        let answer = Answer::write("2. Warm homes\n\n- warm  HOMES\nFalls!").unwrap();

        assert_eq!(answer.0, ["2. warm homes", "falls", "warm homes"]);
        assert_eq!(Answer::write("").unwrap(), Answer::default());
    }

    #[test]
    fn the_last_line_is_taken_and_not_one_more() {
        let many = |count: usize| (0..count).map(|line| format!("line {line}")).collect::<Vec<_>>().join("\n");

        assert!(Answer::write(&many(LINES_MAX)).is_ok());
        assert_eq!(Answer::write(&many(LINES_MAX + 1)), Err(Refusal::TooManyLines));
        assert!(Answer::write(&"x".repeat(LINE_LETTERS_MAX)).is_ok());
        assert_eq!(Answer::write(&"x".repeat(LINE_LETTERS_MAX + 1)), Err(Refusal::TooLong));
    }

    #[test]
    fn a_result_waits_for_a_person_where_words_are_not_clear() {
        let urn = urn(&["warm homes", "warm homes\nfalls", "the boiler scheme", "", "warm homes"]);
        let settled = Settled::from([("the boiler scheme".to_owned(), Some(Id::from_number(1)))]);

        assert_eq!(found(&urn, &priorities(), &Settled::new()), Err(NotYet::Unsettled(1)));
        let found = found(&urn, &priorities(), &settled).unwrap();
        assert_eq!(found.by_priority[0].1.percent(), 80);
        assert_eq!(found.by_priority[1].1.percent(), 20);
        assert_eq!(found.rate.percent(), 50);
    }

    #[test]
    fn two_lines_for_one_priority_count_once_and_four_answers_not_at_all() {
        let twice = urn(&["warm homes\nwarm", "", "", "", ""]);

        assert_eq!(found(&twice, &priorities(), &Settled::new()).unwrap().by_priority[0].1.percent(), 20);
        assert_eq!(found(&urn(&["", "", "", ""]), &priorities(), &Settled::new()), Err(NotYet::TooFew));
    }

    proptest! {
        #[test]
        fn any_text_is_an_answer_or_a_refusal(text in "(?s).{0,200}") {
            if let Ok(answer) = Answer::write(&text) {
                prop_assert!(answer.0.len() <= LINES_MAX);
            }
        }
    }
}
