//! Addresses of governance's pages, so that a link is written once.

use crate::decision::DecisionId;
use crate::glossary::TermId;
use crate::interest::InterestId;
use crate::item::ItemId;
use crate::meeting::{AmendmentId, MeetingId};
use crate::overrides::OverrideId;
use crate::paper::PaperId;
use crate::priority::PriorityId;
use crate::promise::PromiseId;
use crate::route::RouteId;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{BodyId, Id, SeatId};
use std::fmt::Display;

pub const MINE: &str = "/mine";

pub fn bodies(place: impl Display) -> String {
    format!("/places/{place}/bodies")
}
pub fn body(id: BodyId) -> String {
    format!("/bodies/{id}")
}
pub fn priorities(place: impl Display) -> String {
    format!("/places/{place}/priorities")
}
pub fn priority(id: PriorityId) -> String {
    format!("/priorities/{id}")
}
pub fn meetings(place: impl Display) -> String {
    format!("/places/{place}/meetings")
}
pub fn meeting(id: MeetingId) -> String {
    format!("/meetings/{id}")
}
/// The meeting while people sit in it.
pub fn live(id: MeetingId) -> String {
    format!("/meetings/{id}/live")
}
pub fn amendment(id: AmendmentId) -> String {
    format!("/amendments/{id}")
}
pub fn item(id: ItemId) -> String {
    format!("/items/{id}")
}
pub fn paper(id: PaperId) -> String {
    format!("/papers/{id}")
}
pub fn decisions(place: impl Display) -> String {
    format!("/places/{place}/decisions")
}
pub fn decision(id: DecisionId) -> String {
    format!("/decisions/{id}")
}
pub fn overrides(place: impl Display) -> String {
    format!("/places/{place}/overrides")
}
pub fn overruling(id: OverrideId) -> String {
    format!("/overrides/{id}")
}
/// The register of interests.
pub fn interests(place: impl Display) -> String {
    format!("/places/{place}/interests")
}
/// The annual report of a place.
pub fn annual_report(place: impl Display) -> String {
    format!("/places/{place}/annual-report")
}
/// Whether a place hangs on one person.
pub fn dependence(place: impl Display) -> String {
    format!("/places/{place}/dependence")
}
/// What goes from body to body.
pub fn traffic(place: impl Display) -> String {
    format!("/places/{place}/traffic")
}
/// What whoever takes over a seat has to know.
pub fn handover(seat: SeatId) -> String {
    format!("/seats/{seat}/handover-pack")
}
pub fn interest(id: InterestId) -> String {
    format!("/interests/{id}")
}
pub fn glossary(place: impl Display) -> String {
    format!("/places/{place}/glossary")
}
pub fn term(id: TermId) -> String {
    format!("/terms/{id}")
}
/// Whose items, whose time.
pub fn shares(place: impl Display) -> String {
    format!("/places/{place}/shares")
}
pub fn routes(place: impl Display) -> String {
    format!("/places/{place}/routes")
}
pub fn route(id: RouteId) -> String {
    format!("/routes/{id}")
}
pub fn adoptions(place: impl Display) -> String {
    format!("/places/{place}/adoptions")
}
/// Follow-through: all promises of a place and what became of them.
pub fn promises(place: impl Display) -> String {
    format!("/places/{place}/promises")
}
pub fn promise(id: PromiseId) -> String {
    format!("/promises/{id}")
}
/// The thread from or to one thing, walked both ways: `kind` is "priority", "decision" or "promise".
pub fn thread(kind: &str, id: Id<Anything>) -> String {
    format!("/thread/{kind}/{id}")
}

/// Where the page of a subject of history is.
pub fn subject(kind: &str, id: Id<Anything>) -> Option<String> {
    match kind {
        "body" => Some(format!("/bodies/{id}")),
        "priority" => Some(format!("/priorities/{id}")),
        "meeting" => Some(format!("/meetings/{id}")),
        "item" => Some(format!("/items/{id}")),
        "decision" | "position" => Some(format!("/decisions/{id}")),
        "override" => Some(format!("/overrides/{id}")),
        "route" => Some(format!("/routes/{id}")),
        "promise" => Some(format!("/promises/{id}")),
        _ => None,
    }
}
