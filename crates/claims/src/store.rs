//! All SQL of claims.

mod claims;
mod involvement;
mod reviews;

pub use claims::{add_claim, claim, claims, next_number, save_claim, save_ties};
pub use involvement::{HoursLine, StageLine, hours, hours_of, save_hours, save_stage, stages, stages_of_place};
pub use reviews::{
    UrnLine, add_answer, add_review, add_ticket, add_urn, asked_claims, crowds, due_reviews, has_answered, open_count,
    review, reviews, save_outcome, save_review, take_review, urns,
};

use folkmoot_store::Error;

/// A stored word that this version does not know is a fault that names the row.
fn known<T>(read: Option<T>, table: &'static str, id: impl std::fmt::Display, word: &str) -> Result<T, Error> {
    let why = || format!("it does not know the word {word:?}");
    read.ok_or_else(|| Error::BrokenRow { table, id: id.to_string(), why: why() })
}
