//! Addresses of the pages of the directory, so that a link is written once.

use crate::listing::ListingId;
use folkmoot_kernel::Id;
use folkmoot_kernel::id::Anything;
use std::fmt::Display;

pub const HELP: &str = "/help";
pub const TELL: &str = "/help/add";

pub fn listing(id: ListingId) -> String {
    format!("/help/{id}")
}
pub fn still_right(id: ListingId, key: &str) -> String {
    format!("/help/{id}/still-right?key={key}")
}
pub fn due(place: impl Display) -> String {
    format!("/places/{place}/help/due")
}
pub fn waiting(place: impl Display) -> String {
    format!("/places/{place}/help/waiting")
}
pub fn help_in(place: impl Display) -> String {
    format!("/places/{place}/help")
}

/// Where the page of a subject of history is.
pub fn subject(kind: &str, id: Id<Anything>) -> Option<String> {
    (kind == "listing").then(|| format!("/help/{id}"))
}
