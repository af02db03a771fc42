//! The glossary of a place: words that each sector means differently, side by side.

use folkmoot_kernel::{Id, PlaceId};
use serde::Serialize;

pub type TermId = Id<Term>;

/// Longest word. Unit: letters.
pub const WORD_MAX: usize = 60;

/// Why a term says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Write the word")]
    NoWord,
    #[error("Keep it to a word or two: {WORD_MAX} letters at most")]
    TooLong,
    #[error("Say what it means, to everybody or to one sector")]
    NoMeaning,
    #[error("This word is in the glossary already: add a meaning there")]
    Known,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoMeaning => "everybody",
            _ => "word",
        }
    }
}

/// A word with its meanings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    pub(crate) id: TermId,
    pub(crate) place: PlaceId,
    pub(crate) word: String,
    pub(crate) meanings: Vec<Meaning>,
    pub(crate) version: i64,
}

/// What it means to one sector.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Meaning {
    /// The key of a sector; empty: to everybody.
    pub sector: String,
    pub words: String,
}

/// A part of a text: words, and the word of the glossary that they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub words: String,
    pub key: Option<String>,
}

impl Term {
    pub fn add(id: TermId, place: PlaceId, word: &str, meanings: Vec<Meaning>) -> Result<Self, Refusal> {
        let (word, meanings) = checked(word, meanings)?;
        Ok(Self { id, place, word, meanings, version: 1 })
    }

    pub fn change(self, word: &str, meanings: Vec<Meaning>) -> Result<Self, Refusal> {
        let (word, meanings) = checked(word, meanings)?;
        Ok(Self { word, meanings, ..self })
    }

    /// What it is found by, and its anchor on the page: "integrated-care-board".
    pub fn key(&self) -> String {
        key_of(&self.word)
    }

    pub const fn id(&self) -> TermId {
        self.id
    }
    pub const fn place(&self) -> PlaceId {
        self.place
    }
    pub fn word(&self) -> &str {
        &self.word
    }
    pub fn meanings(&self) -> &[Meaning] {
        &self.meanings
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

fn checked(word: &str, meanings: Vec<Meaning>) -> Result<(String, Vec<Meaning>), Refusal> {
    let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
    if key_of(&word).is_empty() {
        return Err(Refusal::NoWord);
    }
    if word.chars().count() > WORD_MAX {
        return Err(Refusal::TooLong);
    }
    let mut kept: Vec<Meaning> = meanings
        .into_iter()
        .map(|one| Meaning { words: one.words.trim().to_owned(), ..one })
        .filter(|one| !one.words.is_empty())
        .collect();
    kept.sort();
    kept.dedup_by(|one, other| one.sector == other.sector);
    if kept.is_empty() { Err(Refusal::NoMeaning) } else { Ok((word, kept)) }
}

/// A word as it is found and linked: small letters and digits with hyphens between.
pub fn key_of(word: &str) -> String {
    let letters: String = word.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-")
}

/// The text in pieces: the first time that a word of the glossary stands in it, whole and in whatever case, it is a piece with its
/// key. Longer words come before shorter ones within them.
pub fn linked(text: &str, words: &[String]) -> Vec<Piece> {
    let mut found = first_places(text, words);
    found.sort_unstable();
    let (mut pieces, mut at) = (Vec::new(), 0);
    for (from, to, key) in found {
        if from > at {
            pieces.push(Piece { words: text[at..from].to_owned(), key: None });
        }
        pieces.push(Piece { words: text[from..to].to_owned(), key: Some(key) });
        at = to;
    }
    if at < text.len() {
        pieces.push(Piece { words: text[at..].to_owned(), key: None });
    }
    pieces
}

/// Where each word stands first, without overlaps.
fn first_places(text: &str, words: &[String]) -> Vec<(usize, usize, String)> {
    let mut longest: Vec<&String> = words.iter().filter(|word| !word.is_empty()).collect();
    longest.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.as_str()));
    longest.dedup_by_key(|word| key_of(word));
    let mut taken: Vec<(usize, usize, String)> = Vec::new();
    for word in longest {
        let free = |(from, to): &(usize, usize)| taken.iter().all(|(start, end, _)| *to <= *start || *from >= *end);
        if let Some((from, to)) = places(text, word).find(free) {
            taken.push((from, to, key_of(word)));
        }
    }
    taken
}

/// Where a word stands whole: neither a letter nor a digit before or behind.
fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
    let starts = text.char_indices().map(|(at, _)| at);
    starts.filter_map(move |from| {
        let to = same(&text[from..], word)? + from;
        let before = text[..from].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let behind = text[to..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        (before && behind).then_some((from, to))
    })
}

/// How many bytes of the text are the word, whatever the case.
fn same(text: &str, word: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in word.chars() {
        let (_, letter) = letters.next()?;
        if !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(letters.next().map_or(text.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn meaning(sector: &str, words: &str) -> Meaning {
        Meaning { sector: sector.into(), words: words.into() }
    }

    fn add(word: &str, meanings: Vec<Meaning>) -> Result<Term, Refusal> {
        Term::add(Id::from_number(1), Id::from_number(2), word, meanings)
    }

    fn shown(text: &str, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let piece = |piece: Piece| piece.key.map_or(piece.words.clone(), |key| format!("[{}|{key}]", piece.words));
        linked(text, &words).into_iter().map(piece).collect()
    }

    #[test]
    fn a_term_has_a_word_and_a_meaning() {
        assert_eq!(add(" ", vec![meaning("", "x")]), Err(Refusal::NoWord));
        assert_eq!(add("Outreach", vec![meaning("vcse", " ")]), Err(Refusal::NoMeaning));
        assert_eq!(add(&"a".repeat(WORD_MAX + 1), vec![meaning("", "x")]), Err(Refusal::TooLong));
        assert!(add(&"a".repeat(WORD_MAX), vec![meaning("", "x")]).is_ok());
    }

    #[test]
    fn a_sector_has_one_meaning_and_what_is_for_everybody_comes_first() {
        let term = add("Risk", vec![meaning("vcse", "b"), meaning("", "a"), meaning("vcse", "c")]).unwrap();

        assert_eq!(term.meanings().iter().map(|one| one.sector.as_str()).collect::<Vec<_>>(), ["", "vcse"]);
    }

    #[test]
    fn a_word_is_linked_once_whole_and_in_any_case() {
        assert_eq!(shown("Risk and risk", &["risk"]), "[Risk|risk] and risk");
        assert_eq!(shown("The risky asterisk", &["risk"]), "The risky asterisk");
        assert_eq!(shown("At risk register.", &["risk", "risk register"]), "At [risk register|risk-register].");
        assert_eq!(shown("Café, ÉCOLE", &["école"]), "Café, [ÉCOLE|école]");
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_whatever_is_linked(text in ".{0,80}", words in prop::collection::vec("[a-zA-Zéß ]{0,6}", 0..6)) {
            let whole: String = linked(&text, &words).into_iter().map(|piece| piece.words).collect();

            prop_assert_eq!(whole, text);
        }

        #[test]
        fn each_word_is_linked_once(text in "[abc ]{0,60}", words in prop::collection::btree_set("[abc]{1,3}", 0..6)) {
            let words: Vec<String> = words.into_iter().collect();
            let keys: Vec<String> = linked(&text, &words).into_iter().filter_map(|piece| piece.key).collect();
            let mut once = keys.clone();
            once.sort();
            once.dedup();

            prop_assert_eq!(once.len(), keys.len());
        }
    }
}
