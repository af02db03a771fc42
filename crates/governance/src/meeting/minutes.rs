//! Minutes in four states: drawn live from the record while people meet; a draft in somebody's words; with those who attended, for
//! amendments; final, and after that only corrected below.

use super::{Meeting, MinutesState, Refusal, State};
use folkmoot_kernel::{Date, Timestamp};

/// What was wrong in approved minutes, added below them. The minutes themselves stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    pub(crate) words: String,
    pub(crate) at: Timestamp,
}

/// Where minutes stand, as pages say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The meeting has not begun, or nothing was ever written of it.
    None,
    /// Drawn from the record while nobody has written a draft.
    Live,
    Draft,
    /// Those who attended say what is wrong, up to this day.
    Amendments(Date),
    Final,
}

impl Phase {
    pub const fn words(self) -> &'static str {
        match self {
            Phase::None => "No minutes yet",
            Phase::Live => "Live",
            Phase::Draft => "Draft",
            Phase::Amendments(_) => "With those who attended",
            Phase::Final => "Final",
        }
    }
}

impl Meeting {
    pub fn phase(&self, now: Timestamp) -> Phase {
        match (self.minutes_state, self.state) {
            (MinutesState::Approved, _) => Phase::Final,
            (MinutesState::Amendments, _) => self.amend_until.map_or(Phase::Draft, Phase::Amendments),
            (MinutesState::Draft, _) => Phase::Draft,
            (MinutesState::None, State::Cancelled) => Phase::None,
            (MinutesState::None, State::Held) => Phase::Live,
            (MinutesState::None, State::Planned) if now >= self.starts_at => Phase::Live,
            (MinutesState::None, State::Planned) => Phase::None,
        }
    }

    /// A draft. One that goes round for amendments is changed and goes on going round.
    pub fn draft_minutes(self, words: &str) -> Result<Self, Refusal> {
        self.record_open()?;
        let words = words.trim();
        if words.is_empty() {
            return Err(Refusal::NoMinutes);
        }
        let minutes_state = match self.minutes_state {
            MinutesState::Amendments => MinutesState::Amendments,
            _ => MinutesState::Draft,
        };
        Ok(Self { minutes: words.to_owned(), minutes_state, ..self })
    }

    /// Sends the draft to those who attended: they may say what is wrong in it up to and including `until`.
    pub fn send_round(self, until: Date, now: Timestamp) -> Result<Self, Refusal> {
        match (self.state, self.minutes_state) {
            (_, MinutesState::None) => Err(Refusal::NoMinutes),
            (_, MinutesState::Approved) => Err(Refusal::Approved),
            (State::Held, _) if until <= now.date() => Err(Refusal::NoTimeToRead),
            (State::Held, _) => Ok(Self { minutes_state: MinutesState::Amendments, amend_until: Some(until), ..self }),
            _ => Err(Refusal::NotHeld),
        }
    }

    /// Final. While they go round, not before the last day is over and every amendment was answered; `unanswered` counts those.
    pub fn approve_minutes(self, now: Timestamp, unanswered: i64) -> Result<Self, Refusal> {
        match (self.state, self.phase(now)) {
            (_, Phase::None | Phase::Live) => Err(Refusal::NoMinutes),
            (_, Phase::Final) => Err(Refusal::Approved),
            (State::Held, Phase::Amendments(until)) if now.date() <= until => Err(Refusal::StillRound { until }),
            (State::Held, _) if unanswered > 0 => Err(Refusal::Unanswered { count: unanswered }),
            (State::Held, _) => {
                Ok(Self { minutes_state: MinutesState::Approved, minutes_approved_at: Some(now), ..self })
            }
            _ => Err(Refusal::NotHeld),
        }
    }

    pub fn correct_minutes(&self, words: &str, now: Timestamp) -> Result<Correction, Refusal> {
        if self.minutes_state != MinutesState::Approved {
            return Err(Refusal::NotApproved);
        }
        let words = words.trim();
        if words.is_empty() {
            return Err(Refusal::NoCorrection);
        }
        Ok(Correction { words: words.to_owned(), at: now })
    }
}

impl Correction {
    pub fn words(&self) -> &str {
        &self.words
    }
    pub const fn at(&self) -> Timestamp {
        self.at
    }
}
