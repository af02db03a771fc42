//! When help is there: once, every week or every month, with the days on which it is not, and the next time.

use crate::time_of_day::TimeOfDay;
use folkmoot_kernel::{Date, Timestamp, listed, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most times that one listing has. Our own choice: a month of daily sessions at three venues.
pub const SESSIONS_MAX: usize = 100;
/// Days that are looked through for the next time: 13 months, so that a yearly one is found.
const DAYS_AHEAD: i64 = 400;

words! {
    /// A day of the week, by the two letters of RFC 5545. (sources.md#icalendar)
    pub enum Day {
        Monday => "MO", "Monday";
        Tuesday => "TU", "Tuesday";
        Wednesday => "WE", "Wednesday";
        Thursday => "TH", "Thursday";
        Friday => "FR", "Friday";
        Saturday => "SA", "Saturday";
        Sunday => "SU", "Sunday";
    }
}

impl Day {
    pub fn of(date: Date) -> Self {
        Self::ALL[usize::try_from(date.weekday() - 1).unwrap_or(0) % 7]
    }
}

words! {
    /// How often.
    pub enum Often {
        Once => "once", "once";
        Weekly => "weekly", "every week";
        Monthly => "monthly", "every month";
    }
}

/// Which of the weekdays of a month: the first, the second ... the last (-1).
pub type Nth = i8;

/// A time at which help is there. Weekly on the days; monthly on the nth of the days, or on days of the month; once on its first day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub often: Often,
    /// Every so many weeks or months, counted from the first day.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub every: u8,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub days: BTreeSet<Day>,
    /// For monthly ones: which of the days.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub nth: BTreeSet<Nth>,
    /// For monthly ones: days of the month, 1 to 31.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub month_days: BTreeSet<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "day_text")]
    pub from: Option<Date>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "day_text")]
    pub until: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<TimeOfDay>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<TimeOfDay>,
    /// Days on which it is not.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", with = "days_text")]
    pub except: BTreeSet<Date>,
    /// In words, beside the rest or instead of it: "term time only".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// At which of the listing's venues, from 0; `None`: at all, or at none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<usize>,
}

const fn one() -> u8 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
const fn is_one(every: &u8) -> bool {
    *every == 1
}

/// Dates as "2026-11-28".
pub(crate) mod day_text {
    use folkmoot_kernel::Date;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::ref_option, reason = "serde asks with a reference")]
    pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => serializer.collect_str(day),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(|_| serde::de::Error::custom(format!("{text} is no day")))).transpose()
    }
}

mod days_text {
    use folkmoot_kernel::Date;
    use serde::{Deserialize, Deserializer, Serializer};
    use std::collections::BTreeSet;

    pub fn serialize<S: Serializer>(days: &BTreeSet<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(days.iter().map(ToString::to_string))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<Date>, D::Error> {
        let read = |text: String| text.parse().map_err(|_| serde::de::Error::custom(format!("{text} is no day")));
        Vec::<String>::deserialize(deserializer)?.into_iter().map(read).collect()
    }
}

/// One time at which it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Next {
    pub on: Date,
    pub opens: Option<TimeOfDay>,
    pub closes: Option<TimeOfDay>,
}

impl Session {
    /// Every week on these days at these times.
    pub fn weekly(days: impl IntoIterator<Item = Day>, opens: Option<TimeOfDay>, closes: Option<TimeOfDay>) -> Self {
        Self { days: days.into_iter().collect(), opens, closes, ..Self::bare(Often::Weekly) }
    }

    /// On one day.
    pub fn once(on: Date, opens: Option<TimeOfDay>, closes: Option<TimeOfDay>) -> Self {
        Self { from: Some(on), until: Some(on), opens, closes, ..Self::bare(Often::Once) }
    }

    pub const fn bare(often: Often) -> Self {
        Self {
            often,
            every: 1,
            days: BTreeSet::new(),
            nth: BTreeSet::new(),
            month_days: BTreeSet::new(),
            from: None,
            until: None,
            opens: None,
            closes: None,
            except: BTreeSet::new(),
            words: String::new(),
            venue: None,
        }
    }

    /// Whether it happens on this day.
    pub fn is_on(&self, day: Date) -> bool {
        if self.from.is_some_and(|from| day < from) || self.until.is_some_and(|until| day > until) {
            return false;
        }
        !self.except.contains(&day) && self.is_in_its_turn(day) && self.falls_on(day)
    }

    fn falls_on(&self, day: Date) -> bool {
        match self.often {
            Often::Once => self.from == Some(day),
            Often::Weekly => self.days.contains(&Day::of(day)),
            Often::Monthly if self.month_days.is_empty() => self.days.contains(&Day::of(day)) && self.is_nth(day),
            Often::Monthly => u8::try_from(day.day()).is_ok_and(|day| self.month_days.contains(&day)),
        }
    }

    fn is_nth(&self, day: Date) -> bool {
        let from_start = (day.day() - 1) / 7 + 1;
        let is_last = day.plus_days(7).month() != day.month();
        self.nth.is_empty() || self.nth.contains(&from_start) || is_last && self.nth.contains(&-1)
    }

    /// Every second week, every third month: counted from the first day.
    fn is_in_its_turn(&self, day: Date) -> bool {
        let (every, Some(from)) = (i64::from(self.every.max(1)), self.from) else { return true };
        let passed = match self.often {
            Often::Once => 0,
            Often::Weekly => monday(from).days_until(monday(day)) / 7,
            Often::Monthly => months(day) - months(from),
        };
        passed % every == 0
    }

    /// The next time from this moment on; one that is not over yet counts. `None` where nobody said when, or it is over.
    pub fn next(&self, now: Timestamp) -> Option<Next> {
        let (today, minutes) = (now.date(), minutes_of(now));
        let first = self.from.map_or(today, |from| from.max(today));
        let days = (0..=DAYS_AHEAD).map(|ahead| first.plus_days(ahead)).filter(|day| self.is_on(*day));
        let is_over = |day: &Date| *day == today && self.ends().is_some_and(|ends| ends.minutes() <= minutes);
        days.filter(|day| !is_over(day)).map(|on| Next { on, opens: self.opens, closes: self.closes }).next()
    }

    fn ends(&self) -> Option<TimeOfDay> {
        self.closes.or(self.opens)
    }

    /// Whether it is going on at this moment. A time that ends before it begins ends the day after.
    pub fn is_open(&self, now: Timestamp) -> bool {
        let (today, minute) = (now.date(), minutes_of(now));
        let (Some(opens), Some(closes)) = (self.opens, self.closes) else { return false };
        let (opens, closes) = (opens.minutes(), closes.minutes());
        if opens < closes {
            return self.is_on(today) && (opens..closes).contains(&minute);
        }
        self.is_on(today) && minute >= opens || self.is_on(today.plus_days(-1)) && minute < closes
    }

    /// "Every Tuesday, 10am to noon"
    pub fn in_words(&self) -> String {
        let mut parts = vec![self.days_in_words(), self.times_in_words(), self.words.clone()];
        if let Some(until) = self.until.filter(|_| self.often != Often::Once) {
            parts.push(format!("until {}", until.in_words()));
        }
        parts.retain(|part| !part.is_empty());
        folkmoot_kernel::capital(&parts.join(", "))
    }

    fn days_in_words(&self) -> String {
        let days: Vec<&str> = self.days.iter().map(|day| day.words()).collect();
        match self.often {
            Often::Once => self.from.map(Date::in_words).unwrap_or_default(),
            Often::Weekly if days.len() == 7 && self.every <= 1 => "every day".to_owned(),
            Often::Weekly if days.is_empty() => String::new(),
            Often::Weekly => match self.every {
                0 | 1 => format!("every {}", listed(&days)),
                2 => format!("every second {}", listed(&days)),
                n => format!("every {n} weeks on {}", listed(&days)),
            },
            Often::Monthly => self.month_in_words(&days),
        }
    }

    fn month_in_words(&self, days: &[&str]) -> String {
        let months = if self.every > 1 { format!("every {} months", self.every) } else { "of the month".to_owned() };
        if !self.month_days.is_empty() {
            let numbers: Vec<String> = self.month_days.iter().map(|day| ordinal(i64::from(*day))).collect();
            return format!("on the {} {months}", listed(&numbers));
        }
        if days.is_empty() {
            return String::new();
        }
        let (last, first): (Vec<Nth>, Vec<Nth>) = self.nth.iter().partition(|nth| **nth < 0);
        let which: Vec<String> = first.into_iter().chain(last).map(nth_in_words).collect();
        match which.is_empty() {
            true => format!("every {}", listed(days)),
            false => format!("the {} {} {months}", listed(&which), listed(days)),
        }
    }

    fn times_in_words(&self) -> String {
        hours_in_words(self.opens, self.closes)
    }
}

impl Next {
    /// "10am to noon"; empty where nobody said.
    pub fn hours_in_words(self) -> String {
        hours_in_words(self.opens, self.closes)
    }
}

fn hours_in_words(opens: Option<TimeOfDay>, closes: Option<TimeOfDay>) -> String {
    match (opens, closes) {
        (Some(opens), Some(closes)) if opens == TimeOfDay::MIDNIGHT && closes.is_end_of_day() => {
            "at any hour".to_owned()
        }
        (Some(opens), Some(closes)) => format!("{} to {}", opens.in_words(), closes.in_words()),
        (Some(opens), None) => format!("from {}", opens.in_words()),
        (None, Some(closes)) => format!("until {}", closes.in_words()),
        (None, None) => String::new(),
    }
}

/// The soonest of all.
pub fn next_of<'a>(sessions: impl IntoIterator<Item = &'a Session>, now: Timestamp) -> Option<Next> {
    sessions.into_iter().filter_map(|session| session.next(now)).min()
}

fn monday(day: Date) -> Date {
    day.plus_days(1 - i64::from(day.weekday()))
}

fn months(day: Date) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month())
}

/// By the clock on the wall.
pub(crate) fn minutes_of(now: Timestamp) -> u16 {
    now.clock().parse::<TimeOfDay>().map_or(0, TimeOfDay::minutes)
}

fn nth_in_words(nth: Nth) -> String {
    match nth {
        -1 => "last".to_owned(),
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        4 => "fourth".to_owned(),
        other => ordinal(i64::from(other)),
    }
}

fn ordinal(number: i64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
#[path = "session/tests.rs"]
mod tests;
