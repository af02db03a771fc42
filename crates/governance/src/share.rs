//! Shares of a body's agenda: items put, minutes planned for them, and items carried, by organisation and by sector. Counts where
//! numbers are small, and never a ranking.

use serde::Serialize;
use std::collections::BTreeMap;

/// Fewest items of one organisation or sector whose share is given as per cent; below it stands the count alone. Unit: items.
/// Our own choice: a share of three items is gone with one of them.
pub const ITEMS_MIN: i64 = 10;
/// The public sees agendas that are this old; partners see today. Unit: days. Our own choice: one quarter.
pub const PUBLIC_AFTER_DAYS: i64 = 91;

/// What was put by one organisation or sector.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    pub items: i64,
    /// Planned on the agenda, not measured. Unit: minutes.
    pub minutes: i64,
    /// Items on which something was agreed.
    pub carried: i64,
}

impl Share {
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            items: self.items + other.items,
            minutes: self.minutes + other.minutes,
            carried: self.carried + other.carried,
        }
    }
}

/// "12 (24%)", or "3" where there are too few items for a share.
pub fn counted(part: i64, whole: i64, items: i64) -> String {
    if items < ITEMS_MIN || whole <= 0 {
        part.to_string()
    } else {
        format!("{part} ({}%)", (part * 200 + whole) / (whole * 2))
    }
}

/// Shares by name added up under another name, in the order of those names.
pub fn grouped<K: Ord>(all: impl IntoIterator<Item = (K, Share)>) -> BTreeMap<K, Share> {
    let mut groups = BTreeMap::new();
    for (name, share) in all {
        let sum = groups.entry(name).or_insert_with(Share::default);
        *sum = sum.plus(share);
    }
    groups
}

/// All of them together.
pub fn total<'a>(all: impl IntoIterator<Item = &'a Share>) -> Share {
    all.into_iter().fold(Share::default(), |sum, share| sum.plus(*share))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_numbers_are_counts_and_others_have_a_share() {
        assert_eq!(counted(3, 9, ITEMS_MIN - 1), "3");
        assert_eq!(counted(3, 10, ITEMS_MIN), "3 (30%)");
        assert_eq!(counted(1, 200, 200), "1 (1%)");
        assert_eq!(counted(0, 0, 40), "0");
    }

    proptest! {
        #[test]
        fn grouping_loses_nothing(all in prop::collection::vec((0u8..5, 0i64..50, 0i64..500, 0i64..50), 0..40)) {
            let shares: Vec<(u8, Share)> =
                all.into_iter().map(|(name, items, minutes, carried)| (name, Share { items, minutes, carried })).collect();

            let groups = grouped(shares.clone());

            prop_assert_eq!(total(groups.values()), total(shares.iter().map(|(_, share)| share)));
        }
    }
}
