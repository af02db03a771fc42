//! Working days in England: no Saturday, no Sunday, no bank holiday. Pure: the calendar is computed, nothing is looked up.
//!
//! Bank holidays of England and Wales since 2000, as GOV.UK publishes them (sources.md#bank-holidays): most follow a rule, and
//! what a proclamation moved or added stands in `MOVED` and `ADDED`. Years that are not yet published follow the rule; a
//! one-off that is proclaimed later is one line more here.

use crate::time::Date;

/// Year, month, day.
type Day = (i16, i8, i8);

/// Bank holidays that were held on another day: the day by the rule, the day it was held. (sources.md#bank-holidays)
const MOVED: [(Day, Day); 4] = [
    ((2002, 5, 27), (2002, 6, 4)),
    ((2012, 5, 28), (2012, 6, 4)),
    ((2020, 5, 4), (2020, 5, 8)),
    ((2022, 5, 30), (2022, 6, 2)),
];

/// Bank holidays of one year alone. (sources.md#bank-holidays)
const ADDED: [(Day, &str); 6] = [
    ((2002, 6, 3), "Golden Jubilee bank holiday"),
    ((2011, 4, 29), "Royal wedding bank holiday"),
    ((2012, 6, 5), "Diamond Jubilee bank holiday"),
    ((2022, 6, 3), "Platinum Jubilee bank holiday"),
    ((2022, 9, 19), "Bank holiday for the State Funeral of Queen Elizabeth II"),
    ((2023, 5, 8), "Bank holiday for the coronation of King Charles III"),
];

const MONDAY: i8 = 1;
const SATURDAY: i8 = 6;

/// Most days that are counted one by one. Unit: days. Forty years: beyond that nobody counts working days.
const COUNTED_DAYS_MAX: i64 = 14_610;

/// What the bank holiday of this day in England is called, if it is one. A substitute day has the name of what it stands for.
pub fn bank_holiday(day: Date) -> Option<&'static str> {
    let key = (day.year(), day.month(), day.day());
    if let Some((_, name)) = ADDED.iter().find(|(added, _)| *added == key) {
        return Some(name);
    }
    if MOVED.iter().any(|(rule, _)| *rule == key) {
        return None;
    }
    let moved =
        MOVED.iter().find(|(_, held)| *held == key).and_then(|((year, month, date), _)| by_rule(*year, *month, *date));
    moved.or_else(|| by_rule(key.0, key.1, key.2))
}

fn by_rule(year: i16, month: i8, day: i8) -> Option<&'static str> {
    let date = Date::new(year, month, day).ok()?;
    let monday = date.weekday() == MONDAY;
    match month {
        1 if date == weekday_from(Date::new(year, 1, 1).ok()?) => Some("New Year's Day"),
        3 | 4 => of_easter(date),
        5 if monday && day <= 7 => Some("Early May bank holiday"),
        5 if monday && day > 24 => Some("Spring bank holiday"),
        8 if monday && day > 24 => Some("Summer bank holiday"),
        12 => of_christmas(date),
        _ => None,
    }
}

fn of_easter(date: Date) -> Option<&'static str> {
    let easter = easter_sunday(date.year())?;
    match easter.days_until(date) {
        -2 => Some("Good Friday"),
        1 => Some("Easter Monday"),
        _ => None,
    }
}

/// When Christmas or Boxing Day is at a weekend, the next weekday that is free stands for it.
fn of_christmas(date: Date) -> Option<&'static str> {
    let christmas = Date::new(date.year(), 12, 25).ok()?;
    let (held, boxing) = match christmas.weekday() {
        5 => (25, 28),
        6 => (27, 28),
        7 => (27, 26),
        _ => (25, 26),
    };
    match date.day() {
        day if day == held => Some("Christmas Day"),
        day if day == boxing => Some("Boxing Day"),
        _ => None,
    }
}

/// The day itself, or the Monday after it.
fn weekday_from(day: Date) -> Date {
    let weekend = i64::from(day.weekday() - SATURDAY);
    if weekend < 0 { day } else { day.plus_days(2 - weekend) }
}

/// Easter Sunday in the Gregorian calendar. (sources.md#easter)
pub fn easter_sunday(year: i16) -> Option<Date> {
    let year32 = i32::from(year);
    let (golden, century) = (year32 % 19, year32 / 100);
    let (of_century, leaps) = (year32 % 100, century / 4);
    let skipped = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - leaps - skipped + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * to_sunday) / 451;
    let count = moon + to_sunday - 7 * late + 114;
    let (month, day) = (i8::try_from(count / 31).ok()?, i8::try_from(count % 31 + 1).ok()?);
    Date::new(year, month, day).ok()
}

pub fn is_working_day(day: Date) -> bool {
    day.weekday() < SATURDAY && bank_holiday(day).is_none()
}

impl Date {
    /// The `days`-th working day after this day: what arrives on a Saturday has its first day on Monday. None: this day.
    pub fn plus_working_days(self, days: u16) -> Date {
        let mut day = self;
        for _ in 0..days {
            day = day.plus_days(1);
            while !is_working_day(day) {
                day = day.plus_days(1);
            }
        }
        day
    }

    /// Working days after this day until the other, that day included; negative when the other lies before. What
    /// [`Date::plus_working_days`] adds, this counts.
    pub fn working_days_until(self, other: Date) -> i64 {
        if other < self {
            return -other.working_days_until(self);
        }
        let days = self.days_until(other).min(COUNTED_DAYS_MAX);
        let count = (1..=days).filter(|ahead| is_working_day(self.plus_days(*ahead))).count();
        i64::try_from(count).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(written: &str) -> Date {
        written.parse().unwrap()
    }

    fn of_year(year: i16) -> Vec<String> {
        let first = Date::new(year, 1, 1).unwrap();
        let days = (0..366).map(|ahead| first.plus_days(ahead)).filter(|day| day.year() == year);
        days.filter(|day| bank_holiday(*day).is_some()).map(|day| day.to_string()[5..].to_owned()).collect()
    }

    #[test]
    fn years_are_as_gov_uk_published_them() {
        let known: [(i16, &str); 10] = [
            (2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"),
            (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
            (2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"),
            (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
            (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
            (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
            (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
            (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
            (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
            (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        ];

        for (year, days) in known {
            assert_eq!(of_year(year).join(" "), days, "{year}");
        }
    }

    #[test]
    fn the_golden_jubilee_had_two_days_in_june() {
        assert_eq!(of_year(2002).join(" "), "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26");
        assert_eq!(bank_holiday(date("2002-06-04")), Some("Spring bank holiday"));
    }

    #[test]
    fn easter_is_where_it_was() {
        for day in ["2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2026-04-05", "2038-04-25"] {
            assert_eq!(easter_sunday(date(day).year()), Some(date(day)));
        }
    }

    #[test]
    fn a_clock_that_begins_before_christmas_passes_over_it() {
        let thursday = date("2026-12-24");

        assert_eq!(thursday.plus_working_days(1), date("2026-12-29"));
        assert_eq!(thursday.plus_working_days(3), date("2026-12-31"));
        assert_eq!(thursday.plus_working_days(4), date("2027-01-04"));
    }

    #[test]
    fn what_arrives_on_a_saturday_has_its_first_day_on_monday() {
        assert_eq!(date("2026-11-21").plus_working_days(1), date("2026-11-23"));
        assert_eq!(date("2026-11-20").plus_working_days(1), date("2026-11-23"));
        assert_eq!(date("2026-11-20").plus_working_days(0), date("2026-11-20"));
    }

    #[test]
    fn days_that_went_by_are_counted_with_a_minus() {
        assert_eq!(date("2026-11-23").working_days_until(date("2026-11-20")), -1);
        assert_eq!(date("2026-11-20").working_days_until(date("2026-11-22")), 0);
    }

    fn any_date() -> impl Strategy<Value = Date> {
        (0i64..14_000).prop_map(|ahead| date("2000-01-01").plus_days(ahead))
    }

    proptest! {
        #[test]
        fn what_is_added_is_counted(from in any_date(), days in 0u16..400) {
            let until = from.plus_working_days(days);

            prop_assert_eq!(from.working_days_until(until), i64::from(days));
            prop_assert!(days == 0 || is_working_day(until));
        }

        #[test]
        fn counting_on_from_the_middle_comes_to_the_same(from in any_date(), ahead in 0i64..300, further in 0i64..300) {
            let (middle, end) = (from.plus_days(ahead), from.plus_days(ahead + further));

            prop_assert_eq!(
                from.working_days_until(middle) + middle.working_days_until(end),
                from.working_days_until(end)
            );
        }

        #[test]
        fn every_year_has_eight_bank_holidays_all_on_weekdays(year in 2027i16..2090) {
            let days = of_year(year);

            prop_assert_eq!(days.len(), 8);
            let weekdays = days.iter().all(|day| date(&format!("{year}-{day}")).weekday() < SATURDAY);
            prop_assert!(weekdays);
        }
    }
}
