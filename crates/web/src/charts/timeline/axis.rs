//! Days as places along a drawing.

use super::super::drawing::{Anchor, Drawing};
use super::super::scale::Share;
use super::{AXIS_PX, Event};
use folkmoot_kernel::Date;

/// From the first day to the last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    first: Date,
    last: Date,
}

/// Kept free at both sides, so that marks on the first and last day are whole.
const MARGIN: i64 = 250;
/// Most names of days along the axis.
const NAMES_MAX: i64 = 4;
/// Months between names, from the finest that leaves at most [`NAMES_MAX`].
const STEPS_MONTHS: [i64; 9] = [1, 2, 3, 6, 12, 24, 60, 120, 600];

impl Axis {
    pub(super) fn holding(events: &[Event]) -> Option<Axis> {
        let first = events.iter().map(|event| event.day).min()?;
        let last = events.iter().map(Event::last_day).max()?;
        Some(Axis { first, last })
    }

    /// Where a day is drawn; in the middle when there is only one day.
    pub(super) fn x(self, day: Date) -> Share {
        let days = self.first.days_until(self.last);
        if days == 0 {
            return Share(Share::WHOLE.0 / 2);
        }
        let span = Share(Share::WHOLE.0 - 2 * MARGIN);
        Share(MARGIN + span.times(self.first.days_until(day), days).0)
    }

    pub(super) fn draw(self, drawing: &mut Drawing, height: i64, today: Option<Date>) {
        for (day, name) in self.names() {
            let x = self.x(day);
            let anchor = match x.0 {
                ..1_500 => Anchor::Start,
                8_500.. => Anchor::End,
                _ => Anchor::Middle,
            };
            drawing.line("fm-gridline", (x, AXIS_PX - 6), (x, height));
            drawing.text("fm-label-small", (x, AXIS_PX - 12), anchor, &name);
        }
        if let Some(today) = today.filter(|today| (self.first..=self.last).contains(today)) {
            drawing.line("fm-now", (self.x(today), AXIS_PX - 6), (self.x(today), height));
        }
    }

    /// First days of months with their names; the first and last day themselves when no month begins between.
    fn names(self) -> Vec<(Date, String)> {
        let months: Vec<(Date, String)> = STEPS_MONTHS
            .iter()
            .map(|step| self.months(*step))
            .find(|names| i64::try_from(names.len()).is_ok_and(|count| count <= NAMES_MAX))
            .unwrap_or_default();
        match months.len() {
            0 | 1 if self.first == self.last => vec![(self.first, self.first.short())],
            0 | 1 => vec![(self.first, self.first.short()), (self.last, self.last.short())],
            _ => months,
        }
    }

    fn months(self, step: i64) -> Vec<(Date, String)> {
        let number = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
        let first = number(self.first).div_euclid(step) * step;
        (0..)
            .map(|n| first + n * step)
            .take_while(|month| *month <= number(self.last))
            .take(usize::try_from(NAMES_MAX + 3).unwrap_or(usize::MAX))
            .filter_map(first_day)
            .filter(|day| (self.first..=self.last).contains(day))
            .map(|day| (day, month_name(day, step)))
            .collect()
    }
}

fn first_day(month: i64) -> Option<Date> {
    let year = i16::try_from(month.div_euclid(12)).ok()?;
    let month = i8::try_from(month.rem_euclid(12) + 1).ok()?;
    Date::new(year, month, 1).ok()
}

/// "Apr 2025", or "2025" when only years are named.
fn month_name(day: Date, step: i64) -> String {
    match step {
        12.. => day.year().to_string(),
        _ => day.short().split_once(' ').map_or_else(String::new, |(_, month)| month.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn axis(first: &str, last: &str) -> Axis {
        Axis { first: day(first), last: day(last) }
    }

    fn names(first: &str, last: &str) -> Vec<String> {
        axis(first, last).names().into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn two_years_are_named_by_half_years() {
        assert_eq!(names("2024-11-20", "2026-11-20"), ["Jan 2025", "Jul 2025", "Jan 2026", "Jul 2026"]);
    }

    #[test]
    fn a_week_is_named_by_its_ends() {
        assert_eq!(names("2026-11-02", "2026-11-08"), ["2 Nov 2026", "8 Nov 2026"]);
        assert_eq!(names("2026-11-02", "2026-11-02"), ["2 Nov 2026"]);
    }

    #[test]
    fn twenty_years_are_named_by_years() {
        assert_eq!(names("2006-02-01", "2026-01-01"), ["2010", "2015", "2020", "2025"]);
    }

    proptest! {
        #[test]
        fn names_are_few_and_in_order(start in -200_000i64..200_000, length in 0i64..100_000) {
            let first = day("2026-01-01").plus_days(start);
            let axis = Axis { first, last: first.plus_days(length) };

            let names = axis.names();

            prop_assert!((1..=4).contains(&names.len()));
            prop_assert!(names.windows(2).all(|pair| axis.x(pair[0].0) <= axis.x(pair[1].0)));
            prop_assert!(names.iter().all(|(day, _)| (0..=10_000).contains(&axis.x(*day).0)));
        }
    }
}
