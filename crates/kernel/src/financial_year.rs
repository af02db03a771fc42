//! The financial year of public bodies.

use crate::Date;
use std::fmt;

/// 1 April of `start` to 31 March of the next year; written "2026-27".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear {
    start: i16,
}

impl FinancialYear {
    pub const fn starting(start: i16) -> Self {
        Self { start }
    }

    /// The calendar year of its first day.
    pub const fn starts(self) -> i16 {
        self.start
    }

    pub fn of(date: Date) -> Self {
        let before_april = date.month() < 4;
        Self { start: if before_april { date.year() - 1 } else { date.year() } }
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.start, (self.start + 1).rem_euclid(100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_march_and_the_first_of_april_are_in_different_years() {
        let last = Date::new(2027, 3, 31).unwrap();

        assert_eq!(FinancialYear::of(last).to_string(), "2026-27");
        assert_eq!(FinancialYear::of(last.plus_days(1)).to_string(), "2027-28");
    }

    #[test]
    fn the_turn_of_the_century_is_written_with_two_digits() {
        assert_eq!(FinancialYear::starting(2099).to_string(), "2099-00");
    }
}
