//! A confidence note: how far somebody says that the chair is fair, on the short scale of `kernel::level`, with free words.

use crate::urn::Urn;
use folkmoot_kernel::Tenths;
pub use folkmoot_kernel::level::{Level, together};
use serde::{Deserialize, Serialize};

/// How confident somebody is that the chair is fair, with words of their own. Words and level are shown apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Confidence {
    pub level: Level,
    #[serde(default)]
    pub words: String,
}

/// Why a confidence note says no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Keep it under {WORDS_MAX} letters: people know each other by how they write")]
    TooLong,
}

/// Letters of free words in a confidence note. Our own choice: long texts give their writer away.
pub const WORDS_MAX: usize = 400;

impl Confidence {
    pub fn say(level: Level, words: &str) -> Result<Self, Refusal> {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.chars().count() > WORDS_MAX {
            return Err(Refusal::TooLong);
        }
        Ok(Self { level, words })
    }
}

/// What a confidence note says once it may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    pub together: Option<Tenths>,
    /// Free words in the order of the alphabet; none unless five people wrote some.
    pub words: Vec<String>,
}

impl Said {
    pub fn of(urn: &Urn<Confidence>) -> Self {
        let levels: Vec<Level> = urn.answers().iter().map(|answer| answer.level).collect();
        let mut words: Vec<String> =
            urn.answers().iter().filter(|answer| !answer.words.is_empty()).map(|answer| answer.words.clone()).collect();
        if words.len() < folkmoot_kernel::crowd::FLOOR {
            words.clear();
        }
        words.sort_by_key(|words| words.to_lowercase());
        Self { together: together(&levels), words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(level: Level, words: &str) -> Confidence {
        Confidence::say(level, words).unwrap()
    }

    fn said(notes: impl IntoIterator<Item = Confidence>) -> Said {
        Said::of(&notes.into_iter().fold(Urn::empty(), Urn::put))
    }

    #[test]
    fn free_words_wait_until_five_wrote_some_and_stand_apart_from_levels() {
        let four: Vec<Confidence> = ["d", "c", "b", "a"].map(|words| note(Level::Mostly, words)).into();
        let silent = note(Level::Fully, "");

        assert_eq!(said(four.iter().cloned().chain([silent])).words, Vec::<String>::new());
        assert_eq!(said(four.into_iter().chain([note(Level::NotAtAll, "e")])).words, ["a", "b", "c", "d", "e"]);
    }

    #[test]
    fn words_are_short_and_on_one_line() {
        assert_eq!(note(Level::Fully, " well \n led ").words, "well led");
        assert!(Confidence::say(Level::Fully, &"x".repeat(WORDS_MAX)).is_ok());
        assert_eq!(Confidence::say(Level::Fully, &"x".repeat(WORDS_MAX + 1)), Err(Refusal::TooLong));
    }
}
