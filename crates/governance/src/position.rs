//! Where an organisation stands on a decision. A position belongs to the organisation, given by whoever holds its seat.

mod recusal;

use crate::concern::{self, Concern};
use crate::decision::DecisionId;
use folkmoot_kernel::{Id, OrganisationId, PersonId, SeatId, Timestamp};

/// How an organisation stands. Standing aside does not stop the others; objecting asks the body to resolve it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    Assent,
    AssentWithConditions,
    StandAside,
    Object,
    Recused,
}

/// Why a position says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("this decision is closed, so positions can no longer change")]
    Closed,
    #[error("positions are open for all to see now, so this one can no longer change")]
    AlreadyOpen,
    #[error("say why you object: the reason is published with the decision")]
    ReasonForObjecting,
    #[error("say what your conditions are: they are published with the decision")]
    ConditionsMissing,
    #[error("kinds of concern go with an objection, with conditions or with standing aside")]
    NoConcern,
    #[error("the chair ruled that your organisation takes no part in this item, so it has no position here")]
    RuledOut,
    #[error(
        "the chair ruled that you take no part in this item: somebody else who sits for your organisation can answer"
    )]
    RuledOutYourself,
}

impl Refusal {
    /// The field of the form that it stands beside.
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::Closed | Refusal::AlreadyOpen | Refusal::RuledOut | Refusal::RuledOutYourself => "stance",
            Refusal::NoConcern => "concerns",
            Refusal::ReasonForObjecting | Refusal::ConditionsMissing => "reason",
        }
    }
}

/// One organisation's place on a decision: asked, and perhaps answered.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Position {
    decision: DecisionId,
    organisation: OrganisationId,
    given: Option<Given>,
    version: i64,
}

/// What was answered, by whom, when.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Given {
    pub stance: Stance,
    /// Why, or on which conditions. Published with the decision.
    pub reason: String,
    /// What the concern is about; published with the reason.
    pub concerns: Vec<Concern>,
    pub seat: Option<SeatId>,
    pub person: PersonId,
    pub at: Timestamp,
}

/// Whether the positions of a decision can be seen by others than those who gave them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Seal {
    /// Some are awaited and the deadline has not passed: early voices do not lead.
    Sealed,
    /// All are in, or the deadline has passed: they may be read, and no longer changed.
    Open,
    /// The decision is closed.
    Closed,
    /// It was withdrawn before all were in: what was said under seal stays with those who said it.
    Kept,
}

/// Who wants to see positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer<'a> {
    Public,
    /// Somebody with a seat in the place, speaking for these organisations on the body.
    Partner {
        speaks_for: &'a [OrganisationId],
    },
}

/// How the positions of one decision add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Tally {
    pub asked: u32,
    pub assent: u32,
    pub conditions: u32,
    pub aside: u32,
    pub object: u32,
    pub recused: u32,
}

impl Stance {
    pub const ALL: [Stance; 5] =
        [Stance::Assent, Stance::AssentWithConditions, Stance::StandAside, Stance::Object, Stance::Recused];

    pub const fn key(self) -> &'static str {
        match self {
            Stance::Assent => "assent",
            Stance::AssentWithConditions => "assent_with_conditions",
            Stance::StandAside => "stand_aside",
            Stance::Object => "object",
            Stance::Recused => "recused",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stance| stance.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Stance::Assent => "Assent",
            Stance::AssentWithConditions => "Assent with conditions",
            Stance::StandAside => "Stand aside",
            Stance::Object => "Object",
            Stance::Recused => "Recused",
        }
    }

    /// What the choice means, for whoever fills in the form.
    pub const fn hint(self) -> &'static str {
        match self {
            Stance::Assent => "your organisation is behind this and will do its part",
            Stance::AssentWithConditions => "yes, if what you write below happens",
            Stance::StandAside => "not your choice, and you will not stand in the way",
            Stance::Object => "your organisation cannot live with this; say why below",
            Stance::Recused => "your organisation gains or loses by this itself and takes no part",
        }
    }

    /// Whether it is a voice on the matter: being recused is not.
    pub const fn takes_part(self) -> bool {
        !matches!(self, Stance::Recused)
    }
}

impl Position {
    /// An organisation is asked.
    pub const fn asked(decision: DecisionId, organisation: OrganisationId) -> Self {
        Self { decision, organisation, given: None, version: 1 }
    }

    /// As it was saved.
    pub const fn saved(decision: DecisionId, organisation: OrganisationId, given: Option<Given>, version: i64) -> Self {
        Self { decision, organisation, given, version }
    }

    /// Gives or changes the position. A first position may come late, after the others are open; a change may not.
    pub fn give(mut self, given: Given, seal: Seal) -> Result<Self, Refusal> {
        match seal {
            Seal::Closed | Seal::Kept => return Err(Refusal::Closed),
            Seal::Open if self.given.is_some() => return Err(Refusal::AlreadyOpen),
            Seal::Open | Seal::Sealed => {}
        }
        let silent = given.reason.trim().is_empty();
        match given.stance {
            Stance::Object if silent => Err(Refusal::ReasonForObjecting),
            Stance::AssentWithConditions if silent => Err(Refusal::ConditionsMissing),
            stance if !given.concerns.is_empty() && !concern::may_be_of(stance) => Err(Refusal::NoConcern),
            _ => {
                self.given = Some(Given { concerns: concern::sorted(given.concerns), ..given });
                Ok(self)
            }
        }
    }

    /// What of it may be shown to this viewer: while sealed, only one's own; before closing, only to partners.
    pub fn shown_to(&self, viewer: Viewer<'_>, seal: Seal) -> Option<&Given> {
        let own = matches!(viewer, Viewer::Partner { speaks_for } if speaks_for.contains(&self.organisation));
        let shown = match seal {
            Seal::Sealed | Seal::Kept => own,
            Seal::Open => viewer != Viewer::Public,
            Seal::Closed => true,
        };
        self.given.as_ref().filter(|_| shown)
    }

    pub const fn decision(&self) -> DecisionId {
        self.decision
    }
    pub const fn organisation(&self) -> OrganisationId {
        self.organisation
    }
    pub const fn given(&self) -> Option<&Given> {
        self.given.as_ref()
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
    /// Its id in history: positions hang on their decision, and history of the decision does not show them.
    pub const fn history_id(&self) -> Id<Position> {
        Id::from_number(self.decision.number())
    }
}

impl Tally {
    pub fn of<'a>(positions: impl IntoIterator<Item = &'a Position>) -> Self {
        let mut tally = Tally::default();
        for position in positions {
            tally.asked += 1;
            if let Some(given) = position.given() {
                tally.add(given.stance);
            }
        }
        tally
    }

    fn add(&mut self, stance: Stance) {
        let slot = match stance {
            Stance::Assent => &mut self.assent,
            Stance::AssentWithConditions => &mut self.conditions,
            Stance::StandAside => &mut self.aside,
            Stance::Object => &mut self.object,
            Stance::Recused => &mut self.recused,
        };
        *slot += 1;
    }

    /// "3 assent", "1 objects": what was said, by how many, and how many are awaited.
    pub fn in_words(&self) -> Vec<String> {
        let objects = if self.object == 1 { "objects" } else { "object" };
        let assents = if self.assent == 1 { "assents" } else { "assent" };
        let with = if self.conditions == 1 { "assents with conditions" } else { "assent with conditions" };
        let aside = if self.aside == 1 { "stands aside" } else { "stand aside" };
        let recused = if self.recused == 1 { "is recused" } else { "are recused" };
        let awaited = if self.waiting() == 1 { "is awaited" } else { "are awaited" };
        let all = [
            (self.assent, assents),
            (self.conditions, with),
            (self.aside, aside),
            (self.object, objects),
            (self.recused, recused),
            (self.waiting(), awaited),
        ];
        all.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect()
    }

    pub const fn given(&self) -> u32 {
        self.taking_part() + self.recused
    }

    pub const fn waiting(&self) -> u32 {
        self.asked.saturating_sub(self.given())
    }

    /// Positions that count for the quorum: all but the recused.
    pub const fn taking_part(&self) -> u32 {
        self.assent + self.conditions + self.aside + self.object
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DECISION: DecisionId = Id::from_number(1);
    const TRUST: OrganisationId = Id::from_number(2);
    const CLUB: OrganisationId = Id::from_number(3);

    fn says(stance: Stance, reason: &str) -> Given {
        Given {
            stance,
            reason: reason.to_owned(),
            concerns: Vec::new(),
            seat: Some(Id::from_number(8)),
            person: Id::from_number(9),
            at: Timestamp::from_ms(1_000),
        }
    }

    fn asked() -> Position {
        Position::asked(DECISION, TRUST)
    }

    #[test]
    fn an_objection_without_a_reason_is_refused() {
        let refused = asked().give(says(Stance::Object, "  "), Seal::Sealed);

        assert_eq!(refused, Err(Refusal::ReasonForObjecting));
        assert!(asked().give(says(Stance::Object, "it closes our ward"), Seal::Sealed).is_ok());
    }

    #[test]
    fn whoever_agrees_names_no_concern() {
        let with = |stance| Given { concerns: vec![Concern::Money], ..says(stance, "it costs too much") };

        assert_eq!(asked().give(with(Stance::Assent), Seal::Sealed), Err(Refusal::NoConcern));
        assert!(asked().give(with(Stance::Object), Seal::Sealed).is_ok());
    }

    #[test]
    fn conditions_must_be_said() {
        let refused = asked().give(says(Stance::AssentWithConditions, ""), Seal::Sealed);

        assert_eq!(refused, Err(Refusal::ConditionsMissing));
    }

    #[test]
    fn a_position_changes_until_all_are_open_and_not_after() {
        let first = asked().give(says(Stance::Assent, ""), Seal::Sealed).unwrap();
        let second = first.give(says(Stance::StandAside, ""), Seal::Sealed).unwrap();

        assert_eq!(second.given().unwrap().stance, Stance::StandAside);
        assert_eq!(second.give(says(Stance::Assent, ""), Seal::Open), Err(Refusal::AlreadyOpen));
    }

    #[test]
    fn a_late_first_position_is_welcome_until_the_decision_is_closed() {
        assert!(asked().give(says(Stance::Assent, ""), Seal::Open).is_ok());
        assert_eq!(asked().give(says(Stance::Assent, ""), Seal::Closed), Err(Refusal::Closed));
    }

    #[test]
    fn while_sealed_only_the_organisation_itself_sees_what_it_said() {
        let position = asked().give(says(Stance::Object, "it closes our ward"), Seal::Sealed).unwrap();
        let seen = |viewer, seal| position.shown_to(viewer, seal).is_some();

        assert!(seen(Viewer::Partner { speaks_for: &[TRUST] }, Seal::Sealed));
        assert!(!seen(Viewer::Partner { speaks_for: &[CLUB] }, Seal::Sealed));
        assert!(!seen(Viewer::Public, Seal::Sealed));
    }

    #[test]
    fn what_was_said_under_seal_stays_there_when_the_decision_is_withdrawn() {
        let position = asked().give(says(Stance::Object, "it closes our ward"), Seal::Sealed).unwrap();

        assert!(position.shown_to(Viewer::Partner { speaks_for: &[TRUST] }, Seal::Kept).is_some());
        assert!(position.shown_to(Viewer::Partner { speaks_for: &[CLUB] }, Seal::Kept).is_none());
        assert!(position.shown_to(Viewer::Public, Seal::Kept).is_none());
        assert_eq!(asked().give(says(Stance::Assent, ""), Seal::Kept), Err(Refusal::Closed));
    }

    #[test]
    fn partners_see_open_positions_before_the_public_does() {
        let position = asked().give(says(Stance::Assent, ""), Seal::Sealed).unwrap();
        let seen = |viewer, seal| position.shown_to(viewer, seal).is_some();

        assert!(seen(Viewer::Partner { speaks_for: &[CLUB] }, Seal::Open));
        assert!(!seen(Viewer::Public, Seal::Open));
        assert!(seen(Viewer::Public, Seal::Closed));
    }

    proptest! {
        #[test]
        fn a_tally_counts_every_organisation_once(stances in prop::collection::vec(prop::option::of(0usize..5), 0..30)) {
            let positions: Vec<Position> = stances
                .iter()
                .map(|stance| match stance {
                    Some(n) => asked().give(says(Stance::ALL[*n], "because"), Seal::Sealed).unwrap(),
                    None => asked(),
                })
                .collect();

            let tally = Tally::of(&positions);

            prop_assert_eq!(tally.asked as usize, stances.len());
            prop_assert_eq!(tally.given() as usize, stances.iter().flatten().count());
            prop_assert_eq!(tally.given() + tally.waiting(), tally.asked);
        }
    }
}
