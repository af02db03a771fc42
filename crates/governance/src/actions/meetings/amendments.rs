//! Draft minutes go to those who attended, who say what is wrong; whoever writes the minutes answers each.

use super::{MeetingError, edit};
use crate::acts::{ASK_AMENDMENT, WRITE_MINUTES};
use crate::meeting::{Amendment, AmendmentId, Meeting, MeetingId, Verdict, Wish};
use crate::store;
use folkmoot_kernel::{Date, OrganisationId, Subject};
use folkmoot_store::Event;
use folkmoot_web::Ctx;

/// Sends the draft round. Asking again gives another day.
pub async fn send_minutes_round(ctx: &Ctx, id: MeetingId, version: i64, until: Date) -> Result<Meeting, MeetingError> {
    let now = ctx.now();
    edit(ctx, id, version, (WRITE_MINUTES, "minutes sent round"), |before| before.send_round(until, now)).await
}

/// Says for an organisation that attended what is wrong in the draft.
pub async fn ask_amendment(
    ctx: &Ctx,
    id: MeetingId,
    organisation: OrganisationId,
    (instead_of, words): (&str, &str),
) -> Result<Amendment, MeetingError> {
    let mut tx = ctx.begin().await?;
    let meeting = store::meeting(&mut tx, id).await?.ok_or(MeetingError::NoSuch)?;
    let permit = ctx.permit(ASK_AMENDMENT, Subject::owned(meeting.place(), organisation))?;

    let rows = store::attendance(&mut tx, id).await?;
    let attended = rows.iter().find(|row| row.organisation_id == organisation).and_then(|row| row.attendance());
    let (instead_of, words, person) = (instead_of.to_owned(), words.to_owned(), ctx.person_id());
    let wish = Wish { organisation, attended, person, instead_of, words };
    let amendment = Amendment::ask(tx.new_id(), &meeting, wish, ctx.now())?;

    store::add_amendment(&mut tx, &amendment).await?;
    let event = Event::new("amendment to minutes asked for", "meeting", id).after(&amendment);
    tx.record(permit, event).await?.commit().await?;
    Ok(amendment)
}

/// Answers one. Taken: the draft says it from now on, in the same write.
pub async fn settle_amendment(
    ctx: &Ctx,
    id: AmendmentId,
    version: i64,
    (verdict, reply): (Verdict, &str),
) -> Result<Meeting, MeetingError> {
    let mut tx = ctx.begin().await?;
    let before = store::amendment(&mut tx, id).await?.ok_or(MeetingError::NoSuch)?;
    let meeting = store::meeting(&mut tx, before.meeting()).await?.ok_or(MeetingError::NoSuch)?;
    let permit = ctx.permit(WRITE_MINUTES, meeting.subject())?;

    let after = before.clone().settle(verdict, reply, ctx.now())?;
    meeting.record_open()?;
    store::save_amendment(&mut tx, &after, version).await?;
    let meeting = match verdict {
        Verdict::NotTaken => meeting,
        Verdict::Taken => {
            let changed = meeting.clone().draft_minutes(&after.taken_into(meeting.minutes()))?;
            store::save_meeting(&mut tx, &changed, meeting.version()).await?;
            changed
        }
    };
    let event = Event::new("amendment to minutes answered", "meeting", meeting.id()).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(meeting)
}
