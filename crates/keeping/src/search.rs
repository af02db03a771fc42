//! A search for everything about somebody: what was looked for, and why.

use crate::phrase::Phrase;
use folkmoot_kernel::{Id, PersonId, Timestamp};

#[derive(Debug, Clone, Copy)]
pub enum OfSearch {}
pub type SearchId = Id<OfSearch>;

/// Letters of a reason at least: "x" is none.
const WHY_MIN: usize = 5;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Enter a whole name, an e-mail address or a telephone number: “{0}” would find too much")]
    TooShort(String),
    #[error("Say why you search, in a few words: whoever is found can read it")]
    NoReason,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::TooShort(_) => "sought",
            Refusal::NoReason => "why",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    pub id: SearchId,
    pub at: Timestamp,
    pub by: PersonId,
    /// A name, an e-mail address or a telephone number.
    pub sought: String,
    pub why: String,
}

impl Search {
    /// # Errors
    ///
    /// [`Refusal`] for fewer than four letters, or without a reason.
    pub fn new(id: SearchId, at: Timestamp, by: PersonId, sought: &str, why: &str) -> Result<Self, Refusal> {
        let (sought, why) = (sought.trim().to_owned(), why.trim().to_owned());
        if Phrase::of(&sought).is_none() {
            return Err(Refusal::TooShort(sought));
        }
        if why.chars().count() < WHY_MIN {
            return Err(Refusal::NoReason);
        }
        Ok(Self { id, at, by, sought, why })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(sought: &str, why: &str) -> Result<Search, Refusal> {
        Search::new(Id::from_number(1), Timestamp::from_ms(0), Id::from_number(2), sought, why)
    }

    #[test]
    fn a_search_has_a_whole_name_and_a_reason() {
        assert_eq!(search("Jo", "she asked for it"), Err(Refusal::TooShort("Jo".into())));
        assert_eq!(search("Asha Marsh", "x"), Err(Refusal::NoReason));
        assert_eq!(search(" Asha Marsh ", "she asked for it").unwrap().sought, "Asha Marsh");
    }
}
