//! Meetings of a place or a body, the page of each with its agenda, the page of an item, and papers to download.

mod agenda;
mod list;
mod paper;
mod show;

use crate::acts::{READ_PARTNERSHIP_PAPER, SEE_GOVERNANCE};
use crate::meeting::Meeting;
use folkmoot_web::{Ctx, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/places/{place}/meetings", SEE_GOVERNANCE, list::of_place)
        .get("/places/{place}/meetings.csv", SEE_GOVERNANCE, list::csv)
        .get("/bodies/{body}/meetings", SEE_GOVERNANCE, list::of_body)
        .get("/meetings/{meeting}", SEE_GOVERNANCE, show::meeting)
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
