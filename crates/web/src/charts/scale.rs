//! Where a value sits. Whole numbers only: shares of the width in hundredths of a per cent, heights in pixels.

use std::fmt;

/// A part of the drawing's width, in hundredths of a per cent; written "63.25%".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Share(pub(super) i64);

impl Share {
    pub(super) const NONE: Share = Share(0);
    pub(super) const WHOLE: Share = Share(10_000);

    /// `part` of `whole` of this share. Nought of nought is nought.
    pub(super) fn times(self, part: i64, whole: i64) -> Share {
        Share(proportion(i128::from(part), i128::from(whole), self.0))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match part {
            0 => write!(f, "{sign}{whole}%"),
            _ => write!(f, "{sign}{whole}.{part:02}%"),
        }
    }
}

/// A run of values with round ends that always holds nought, so that lengths can be compared honestly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    low: i128,
    high: i128,
    step: i128,
}

impl Scale {
    /// Most gridlines a scale has, both ends included.
    const TICKS_MAX: i128 = 6;

    pub(super) fn holding(values: impl IntoIterator<Item = i64>) -> Scale {
        let (low, high) = ends(values);
        let mut step = round_step((high - low) / (Self::TICKS_MAX - 1));
        while ticks_between(low, high, step) > Self::TICKS_MAX {
            step = round_step(step);
        }
        Scale { low: low.div_euclid(step) * step, high: -((-high).div_euclid(step)) * step, step }
    }

    /// Ends exactly at the least and the greatest value (or nought): for bars that stand without gridlines.
    pub(super) fn exact(values: impl IntoIterator<Item = i64>) -> Scale {
        let (low, high) = ends(values);
        Scale { low, high, step: (high - low).max(1) }
    }

    /// Round values from low to high.
    pub(super) fn ticks(self) -> Vec<i64> {
        let count = (self.high - self.low) / self.step;
        (0..=count).filter_map(|n| i64::try_from(self.low + n * self.step).ok()).collect()
    }

    /// How far along `length` a value sits, from the low end.
    pub(super) fn along(self, value: i64, length: i64) -> i64 {
        proportion(i128::from(value) - self.low, self.high - self.low, length)
    }
}

/// The least and the greatest of the values and nought.
fn ends(values: impl IntoIterator<Item = i64>) -> (i128, i128) {
    let widen = |(low, high): (i128, i128), value| (low.min(value), high.max(value));
    values.into_iter().map(i128::from).fold((0, 0), widen)
}

/// The next of 1, 2, 5, 10, 20, 50 ... above `rough`.
fn round_step(rough: i128) -> i128 {
    let mut tens = 1;
    loop {
        for digit in [1, 2, 5] {
            if digit * tens > rough {
                return digit * tens;
            }
        }
        tens *= 10;
    }
}

fn ticks_between(low: i128, high: i128, step: i128) -> i128 {
    -((-high).div_euclid(step)) - low.div_euclid(step) + 1
}

fn proportion(part: i128, whole: i128, of: i64) -> i64 {
    if whole == 0 {
        return 0;
    }
    let doubled = part * i128::from(of) * 2;
    let rounded = (doubled + whole).div_euclid(whole * 2);
    i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_scale_ends_on_round_numbers() {
        assert_eq!(Scale::holding([3, 31]).ticks(), [0, 10, 20, 30, 40]);
        assert_eq!(Scale::holding([-5, 120]).ticks(), [-50, 0, 50, 100, 150]);
        assert_eq!(Scale::holding([0, 0]).ticks(), [0]);
        assert_eq!(Scale::holding([1]).ticks(), [0, 1]);
    }

    #[test]
    fn a_share_is_written_in_hundredths() {
        assert_eq!(Share::WHOLE.times(1, 3).to_string(), "33.33%");
        assert_eq!(Share(5).to_string(), "0.05%");
        assert_eq!(Share::WHOLE.times(1, 0).to_string(), "0%");
    }

    proptest! {
        #[test]
        fn every_value_sits_inside_its_scale(values in prop::collection::vec(any::<i64>(), 0..20)) {
            let scale = Scale::holding(values.iter().copied());

            prop_assert!(scale.ticks().len() <= 6);
            for value in values {
                prop_assert!((0..=1_000).contains(&scale.along(value, 1_000)));
            }
        }

        #[test]
        fn a_greater_value_never_sits_lower(a in any::<i64>(), b in any::<i64>()) {
            let scale = Scale::holding([a, b]);

            prop_assert_eq!(a.cmp(&b) == std::cmp::Ordering::Greater && scale.along(a, 10_000) < scale.along(b, 10_000), false);
        }
    }
}
