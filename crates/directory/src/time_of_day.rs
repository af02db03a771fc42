//! A time of day by the clock on the wall, without a date.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Minutes since midnight, 0 to 1,439.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(u16);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("enter a time like 10:30 or 2:30pm")]
pub struct NotATime;

impl TimeOfDay {
    pub const MIDNIGHT: TimeOfDay = TimeOfDay(0);

    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour < 24 && minute < 60 { Some(Self(hour * 60 + minute)) } else { None }
    }

    /// Since midnight.
    pub const fn minutes(self) -> u16 {
        self.0
    }

    pub const fn hour(self) -> u16 {
        self.0 / 60
    }

    pub const fn minute(self) -> u16 {
        self.0 % 60
    }

    /// Midnight, or the minute before it, as the end of a day.
    pub const fn is_end_of_day(self) -> bool {
        matches!(self.0, 0 | 1_439)
    }

    /// "10am", "2:30pm", "noon", "midnight".
    pub fn in_words(self) -> String {
        let (hour, minute) = (self.hour(), self.minute());
        match (hour, minute) {
            (0, 0) => return "midnight".to_owned(),
            (12, 0) => return "noon".to_owned(),
            _ => {}
        }
        let half = if hour < 12 { "am" } else { "pm" };
        let shown = if hour % 12 == 0 { 12 } else { hour % 12 };
        if minute == 0 { format!("{shown}{half}") } else { format!("{shown}:{minute:02}{half}") }
    }
}

/// "14:30", as files have it.
impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl FromStr for TimeOfDay {
    type Err = NotATime;

    /// "14:30", "14:30:00", "2.30pm", "10am", "10", "1030", with a zone after it or not.
    fn from_str(typed: &str) -> Result<Self, NotATime> {
        let text = typed.trim().to_ascii_lowercase().replace([' ', '\u{a0}'], "");
        match text.as_str() {
            "noon" | "midday" => return Ok(Self(12 * 60)),
            "midnight" => return Ok(Self::MIDNIGHT),
            _ => {}
        }
        let text = without_zone(&text);
        let (text, half) = match text.strip_suffix("am").or_else(|| text.strip_suffix("a.m.")) {
            Some(rest) => (rest, Some(0)),
            None => match text.strip_suffix("pm").or_else(|| text.strip_suffix("p.m.")) {
                Some(rest) => (rest, Some(12)),
                None => (text, None),
            },
        };
        let (hour, minute) = parts(text).ok_or(NotATime)?;
        let hour = match half {
            Some(_) if hour == 0 || hour > 12 => return Err(NotATime),
            Some(half) => hour % 12 + half,
            None => hour,
        };
        Self::new(hour, minute).ok_or(NotATime)
    }
}

fn without_zone(text: &str) -> &str {
    let end = text.find(['z', '+']).unwrap_or(text.len());
    &text[..end]
}

fn parts(text: &str) -> Option<(u16, u16)> {
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if let Some((hour, rest)) = text.split_once([':', '.']) {
        let minute = rest.split([':', '.']).next().unwrap_or_default();
        return (digits(hour) && digits(minute)).then(|| Some((hour.parse().ok()?, minute.parse().ok()?))).flatten();
    }
    if digits(text) {
        return Some((text.parse().ok()?, 0));
    }
    if (3..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) {
        let (hour, minute) = text.split_at(text.len() - 2);
        return Some((hour.parse().ok()?, minute.parse().ok()?));
    }
    None
}

impl TryFrom<String> for TimeOfDay {
    type Error = NotATime;

    fn try_from(text: String) -> Result<Self, NotATime> {
        text.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> String {
        time.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_and_files_write_is_read() {
        for (typed, read) in [
            ("14:30", "14:30"),
            ("14:30:00", "14:30"),
            ("2.30 pm", "14:30"),
            ("10am", "10:00"),
            ("12am", "00:00"),
            ("12 p.m.", "12:00"),
            ("noon", "12:00"),
            ("0930", "09:30"),
            ("930", "09:30"),
            ("9", "09:00"),
            ("09:30:00Z", "09:30"),
            ("09:30+01:00", "09:30"),
        ] {
            assert_eq!(typed.parse::<TimeOfDay>().map(|time| time.to_string()), Ok(read.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for typed in ["", "25:00", "10:60", "13pm", "0am", "half past two", "99999", "-1:00"] {
            assert!(typed.parse::<TimeOfDay>().is_err(), "{typed}");
        }
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        let said = |text: &str| text.parse::<TimeOfDay>().unwrap().in_words();
        assert_eq!(
            [said("00:00"), said("12:00"), said("09:05"), said("14:30")],
            ["midnight", "noon", "9:05am", "2:30pm"]
        );
    }
}
