//! Something said on a promise: why its date moved, what got in the way, what others did because they relied on it.
//! Never edited: a second remark corrects a first.

use super::{Promise, PromiseId, Refusal, said};
use folkmoot_kernel::{Date, Id, OrganisationId, PersonId, Timestamp};

pub type RemarkId = Id<Remark>;

/// What kind of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkKind {
    Renegotiated,
    GotInTheWay,
    SaidDone,
    SentBack,
    ReliedOn,
    Comment,
}

/// One remark, with who said it for which organisation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Remark {
    pub id: RemarkId,
    pub promise: PromiseId,
    pub kind: RemarkKind,
    pub words: String,
    pub organisation: Option<OrganisationId>,
    pub person: PersonId,
    pub at: Timestamp,
    /// With a new date: the one before, and the new one.
    pub dates: Option<(Date, Date)>,
}

impl RemarkKind {
    pub const ALL: [RemarkKind; 6] = [
        RemarkKind::Renegotiated,
        RemarkKind::GotInTheWay,
        RemarkKind::SaidDone,
        RemarkKind::SentBack,
        RemarkKind::ReliedOn,
        RemarkKind::Comment,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            RemarkKind::Renegotiated => "renegotiated",
            RemarkKind::GotInTheWay => "got_in_the_way",
            RemarkKind::SaidDone => "said_done",
            RemarkKind::SentBack => "sent_back",
            RemarkKind::ReliedOn => "relied_on",
            RemarkKind::Comment => "comment",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

impl Promise {
    /// Whether this may be said on it now, for this organisation.
    pub fn hear(&self, kind: RemarkKind, words: &str, organisation: Option<OrganisationId>) -> Result<(), Refusal> {
        match kind {
            RemarkKind::GotInTheWay => self.under_way()?,
            RemarkKind::ReliedOn if organisation.is_none_or(|by| by == self.owner) => return Err(Refusal::OwnReliance),
            RemarkKind::ReliedOn if self.accepted.is_none() => return Err(Refusal::NotAccepted),
            _ => {}
        }
        said(words, Refusal::WordsMissing)
    }
}
