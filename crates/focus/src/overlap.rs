//! Which bodies the same people and organisations sit on, and where that may be one body too many.

use folkmoot_kernel::{BodyId, OrganisationId, PersonId};
use std::collections::BTreeSet;

/// A body with those who sit on it today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sits {
    pub body: BodyId,
    pub people: BTreeSet<PersonId>,
    pub organisations: BTreeSet<OrganisationId>,
}

/// Two bodies with what they have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    pub one: BodyId,
    pub other: BodyId,
    pub people: usize,
    pub organisations: usize,
    /// People on the body with fewer of them.
    pub smaller: usize,
}

/// People in common from which two bodies are asked whether they could be one, if they are also most of the smaller. Our own
/// choice: two or three in common is how bodies hear of one another.
const TOGETHER: usize = 4;

impl Pair {
    /// Whether somebody should ask if the two could be one: at least three in four of the smaller sit on both.
    pub const fn might_be_one(&self) -> bool {
        self.people >= TOGETHER && self.people * 4 >= self.smaller * 3
    }
}

/// Every pair with people or organisations in common, those with most people first.
pub fn pairs(bodies: &[Sits]) -> Vec<Pair> {
    let mut all = Vec::new();
    for (at, one) in bodies.iter().enumerate() {
        for other in &bodies[at + 1..] {
            let people = one.people.intersection(&other.people).count();
            let organisations = one.organisations.intersection(&other.organisations).count();
            if people + organisations > 0 {
                let smaller = one.people.len().min(other.people.len());
                all.push(Pair { one: one.body, other: other.body, people, organisations, smaller });
            }
        }
    }
    all.sort_by_key(|pair| std::cmp::Reverse((pair.people, pair.organisations)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;
    use proptest::prelude::*;

    fn sits(body: i64, people: &[i64]) -> Sits {
        let people = people.iter().map(|number| Id::from_number(*number)).collect();
        Sits { body: Id::from_number(body), people, organisations: BTreeSet::new() }
    }

    #[test]
    fn two_bodies_of_nearly_the_same_people_might_be_one() {
        let pairs = pairs(&[sits(1, &[1, 2, 3, 4, 5, 6, 7]), sits(2, &[1, 2, 3, 4, 9]), sits(3, &[1, 2, 3, 8])]);

        let told: Vec<(usize, bool)> = pairs.iter().map(|pair| (pair.people, pair.might_be_one())).collect();
        assert_eq!(told, [(4, true), (3, false), (3, false)]);
    }

    #[test]
    fn bodies_with_nothing_in_common_are_no_pair() {
        assert_eq!(pairs(&[sits(1, &[1]), sits(2, &[2])]), []);
    }

    proptest! {
        #[test]
        fn what_is_in_common_is_never_more_than_the_smaller(a in proptest::collection::btree_set(0i64..9, 0..9), b in proptest::collection::btree_set(0i64..9, 0..9)) {
            let list = |set: &BTreeSet<i64>| set.iter().copied().collect::<Vec<_>>();

            for pair in pairs(&[sits(1, &list(&a)), sits(2, &list(&b))]) {
                prop_assert!(pair.people <= pair.smaller);
                prop_assert_eq!(pair.people, a.intersection(&b).count());
            }
        }
    }
}
