//! Who takes the chair for an item: the chair, unless the chair's organisation puts it, stands to gain by it, or has to stay out.

use crate::interest::Party;
use folkmoot_kernel::{OrganisationId, PersonId, Role, SeatId};

/// A seat on the body that may lead, with its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leading {
    pub seat: SeatId,
    pub role: Role,
    pub organisation: Option<OrganisationId>,
    pub holder: Option<PersonId>,
}

/// What of an item concerns those who may lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Concerned {
    pub sponsor: Option<OrganisationId>,
    pub gaining: Vec<OrganisationId>,
    /// Those who have no position by a ruling.
    pub kept_out: Vec<Party>,
}

/// Why somebody does not lead this item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Vacant,
    Sponsors,
    Gains,
    KeptOut,
}

/// Who takes the chair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chairing {
    /// The chair, as always.
    Chair(SeatId),
    /// A deputy, and why not the chair.
    Deputy(SeatId, Why),
    /// Nobody who has the role: the members choose one of themselves.
    MembersChoose(Why),
    /// This body has neither chair nor deputy.
    NotLaidDown,
}

impl Why {
    /// After "the chair": why another leads.
    pub const fn words(self) -> &'static str {
        match self {
            Why::Vacant => "the chair’s seat is vacant",
            Why::Sponsors => "the chair’s organisation puts this item",
            Why::Gains => "the chair’s organisation stands to gain by it",
            Why::KeptOut => "the chair takes no part in it",
        }
    }
}

impl Concerned {
    /// Why this seat does not lead, if so. The gravest reason is given.
    fn keeps(&self, seat: &Leading) -> Option<Why> {
        let is_out = |party: &Party| match party {
            Party::Organisation(id) => seat.organisation == Some(*id),
            Party::Person(id) => seat.holder == Some(*id),
        };
        if seat.holder.is_none() {
            Some(Why::Vacant)
        } else if self.kept_out.iter().any(is_out) {
            Some(Why::KeptOut)
        } else if seat.organisation.is_some_and(|id| self.gaining.contains(&id)) {
            Some(Why::Gains)
        } else if seat.organisation.is_some() && seat.organisation == self.sponsor {
            Some(Why::Sponsors)
        } else {
            None
        }
    }
}

/// Who takes the chair for the item: the chair, else the first deputy whom nothing keeps, in the order of their seats.
pub fn chairing(seats: &[Leading], concerned: &Concerned) -> Chairing {
    let of = |role: Role| seats.iter().filter(move |seat| seat.role == role);
    let mut why = None;
    for chair in of(Role::Chair) {
        match concerned.keeps(chair) {
            None => return Chairing::Chair(chair.seat),
            Some(kept) => why = why.max(Some(kept)),
        }
    }
    let mut deputies: Vec<&Leading> = of(Role::DeputyChair).collect();
    deputies.sort_by_key(|seat| seat.seat);
    let free = deputies.iter().find(|seat| concerned.keeps(seat).is_none());
    match (free, why) {
        (Some(deputy), why) => Chairing::Deputy(deputy.seat, why.unwrap_or(Why::Vacant)),
        (None, Some(why)) => Chairing::MembersChoose(why),
        (None, None) if deputies.is_empty() => Chairing::NotLaidDown,
        (None, None) => Chairing::MembersChoose(Why::Vacant),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;
    use proptest::prelude::*;

    fn seat(number: i64, role: Role, organisation: i64) -> Leading {
        Leading {
            seat: Id::from_number(number),
            role,
            organisation: (organisation > 0).then(|| Id::from_number(organisation)),
            holder: Some(Id::from_number(number + 100)),
        }
    }

    fn board() -> Vec<Leading> {
        vec![seat(1, Role::Chair, 10), seat(3, Role::DeputyChair, 30), seat(2, Role::DeputyChair, 20)]
    }

    fn sponsored_by(organisation: i64) -> Concerned {
        Concerned { sponsor: Some(Id::from_number(organisation)), ..Concerned::default() }
    }

    #[test]
    fn the_chair_leads_unless_something_keeps_it() {
        assert_eq!(chairing(&board(), &Concerned::default()), Chairing::Chair(Id::from_number(1)));
        assert_eq!(chairing(&board(), &sponsored_by(20)), Chairing::Chair(Id::from_number(1)));
        assert_eq!(chairing(&board(), &sponsored_by(10)), Chairing::Deputy(Id::from_number(2), Why::Sponsors));
    }

    #[test]
    fn a_deputy_who_gains_is_passed_over() {
        let concerned = Concerned { gaining: vec![Id::from_number(20)], ..sponsored_by(10) };

        assert_eq!(chairing(&board(), &concerned), Chairing::Deputy(Id::from_number(3), Why::Sponsors));
    }

    #[test]
    fn the_members_choose_when_nobody_is_free() {
        let gaining = vec![Id::from_number(10), Id::from_number(20), Id::from_number(30)];

        let who = chairing(&board(), &Concerned { gaining, ..Concerned::default() });

        assert_eq!(who, Chairing::MembersChoose(Why::Gains));
    }

    #[test]
    fn a_chair_who_is_kept_out_in_person_makes_way() {
        let kept_out = vec![Party::Person(Id::from_number(101))];

        let who = chairing(&board(), &Concerned { kept_out, ..Concerned::default() });

        assert_eq!(who, Chairing::Deputy(Id::from_number(2), Why::KeptOut));
    }

    #[test]
    fn an_independent_chair_sponsors_nothing() {
        let seats = [seat(1, Role::Chair, 0), seat(2, Role::DeputyChair, 20)];

        assert_eq!(chairing(&seats, &Concerned::default()), Chairing::Chair(Id::from_number(1)));
        assert_eq!(chairing(&[], &Concerned::default()), Chairing::NotLaidDown);
    }

    proptest! {
        #[test]
        fn whoever_leads_is_concerned_by_nothing(
            organisations in prop::collection::vec(0i64..5, 1..6),
            vacant in prop::collection::vec(any::<bool>(), 6),
            sponsor in prop::option::of(1i64..5),
            gaining in prop::collection::vec(1i64..5, 0..3),
            out in prop::collection::vec(1i64..5, 0..3),
        ) {
            let seats: Vec<Leading> = (1..).zip(&organisations).map(|(n, organisation)| {
                let role = if n == 1 { Role::Chair } else { Role::DeputyChair };
                let one = seat(n, role, *organisation);
                Leading { holder: one.holder.filter(|_| !vacant[n as usize - 1]), ..one }
            }).collect();
            let concerned = Concerned {
                sponsor: sponsor.map(Id::from_number),
                gaining: gaining.into_iter().map(Id::from_number).collect(),
                kept_out: out.into_iter().map(|id| Party::Organisation(Id::from_number(id))).collect(),
            };

            let free = |id: SeatId| concerned.keeps(seats.iter().find(|one| one.seat == id).unwrap()).is_none();
            match chairing(&seats, &concerned) {
                Chairing::Chair(id) => prop_assert!(free(id)),
                Chairing::Deputy(id, _) => prop_assert!(free(id) && !free(Id::from_number(1))),
                Chairing::MembersChoose(_) => prop_assert!(seats.iter().all(|one| !free(one.seat))),
                Chairing::NotLaidDown => prop_assert!(false),
            }
        }
    }
}
