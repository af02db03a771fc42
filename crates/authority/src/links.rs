//! Addresses of these pages, so that a link is written once.

use crate::delegation::{DelegationId, StepId};
use crate::holding::HoldingId;
use crate::outside::OutsideId;
use crate::representation::RepresentationId;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{FunctionId, Id};
use std::fmt::Display;

/// The question box: "who decides about ...?".
pub fn who_decides(place: impl Display) -> String {
    format!("/places/{place}/who-decides")
}
pub fn scheme(place: impl Display) -> String {
    format!("/places/{place}/scheme")
}
pub fn function(id: FunctionId) -> String {
    format!("/functions/{id}")
}
pub fn power(id: HoldingId) -> String {
    format!("/powers/{id}")
}
pub fn representation(place: impl Display) -> String {
    format!("/places/{place}/representation")
}
pub fn outside(id: OutsideId) -> String {
    format!("/outside/{id}")
}
pub fn seat_there(id: RepresentationId) -> String {
    format!("/representations/{id}")
}
pub fn delegations(place: impl Display) -> String {
    format!("/places/{place}/delegations")
}
pub fn delegation(id: DelegationId) -> String {
    format!("/delegations/{id}")
}
pub fn step(id: StepId) -> String {
    format!("/steps/{id}")
}
pub fn assurance(place: impl Display) -> String {
    format!("/places/{place}/assurance")
}

/// Where the page of a subject of history is.
pub fn subject(kind: &str, id: Id<Anything>) -> Option<String> {
    match kind {
        "function" => Some(format!("/functions/{id}")),
        "outside body" => Some(format!("/outside/{id}")),
        "delegation" => Some(format!("/delegations/{id}")),
        _ => None,
    }
}
