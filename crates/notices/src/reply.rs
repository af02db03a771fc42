//! What the place and those affected say to a notice. Written once, shown beside it for as long as it is shown.

use crate::notice::NoticeId;
use folkmoot_kernel::{Id, OrganisationId, PersonId, Timestamp};
use serde::Serialize;

pub type ReplyId = Id<Reply>;

/// Why a reply says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Write the reply")]
    Empty,
    #[error("A reply was written already, and it stands")]
    RepliedAlready,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        "words"
    }
}

/// Who replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// The place as a whole, by its team.
    Place,
    Organisation(OrganisationId),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reply {
    pub(crate) id: ReplyId,
    pub(crate) notice: NoticeId,
    pub(crate) voice: Voice,
    pub(crate) words: String,
    pub(crate) at: Timestamp,
    pub(crate) person: Option<PersonId>,
}

impl Reply {
    /// `before`: who has replied until now.
    pub fn write(
        id: ReplyId,
        notice: NoticeId,
        voice: Voice,
        words: &str,
        before: &[Voice],
        by: Option<PersonId>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if words.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        if before.contains(&voice) {
            return Err(Refusal::RepliedAlready);
        }
        Ok(Self { id, notice, voice, words: words.trim().to_owned(), at: now, person: by })
    }

    pub const fn voice(&self) -> Voice {
        self.voice
    }
    pub fn words(&self) -> &str {
        &self.words
    }
    pub const fn at(&self) -> Timestamp {
        self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_ms(1_772_452_800_000);

    #[test]
    fn each_replies_once_and_the_place_is_one_of_them() {
        let club = Voice::Organisation(Id::from_number(5));
        let write = |voice, words: &str, before: &[Voice]| {
            Reply::write(Id::from_number(1), Id::from_number(2), voice, words, before, None, NOW)
        };

        assert!(write(Voice::Place, "We were not asked.", &[club]).is_ok());
        assert_eq!(write(club, "And again", &[club]), Err(Refusal::RepliedAlready));
        assert_eq!(write(club, " \n", &[]), Err(Refusal::Empty));
    }
}
