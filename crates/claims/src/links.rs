//! Addresses of the pages of claims, so that a link is written once.

use crate::claim::ClaimId;
use crate::review::ReviewId;
use crate::stage::Kind;
use folkmoot_kernel::Id;
use folkmoot_kernel::id::Anything;
use std::fmt::Display;

pub fn claims(place: impl Display) -> String {
    format!("/places/{place}/claims")
}
pub fn claim(id: ClaimId) -> String {
    format!("/claims/{id}")
}
pub fn review(id: ReviewId) -> String {
    format!("/claim-reviews/{id}")
}
/// Who has a say: seats, votes, chairs, papers, time by sector over time.
pub fn balance(place: impl Display) -> String {
    format!("/places/{place}/balance")
}
pub fn involvements(place: impl Display) -> String {
    format!("/places/{place}/involvement")
}
pub fn involvement(kind: Kind, id: Id<Anything>) -> String {
    format!("/involvement/{}/{id}", kind.key())
}

/// Where the page of a subject of history is; and where involvement in a priority or decision is told.
pub fn subject(kind: &str, id: Id<Anything>) -> Option<String> {
    match kind {
        "claim" => Some(format!("/claims/{id}")),
        "claim_review" => Some(format!("/claim-reviews/{id}")),
        "involvement_in_priority" => Some(involvement(Kind::Priority, id)),
        "involvement_in_decision" => Some(involvement(Kind::Decision, id)),
        _ => None,
    }
}
