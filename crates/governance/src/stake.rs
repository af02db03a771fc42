//! A stake: what an organisation stands to gain or to lose by an item, or is told from above, in its own words, before the meeting.

use crate::item::ItemId;
use crate::meeting::{Meeting, State};
use crate::position::Viewer;
use folkmoot_kernel::{OrganisationId, PersonId, Timestamp};
use serde::Serialize;

/// Why a stake says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Write at least one of the three: what you gain, what you lose, or what you are told")]
    Nothing,
    #[error("This item is open now, and partners read what was written before: it can no longer change")]
    Opened,
    #[error("This meeting was cancelled")]
    Cancelled,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        "gain"
    }
}

/// What an organisation wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stake {
    pub(crate) item: ItemId,
    pub(crate) organisation: OrganisationId,
    pub(crate) words: Words,
    pub(crate) by: Option<PersonId>,
    pub(crate) at: Timestamp,
    pub(crate) version: i64,
}

/// The three answers; each may be empty, not all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    pub gain: String,
    pub lose: String,
    /// By a regulator, a region, a parent organisation, a cabinet.
    pub told: String,
}

/// Whether partners may read what was written about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Before the meeting: each sees its own.
    Before,
    /// It has begun: partners see all, and nobody changes theirs.
    Opened,
    /// It was cancelled: each keeps its own.
    Never,
}

impl Opening {
    pub fn of(meeting: &Meeting, now: Timestamp) -> Self {
        match meeting.state() {
            State::Cancelled => Opening::Never,
            State::Held => Opening::Opened,
            State::Planned if now >= meeting.starts_at() => Opening::Opened,
            State::Planned => Opening::Before,
        }
    }
}

impl Stake {
    pub fn write(
        item: ItemId,
        organisation: OrganisationId,
        words: Words,
        by: Option<PersonId>,
        (opening, now): (Opening, Timestamp),
    ) -> Result<Self, Refusal> {
        let words = checked(words, opening)?;
        Ok(Self { item, organisation, words, by, at: now, version: 0 })
    }

    pub fn change(
        self,
        words: Words,
        by: Option<PersonId>,
        (opening, now): (Opening, Timestamp),
    ) -> Result<Self, Refusal> {
        let words = checked(words, opening)?;
        Ok(Self { words, by, at: now, ..self })
    }

    /// Never the public; partners once the item is open; before that only those who speak for it.
    pub fn shown_to(&self, viewer: Viewer<'_>, opening: Opening) -> bool {
        match viewer {
            Viewer::Public => false,
            Viewer::Partner { speaks_for } => opening == Opening::Opened || speaks_for.contains(&self.organisation),
        }
    }

    pub const fn organisation(&self) -> OrganisationId {
        self.organisation
    }
    pub const fn words(&self) -> &Words {
        &self.words
    }
    pub const fn version(&self) -> i64 {
        self.version
    }
}

fn checked(words: Words, opening: Opening) -> Result<Words, Refusal> {
    match opening {
        Opening::Never => return Err(Refusal::Cancelled),
        Opening::Opened => return Err(Refusal::Opened),
        Opening::Before => {}
    }
    let trimmed = |text: String| text.trim().to_owned();
    let words = Words { gain: trimmed(words.gain), lose: trimmed(words.lose), told: trimmed(words.told) };
    if words == Words::default() { Err(Refusal::Nothing) } else { Ok(words) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    const TRUST: OrganisationId = Id::from_number(3);
    const CLUB: OrganisationId = Id::from_number(4);
    const NOW: Timestamp = Timestamp::from_ms(1_000);

    fn write(gain: &str, opening: Opening) -> Result<Stake, Refusal> {
        let words = Words { gain: gain.into(), ..Words::default() };
        Stake::write(Id::from_number(1), TRUST, words, None, (opening, NOW))
    }

    #[test]
    fn one_of_the_three_is_enough_and_none_is_not() {
        assert!(write(" Two posts ", Opening::Before).is_ok_and(|stake| stake.words().gain == "Two posts"));
        assert_eq!(write("  ", Opening::Before), Err(Refusal::Nothing));
    }

    #[test]
    fn it_is_written_before_the_item_opens_and_not_after() {
        let stake = write("Two posts", Opening::Before).unwrap();

        assert_eq!(write("Two posts", Opening::Opened), Err(Refusal::Opened));
        assert_eq!(stake.change(Words::default(), None, (Opening::Opened, NOW)), Err(Refusal::Opened));
        assert_eq!(write("Two posts", Opening::Never), Err(Refusal::Cancelled));
    }

    #[test]
    fn partners_read_it_once_the_item_is_open_and_the_public_never() {
        let stake = write("Two posts", Opening::Before).unwrap();
        let (own, other) = (Viewer::Partner { speaks_for: &[TRUST] }, Viewer::Partner { speaks_for: &[CLUB] });

        assert!(stake.shown_to(own, Opening::Before));
        assert!(!stake.shown_to(other, Opening::Before));
        assert!(stake.shown_to(other, Opening::Opened));
        assert!(!stake.shown_to(other, Opening::Never));
        assert!(!stake.shown_to(Viewer::Public, Opening::Opened));
    }
}
