//! Which priority somebody meant, from the words they remembered. Plain word overlap: no list of meanings, no guessing that
//! a person could not follow. What is not clear is settled by a person.

use std::collections::{BTreeMap, BTreeSet};

/// Least score of a match that counts by itself. Unit: hundredths. Our own choice, held by the examples below.
const CLEAR_FROM: u32 = 55;
/// By how much the best must lead the next. Unit: hundredths.
const CLEAR_LEAD: u32 = 20;
/// What a word of the title is worth, and what one that stands in the sentence only. Unit: hundredths.
const IN_TITLE: u32 = 100;
const IN_SENTENCE: u32 = 60;
/// Words of at least this many letters match with one slip of the pen. Unit: letters.
const SLIP_FROM: usize = 5;

/// Words that say nothing about which priority is meant.
const EMPTY_WORDS: &str = "a about all also an and are as at be been being better by can do for from get getting give \
    good had has have help helping i improve improving in into is it its less let make making many more much my need needs new no not of \
    on one or our out over people place priority so some something somebody than that the their them there these they thing things this to up us very we \
    well what when where which who will with work working would you your";

/// What a line of somebody's answer may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant<P> {
    /// One priority, and no other near it: it counts by itself.
    Clear(P),
    /// A person settles it. The nearest priority, if any word fits, is suggested.
    Unclear(Option<P>),
}

/// A priority as the matcher knows it.
#[derive(Debug, Clone)]
struct Known<P> {
    of: P,
    title: BTreeSet<String>,
    sentence: BTreeSet<String>,
}

/// Knows the priorities of one check.
#[derive(Debug, Clone)]
pub struct Matcher<P> {
    known: Vec<Known<P>>,
    /// In how many priorities a word stands: shared words tell less.
    shared: BTreeMap<String, u32>,
}

impl<P: Copy + Eq> Matcher<P> {
    /// Each priority with its title and its sentence.
    pub fn of<'a>(priorities: impl IntoIterator<Item = (P, &'a str, &'a str)>) -> Self {
        let known: Vec<Known<P>> = priorities
            .into_iter()
            .map(|(of, title, sentence)| Known { of, title: stems(title), sentence: stems(sentence) })
            .collect();
        let mut shared = BTreeMap::new();
        for one in &known {
            for word in one.title.union(&one.sentence) {
                *shared.entry(word.clone()).or_default() += 1;
            }
        }
        Self { known, shared }
    }

    /// What a line means, as far as its words tell.
    pub fn meant(&self, line: &str) -> Meant<P> {
        let words = stems(line);
        let mut scores: Vec<(u32, P)> = self.known.iter().map(|one| (self.score(&words, one), one.of)).collect();
        scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let next = scores.get(1).map_or(0, |(score, _)| *score);
        match scores.first() {
            Some((0, _)) | None => Meant::Unclear(None),
            Some((best, of)) if *best >= CLEAR_FROM && *best >= next + CLEAR_LEAD => Meant::Clear(*of),
            Some((best, _)) if *best == next => Meant::Unclear(None),
            Some((_, of)) => Meant::Unclear(Some(*of)),
        }
    }

    /// Two parts how well the words fit the priority, one part how much of its title they say.
    fn score(&self, words: &BTreeSet<String>, one: &Known<P>) -> u32 {
        if words.is_empty() {
            return 0;
        }
        let fits: u32 = words.iter().map(|word| self.worth(word, one)).sum::<u32>() / count(words.len());
        let said = one.title.iter().filter(|title| words.iter().any(|word| alike(word, title))).count();
        let covered = 100 * count(said) / count(one.title.len().max(1));
        (2 * fits + covered) / 3
    }

    fn worth(&self, word: &str, one: &Known<P>) -> u32 {
        let found = |all: &BTreeSet<String>| all.iter().find(|there| alike(word, there)).cloned();
        match (found(&one.title), found(&one.sentence)) {
            (Some(_), _) => IN_TITLE,
            (None, Some(there)) => IN_SENTENCE / self.shared.get(&there).copied().unwrap_or(1).max(1),
            (None, None) => 0,
        }
    }
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// The words that tell something, each without its ending.
fn stems(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase().replace("’s", "").replace("'s", "").replace(['’', '\''], "");
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    let telling: Vec<&str> = words.collect();
    let kept: BTreeSet<String> = telling.iter().filter(|word| !is_empty_word(word)).map(|word| stem(word)).collect();
    // "People and work" is made of empty words alone: then they tell what there is to tell.
    if kept.is_empty() { telling.iter().map(|word| stem(word)).collect() } else { kept }
}

fn is_empty_word(word: &str) -> bool {
    EMPTY_WORDS.split_whitespace().any(|empty| empty == word)
}

/// "Falls", "falling" and "fall" are one word; so are "carers", "caring" and "care".
fn stem(word: &str) -> String {
    const ENDINGS: [&str; 8] = ["ings", "ing", "ers", "er", "ies", "es", "ed", "s"];
    let long_enough = |ending: &&&str| word.ends_with(**ending) && word.chars().count() >= ending.len() + 3;
    let cut = ENDINGS.iter().find(long_enough).map_or(word, |ending| &word[..word.len() - ending.len()]);
    let plain = if word.ends_with("ies") && cut.len() + 3 == word.len() { format!("{cut}y") } else { cut.to_owned() };
    plain.strip_suffix('e').filter(|rest| rest.chars().count() >= 3).map_or(plain.clone(), str::to_owned)
}

/// The same word, or one slip away from it.
fn alike(one: &str, other: &str) -> bool {
    one == other || (one.chars().count().min(other.chars().count()) >= SLIP_FROM && one_slip(one, other))
}

/// One letter too many, too few or wrong, or two that changed places.
fn one_slip(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([_, rest @ ..], longer) if rest == longer => true,
        (longer, [_, rest @ ..]) if rest == longer => true,
        ([_, left @ ..], [_, right @ ..]) if left == right => true,
        ([x, y, left @ ..], [v, w, right @ ..]) => x == w && y == v && left == right,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
