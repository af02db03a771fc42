//! Meetings: called, changed, cancelled, held, closed; their agenda, papers, attendance, minutes and what those who attended want
//! changed in them.

mod agenda;
mod amendments;
mod closing;
mod error;
mod minutes;
mod papers;
mod record;

pub use agenda::{add_item, change_item, conclude_item, move_item, remove_item};
pub use amendments::{ask_amendment, send_minutes_round, settle_amendment};
pub use closing::{carry_on, close_meeting, ends_wanted};
pub use error::{ItemError, ItemRefusal, MeetingError, PaperError, PaperRefusal};
pub use minutes::{approve_minutes, correct_minutes, draft_minutes, say_attendance};
pub use papers::{add_paper, add_paper_of_pages, may_read, remove_paper};
pub use record::{attended, record_of};

use crate::acts::{CALL_MEETING, WRITE_MINUTES};
use crate::meeting::{Meeting, MeetingDetails, MeetingId, Refusal};
use crate::store;
use folkmoot_kernel::{Act, BodyId};
use folkmoot_store::Event;
use folkmoot_web::Ctx;

/// Calls a meeting of a body.
pub async fn call_meeting(ctx: &Ctx, body: BodyId, details: MeetingDetails) -> Result<Meeting, MeetingError> {
    let mut tx = ctx.begin().await?;
    let body = store::body(&mut tx, body).await?.ok_or(MeetingError::NoSuch)?;
    let permit = ctx.permit(CALL_MEETING, body.subject())?;

    body.still_open().map_err(|_| Refusal::BodyClosed)?;
    let meeting = Meeting::call(tx.new_id(), body.place(), body.id(), details)?;

    store::add_meeting(&mut tx, &meeting).await?;
    let event = Event::new("meeting called", "meeting", meeting.id()).after(&meeting);
    tx.record(permit, event).await?.commit().await?;
    Ok(meeting)
}

pub async fn change_meeting(
    ctx: &Ctx,
    id: MeetingId,
    version: i64,
    details: MeetingDetails,
) -> Result<Meeting, MeetingError> {
    edit(ctx, id, version, (CALL_MEETING, "meeting changed"), |before| before.change(details)).await
}

/// Cancels a meeting. It stays in lists and calendars, so that nobody sets out for it.
pub async fn cancel_meeting(ctx: &Ctx, id: MeetingId, version: i64, reason: &str) -> Result<Meeting, MeetingError> {
    edit(ctx, id, version, (CALL_MEETING, "meeting cancelled"), |before| before.cancel(reason)).await
}

pub async fn hold_meeting(ctx: &Ctx, id: MeetingId, version: i64) -> Result<Meeting, MeetingError> {
    let now = ctx.now();
    edit(ctx, id, version, (WRITE_MINUTES, "meeting held"), |before| before.held(now)).await
}

async fn edit(
    ctx: &Ctx,
    id: MeetingId,
    version: i64,
    (act, event): (Act, &'static str),
    rule: impl FnOnce(Meeting) -> Result<Meeting, Refusal>,
) -> Result<Meeting, MeetingError> {
    let mut tx = ctx.begin().await?;
    let before = store::meeting(&mut tx, id).await?.ok_or(MeetingError::NoSuch)?;
    let permit = ctx.permit(act, before.subject())?;

    let after = rule(before.clone())?;

    store::save_meeting(&mut tx, &after, version).await?;
    let event = Event::new(event, "meeting", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
