//! Addresses of these pages, so that a link is written once.

use crate::escalation::EscalationId;
use crate::notice::NoticeId;
use folkmoot_kernel::Id;
use folkmoot_kernel::id::Anything;
use std::fmt::Display;

pub fn notices(place: impl Display) -> String {
    format!("/places/{place}/notices")
}
pub fn notice(id: NoticeId) -> String {
    format!("/notices/{id}")
}
pub fn escalations(place: impl Display) -> String {
    format!("/places/{place}/escalations")
}
pub fn escalation(id: EscalationId) -> String {
    format!("/escalations/{id}")
}

/// Where the page of a subject of history is.
pub fn subject(kind: &str, id: Id<Anything>) -> Option<String> {
    match kind {
        "notice" => Some(format!("/notices/{id}")),
        "escalation" => Some(format!("/escalations/{id}")),
        _ => None,
    }
}
