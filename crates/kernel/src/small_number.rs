//! Small numbers: a count of people that is too small to show.

use std::fmt;

/// Which counts of people may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmallNumberRule {
    fewest: u32,
}

/// A count as the public may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Count(u32),
    /// Fewer than this many, and more than none.
    FewerThan(u32),
}

impl SmallNumberRule {
    /// For counts of people in one place that somebody typed: 1 to 7 are not shown.
    /// Source: the HES rule (sources.md#hes-disclosure).
    pub const LOCAL: SmallNumberRule = SmallNumberRule::hiding_below(8);

    /// Counts below `fewest`, but not nought, are hidden.
    pub const fn hiding_below(fewest: u32) -> Self {
        Self { fewest }
    }

    pub const fn show(self, count: u32) -> Shown {
        if count > 0 && count < self.fewest { Shown::FewerThan(self.fewest) } else { Shown::Count(count) }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shown::Count(count) => f.write_str(&crate::pence::thousands(u64::from(*count))),
            Shown::FewerThan(fewest) => write!(f, "fewer than {fewest}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_threshold_itself_is_shown_and_one_less_is_not() {
        let rule = SmallNumberRule::hiding_below(5);

        assert_eq!(rule.show(5), Shown::Count(5));
        assert_eq!(rule.show(4).to_string(), "fewer than 5");
        assert_eq!(rule.show(0), Shown::Count(0));
    }
}
