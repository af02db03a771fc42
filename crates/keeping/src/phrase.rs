//! A name, an e-mail address or a telephone number, found in what others wrote: in whatever letters, with whatever spaces, and never
//! in the middle of another word.

use regex::{Regex, RegexBuilder};

/// Letters at least: less would be found everywhere.
const LETTERS_MIN: usize = 4;
/// Digits at least that make a telephone number.
const DIGITS_MIN: usize = 7;
/// Letters shown before and after what was found.
const AROUND: usize = 60;
/// What stands there afterwards.
pub const ERASED: &str = "[erased]";

#[derive(Debug, Clone)]
pub struct Phrase {
    pattern: Regex,
    /// For SQL's `like`, with `!` before its signs: finds all that the pattern finds, and more.
    pub like: Vec<String>,
}

impl Phrase {
    /// `None` for what is too short, or no words at all.
    pub fn of(text: &str) -> Option<Self> {
        let (parts, between) = if is_number(text) { digits(text) } else { words(text) };
        if parts.iter().flat_map(|part| part.chars()).filter(|c| c.is_alphanumeric()).count() < LETTERS_MIN {
            return None;
        }
        let escaped: Vec<String> = parts.iter().map(|part| regex::escape(part)).collect();
        let text = whole_words(&escaped.join(between), &parts);
        let pattern = RegexBuilder::new(&text).case_insensitive(true).build().ok()?;
        Some(Self { pattern, like: likes(&parts) })
    }

    pub fn is_in(&self, text: &str) -> bool {
        self.pattern.is_match(text)
    }

    /// The text with each of them struck out.
    pub fn struck(&self, text: &str) -> String {
        self.pattern.replace_all(text, ERASED).into_owned()
    }

    /// The first of them with some words before and after.
    pub fn passage(&self, text: &str) -> Option<String> {
        let found = self.pattern.find(text)?;
        let before: Vec<char> = text[..found.start()].chars().rev().take(AROUND + 1).collect();
        let after: String = text[found.end()..].chars().take(AROUND).collect();
        let lead = if before.len() > AROUND { "…" } else { "" };
        let tail = if text[found.end()..].chars().count() > AROUND { "…" } else { "" };
        let before: String = before.into_iter().take(AROUND).rev().collect();
        Some(format!("{lead}{before}{}{after}{tail}", found.as_str()))
    }
}

fn is_number(text: &str) -> bool {
    !text.contains(char::is_alphabetic) && text.chars().filter(char::is_ascii_digit).count() >= DIGITS_MIN
}

/// Digits, with what people write between them.
fn digits(text: &str) -> (Vec<String>, &'static str) {
    (text.chars().filter(char::is_ascii_digit).map(String::from).collect(), r"[\s().-]*")
}

fn words(text: &str) -> (Vec<String>, &'static str) {
    (text.split_whitespace().map(str::to_owned).collect(), r"\s+")
}

/// Not in the middle of a word, where the phrase begins or ends with a letter or digit.
fn whole_words(pattern: &str, parts: &[String]) -> String {
    let word = |c: Option<char>| if c.is_some_and(char::is_alphanumeric) { r"\b" } else { "" };
    let (first, last) =
        (parts.first().and_then(|part| part.chars().next()), parts.last().and_then(|part| part.chars().last()));
    format!("{}{pattern}{}", word(first), word(last))
}

/// As it is; with other letters than those of ASCII, which SQLite compares as they are, in small and in capital letters too.
fn likes(parts: &[String]) -> Vec<String> {
    let plain = |part: &String| part.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let one = format!("%{}%", parts.iter().map(plain).collect::<Vec<_>>().join("%"));
    if one.is_ascii() { vec![one] } else { vec![one.to_lowercase(), one.to_uppercase(), one] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(phrase: &str, text: &str) -> bool {
        Phrase::of(phrase).unwrap().is_in(text)
    }

    #[test]
    fn a_name_is_found_in_any_letters_and_spaces_and_in_no_other_word() {
        assert!(finds("Asha Marsh", "Thanks to ASHA  marsh, who"));
        assert!(finds("Asha Marsh", "Asha\nMarsh’s idea"));
        assert!(finds("Zoë Ångström", "zoë ångström"));
        assert!(!finds("Asha Marsh", "Natasha Marsh"));
        assert!(!finds("Asha Marsh", "Asha Marshall"));
    }

    #[test]
    fn a_number_is_found_however_it_is_spaced() {
        assert!(finds("01632 960 001", "ring 01632-960001 or"));
        assert!(finds("+44 1632 960001", "(+44) 1632 960 001"));
        assert!(!finds("01632 960001", "016329600012"));
    }

    #[test]
    fn an_address_with_signs_of_sql_is_taken_as_it_is() {
        let phrase = Phrase::of("a_b%c!d@club.example").unwrap();

        assert!(phrase.is_in("to A_B%C!d@club.example."));
        assert_eq!(phrase.like[0], "%a!_b!%c!!d@club.example%");
    }

    #[test]
    fn what_is_too_short_is_no_phrase() {
        assert!(Phrase::of("Jo").is_none());
        assert!(Phrase::of(" ... ").is_none());
        assert!(Phrase::of("Jo Li").is_some());
    }

    #[test]
    fn it_is_struck_out_everywhere_and_shown_with_words_around_it() {
        let phrase = Phrase::of("Asha Marsh").unwrap();
        let long = format!("{}Asha Marsh{}", "é ".repeat(80), " ü".repeat(80));

        assert_eq!(phrase.struck("Asha Marsh and asha marsh"), "[erased] and [erased]");
        assert_eq!(phrase.passage("So Asha Marsh said").as_deref(), Some("So Asha Marsh said"));
        assert!(phrase.passage(&long).is_some_and(|words| words.starts_with('…') && words.ends_with('…')));
    }
}
