//! Days as places along a drawing.

use super::super::drawing::{Anchor, Drawing, NARROW_PX, width_px};
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
const NAMES_MAX: usize = 4;
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

    /// Names of days above, and in each row (at its middle) a level line with a stroke for each named day.
    pub(super) fn draw(self, drawing: &mut Drawing, middles: &[i64], today: Option<Date>) {
        let names = self.names();
        for (day, name) in &names {
            drawing.text("fm-label-small", (self.x(*day), AXIS_PX - 12), self.anchor(*day), name);
        }
        for &middle in middles {
            drawing.line("fm-gridline", (0, middle), (Share::WHOLE, middle));
            for (day, _) in &names {
                drawing.line("fm-gridline", (self.x(*day), middle - 10), (self.x(*day), middle + 10));
            }
        }
        if let Some(today) = today.filter(|today| (self.first..=self.last).contains(today)) {
            self.draw_today(drawing, middles, today);
        }
    }

    fn draw_today(self, drawing: &mut Drawing, middles: &[i64], today: Date) {
        for &middle in middles {
            drawing.line("fm-now", (self.x(today), middle - 12), (self.x(today), middle + 12));
        }
        let below = middles.last().map_or(AXIS_PX, |middle| middle + 28);
        drawing.text("fm-label-small", (self.x(today), below), self.anchor(today), "Today");
    }

    /// Words near a side of the drawing grow away from it.
    fn anchor(self, day: Date) -> Anchor {
        match self.x(day).0 {
            ..1_500 => Anchor::Start,
            8_500.. => Anchor::End,
            _ => Anchor::Middle,
        }
    }

    /// First days of months with their names; the first and last day themselves when no month begins between.
    fn names(self) -> Vec<(Date, String)> {
        let months: Vec<(Date, String)> = STEPS_MONTHS
            .iter()
            .map(|step| self.months(*step))
            .find(|names| names.len() <= NAMES_MAX && self.none_covers_another(names))
            .unwrap_or_default();
        match months.len() {
            0 | 1 if self.first == self.last => vec![(self.first, self.first.short())],
            0 | 1 => vec![(self.first, self.first.short()), (self.last, self.last.short())],
            _ => months,
        }
    }

    fn none_covers_another(self, names: &[(Date, String)]) -> bool {
        let px = |day: Date| NARROW_PX * self.x(day).0 / Share::WHOLE.0;
        names.windows(2).all(|pair| {
            let widths = (width_px(&pair[0].1), width_px(&pair[1].1));
            let right = px(pair[0].0) + if self.anchor(pair[0].0) == Anchor::Start { widths.0 } else { widths.0 / 2 };
            let left = px(pair[1].0) - if self.anchor(pair[1].0) == Anchor::End { widths.1 } else { widths.1 / 2 };
            right < left
        })
    }

    fn months(self, step: i64) -> Vec<(Date, String)> {
        let number = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
        let first = number(self.first).div_euclid(step) * step;
        (0..)
            .map(|n| first + n * step)
            .take_while(|month| *month <= number(self.last))
            .take(NAMES_MAX + 3)
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
    fn a_year_is_named_by_some_of_its_months() {
        assert_eq!(names("2025-11-20", "2026-11-20"), ["Jan 2026", "Jul 2026"]);
        assert_eq!(names("2024-11-20", "2026-11-20"), ["2025", "2026"]);
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
