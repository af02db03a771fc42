//! Drawing by lot, always the same from the same seed. Each thing draws from a lot of its own, by name, so that a change to
//! one leaves all others as they were.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// A lot to draw from.
#[derive(Debug)]
pub(super) struct Lot(StdRng);

impl Lot {
    pub(super) fn of(seed: u64, name: &str) -> Self {
        // Fowler, Noll and Vo's hash, because the standard library's may change.
        let hash = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(StdRng::seed_from_u64(seed ^ hash))
    }

    /// From `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high.max(low))
    }

    pub(super) fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of them; `None` when there is none.
    pub(super) fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let last = i64::try_from(all.len()).ok()? - 1;
        if last < 0 { None } else { all.get(usize::try_from(self.between(0, last)).ok()?) }
    }

    /// One sentence of a pool; empty when the pool is.
    pub(super) fn words(&mut self, pool: &[String]) -> String {
        self.pick(pool).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_and_seed_draw_the_same() {
        let drawn = |seed, name| (0..20).map(|_| Lot::of(seed, name).between(0, 1_000_000)).collect::<Vec<_>>();

        assert_eq!(drawn(7, "land"), drawn(7, "land"));
        assert_ne!(drawn(7, "land"), drawn(8, "land"));
        assert_ne!(drawn(7, "land"), drawn(7, "people"));
    }

    #[test]
    fn nothing_is_picked_from_nothing() {
        assert_eq!(Lot::of(7, "none").pick::<u8>(&[]), None);
    }
}
