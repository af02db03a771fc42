//! Verbs of claims: one function for each thing a person can do. Load, permit, rule, save, record, commit.

mod claims;
mod involvement;
mod reviews;

pub use claims::{ClaimError, change_claim, end_claim, make_claim, reply_to_readers};
pub use involvement::{InvolvementError, say_hours, say_stage};
pub use reviews::{Levels, ReviewError, answer_review, asked, close_due, close_review, open_review, tasks};
