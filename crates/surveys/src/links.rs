//! Addresses of surveys' pages, so that a link is written once.

use crate::principle::SetId;
use crate::reading::PledgeId;
use crate::round::{Kind, Round, RoundId};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, OrganisationId};
use std::fmt::Display;

/// How we work together: what is asked, what came of it.
pub fn surveys(place: impl Display) -> String {
    format!("/places/{place}/together")
}
pub fn recalls(place: impl Display) -> String {
    format!("/places/{place}/recall")
}
pub fn recall(id: RoundId) -> String {
    format!("/recall/{id}")
}
pub fn confidences(place: impl Display) -> String {
    format!("/places/{place}/confidence")
}
pub fn confidence(id: RoundId) -> String {
    format!("/confidence/{id}")
}
pub fn sets(place: impl Display) -> String {
    format!("/places/{place}/principles")
}
pub fn set(id: SetId) -> String {
    format!("/principles/{id}")
}
pub fn reading(id: RoundId) -> String {
    format!("/readings/{id}")
}
pub fn partner(round: RoundId, organisation: OrganisationId) -> String {
    format!("/readings/{round}/{organisation}")
}
pub fn pledge(id: PledgeId) -> String {
    format!("/pledges/{id}/outcome")
}

pub fn round(round: &Round) -> String {
    of_kind(round.kind(), round.id())
}

fn of_kind(kind: Kind, id: RoundId) -> String {
    match kind {
        Kind::Recall => recall(id),
        Kind::Confidence => confidence(id),
        Kind::Behaviour => reading(id),
    }
}

/// Where the page of a subject of history is.
pub fn subject(kind: &str, id: Id<Anything>) -> Option<String> {
    match kind {
        "principles" => Some(format!("/principles/{id}")),
        "recall" | "confidence" => Some(format!("/{kind}/{id}")),
        "behaviour" => Some(format!("/readings/{id}")),
        "pledge" => Some(format!("/pledges/{id}/outcome")),
        _ => None,
    }
}
