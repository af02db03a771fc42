//! Addresses of the register's pages, so that a link is written once.

use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, PersonId, SeatId};
use std::fmt::Display;

pub const PLACES: &str = "/places";
pub const ORGANISATIONS: &str = "/organisations";

pub fn system(slug: impl Display) -> String {
    format!("/systems/{slug}")
}
pub fn place(slug: impl Display) -> String {
    format!("/places/{slug}")
}
pub fn organisation(slug: impl Display) -> String {
    format!("/organisations/{slug}")
}
pub fn area(code: impl Display) -> String {
    format!("/areas/{code}")
}
pub fn neighbourhood(place: impl Display, slug: impl Display) -> String {
    format!("/places/{place}/neighbourhoods/{slug}")
}
pub fn seat(id: SeatId) -> String {
    format!("/seats/{id}")
}
pub fn seats(place: impl Display) -> String {
    format!("/places/{place}/seats")
}
pub fn person(id: PersonId) -> String {
    format!("/people/{id}/edit")
}

/// Where the page of a subject of history is. Pages found by name are found by id as well.
pub fn subject(kind: &str, id: Id<Anything>) -> Option<String> {
    match kind {
        "system" => Some(system(id)),
        "place" => Some(place(id)),
        "organisation" => Some(organisation(id)),
        "seat" => Some(format!("/seats/{id}")),
        "person" => Some(format!("/people/{id}/edit")),
        _ => None,
    }
}
