//! Draft minutes go to those who attended, who say what is wrong; whoever writes the minutes answers each.

use super::MeetingError;
use crate::acts::{ASK_AMENDMENT, WRITE_MINUTES};
use crate::links;
use crate::meeting::{Amendment, AmendmentId, Attendance, Meeting, MeetingId, Verdict, Wish};
use crate::store;
use folkmoot_kernel::{Date, OrganisationId, PersonId, Subject};
use folkmoot_register::store as register;
use folkmoot_store::{Error, Event, Tx};
use folkmoot_web::{Ctx, mail};
use std::collections::BTreeSet;

/// Sends the draft round: whoever sits on the body for an organisation that attended gets a letter. Asking again gives another day.
pub async fn send_minutes_round(ctx: &Ctx, id: MeetingId, version: i64, until: Date) -> Result<Meeting, MeetingError> {
    let mut tx = ctx.begin().await?;
    let before = store::meeting(&mut tx, id).await?.ok_or(MeetingError::NoSuch)?;
    let permit = ctx.permit(WRITE_MINUTES, before.subject())?;

    let after = before.clone().send_round(until, ctx.now())?;

    store::save_meeting(&mut tx, &after, version).await?;
    for person in those_who_attended(&mut tx, &after, ctx.now().date()).await? {
        write_to(ctx, &mut tx, person, &after, until).await?;
    }
    let event = Event::new("minutes sent round", "meeting", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// People with a seat on the body today, for organisations that were present.
async fn those_who_attended(tx: &mut Tx, meeting: &Meeting, today: Date) -> Result<BTreeSet<PersonId>, Error> {
    let rows = store::attendance(tx, meeting.id()).await?;
    let came = rows.iter().filter(|row| row.attendance() == Some(Attendance::Present));
    let came: BTreeSet<OrganisationId> = came.map(|row| row.organisation_id).collect();
    let seats = register::seats_of_body(tx, meeting.body(), today).await?;
    let there = seats.into_iter().filter(|seat| seat.organisation_id.is_some_and(|id| came.contains(&id)));
    Ok(there.filter_map(|seat| seat.holder_id).collect())
}

async fn write_to(ctx: &Ctx, tx: &mut Tx, to: PersonId, meeting: &Meeting, until: Date) -> Result<(), Error> {
    let Some(person) = register::person(tx, to).await?.filter(|person| person.left_on().is_none()) else {
        return Ok(());
    };
    let subject = format!("Draft minutes of {}: is anything wrong?", meeting.title());
    let body = format!(
        "Your organisation was at {}, {}. The draft minutes are there to read. If something in them is wrong, say so by {}; you \
         get an answer, and it stands beside your words.\n\n{}{}\n",
        meeting.title(),
        meeting.when(),
        until.in_words(),
        ctx.site().url,
        links::meeting(meeting.id()),
    );
    mail::queue(tx, &person.details().email, &subject, &body).await
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
