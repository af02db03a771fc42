//! The planned time of an agenda: when each item begins and ends, whether all of it fits, and which priorities get the time.

use folkmoot_kernel::Timestamp;

/// How the planned minutes of all items compare with the length of the meeting. Unit: minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Left(i64),
    Exact,
    Over(i64),
}

impl Fit {
    /// A meeting that ends within a minute has that minute in part only: it does not count.
    pub const fn of(starts_at: Timestamp, ends_at: Timestamp, planned: i64) -> Self {
        let left = (ends_at.ms() - starts_at.ms()).div_euclid(60_000) - planned;
        match left {
            0 => Self::Exact,
            1.. => Self::Left(left),
            _ => Self::Over(-left),
        }
    }

    pub fn in_words(self) -> String {
        let minutes = |count: i64| if count == 1 { "1 minute".to_owned() } else { format!("{count} minutes") };
        match self {
            Self::Left(left) => format!("That leaves {} of the meeting free.", minutes(left)),
            Self::Exact => "That fills the meeting.".to_owned(),
            Self::Over(over) => format!(
                "That is {} more than the meeting lasts: one item may need less time, or can wait.",
                minutes(over)
            ),
        }
    }
}

/// When each item begins and ends, if each takes as long as planned. Unit of `planned`: minutes.
pub fn slots(starts_at: Timestamp, planned: impl IntoIterator<Item = u32>) -> Vec<(Timestamp, Timestamp)> {
    let next = |begins: &mut Timestamp, minutes: u32| {
        let (from, to) = (*begins, begins.plus_minutes(i64::from(minutes)));
        *begins = to;
        Some((from, to))
    };
    planned.into_iter().scan(starts_at, next).collect()
}

/// Minutes for each name, in the order in which the agenda comes to it; what has no name is last. Unit: minutes.
pub fn by_priority(items: impl IntoIterator<Item = (Option<String>, u32)>) -> Vec<(Option<String>, i64)> {
    let mut sums: Vec<(Option<String>, i64)> = Vec::new();
    for (name, minutes) in items {
        match sums.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += i64::from(minutes),
            None => sums.push((name, i64::from(minutes))),
        }
    }
    sums.sort_by_key(|(name, _)| name.is_none());
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TWO: Timestamp = Timestamp::from_ms(14 * 3_600_000);

    #[test]
    fn an_agenda_fits_to_the_last_minute_and_not_one_more() {
        let hour = |planned| Fit::of(TWO, TWO.plus_minutes(60), planned);

        assert_eq!((hour(59), hour(60), hour(61)), (Fit::Left(1), Fit::Exact, Fit::Over(1)));
        assert_eq!(hour(59).in_words(), "That leaves 1 minute of the meeting free.");
        assert!(hour(75).in_words().starts_with("That is 15 minutes more than the meeting lasts"));
    }

    #[test]
    fn time_goes_to_priorities_in_the_order_of_the_agenda_and_to_none_last() {
        let falls = || Some("Falls".to_owned());
        let homes = || Some("Homes".to_owned());

        let sums = by_priority([(None, 5), (homes(), 10), (falls(), 20), (homes(), 1)]);

        assert_eq!(sums, [(homes(), 11), (falls(), 20), (None, 5)]);
    }

    proptest! {
        #[test]
        fn items_follow_one_another_and_no_minute_is_lost(planned in prop::collection::vec(1u32..=480, 0..30)) {
            let slots = slots(TWO, planned.clone());
            let sum: i64 = planned.iter().map(|one| i64::from(*one)).sum();

            prop_assert!(slots.windows(2).all(|pair| pair[0].1 == pair[1].0));
            prop_assert_eq!(slots.last().map_or(TWO, |slot| slot.1), TWO.plus_minutes(sum));
            let named = planned.iter().map(|one| ((one % 3 > 0).then(|| (one % 3).to_string()), *one));
            prop_assert_eq!(by_priority(named).iter().map(|one| one.1).sum::<i64>(), sum);
        }
    }
}
