//! Words of a text as the search compares them: without capitals, accents and endings.

use std::collections::BTreeSet;
use std::sync::LazyLock;
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer,
};

/// Letters of a word at most; longer ones are no words.
const LETTERS_MAX: usize = 40;

/// Words that say nothing of what is looked for.
const SAY_NOTHING: &str = "a about after all also am an and any anybody anyone anything are around as at be because been before but by can \
could d did do does don down else for from get getting give go going had has have he help helping her here him his how i if in into is it its \
just keep keeps know like ll local looking m make me more much my near nearby need needs needing no not now of off on or our out over please re \
really s service services she should since so some somebody someone something somewhere support t than that the their them then there these \
they thing things this to too up us ve very want wants was we were what when where which who whom why will with would you your group groups \
there s";

static FILLING: LazyLock<BTreeSet<&str>> = LazyLock::new(|| SAY_NOTHING.split_whitespace().collect());

/// One word as it was written, in small letters, and its stem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub written: String,
    pub stem: String,
}

impl Word {
    /// Whether it says something of what is looked for.
    pub fn says_something(&self) -> bool {
        !FILLING.contains(self.written.as_str())
    }
}

/// How the index reads a text.
pub(super) fn analyzer() -> TextAnalyzer {
    let small = SimpleTokenizer::default();
    TextAnalyzer::builder(small)
        .filter(RemoveLongFilter::limit(LETTERS_MAX))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(Language::English))
        .build()
}

fn whole() -> TextAnalyzer {
    let small = SimpleTokenizer::default();
    TextAnalyzer::builder(small)
        .filter(RemoveLongFilter::limit(LETTERS_MAX))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

fn told(mut analyzer: TextAnalyzer, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    analyzer.token_stream(text).process(&mut |token| found.push(token.text.clone()));
    found
}

/// Words in their order.
pub fn words(text: &str) -> Vec<Word> {
    static WHOLE: LazyLock<TextAnalyzer> = LazyLock::new(whole);
    static STEMS: LazyLock<TextAnalyzer> = LazyLock::new(analyzer);
    let (written, stems) = (told(WHOLE.clone(), text), told(STEMS.clone(), text));
    written.into_iter().zip(stems).map(|(written, stem)| Word { written, stem }).collect()
}

/// Stems of a text, each once.
pub fn stems(text: &str) -> BTreeSet<String> {
    words(text).into_iter().map(|word| word.stem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_accents_and_endings_make_no_difference() {
        let stems = |text: &str| words(text).into_iter().map(|word| word.stem).collect::<Vec<_>>();

        assert_eq!(stems("Walks, WALKING"), ["walk", "walk"]);
        assert_eq!(stems("Café"), stems("cafe"));
        assert_eq!(stems("can't"), ["can", "t"]);
        assert_eq!(stems(""), [""; 0]);
    }

    #[test]
    fn filling_words_say_nothing() {
        let says = |text: &str| words(text)[0].says_something();
        assert!(says("walk") && says("Lonely"));
        assert!(!says("the") && !says("Somewhere") && !says("help"));
    }
}
