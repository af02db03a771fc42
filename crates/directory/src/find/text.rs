//! From what somebody said to what the index is asked.

use super::document::Fields;
use super::lexicon::{knows, meant, respelt, strongest};
use super::sieve::{Key, Sieve, Text};
use super::words::{Word, words};
use crate::need::Need;
use tantivy::query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};

/// Words of a question that are looked at: what is longer is a letter.
const WORDS_MAX: usize = 40;

/// What is made of what somebody said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Understood {
    /// Words that are looked for, typing errors mended.
    pub words: Vec<Word>,
    /// Needs that are meant, strongest first, each with how strongly.
    pub needs: Vec<(Need, u32)>,
    /// What was typed, and what it was taken for.
    pub mended: Vec<(String, String)>,
    /// Words that nobody knows: whatever is spelt much like them is looked for.
    unknown: Vec<Word>,
}

/// `stands`: whether some listing has this word.
pub fn understand(text: &str, stands: impl Fn(&Word) -> bool) -> Understood {
    let mut understood = Understood::default();
    let mut all = words(text);
    all.truncate(WORDS_MAX);
    for word in &mut all {
        if !word.says_something() || knows(&word.written) || stands(word) {
            continue;
        }
        let meant = respelt(&word.written).and_then(|meant| words(meant).pop());
        match meant {
            Some(meant) => {
                understood.mended.push((std::mem::replace(word, meant.clone()).written, meant.written));
            }
            None => understood.unknown.push(word.clone()),
        }
    }
    understood.needs = strongest(&meant(&all));
    let says = all.iter().any(Word::says_something);
    for word in all.into_iter().filter(|word| !says || word.says_something()) {
        if !understood.words.iter().any(|known| known.stem == word.stem) {
            understood.words.push(word);
        }
    }
    understood
}

/// Asks the searcher which words stand in some listing.
pub(super) fn understand_by(searcher: &Searcher, fields: &Fields, text: &str) -> Understood {
    let stands = |word: &Word| {
        [fields.name, fields.text]
            .into_iter()
            .any(|field| searcher.doc_freq(&Term::from_field_text(field, &word.stem)).unwrap_or(0) > 0)
    };
    understand(text, stands)
}

fn term(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn key(fields: &Fields, key: &Key) -> Box<dyn Query> {
    let term = Term::from_field_bytes(fields.key, &key.bytes());
    Box::new(ConstScoreQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::Basic)), 0.0))
}

/// Any of these keys; of none nothing.
fn one_of(fields: &Fields, keys: &[Key]) -> Box<dyn Query> {
    match keys {
        [only] => key(fields, only),
        keys => Box::new(BooleanQuery::union(keys.iter().map(|one| key(fields, one)).collect())),
    }
}

/// Words as they were typed, in name or text.
pub(super) fn plain(fields: &Fields, text: &str) -> BooleanQuery {
    let terms = words(text)
        .into_iter()
        .flat_map(|word| [fields.name, fields.text].map(|field| term(Term::from_field_text(field, &word.stem))));
    BooleanQuery::union(terms.collect())
}

/// The whole question, for the index.
pub(super) fn query(fields: &Fields, sieve: &Sieve, understood: &Understood) -> Box<dyn Query> {
    let mut parts: Vec<(Occur, Box<dyn Query>)> =
        sieve.any.iter().map(|keys| (Occur::Must, one_of(fields, keys))).collect();
    match &sieve.text {
        Text::Anything => parts.push((Occur::Must, Box::new(AllQuery))),
        Text::All(stems) => {
            for stem in stems {
                let either = [fields.name, fields.text].map(|field| term(Term::from_field_text(field, stem)));
                parts.push((Occur::Must, Box::new(BooleanQuery::union(either.into()))));
            }
        }
        Text::Best(_) => parts.push((Occur::Must, best(fields, understood))),
    }
    Box::new(BooleanQuery::new(parts))
}

/// How much a word in the name counts against one in the text; a need against a word; and a word that is only spelt much alike.
const NAME: f32_of::F = 2.5;
const NEED: f32_of::F = 6.0;
const ALIKE: f32_of::F = 2.0;

/// One word, wherever it stands.
fn word(fields: &Fields, understood: &Understood, word: &Word) -> Box<dyn Query> {
    let unknown = understood.unknown.contains(word);
    let at = |field| {
        let term = Term::from_field_text(field, &word.stem);
        let far = if word.stem.chars().count() >= 8 { 2 } else { 1 };
        if unknown {
            let fuzzy = FuzzyTermQuery::new(term, far, true);
            return Box::new(BoostQuery::new(Box::new(fuzzy), ALIKE)) as Box<dyn Query>;
        }
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
    };
    let name = BoostQuery::new(at(fields.name), NAME);
    Box::new(BooleanQuery::union(vec![Box::new(name), at(fields.text)]))
}

/// What is meant, or half of what was said: and the more of both, the better.
fn best(fields: &Fields, understood: &Understood) -> Box<dyn Query> {
    let most = understood.needs.first().map_or(1, |(_, strength)| *strength);
    let need = |(need, strength): &(Need, u32)| {
        let share = f32_of::share(*strength, most);
        let found =
            TermQuery::new(Term::from_field_bytes(fields.key, &Key::Need(*need).bytes()), IndexRecordOption::Basic);
        Box::new(ConstScoreQuery::new(Box::new(found), NEED * share)) as Box<dyn Query>
    };
    let needs = || understood.needs.iter().map(need);
    let said = || understood.words.iter().map(|one| word(fields, understood, one));
    let half = understood.words.len().div_ceil(2);
    let enough: Box<dyn Query> = Box::new(BooleanQuery::union_with_minimum_required_clauses(said().collect(), half));
    let fits: Vec<Box<dyn Query>> = needs().chain([enough]).collect();
    let fits = ConstScoreQuery::new(Box::new(BooleanQuery::union(fits)), 0.1);
    let mut parts: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, Box::new(fits))];
    parts.extend(needs().chain(said()).map(|query| (Occur::Should, query)));
    Box::new(BooleanQuery::new(parts))
}

/// The index counts in broken numbers.
mod f32_of {
    #![expect(clippy::disallowed_types, reason = "weights of the index, which ranks by them and shows none")]

    pub type F = f32;

    #[expect(clippy::cast_precision_loss, reason = "strengths are small")]
    pub fn share(part: u32, whole: u32) -> F {
        part as f32 / whole.max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_said_is_understood_as_needs_and_words() {
        let understood = understand("I'm lonley since my husband died", |_| false);

        assert_eq!(understood.mended, [("lonley".to_owned(), "lonely".to_owned())]);
        assert!(understood.needs.iter().any(|(need, _)| *need == Need::Company));
        let words: Vec<&str> = understood.words.iter().map(|word| word.written.as_str()).collect();
        assert_eq!(words, ["lonely", "husband", "died"]);
    }

    #[test]
    fn a_word_that_stands_in_some_listing_is_not_mended() {
        assert!(understand("lonley", |_| true).mended.is_empty());
    }

    #[test]
    fn filling_words_alone_are_looked_for_as_they_are() {
        assert_eq!(understand("to be or not", |_| false).words.len(), 4);
        assert!(understand("", |_| false).words.is_empty());
    }
}
