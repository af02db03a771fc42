//! The two years: months are counted from the one in which the story begins.

use folkmoot_kernel::{Date, Timestamp};

/// The month of today. The story begins in month 0, two years before.
pub(super) const NOW_MONTH: i64 = 24;

/// Which days the story's months are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    today: Date,
}

impl Calendar {
    pub(super) fn until(today: Date) -> Self {
        Self { today }
    }

    /// A day of a month of the story.
    pub(super) fn day(self, month: i64, day: i8) -> Date {
        let months = i64::from(self.today.year()) * 12 + i64::from(self.today.month()) - 1 + month - NOW_MONTH;
        let year = i16::try_from(months.div_euclid(12)).unwrap_or(i16::MAX);
        let month = i8::try_from(months.rem_euclid(12) + 1).unwrap_or(1);
        Date::new(year, month, day.clamp(1, 28)).unwrap_or(self.today)
    }

    /// The n-th such day of the week (1 Monday) in a month of the story.
    pub(super) fn weekday(self, month: i64, nth: i64, weekday: i8) -> Date {
        let first = self.day(month, 1);
        let ahead = (i64::from(weekday) - i64::from(first.weekday())).rem_euclid(7);
        first.plus_days(ahead + (nth.clamp(1, 4) - 1) * 7)
    }

    pub(super) fn begins(self) -> Timestamp {
        Timestamp::at(self.day(0, 2), 9, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        Calendar::until(Date::new(2026, 11, 25).unwrap())
    }

    #[test]
    fn two_years_before_is_month_nought() {
        assert_eq!(calendar().day(0, 2).to_string(), "2024-11-02");
        assert_eq!(calendar().day(24, 25).to_string(), "2026-11-25");
        assert_eq!(calendar().day(26, 1).to_string(), "2027-01-01");
    }

    #[test]
    fn the_third_thursday_is_the_third_thursday() {
        assert_eq!(calendar().weekday(24, 3, 4).to_string(), "2026-11-19");
        assert_eq!(calendar().weekday(24, 1, 7).to_string(), "2026-11-01");
    }
}
