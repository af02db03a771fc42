//! What the numbers of a chart count, and how they are written and said.

use folkmoot_kernel::{Pence, capital, pence::thousands};
use std::borrow::Cow;

/// What is counted. Decides how a number is written and whether numbers add up to a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Whole things, with the word for one and for many: "promise", "promises".
    Count { one: Cow<'static, str>, many: Cow<'static, str> },
    /// Whole pence, shown in pounds.
    Money,
    /// Whole per cents. They do not add up across rows, so no total is said.
    PerCent,
}

impl Unit {
    /// As in a table or beside a mark: "1,250", "£1,250", "12%".
    pub fn number(&self, value: i64) -> String {
        match self {
            Unit::Count { .. } => signed(value, &thousands(value.unsigned_abs())),
            Unit::Money => Pence::new(value).to_string(),
            Unit::PerCent => signed(value, &format!("{}%", thousands(value.unsigned_abs()))),
        }
    }

    /// As in a sentence: "1 promise", "12 promises", "£1,250", "12%".
    pub fn said(&self, value: i64) -> String {
        match self {
            Unit::Count { one, .. } if value == 1 => format!("1 {one}"),
            Unit::Count { many, .. } => format!("{} {many}", self.number(value)),
            Unit::Money | Unit::PerCent => self.number(value),
        }
    }

    /// As on an axis, short: "300k", "£1.5m". Exact for the round numbers that a scale uses.
    pub(super) fn tick(&self, value: i64) -> String {
        let size = value.unsigned_abs();
        match self {
            Unit::Count { .. } => signed(value, &compact(size)),
            Unit::Money if !size.is_multiple_of(100) => self.number(value),
            Unit::Money => signed(value, &format!("£{}", compact(size / 100))),
            Unit::PerCent => signed(value, &format!("{}%", compact(size))),
        }
    }

    /// The heading of a column of such numbers: "Promises", "Amount", "Per cent".
    pub(super) fn heading(&self) -> String {
        match self {
            Unit::Count { many, .. } => capital(many),
            Unit::Money => "Amount".to_owned(),
            Unit::PerCent => "Per cent".to_owned(),
        }
    }

    pub(super) fn adds_up(&self) -> bool {
        !matches!(self, Unit::PerCent)
    }
}

fn signed(value: i64, size: &str) -> String {
    if value < 0 { format!("−{size}") } else { size.to_owned() }
}

fn compact(size: u64) -> String {
    const STEPS: [(u64, &str); 4] = [(1_000_000_000_000, "tn"), (1_000_000_000, "bn"), (1_000_000, "m"), (1_000, "k")];
    let Some((step, word)) = STEPS.into_iter().find(|(step, _)| size >= *step && *step >= 1_000) else {
        return size.to_string();
    };
    let (whole, hundredths) = (size / step, size % step * 100 / step);
    let part = format!(".{hundredths:02}");
    format!("{}{}{word}", thousands(whole), part.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn promises() -> Unit {
        Unit::Count { one: "promise".into(), many: "promises".into() }
    }

    #[test]
    fn one_is_said_in_the_singular_and_nought_is_not() {
        assert_eq!(promises().said(1), "1 promise");
        assert_eq!(promises().said(0), "0 promises");
        assert_eq!(promises().said(-1_200), "−1,200 promises");
    }

    #[test]
    fn an_axis_is_short() {
        assert_eq!(promises().tick(999), "999");
        assert_eq!(promises().tick(20_000), "20k");
        assert_eq!(promises().tick(-1_500_000), "−1.5m");
        assert_eq!(Unit::Money.tick(25_000_000), "£250k");
        assert_eq!(Unit::Money.tick(50), "£0.50");
        assert_eq!(Unit::PerCent.tick(100), "100%");
    }

    #[test]
    fn the_smallest_number_there_is_has_words() {
        assert_eq!(promises().number(i64::MIN), "−9,223,372,036,854,775,808");
    }
}
