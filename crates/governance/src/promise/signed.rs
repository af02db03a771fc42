//! What somebody said on a promise, with who and when.

use folkmoot_kernel::{Date, PersonId, Timestamp};

/// Who, when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Signed {
    pub by: PersonId,
    pub at: Timestamp,
}

/// Who, when, and in which words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Explained {
    pub by: PersonId,
    pub at: Timestamp,
    pub words: String,
}

/// The owner says it is done, and what shows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SaidDone {
    pub by: PersonId,
    pub at: Timestamp,
    pub evidence: String,
}

/// A new date with its reason; the old one stays.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Moved {
    pub old_due: Date,
    pub new_due: Date,
    pub why: String,
    pub by: PersonId,
    pub at: Timestamp,
}
