//! From what people say to the need that they mean.

use super::words::{Word, words};
use crate::listing::About;
use crate::need::Need;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Words that may stand between those of a phrase.
const BETWEEN: usize = 2;
/// Needs that a text is taken to be about, at most.
const NEEDS_MAX: usize = 4;
/// How far below the strongest need one may be that still counts: a third of it.
const FAR_BELOW: u32 = 3;

/// How strongly a listing speaks of a need under which it is found, though it does not say so: a phrase, or two words.
const SPEAKS_OF: u32 = 3;

const TEXT: &str = include_str!("lexicon.toml");

#[derive(Debug)]
struct Lexicon {
    /// Phrases by the stem of their first word.
    phrases: BTreeMap<String, Vec<Phrase>>,
    /// Every word as it is written there, for what is typed wrongly.
    vocabulary: BTreeSet<String>,
}

#[derive(Debug)]
struct Phrase {
    need: Need,
    stems: Vec<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| read(TEXT).unwrap_or_else(|why| panic!("lexicon.toml: {why}")));

fn read(text: &str) -> Result<Lexicon, String> {
    let by_need: BTreeMap<String, String> = toml::from_str(text).map_err(|why| why.to_string())?;
    let mut lexicon = Lexicon { phrases: BTreeMap::new(), vocabulary: BTreeSet::new() };
    for (key, phrases) in by_need {
        let need = Need::read(&key).ok_or_else(|| format!("there is no need {key:?}"))?;
        for phrase in phrases.split(',').chain([need.words()]) {
            let found = words(phrase);
            let stems: Vec<String> = found.iter().map(|word| word.stem.clone()).collect();
            let first = stems.first().ok_or_else(|| format!("an empty phrase under {key:?}"))?.clone();
            lexicon.vocabulary.extend(found.into_iter().filter(Word::says_something).map(|word| word.written));
            lexicon.phrases.entry(first).or_default().push(Phrase { need, stems });
        }
    }
    Ok(lexicon)
}

/// How strongly words speak of each need: a phrase of three words says more than one word.
pub fn meant(words: &[Word]) -> BTreeMap<Need, u32> {
    let mut found: BTreeMap<Need, BTreeMap<&[String], u32>> = BTreeMap::new();
    for at in 0..words.len() {
        for phrase in LEXICON.phrases.get(&words[at].stem).into_iter().flatten() {
            if stands_at(&phrase.stems, &words[at..]) {
                let strength = u32::try_from(phrase.stems.len() + 1).unwrap_or(1);
                found.entry(phrase.need).or_default().insert(&phrase.stems, strength);
            }
        }
    }
    found.into_iter().map(|(need, phrases)| (need, phrases.values().sum())).collect()
}

/// Whether the stems stand here in their order, with few words between.
fn stands_at(stems: &[String], words: &[Word]) -> bool {
    let mut at = 0;
    for stem in &stems[1..] {
        let next = words.iter().skip(at + 1).take(BETWEEN + 1).position(|word| word.stem == *stem);
        let Some(passed) = next else { return false };
        at += passed + 1;
    }
    true
}

/// The needs that are meant, strongest first.
pub fn strongest(strengths: &BTreeMap<Need, u32>) -> Vec<(Need, u32)> {
    let mut all: Vec<(Need, u32)> = strengths.iter().map(|(need, strength)| (*need, *strength)).collect();
    all.sort_by_key(|(need, strength)| (std::cmp::Reverse(*strength), *need));
    let most = all.first().map_or(0, |(_, strength)| *strength);
    all.retain(|(_, strength)| strength * FAR_BELOW >= most);
    all.truncate(NEEDS_MAX);
    all
}

/// The needs under which a listing is found: those that it says; where it says none, those that its words speak of.
pub fn needs_of(about: &About) -> BTreeSet<Need> {
    if !about.needs.is_empty() {
        return about.needs.clone();
    }
    let mut strengths: BTreeMap<Need, u32> = BTreeMap::new();
    let names = about.tags.iter().map(|tag| tag.name.as_str()).chain([about.name.as_str()]);
    // What it is called says more than what it says in passing.
    for (text, times) in
        names.map(|name| (name, 3)).chain([(about.summary.as_str(), 1), (about.whom.words.as_str(), 1)])
    {
        for (need, strength) in meant(&words(text)) {
            *strengths.entry(need).or_default() += strength * times;
        }
    }
    strengths.retain(|_, strength| *strength >= SPEAKS_OF);
    strongest(&strengths).into_iter().map(|(need, _)| need).collect()
}

/// The word of the lexicon that was probably meant by one that is typed wrongly.
pub fn respelt(written: &str) -> Option<&'static str> {
    let letters = written.chars().count();
    let most = match letters {
        0..=3 => return None,
        4..=7 => 1,
        _ => 2,
    };
    if LEXICON.vocabulary.contains(written) {
        return None;
    }
    let first = written.chars().next();
    let near = LEXICON.vocabulary.iter().filter(|word| word.chars().count().abs_diff(letters) <= most);
    let measured = near.map(|word| (strsim::osa_distance(word, written), word.chars().next() != first, word));
    measured.filter(|(distance, ..)| *distance <= most).min().map(|(.., word)| word.as_str())
}

/// Whether the lexicon knows this word.
pub fn knows(written: &str) -> bool {
    LEXICON.vocabulary.contains(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(text: &str) -> Vec<Need> {
        strongest(&meant(&words(text))).into_iter().map(|(need, _)| need).collect()
    }

    #[test]
    fn every_need_is_meant_by_its_own_words_and_by_others() {
        for need in Need::ALL {
            assert!(LEXICON.phrases.values().flatten().filter(|phrase| phrase.need == *need).count() >= 5, "{need:?}");
            assert!(best(need.words()).contains(need), "{need:?}: {:?}", best(need.words()));
        }
    }

    #[test]
    fn what_people_say_is_understood() {
        assert!(best("I'm lonely since my husband died").starts_with(&[Need::Bereavement]));
        assert!(best("I'm lonely since my husband died").contains(&Need::Company));
        assert_eq!(best("help filling in forms"), [Need::Benefits]);
        assert_eq!(best("somewhere warm"), [Need::WarmSpace]);
        assert_eq!(best("dad keeps falling"), [Need::Falls]);
        assert_eq!(best("no money for the meter").first(), Some(&Need::Money));
    }

    #[test]
    fn a_phrase_bears_two_words_between_and_not_three() {
        assert!(best("my husband has died").contains(&Need::Bereavement));
        assert!(stands_at(&["a".into(), "b".into()], &words("a x y b")));
        assert!(!stands_at(&["a".into(), "b".into()], &words("a x y z b")));
    }

    #[test]
    fn typing_errors_are_mended() {
        assert_eq!(respelt("lonley"), Some("lonely"));
        assert_eq!(respelt("alchohol"), Some("alcohol"));
        assert_eq!(respelt("lonely"), None);
        assert_eq!(respelt("xyz"), None);
        assert_eq!(respelt("qqqqqqqq"), None);
    }

    #[test]
    fn a_listing_without_needs_is_found_by_what_its_words_speak_of() {
        let about =
            |name: &str, summary: &str| About { name: name.into(), summary: summary.into(), ..About::default() };

        assert!(needs_of(&about("Oxmoor Foodbank", "")).contains(&Need::Food));
        // One word in passing is not enough.
        assert!(needs_of(&about("The Hall", "There is a park nearby.")).is_empty());
        let said = About { needs: [Need::Arts].into(), ..about("Oxmoor Foodbank", "") };
        assert_eq!(needs_of(&said), [Need::Arts].into());
    }

    #[test]
    fn a_lexicon_with_an_unknown_need_is_refused() {
        assert!(read("no_such = \"a\"").is_err());
        assert!(read("food = \"a,,b\"").is_err());
    }
}
