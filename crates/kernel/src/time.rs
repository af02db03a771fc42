//! Time as a value. Rules take `now` as an argument and never read a clock.

use jiff::civil;
use jiff::tz::TimeZone;
use std::fmt;
use std::str::FromStr;

/// Milliseconds in a day of 24 hours.
pub const DAY_MS: i64 = 86_400_000;
/// Milliseconds in an hour.
pub const HOUR_MS: i64 = 3_600_000;

/// A moment: milliseconds since the start of 1970, UTC. Shown in England's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

/// A day in the calendar, without time or zone; written "2026-11-24" in columns and JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Date(civil::Date);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("enter a real date, like 27 3 2027")]
pub struct NotADate;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("enter a moment, like 2027-03-27T12:00:00Z")]
pub struct NotAMoment;

/// England's zone; `jiff` bundles the rules, so it is always there.
fn england() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}

impl Timestamp {
    pub const fn from_ms(milliseconds: i64) -> Self {
        Self(milliseconds)
    }

    pub const fn ms(self) -> i64 {
        self.0
    }

    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY_MS)))
    }

    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(60_000)))
    }

    /// The day it is in England at this moment.
    pub fn date(self) -> Date {
        Date(self.zoned().date())
    }

    /// The moment a wall clock in England shows this hour and minute on this day.
    pub fn at(date: Date, hour: i8, minute: i8) -> Self {
        let clock = civil::Time::new(hour.clamp(0, 23), minute.clamp(0, 59), 0, 0).unwrap_or(civil::Time::MIN);
        let moment = date.0.to_datetime(clock).to_zoned_datetime(england());
        Self(moment.map_or(0, |zoned| zoned.timestamp().as_millisecond()))
    }

    /// "14:05"
    pub fn clock(self) -> String {
        self.zoned().strftime("%H:%M").to_string()
    }

    /// "24 November 2026 at 14:05"
    pub fn in_words(self) -> String {
        self.zoned().strftime("%-d %B %Y at %H:%M").to_string()
    }

    /// RFC 3339 in UTC, for machines: "2026-11-24T14:05:00Z".
    pub fn rfc3339(self) -> String {
        self.instant().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    fn instant(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }

    fn zoned(self) -> jiff::ZonedDateTime {
        self.instant().to_zoned_datetime(england())
    }
}

/// RFC 3339 with any offset, as programs write it.
impl FromStr for Timestamp {
    type Err = NotAMoment;

    fn from_str(written: &str) -> Result<Self, NotAMoment> {
        let read: Result<jiff::Timestamp, _> = written.parse();
        read.map(|moment| Self(moment.as_millisecond())).map_err(|_| NotAMoment)
    }
}

impl Date {
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, NotADate> {
        civil::Date::new(year, month, day).map(Self).map_err(|_| NotADate)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    pub fn month(self) -> i8 {
        self.0.month()
    }

    pub fn day(self) -> i8 {
        self.0.day()
    }

    pub fn plus_days(self, days: i64) -> Self {
        let span = jiff::Span::new().try_days(days).unwrap_or_default();
        Self(self.0.saturating_add(span))
    }

    /// Whole days from `self` to `later`; below nought when `later` is earlier.
    pub fn days_until(self, later: Date) -> i64 {
        i64::from((later.0 - self.0).get_days())
    }

    /// "24 November 2026"
    pub fn in_words(self) -> String {
        self.0.strftime("%-d %B %Y").to_string()
    }

    /// "24 Nov 2026", for tables and charts.
    pub fn short(self) -> String {
        self.0.strftime("%-d %b %Y").to_string()
    }

    /// Day of the week: 1 is Monday, 7 is Sunday.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for Date {
    type Err = NotADate;

    /// Reads "2026-11-24" only; what people type is read by `web`'s date field.
    fn from_str(written: &str) -> Result<Self, NotADate> {
        civil::Date::strptime("%Y-%m-%d", written).map(Self).map_err(|_| NotADate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summer_evening_in_utc_is_the_next_day_in_england() {
        let late = Timestamp::from_ms(1_781_737_200_000); // 2026-06-17T23:00:00Z

        assert_eq!(late.rfc3339(), "2026-06-17T23:00:00Z");
        assert_eq!(late.date().to_string(), "2026-06-18");
        assert_eq!(late.in_words(), "18 June 2026 at 00:00");
    }

    #[test]
    fn a_wall_clock_hour_reads_back_across_the_spring_change() {
        let date = Date::new(2026, 3, 29).unwrap();

        let after = Timestamp::at(date, 10, 30);

        assert_eq!(after.in_words(), "29 March 2026 at 10:30");
        assert_eq!(after.rfc3339(), "2026-03-29T09:30:00Z");
    }

    #[test]
    fn days_count_over_a_leap_day() {
        let from = Date::new(2028, 2, 28).unwrap();
        let to = Date::new(2028, 3, 1).unwrap();

        assert_eq!(from.days_until(to), 2);
        assert_eq!(to.days_until(from), -2);
        assert_eq!(from.plus_days(2), to);
    }

    #[test]
    fn days_count_to_the_last_day_there_is() {
        let last = Date::new(9999, 12, 31).unwrap();

        assert_eq!(Date::new(9999, 12, 30).unwrap().days_until(last), 1);
        assert_eq!(last.plus_days(1).days_until(last), 0);
    }

    #[test]
    fn the_thirtieth_of_february_is_not_a_date() {
        assert_eq!("2026-02-30".parse::<Date>(), Err(NotADate));
    }
}
