//! Time that people spend in meetings, by body, organisation and person. Attendance is kept by organisation: somebody counts where
//! their organisation was there and they held its seat on that day; independent people count where they held theirs.

use folkmoot_kernel::{BodyId, OrganisationId, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// A meeting that was held, with its length. Unit: minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    pub body: BodyId,
    pub minutes: i64,
    /// Those who held a seat of this body on that day, with their organisation.
    pub seated: Vec<(PersonId, Option<OrganisationId>)>,
    /// Organisations that were there. Empty: nobody said who came.
    pub present: BTreeSet<OrganisationId>,
}

/// Unit: minutes of meetings, and minutes of people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spent {
    pub meetings: i64,
    pub minutes: i64,
    pub people_minutes: i64,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimeSpent {
    pub bodies: BTreeMap<BodyId, Spent>,
    pub organisations: BTreeMap<OrganisationId, Spent>,
    pub people: BTreeMap<PersonId, Spent>,
    /// Meetings of which nobody said who came: they count for the body alone.
    pub unsaid: i64,
}

impl Met {
    /// People who were there, each once.
    fn there(&self) -> BTreeMap<PersonId, Option<OrganisationId>> {
        let came =
            |of: &Option<OrganisationId>| !self.present.is_empty() && of.is_none_or(|of| self.present.contains(&of));
        self.seated.iter().filter(|(_, of)| came(of)).copied().collect()
    }
}

impl Spent {
    fn add(&mut self, minutes: i64, people: i64) {
        self.meetings += 1;
        self.minutes += minutes;
        self.people_minutes += minutes * people;
    }
}

pub fn time_spent(meetings: &[Met]) -> TimeSpent {
    let mut spent = TimeSpent::default();
    for met in meetings {
        let there = met.there();
        let count =
            |of: Option<OrganisationId>| there.values().filter(|own| **own == of).count().try_into().unwrap_or(0);
        spent.unsaid += i64::from(met.present.is_empty());
        spent.bodies.entry(met.body).or_default().add(met.minutes, there.len().try_into().unwrap_or(0));
        for organisation in &met.present {
            spent.organisations.entry(*organisation).or_default().add(met.minutes, count(Some(*organisation)));
        }
        for person in there.keys() {
            spent.people.entry(*person).or_default().add(met.minutes, 1);
        }
    }
    spent
}

/// "12 hours", "90 minutes".
pub fn in_words(minutes: i64) -> String {
    match minutes {
        60 => "1 hour".to_owned(),
        minutes if minutes < 120 => format!("{minutes} minutes"),
        minutes => format!("{} hours", (minutes + 30) / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;
    use proptest::prelude::*;

    const TRUST: OrganisationId = Id::from_number(1);
    const CLUB: OrganisationId = Id::from_number(2);

    fn met(present: &[OrganisationId], seated: &[(i64, Option<OrganisationId>)]) -> Met {
        let seated = seated.iter().map(|(person, of)| (Id::from_number(*person), *of)).collect();
        Met { body: Id::from_number(9), minutes: 90, seated, present: present.iter().copied().collect() }
    }

    #[test]
    fn people_count_where_their_organisation_was_there() {
        let spent = time_spent(&[met(&[TRUST], &[(5, Some(TRUST)), (6, Some(TRUST)), (7, Some(CLUB)), (8, None)])]);

        assert_eq!(spent.bodies[&Id::from_number(9)].people_minutes, 270);
        assert_eq!(spent.organisations[&TRUST].people_minutes, 180);
        assert_eq!(spent.people.keys().map(|id| id.number()).collect::<Vec<_>>(), [5, 6, 8]);
        assert!(!spent.organisations.contains_key(&CLUB));
    }

    #[test]
    fn a_meeting_of_which_nobody_said_who_came_is_the_bodys_alone() {
        let spent = time_spent(&[met(&[], &[(5, Some(TRUST)), (8, None)])]);

        assert_eq!((spent.unsaid, spent.people.len(), spent.bodies[&Id::from_number(9)].minutes), (1, 0, 90));
    }

    #[test]
    fn short_times_are_minutes_and_long_ones_hours() {
        assert_eq!(
            [45, 60, 90, 120, 149, 150].map(in_words),
            ["45 minutes", "1 hour", "90 minutes", "2 hours", "2 hours", "3 hours"]
        );
    }

    proptest! {
        #[test]
        fn a_body_spends_what_its_people_spend(seats in proptest::collection::vec((1i64..9, 0i64..4), 0..12), there in proptest::collection::btree_set(1i64..4, 0..4)) {
            let of = |number: i64| (number > 0).then(|| Id::from_number(number));
            let seated: Vec<(i64, Option<OrganisationId>)> = seats.into_iter().map(|(person, org)| (person, of(org))).collect();
            let present: Vec<OrganisationId> = there.into_iter().map(Id::from_number).collect();

            let spent = time_spent(&[met(&present, &seated)]);

            let people: i64 = spent.people.values().map(|one| one.people_minutes).sum();
            prop_assert_eq!(spent.bodies[&Id::from_number(9)].people_minutes, people);
        }
    }
}
