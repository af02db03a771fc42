//! Whether a place hangs on one person: open promises whose owner only one person speaks for, and seats that stand empty.

use folkmoot_kernel::{Date, OrganisationId, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// From this share of all open promises on, one person is too many. Unit: percent. DESIGN gives no figure; a fifth is ours.
pub const SHARE_MAX: i64 = 20;
/// How long a seat may stand empty before the place team is told. Unit: days.
pub const EMPTY_DAYS: i64 = 14;

/// Who holds a seat for an organisation in the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speaks {
    pub person: PersonId,
    pub organisation: OrganisationId,
}

/// One person for whose absence nobody could stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alone {
    pub person: PersonId,
    /// For these nobody else holds a seat.
    pub organisations: Vec<OrganisationId>,
    pub promises: i64,
}

/// What hangs on whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dependence {
    pub open: i64,
    /// The most first.
    pub alone: Vec<Alone>,
    /// Organisations with open promises and nobody in a seat.
    pub nobody: Vec<(OrganisationId, i64)>,
}

impl Dependence {
    /// `open` counts each organisation's open promises.
    pub fn of(open: &BTreeMap<OrganisationId, i64>, speaks: &[Speaks]) -> Self {
        let mut people: BTreeMap<OrganisationId, BTreeSet<PersonId>> = BTreeMap::new();
        for one in speaks {
            people.entry(one.organisation).or_default().insert(one.person);
        }
        let mut alone: BTreeMap<PersonId, Alone> = BTreeMap::new();
        let mut nobody = Vec::new();
        for (organisation, promises) in open.iter().filter(|(_, promises)| **promises > 0) {
            let who: Vec<PersonId> = people.get(organisation).into_iter().flatten().copied().collect();
            match who.as_slice() {
                [] => nobody.push((*organisation, *promises)),
                [only] => {
                    let none = Alone { person: *only, organisations: Vec::new(), promises: 0 };
                    let one = alone.entry(*only).or_insert(none);
                    one.organisations.push(*organisation);
                    one.promises += promises;
                }
                _ => {}
            }
        }
        let mut alone: Vec<Alone> = alone.into_values().collect();
        alone.sort_by_key(|one| (-one.promises, one.person));
        Self { open: open.values().sum(), alone, nobody }
    }

    /// Whole percent of all open promises, rounded down.
    pub fn percent(&self, promises: i64) -> i64 {
        if self.open == 0 { 0 } else { promises * 100 / self.open }
    }

    pub fn is_too_much(&self, promises: i64) -> bool {
        self.percent(promises) >= SHARE_MAX
    }
}

/// Whether the team is told of a seat that is empty since this day; `None`: nobody ever held it.
pub fn is_long_empty(since: Option<Date>, today: Date) -> bool {
    since.is_none_or(|last| last.plus_days(EMPTY_DAYS) < today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;
    use proptest::prelude::*;

    fn organisation(number: i64) -> OrganisationId {
        Id::from_number(number)
    }

    fn speaks(person: i64, of: i64) -> Speaks {
        Speaks { person: Id::from_number(person), organisation: organisation(of) }
    }

    #[test]
    fn promises_hang_on_who_is_alone() {
        let open =
            BTreeMap::from([(organisation(1), 6), (organisation(2), 3), (organisation(3), 1), (organisation(4), 0)]);

        let found = Dependence::of(&open, &[speaks(7, 1), speaks(7, 1), speaks(7, 2), speaks(8, 2), speaks(9, 4)]);

        assert_eq!(found.alone.len(), 1);
        assert_eq!((found.alone[0].person, found.alone[0].promises), (Id::from_number(7), 6));
        assert_eq!(found.nobody, [(organisation(3), 1)]);
        assert_eq!(found.percent(6), 60);
        assert!(found.is_too_much(2) && !found.is_too_much(1));
        assert_eq!(Dependence::default().percent(0), 0);
    }

    #[test]
    fn a_seat_is_long_empty_after_two_weeks() {
        let last: Date = "2026-03-01".parse().unwrap();

        assert!(!is_long_empty(Some(last), "2026-03-15".parse().unwrap()));
        assert!(is_long_empty(Some(last), "2026-03-16".parse().unwrap()));
        assert!(is_long_empty(None, last));
    }

    proptest! {
        #[test]
        fn each_promise_is_counted_at_most_once(open in prop::collection::btree_map(1i64..6, 0i64..9, 0..6), held in prop::collection::vec((1i64..5, 1i64..6), 0..12)) {
            let open: BTreeMap<OrganisationId, i64> = open.into_iter().map(|(id, count)| (organisation(id), count)).collect();
            let held: Vec<Speaks> = held.into_iter().map(|(person, of)| speaks(person, of)).collect();

            let found = Dependence::of(&open, &held);

            let alone: i64 = found.alone.iter().map(|one| one.promises).sum();
            let nobody: i64 = found.nobody.iter().map(|(_, count)| count).sum();
            prop_assert!(alone + nobody <= found.open);
            prop_assert!(found.alone.windows(2).all(|pair| pair[0].promises >= pair[1].promises));
        }
    }
}
