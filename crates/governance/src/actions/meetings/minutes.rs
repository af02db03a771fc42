//! Who attended, and the minutes: drafted, approved, corrected.

use super::MeetingError;
use crate::actions::conflicts::minutes_paragraphs;
use crate::acts::WRITE_MINUTES;
use crate::meeting::{Attendance, Meeting, MeetingId};
use crate::ruling::with_interests;
use crate::store;
use folkmoot_kernel::OrganisationId;
use folkmoot_store::Event;
use folkmoot_web::Ctx;
use serde::Serialize;

/// One organisation's attendance, as history keeps it.
#[derive(Debug, Serialize)]
struct Said {
    organisation: OrganisationId,
    attendance: Attendance,
}

/// Says how organisations with a seat on the body attended. What was said of others stays.
pub async fn say_attendance(
    ctx: &Ctx,
    id: MeetingId,
    version: i64,
    said: &[(OrganisationId, Attendance)],
) -> Result<Meeting, MeetingError> {
    let mut tx = ctx.begin().await?;
    let meeting = store::meeting(&mut tx, id).await?.ok_or(MeetingError::NoSuch)?;
    let permit = ctx.permit(WRITE_MINUTES, meeting.subject())?;

    meeting.attendance_open(ctx.now())?;
    let seats = folkmoot_register::store::seats_of_body(&mut tx, meeting.body(), meeting.starts_at().date()).await?;
    let sits = |organisation: OrganisationId| seats.iter().any(|seat| seat.organisation_id == Some(organisation));
    if !said.iter().all(|(organisation, _)| sits(*organisation)) {
        return Err(MeetingError::NoSuch);
    }

    store::save_meeting(&mut tx, &meeting, version).await?;
    for (organisation, how) in said {
        store::say_attendance(&mut tx, id, *organisation, *how).await?;
    }
    let said: Vec<Said> = said
        .iter()
        .map(|(organisation, attendance)| Said { organisation: *organisation, attendance: *attendance })
        .collect();
    tx.record(permit, Event::new("attendance said", "meeting", id).after(&said)).await?.commit().await?;
    Ok(meeting)
}

/// Saves a draft. What was ruled on interests stands at its end by itself, renewed each time.
pub async fn draft_minutes(ctx: &Ctx, id: MeetingId, version: i64, words: &str) -> Result<Meeting, MeetingError> {
    let mut tx = ctx.begin().await?;
    let before = store::meeting(&mut tx, id).await?.ok_or(MeetingError::NoSuch)?;
    let permit = ctx.permit(WRITE_MINUTES, before.subject())?;

    let interests = minutes_paragraphs(&mut tx, &before).await?;
    let after = before.clone().draft_minutes(words)?;
    let after = after.draft_minutes(&with_interests(words, &interests))?;

    store::save_meeting(&mut tx, &after, version).await?;
    let event = Event::new("minutes drafted", "meeting", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// From now on they are for everybody who may read the agenda, and are never changed.
pub async fn approve_minutes(ctx: &Ctx, id: MeetingId, version: i64) -> Result<Meeting, MeetingError> {
    let mut tx = ctx.begin().await?;
    let before = store::meeting(&mut tx, id).await?.ok_or(MeetingError::NoSuch)?;
    let permit = ctx.permit(WRITE_MINUTES, before.subject())?;

    let unanswered = store::unanswered_amendments(&mut tx, id).await?;
    let after = before.clone().approve_minutes(ctx.now(), unanswered)?;

    store::save_meeting(&mut tx, &after, version).await?;
    let event = Event::new("minutes approved", "meeting", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Adds below approved minutes what is wrong in them.
pub async fn correct_minutes(ctx: &Ctx, id: MeetingId, words: &str) -> Result<Meeting, MeetingError> {
    let mut tx = ctx.begin().await?;
    let meeting = store::meeting(&mut tx, id).await?.ok_or(MeetingError::NoSuch)?;
    let permit = ctx.permit(WRITE_MINUTES, meeting.subject())?;

    let correction = meeting.correct_minutes(words, ctx.now())?;

    let new_id = tx.new_id();
    store::add_correction(&mut tx, new_id, id, &correction, ctx.person_id()).await?;
    tx.record(permit, Event::new("minutes corrected", "meeting", id)).await?.commit().await?;
    Ok(meeting)
}
