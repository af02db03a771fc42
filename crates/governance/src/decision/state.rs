//! The states of a decision, as words and tags. Drawn by [`crate::decision::Decision::state`].

/// Where a decision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Asked, and nobody has answered yet.
    PositionsOpen,
    /// Some have answered.
    Waiting,
    /// All are in, or the deadline has passed.
    ReadyToClose,
    Agreed,
    AgreedWithConditions,
    /// Agreed by the body although somebody objected; the minority statement is published.
    AgreedWithDissent,
    Endorsed,
    Recommended,
    Noted,
    NotAgreed,
    Withdrawn,
    /// A higher body overruled it.
    SetAside,
}

impl State {
    pub const ALL: [State; 12] = [
        State::PositionsOpen,
        State::Waiting,
        State::ReadyToClose,
        State::Agreed,
        State::AgreedWithConditions,
        State::AgreedWithDissent,
        State::Endorsed,
        State::Recommended,
        State::Noted,
        State::NotAgreed,
        State::Withdrawn,
        State::SetAside,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            State::PositionsOpen => "positions_open",
            State::Waiting => "waiting",
            State::ReadyToClose => "ready_to_close",
            State::Agreed => "agreed",
            State::AgreedWithConditions => "agreed_with_conditions",
            State::AgreedWithDissent => "agreed_with_dissent",
            State::Endorsed => "endorsed",
            State::Recommended => "recommended",
            State::Noted => "noted",
            State::NotAgreed => "not_agreed",
            State::Withdrawn => "withdrawn",
            State::SetAside => "set_aside",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            State::PositionsOpen => "Positions open",
            State::Waiting => "Waiting for positions",
            State::ReadyToClose => "Ready to close",
            State::Agreed => "Agreed",
            State::AgreedWithConditions => "Agreed with conditions",
            State::AgreedWithDissent => "Agreed, with dissent",
            State::Endorsed => "Endorsed",
            State::Recommended => "Recommended",
            State::Noted => "Noted",
            State::NotAgreed => "Not agreed",
            State::Withdrawn => "Withdrawn",
            State::SetAside => "Set aside",
        }
    }

    /// Colour of the tag: blue while open, green when carried, grey or yellow otherwise. Nothing is red.
    pub const fn tag(self) -> &'static str {
        match self {
            State::PositionsOpen | State::Waiting | State::ReadyToClose => "govuk-tag--blue",
            State::Agreed | State::AgreedWithConditions | State::AgreedWithDissent => "govuk-tag--green",
            State::Endorsed | State::Recommended => "govuk-tag--turquoise",
            State::Noted | State::NotAgreed | State::Withdrawn => "govuk-tag--grey",
            State::SetAside => "govuk-tag--yellow",
        }
    }

    pub const fn is_open(self) -> bool {
        matches!(self, State::PositionsOpen | State::Waiting | State::ReadyToClose)
    }
}
