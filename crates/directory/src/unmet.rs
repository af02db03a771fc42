//! What people looked for and did not find: counted by need and small area. Neither who looked nor which words are kept anywhere.

use crate::find::{Understood, Wanted};
use folkmoot_kernel::PlaceId;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long counts stay in memory before they are written: a page that finds nothing must not write whenever it is asked.
pub const WRITE_EVERY: Duration = Duration::from_secs(300);
/// Different ones in memory; a flood stops there.
const HELD_MAX: usize = 5_000;
/// Counts below this are not told. Our own choice, as most publishers of health figures have it.
pub const SMALL: i64 = 5;
/// A need that we have no word for.
pub const OTHER: &str = "other";

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sought {
    pub place: PlaceId,
    /// Code of the small area; empty where no postcode was given.
    pub area: String,
    pub need: String,
}

impl Sought {
    /// What was looked for, if it is known where.
    pub fn of(wanted: &Wanted, understood: &Understood) -> Option<Self> {
        let here = wanted.here.as_ref();
        let place = wanted.place.or(here.and_then(|here| here.place))?;
        let meant = wanted.need.or(understood.needs.first().map(|(need, _)| *need));
        let area = here.and_then(|here| here.area.clone()).unwrap_or_default();
        Some(Self { place, area, need: meant.map_or(OTHER, |need| need.key()).to_owned() })
    }
}

/// Counts that are not written yet.
#[derive(Debug, Default)]
pub struct Unmet(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    since: Option<Instant>,
    counts: BTreeMap<Sought, i64>,
}

impl Unmet {
    /// Counts one; those that have been held long enough come out, to be written.
    pub fn note(&self, sought: Sought, now: Instant) -> Option<BTreeMap<Sought, i64>> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.counts.len() < HELD_MAX || held.counts.contains_key(&sought) {
            *held.counts.entry(sought).or_default() += 1;
        }
        let since = *held.since.get_or_insert(now);
        let long = now.duration_since(since) >= WRITE_EVERY;
        long.then(|| std::mem::take(&mut *held).counts)
    }

    /// All that is held.
    pub fn take(&self) -> BTreeMap<Sought, i64> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).counts
    }
}

/// "12"; "fewer than 5"
pub fn in_words(count: i64) -> String {
    if count < SMALL { format!("fewer than {SMALL}") } else { count.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    #[test]
    fn counts_come_out_when_they_were_held_long_enough() {
        let (unmet, start) = (Unmet::default(), Instant::now());
        let sought = Sought { place: Id::from_number(1), area: String::new(), need: OTHER.into() };

        assert_eq!(unmet.note(sought.clone(), start), None);
        assert_eq!(unmet.note(sought.clone(), start + WRITE_EVERY / 2), None);
        assert_eq!(unmet.note(sought.clone(), start + WRITE_EVERY), Some([(sought.clone(), 3)].into()));
        assert_eq!(unmet.note(sought, start + WRITE_EVERY), None);
    }

    #[test]
    fn small_numbers_are_not_told() {
        assert_eq!([in_words(4), in_words(5)], ["fewer than 5", "5"]);
    }
}
