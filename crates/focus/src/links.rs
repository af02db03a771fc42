//! Addresses of the pages of focus, so that a link is written once.

use crate::aim::AimId;
use folkmoot_governance::priority::PriorityId;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, OrganisationId};
use std::fmt::Display;

/// Whose priorities these are.
pub fn support(place: impl Display) -> String {
    format!("/places/{place}/support")
}
pub fn say_support(priority: PriorityId, organisation: OrganisationId) -> String {
    format!("/priorities/{priority}/support/{organisation}")
}
/// How priorities meet partners' own strategies.
pub fn crosswalk(place: impl Display) -> String {
    format!("/places/{place}/crosswalk")
}
pub fn aim(id: AimId) -> String {
    format!("/aims/{id}")
}
/// Open promises beside those that ended.
pub fn load(place: impl Display) -> String {
    format!("/places/{place}/load")
}
/// What meetings take, and where the same people meet twice.
pub fn meeting_time(place: impl Display) -> String {
    format!("/places/{place}/meeting-time")
}

/// Where the page of a subject of history is.
pub fn subject(kind: &str, id: Id<Anything>) -> Option<String> {
    (kind == "aim").then(|| format!("/aims/{id}/edit"))
}
