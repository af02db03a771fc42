//! Minutes: drafted, approved, and after that only corrected below.

use super::{Meeting, MinutesState, Refusal, State};
use folkmoot_kernel::Timestamp;

/// What was wrong in approved minutes, added below them. The minutes themselves stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    pub(crate) words: String,
    pub(crate) at: Timestamp,
}

impl Meeting {
    pub fn draft_minutes(self, words: &str) -> Result<Self, Refusal> {
        self.agenda_open()?;
        let words = words.trim();
        if words.is_empty() {
            return Err(Refusal::NoMinutes);
        }
        Ok(Self { minutes: words.to_owned(), minutes_state: MinutesState::Draft, ..self })
    }

    pub fn approve_minutes(self, now: Timestamp) -> Result<Self, Refusal> {
        match (self.state, self.minutes_state) {
            (_, MinutesState::None) => Err(Refusal::NoMinutes),
            (_, MinutesState::Approved) => Err(Refusal::Approved),
            (State::Held, MinutesState::Draft) => {
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
