//! Adoption: one decision, taken up by each council or organisation for itself, perhaps with a variation of its own.

use crate::decision::{Decision, DecisionId, Outcome};
use folkmoot_kernel::{Date, OrganisationId, PersonId, PlaceId, Subject, Timestamp};

/// Why an adoption says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("only what the body agreed can be adopted")]
    NotAgreed,
    #[error("choose at least one organisation that has not been asked yet")]
    NobodyToAsk,
    #[error("say who in your organisation decided it: the cabinet, the board, the director")]
    DeciderMissing,
    #[error("this day is still to come")]
    DecidedInTheFuture,
    #[error("write the variation: what is different with you")]
    VariationMissing,
    #[error("say why it is not adopted")]
    ReasonMissing,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NotAgreed | Refusal::NobodyToAsk => "organisations",
            Refusal::DeciderMissing => "decided_by",
            Refusal::DecidedInTheFuture => "decided_on",
            Refusal::VariationMissing | Refusal::ReasonMissing => "words",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    NotYet,
    Adopted,
    /// Adopted, with a variation in its own words.
    Varied,
    Declined,
}

/// What one organisation made of a decision.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Adoption {
    pub(crate) decision: DecisionId,
    pub(crate) place: PlaceId,
    pub(crate) organisation: OrganisationId,
    pub(crate) asked_at: Timestamp,
    pub(crate) state: State,
    pub(crate) decided_by: String,
    pub(crate) decided_on: Option<Date>,
    pub(crate) words: String,
    pub(crate) person: Option<PersonId>,
    pub(crate) version: i64,
}

/// What an organisation says of its own decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub state: State,
    pub decided_by: String,
    pub decided_on: Date,
    pub words: String,
}

impl Adoption {
    /// Asks organisations to decide for themselves; those asked before are left as they are.
    pub fn ask(
        decision: &Decision,
        organisations: &[OrganisationId],
        asked: &[OrganisationId],
        now: Timestamp,
    ) -> Result<Vec<Self>, Refusal> {
        if decision.outcome() != Some(Outcome::Agreed) {
            return Err(Refusal::NotAgreed);
        }
        let new: std::collections::BTreeSet<_> =
            organisations.iter().copied().filter(|id| !asked.contains(id)).collect();
        if new.is_empty() {
            return Err(Refusal::NobodyToAsk);
        }
        let asked = |organisation| Self {
            decision: decision.id(),
            place: decision.place(),
            organisation,
            asked_at: now,
            state: State::NotYet,
            decided_by: String::new(),
            decided_on: None,
            words: String::new(),
            person: None,
            version: 1,
        };
        Ok(new.into_iter().map(asked).collect())
    }

    /// What the organisation decided; a later answer takes the place of an earlier, which history keeps.
    pub fn answered(mut self, answer: Answer, by: Option<PersonId>, today: Date) -> Result<Self, Refusal> {
        let silent = answer.words.trim().is_empty();
        if answer.state != State::NotYet {
            if answer.decided_by.trim().is_empty() {
                return Err(Refusal::DeciderMissing);
            }
            if answer.decided_on > today {
                return Err(Refusal::DecidedInTheFuture);
            }
        }
        match answer.state {
            State::Varied if silent => return Err(Refusal::VariationMissing),
            State::Declined if silent => return Err(Refusal::ReasonMissing),
            _ => {}
        }
        self.state = answer.state;
        self.decided_by = answer.decided_by.trim().to_owned();
        self.decided_on = (answer.state != State::NotYet).then_some(answer.decided_on);
        self.words = answer.words.trim().to_owned();
        self.person = by;
        Ok(self)
    }

    pub const fn decision(&self) -> DecisionId {
        self.decision
    }
    pub const fn organisation(&self) -> OrganisationId {
        self.organisation
    }
    pub const fn asked_at(&self) -> Timestamp {
        self.asked_at
    }
    pub const fn state(&self) -> State {
        self.state
    }
    pub fn decided_by(&self) -> &str {
        &self.decided_by
    }
    pub const fn decided_on(&self) -> Option<Date> {
        self.decided_on
    }
    pub fn words(&self) -> &str {
        &self.words
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
    /// What permits are asked for: the organisation.
    pub const fn subject(&self) -> Subject {
        Subject { place: Some(self.place), body: None, organisation: Some(self.organisation) }
    }
}

impl State {
    pub const ALL: [State; 4] = [State::NotYet, State::Adopted, State::Varied, State::Declined];

    pub const fn key(self) -> &'static str {
        match self {
            State::NotYet => "not_yet",
            State::Adopted => "adopted",
            State::Varied => "varied",
            State::Declined => "declined",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            State::NotYet => "Not yet",
            State::Adopted => "Adopted",
            State::Varied => "Adopted with a variation",
            State::Declined => "Not adopted",
        }
    }

    pub const fn tag(self) -> &'static str {
        match self {
            State::NotYet => "govuk-tag--blue",
            State::Adopted => "govuk-tag--green",
            State::Varied => "govuk-tag--yellow",
            State::Declined => "govuk-tag--grey",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    const NOW: Timestamp = Timestamp::from_ms(1_772_452_800_000); // 2026-03-02

    fn asked() -> Adoption {
        Adoption {
            decision: Id::from_number(1),
            place: Id::from_number(2),
            organisation: Id::from_number(3),
            asked_at: NOW,
            state: State::NotYet,
            decided_by: String::new(),
            decided_on: None,
            words: String::new(),
            person: None,
            version: 1,
        }
    }

    fn answer(state: State, words: &str) -> Answer {
        Answer { state, decided_by: "The cabinet".into(), decided_on: NOW.date(), words: words.into() }
    }

    #[test]
    fn a_variation_and_a_no_need_words() {
        let said = |state, words| asked().answered(answer(state, words), None, NOW.date());

        assert_eq!(said(State::Varied, " "), Err(Refusal::VariationMissing));
        assert_eq!(said(State::Declined, ""), Err(Refusal::ReasonMissing));
        assert!(said(State::Adopted, "").is_ok());
        assert!(said(State::Varied, "From June.").is_ok());
    }

    #[test]
    fn today_is_in_time_and_tomorrow_is_not_known() {
        let on = |day| asked().answered(Answer { decided_on: day, ..answer(State::Adopted, "") }, None, NOW.date());

        assert!(on(NOW.date()).is_ok());
        assert_eq!(on(NOW.date().plus_days(1)), Err(Refusal::DecidedInTheFuture));
    }

    #[test]
    fn who_decided_is_said_unless_nobody_has_yet() {
        let nobody =
            |state| asked().answered(Answer { decided_by: String::new(), ..answer(state, "") }, None, NOW.date());

        assert_eq!(nobody(State::Adopted), Err(Refusal::DeciderMissing));
        assert_eq!(nobody(State::NotYet).unwrap().decided_on(), None);
    }
}
