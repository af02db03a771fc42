//! Meetings of a place or a body, the page of each with its agenda, the page while it is on, the page of an item, and papers to
//! download.

mod agenda;
mod list;
mod live;
mod pack;
mod paper;
mod show;

use crate::acts::{READ_PARTNERSHIP_PAPER, SEE_GOVERNANCE};
use crate::meeting::Meeting;
use folkmoot_web::{Ctx, Routes, data_routes};

pub(super) fn routes() -> Routes {
    let routes = data_routes!(Routes::new(), "/places/{place}/meetings", SEE_GOVERNANCE, list::table);
    let routes = data_routes!(routes, "/bodies/{body}/meetings", SEE_GOVERNANCE, list::table_of_body);
    routes
        .get("/places/{place}/meetings", SEE_GOVERNANCE, list::of_place)
        .get("/bodies/{body}/meetings", SEE_GOVERNANCE, list::of_body)
        .get("/meetings/{meeting}", SEE_GOVERNANCE, show::meeting)
        .get("/meetings/{meeting}/live", READ_PARTNERSHIP_PAPER, live::show)
        .get("/meetings/{meeting}/pack", SEE_GOVERNANCE, pack::page)
        .get("/meetings/{meeting}/pack.pdf", SEE_GOVERNANCE, pack::pdf)
        .get("/items/{item}", SEE_GOVERNANCE, show::item)
        .get("/papers/{paper}", SEE_GOVERNANCE, paper::download)
}

/// Whether who asks may read the agenda: everybody of a meeting in public, else people with a seat in the place.
pub(crate) fn reads_agenda(ctx: &Ctx, meeting: &Meeting) -> bool {
    meeting.in_public() || sits(ctx, meeting)
}

/// Whether who asks has a seat in the place: they read drafts of minutes.
fn sits(ctx: &Ctx, meeting: &Meeting) -> bool {
    ctx.may(READ_PARTNERSHIP_PAPER, meeting.subject())
}
