//! Recusal by a ruling: the position is taken from the organisation, and given back when the ruling is lifted in time.

use super::{Given, Position, Seal, Stance};
use folkmoot_kernel::{PersonId, Timestamp};

impl Given {
    /// Whether it stands there by a ruling, and by nobody's own word: whoever rules holds no seat of the organisation.
    pub fn is_by_ruling(&self) -> bool {
        self.stance == Stance::Recused && self.seat.is_none()
    }
}

impl Position {
    /// Ruled out: what was said before under seal is struck, and the organisation is awaited no more.
    #[must_use]
    pub fn recuse(self, reason: &str, by: PersonId, at: Timestamp) -> Self {
        let (stance, reason, seat) = (Stance::Recused, reason.to_owned(), None);
        Self { given: Some(Given { stance, reason, concerns: Vec::new(), seat, person: by, at }), ..self }
    }

    /// No longer ruled out: it is asked anew, as long as nobody has read the others.
    #[must_use]
    pub fn lift(self, seal: Seal) -> Self {
        let is_lifted = seal == Seal::Sealed && self.given.as_ref().is_some_and(Given::is_by_ruling);
        Self { given: self.given.filter(|_| !is_lifted), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::{Decision, Draft};
    use crate::mandate::Matter;
    use crate::position::{Tally, Viewer};
    use crate::power::Power;
    use folkmoot_kernel::{Id, OrganisationId};
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp::from_ms(1_000);
    const BY: PersonId = Id::from_number(9);

    fn given(stance: Stance) -> Given {
        let reason = "because".to_owned();
        Given { stance, reason, concerns: Vec::new(), seat: Some(Id::from_number(8)), person: BY, at: NOW }
    }

    fn position(number: i64, stance: Option<Stance>) -> Position {
        let asked = Position::asked(Id::from_number(1), Id::from_number(number));
        stance.map_or(asked.clone(), |stance| asked.give(given(stance), Seal::Sealed).unwrap())
    }

    fn decision() -> Decision {
        let draft = Draft {
            place: Id::from_number(1),
            body: Id::from_number(2),
            meeting: None,
            item: None,
            priority: None,
            title: "Home care".into(),
            text: "The contract is let.".into(),
            plain_summary: "Somebody new comes to your door.".into(),
            power: Power::Decide,
            power_holder: "the board".into(),
            power_basis: String::new(),
            positions_due: NOW.plus_days(7),
            matter: Matter::default(),
        };
        Decision::put(Id::from_number(1), 1, draft, 3, NOW).unwrap()
    }

    #[test]
    fn what_was_said_before_is_struck_and_the_organisation_is_asked_anew_when_the_ruling_is_lifted() {
        let ruled = position(3, Some(Stance::Object)).recuse("It bids", BY, NOW);

        assert!(ruled.given().unwrap().is_by_ruling());
        assert_eq!(ruled.given().unwrap().reason, "It bids");
        assert!(ruled.clone().lift(Seal::Open).given().is_some());
        assert_eq!(ruled.lift(Seal::Sealed).given(), None);
    }

    #[test]
    fn a_recusal_of_ones_own_is_not_lifted() {
        let own = position(3, Some(Stance::Recused));

        assert!(!own.given().unwrap().is_by_ruling());
        assert!(own.lift(Seal::Sealed).given().is_some());
    }

    proptest! {
        #[test]
        fn a_recusal_unseals_when_only_the_recused_was_awaited_and_shows_nothing_before(
            stances in prop::collection::vec(prop::option::of(0usize..5), 1..12),
            which in 0usize..12,
        ) {
            let mut all: Vec<Position> =
                (1i64..).zip(&stances).map(|(n, stance)| position(n, stance.map(|at| Stance::ALL[at]))).collect();
            let at = which % all.len();
            let (decision, before) = (decision(), Tally::of(&all));
            let was_awaited = all[at].given().is_none();
            all[at] = all[at].clone().recuse("It bids", BY, NOW);

            let after = Tally::of(&all);
            let seal = decision.seal(after, NOW);
            let awaited_else = before.waiting() - u32::from(was_awaited);
            prop_assert_eq!(after.waiting(), awaited_else);
            prop_assert_eq!(seal, if awaited_else == 0 { Seal::Open } else { Seal::Sealed });
            prop_assert!(after.taking_part() <= before.taking_part());

            let other: [OrganisationId; 1] = [Id::from_number(99)];
            let seen = |one: &Position| one.shown_to(Viewer::Partner { speaks_for: &other }, seal).is_some();
            prop_assert!(seal == Seal::Open || !all.iter().any(seen));
        }
    }
}
