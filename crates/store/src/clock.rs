//! The only reader of the computer's clock, and the maker of ids.

use folkmoot_kernel::{Id, Timestamp};
use rand::RngExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Where `now` comes from. Never steps back while the program runs, whatever the computer's clock does.
#[derive(Debug, Clone)]
pub struct Clock {
    set: Option<SetClock>,
    latest: Arc<AtomicI64>,
    latest_id: Arc<AtomicI64>,
}

/// A clock that a test or the demonstration sets by hand.
#[derive(Debug, Clone, Default)]
pub struct SetClock(Arc<AtomicI64>);

impl SetClock {
    pub fn at(now: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(now.ms())))
    }

    pub fn set(&self, now: Timestamp) {
        self.0.store(now.ms(), Ordering::SeqCst);
    }
}

impl Clock {
    pub fn of_the_computer() -> Self {
        Self { set: None, latest: Arc::default(), latest_id: Arc::default() }
    }

    pub fn by_hand(set: SetClock) -> Self {
        Self { set: Some(set), latest: Arc::default(), latest_id: Arc::default() }
    }

    /// The handle that sets this clock, when it is set by hand.
    pub fn hand(&self) -> Option<&SetClock> {
        self.set.as_ref()
    }

    /// Now. A clock set by hand may go back: the demonstration writes two years in any order.
    pub fn now(&self) -> Timestamp {
        match &self.set {
            Some(set) => Timestamp::from_ms(set.0.load(Ordering::SeqCst)),
            None => {
                let read = computer_ms();
                let before = self.latest.fetch_max(read, Ordering::SeqCst);
                Timestamp::from_ms(read.max(before))
            }
        }
    }

    /// A new id, larger than every id this clock made before.
    pub fn new_id<K>(&self) -> Id<K> {
        let wished: Id<K> = Id::new(self.now().ms(), rand::rng().random());
        let larger = |latest: i64| Some(wished.number().max(latest.saturating_add(1)));
        let before = self.latest_id.fetch_update(Ordering::SeqCst, Ordering::SeqCst, larger).unwrap_or_else(|l| l);
        Id::from_number(wished.number().max(before.saturating_add(1)))
    }

    /// Ids from here on are larger than this one: told at opening, so that a clock that stepped back breaks no order.
    pub(crate) fn beyond(&self, id: i64) {
        self.latest_id.fetch_max(id, Ordering::SeqCst);
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
fn computer_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::id::Anything;

    #[test]
    fn ids_rise_even_when_the_clock_steps_back() {
        let hand = SetClock::at(Timestamp::from_ms(2_000_000));
        let clock = Clock::by_hand(hand.clone());

        let before: Id<Anything> = clock.new_id();
        hand.set(Timestamp::from_ms(1_000_000));
        let after: Id<Anything> = clock.new_id();

        assert!(after > before);
    }

    #[test]
    fn ids_made_after_opening_are_larger_than_the_last_one_stored() {
        let clock = Clock::by_hand(SetClock::at(Timestamp::from_ms(1)));

        clock.beyond(1 << 60);

        assert!(clock.new_id::<Anything>().number() > 1 << 60);
    }
}
