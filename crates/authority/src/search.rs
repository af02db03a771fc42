//! "Who decides about parking at the clinic?": finds functions by what people call them.

use crate::function::Function;

/// Words that say nothing about what is looked for.
const SMALL: [&str; 34] = [
    "a", "about", "an", "and", "are", "at", "be", "by", "can", "decide", "decides", "deciding", "do", "does", "for",
    "get", "has", "have", "how", "i", "in", "is", "it", "my", "of", "on", "our", "should", "the", "to", "we", "what",
    "which", "who",
];
/// Letters from which the beginning of a word is enough: "grant" finds "grants".
const STEM_MIN: usize = 4;

/// The words of a question that say something.
pub fn asked(question: &str) -> Vec<String> {
    let plain = question.to_lowercase().replace(['\'', '’'], "");
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !SMALL.contains(word));
    words.take(20).map(str::to_owned).collect()
}

/// Functions that fit, the best first. All words count; a word in the name counts most.
pub fn find<'f>(functions: &'f [Function], question: &str) -> Vec<&'f Function> {
    let asked = asked(question);
    let mut found: Vec<(u32, &Function)> =
        functions.iter().map(|function| (score(function, &asked), function)).filter(|(score, _)| *score > 0).collect();
    found.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.name().cmp(other.name())));
    // What fits half as well as the best is still an answer; less is noise.
    let best = found.first().map_or(0, |(score, _)| *score);
    found.into_iter().filter(|(score, _)| score * 3 >= best).map(|(_, function)| function).collect()
}

fn score(function: &Function, asked: &[String]) -> u32 {
    let details = function.details();
    let parts = [(&details.name, 8), (&details.words, 6), (&details.heading, 2), (&details.about, 1)];
    asked.iter().map(|word| parts.iter().map(|(text, weight)| weight * best(text, word)).max().unwrap_or(0)).sum()
}

/// 2 for the word itself, 1 for its beginning.
fn best(text: &str, word: &str) -> u32 {
    let plain = text.to_lowercase().replace(['\'', '’'], "");
    plain.split(|c: char| !c.is_alphanumeric()).map(|own| alike(own, word)).max().unwrap_or(0)
}

fn alike(own: &str, word: &str) -> u32 {
    let begins = |long: &str, short: &str| short.chars().count() >= STEM_MIN && long.starts_with(short);
    if own == word {
        2
    } else {
        u32::from(
            begins(own, word) || begins(word, own) || begins(stem(own), stem(word)) || begins(stem(word), stem(own)),
        )
    }
}

/// Without the end that a plural or a verb has: "services" and "service", "parking" and "parks".
fn stem(word: &str) -> &str {
    let ends = ["ings", "ing", "ies", "es", "ed", "s", "y", "e"];
    ends.iter().find_map(|end| word.strip_suffix(end)).filter(|stem| stem.len() >= STEM_MIN).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::function::called;
    use proptest::prelude::*;

    fn map() -> Vec<Function> {
        vec![
            called(1, "Money", "Small grants to community groups", "fund, club, charity, money for a group"),
            called(2, "Services", "Opening hours of community clinics", "surgery, saturday, blood test"),
            called(3, "Services", "Where urgent care is given", "A&E, minor injuries, walk-in"),
            called(4, "People", "Who leads the place", "director, boss"),
        ]
    }

    fn names(question: &str) -> Vec<i64> {
        find(&map(), question).iter().map(|one| one.id().number()).collect()
    }

    #[test]
    fn a_question_in_plain_words_finds_what_it_is_about() {
        assert_eq!(names("Who decides about grants?")[0], 1);
        assert_eq!(names("who can give my club money")[0], 1);
        assert_eq!(names("clinic opening on Saturdays")[0], 2);
        assert_eq!(names("the boss"), [4]);
        assert_eq!(names("services").len(), 2);
    }

    #[test]
    fn a_question_of_small_words_or_strange_ones_finds_nothing() {
        assert!(names("who decides about it?").is_empty());
        assert!(names("zebra").is_empty());
        assert!(names("").is_empty());
    }

    proptest! {
        #[test]
        fn any_question_is_answered_without_panic_and_never_twice(question in "\\PC{0,60}") {
            let mut found = names(&question);
            let all = found.len();
            found.sort_unstable();
            found.dedup();
            prop_assert_eq!(found.len(), all);
        }
    }
}
