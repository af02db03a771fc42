//! How long papers take to read, and how long before the meeting they came.

use folkmoot_kernel::Date;

/// Words that an adult reads in silence in a minute, of prose that is not fiction. Unit: words a minute.
/// Source: Brysbaert 2019 (sources.md#reading-speed). Papers with tables take longer.
pub const WORDS_A_MINUTE: i64 = 238;
/// Words on a page whose words nobody counted. Unit: words. Our own choice: a report on A4 with single spacing and a margin.
pub const WORDS_A_PAGE: i64 = 450;
/// Most pages of one paper. Unit: pages.
pub const PAGES_MAX: i64 = 5_000;
/// Clear days by which papers are there where a body has not chosen otherwise. Unit: days.
/// Source: Local Government Act 1972, section 100B (sources.md#clear-days). Not law for every body here.
pub const CLEAR_DAYS: i64 = 5;

/// How long papers are, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Length {
    pub words: i64,
    /// Papers of which nobody knows how long they are.
    pub unknown: i64,
    pub papers: i64,
}

impl Length {
    /// One paper: its words if they were counted, else its pages.
    pub fn of(words: Option<i64>, pages: Option<i64>) -> Self {
        let known = words.or(pages.map(|pages| pages.saturating_mul(WORDS_A_PAGE)));
        Self { words: known.unwrap_or(0), unknown: i64::from(known.is_none()), papers: 1 }
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            words: self.words.saturating_add(other.words),
            unknown: self.unknown.saturating_add(other.unknown),
            papers: self.papers.saturating_add(other.papers),
        }
    }

    /// Unit: minutes. What takes any time takes one.
    pub const fn minutes(&self) -> i64 {
        (self.words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE
    }

    /// "about 25 minutes to read", "about 2 hours 10 minutes to read, and 1 paper of unknown length". Empty without papers.
    pub fn in_words(&self) -> String {
        let unknown = match self.unknown {
            0 => String::new(),
            1 => "1 paper of unknown length".to_owned(),
            many => format!("{many} papers of unknown length"),
        };
        match (self.words > 0, self.unknown > 0) {
            (false, _) => unknown,
            (true, false) => format!("about {} to read", duration(self.minutes())),
            (true, true) => format!("about {} to read, and {unknown}", duration(self.minutes())),
        }
    }
}

fn duration(minutes: i64) -> String {
    let many = |count: i64, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    match (minutes / 60, minutes % 60) {
        (0, minutes) => many(minutes, "minute"),
        (hours, 0) => many(hours, "hour"),
        (hours, minutes) => format!("{} {}", many(hours, "hour"), many(minutes, "minute")),
    }
}

/// Words of a text that is a paper: whatever stands between white space and has a letter or a digit.
pub fn words_of(text: &str) -> i64 {
    let count = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Whole days between: neither the day it came nor the day of the meeting counts. Unit: days.
pub fn clear_days(came: Date, meeting: Date) -> i64 {
    (came.days_until(meeting) - 1).max(0)
}

/// "came 2 days before; 5 were agreed", when it came too late. Nothing when it was in time.
pub fn lateness(came: Date, meeting: Date, agreed: i64) -> String {
    let clear = clear_days(came, meeting);
    if clear >= agreed {
        return String::new();
    }
    let came = match came.days_until(meeting) {
        ..0 => "came after the meeting".to_owned(),
        0 => "came on the day".to_owned(),
        _ if clear == 0 => "came the day before".to_owned(),
        _ if clear == 1 => "came 1 clear day before".to_owned(),
        _ => format!("came {clear} clear days before"),
    };
    let agreed = if agreed == 1 { "1 was agreed".to_owned() } else { format!("{agreed} were agreed") };
    format!("{came}; {agreed}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(day: i8) -> Date {
        Date::new(2026, 3, day).unwrap()
    }

    #[test]
    fn words_that_were_counted_come_before_pages_that_were_said() {
        assert_eq!(Length::of(Some(238), Some(9)).minutes(), 1);
        assert_eq!(Length::of(Some(239), None).minutes(), 2);
        assert_eq!(Length::of(None, Some(2)).words, 900);
        assert_eq!(Length::of(None, None).in_words(), "1 paper of unknown length");
    }

    #[test]
    fn a_pack_says_how_long_it_takes() {
        let pack = Length::of(Some(30_940), None).plus(Length::of(None, None));

        assert_eq!(pack.in_words(), "about 2 hours 10 minutes to read, and 1 paper of unknown length");
        assert_eq!(Length::default().in_words(), "");
    }

    #[test]
    fn signs_alone_are_no_words() {
        assert_eq!(words_of("Warm homes\n=========\n- forty, by May"), 5);
    }

    #[test]
    fn neither_the_day_it_came_nor_the_day_of_the_meeting_counts() {
        assert_eq!(clear_days(day(2), day(8)), 5);
        assert_eq!(lateness(day(2), day(8), 5), "");
        assert_eq!(lateness(day(3), day(8), 5), "came 4 clear days before; 5 were agreed");
        assert_eq!(lateness(day(6), day(8), 5), "came 1 clear day before; 5 were agreed");
        assert_eq!(lateness(day(7), day(8), 5), "came the day before; 5 were agreed");
        assert_eq!(lateness(day(8), day(8), 1), "came on the day; 1 was agreed");
        assert_eq!(lateness(day(9), day(8), 5), "came after the meeting; 5 were agreed");
        assert_eq!(lateness(day(8), day(8), 0), "");
    }

    proptest! {
        #[test]
        fn coming_a_day_later_never_makes_a_paper_less_late(came in 1i8..28, meeting in 1i8..28, agreed in 0i64..10) {
            let late = |came| !lateness(day(came), day(meeting), agreed).is_empty();

            prop_assert!(!late(came) || late(came + 1));
        }

        #[test]
        fn a_pack_takes_as_long_as_its_papers(words in prop::collection::vec(0i64..50_000, 0..20)) {
            let pack = words.iter().fold(Length::default(), |sum, one| sum.plus(Length::of(Some(*one), None)));

            prop_assert_eq!(pack.words, words.iter().sum::<i64>());
            prop_assert!((pack.minutes() - 1) * WORDS_A_MINUTE < pack.words.max(1));
        }
    }
}
