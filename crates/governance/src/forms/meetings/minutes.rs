//! Who came, and the minutes.

use super::{answer, of_meeting, to_change};
use crate::actions;
use crate::actions::conflicts::minutes_paragraphs;
use crate::acts::WRITE_MINUTES;
use crate::meeting::{Attendance, MeetingId, MinutesState};
use crate::pages::at::{MeetingAt, meeting_at};
use crate::ruling::with_interests;
use crate::store;
use folkmoot_kernel::OrganisationId;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Sent, Verb};
use std::collections::BTreeMap;

/// Organisations with a seat on the body on the day of the meeting, by name.
async fn sitting(ctx: &Ctx, at: &MeetingAt) -> Result<Vec<(OrganisationId, String)>, PageError> {
    let day = at.meeting.starts_at().date();
    let seats = folkmoot_register::store::seats_of_body(&mut *ctx.read().await?, at.body.id(), day).await?;
    let named = seats.into_iter().filter_map(|seat| seat.organisation_id.zip(seat.organisation_name));
    let by_id: BTreeMap<OrganisationId, String> = named.collect();
    let mut sorted: Vec<_> = by_id.into_iter().collect();
    sorted.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(sorted)
}

fn field_of(organisation: OrganisationId) -> String {
    format!("of-{organisation}")
}

async fn attending(ctx: &Ctx, at: &MeetingAt) -> Result<(Form, Vec<(OrganisationId, String)>), PageError> {
    let sitting = sitting(ctx, at).await?;
    let said = store::attendance(&mut *ctx.read().await?, at.meeting.id()).await?;
    let choices = || Attendance::ALL.iter().map(|how| Choice::new(how.key(), how.words())).collect();
    let mut form = of_meeting(at, "attendance", "Who came?").button("Save who came");
    if sitting.is_empty() {
        form =
            form.lead("No organisation has a seat on this body yet. Open seats first, at “Seats and who holds them”.");
    }
    for (organisation, name) in &sitting {
        form = form.field(Field::radios(field_of(*organisation), name, choices()).optional());
    }
    let values = said.into_iter().map(|row| (field_of(row.organisation_id), row.state));
    Ok((form.filled(values), sitting))
}

fn said(answers: &Answers, sitting: &[(OrganisationId, String)]) -> Vec<(OrganisationId, Attendance)> {
    let one = |id: OrganisationId| Some((id, Attendance::read(answers.text(&field_of(id)))?));
    sitting.iter().filter_map(|(id, _)| one(*id)).collect()
}

pub(super) async fn attendance_form(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id, WRITE_MINUTES).await?;
    ctx.form(attending(&ctx, &at).await?.0).await
}

pub(super) async fn attendance(ctx: Ctx, Path(id): Path<MeetingId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_change(&ctx, id, WRITE_MINUTES).await?;
    let (form, sitting) = attending(&ctx, &at).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::say_attendance(&ctx, id, answers.version(), &said(&answers, &sitting)).await {
        Ok(_) => Ok(ctx.see(super::back_to(&at.meeting, ctx.now()), "Saved who came")),
        Err(err) if err.is_conflict() => {
            let now = meeting_at(&mut *ctx.read().await?, id).await?;
            ctx.form_conflict(attending(&ctx, &now).await?.0, &sent).await
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

/// The draft as it would be saved: drawn from the record while there is none, and what was ruled on interests stands in it already.
async fn draft_with_interests(ctx: &Ctx, at: &MeetingAt) -> Result<Form, PageError> {
    let mut db = ctx.read().await?;
    let interests = minutes_paragraphs(&mut db, &at.meeting).await?;
    let drawn = match at.meeting.minutes_state() {
        MinutesState::None => actions::record_of(&mut db, &at.meeting, ctx.now()).await?.minutes(),
        _ => at.meeting.minutes().to_owned(),
    };
    drop(db);
    let words = with_interests(&drawn, &interests);
    Ok(drafting(at).filled([("minutes", words)]))
}

fn drafting(at: &MeetingAt) -> Form {
    of_meeting(at, "minutes", "Minutes")
        .lead(
            "What was said, agreed and asked, in plain words. A first draft is drawn from the record: who came, decisions, promises and \
             notes. Until they are approved, people with a seat in this place read them as a draft.",
        )
        .field(
            Field::area("minutes", "The minutes")
                .hint("An empty line begins a new paragraph.")
                .max(40_000)
                .rows(20)
                .missing("Write the minutes")
                .value(at.meeting.minutes()),
        )
        .button("Save the draft")
}

fn approving(at: &MeetingAt) -> Form {
    let readers = if at.meeting.in_public() { "everybody" } else { "people with a seat in this place" };
    of_meeting(at, "minutes/approve", "Approve these minutes")
        .lead(format!("Once approved, {readers} can read them."))
        .warning("Approved minutes cannot be changed. A correction can be added below them.")
        .button("Approve these minutes")
}

fn correcting(at: &MeetingAt) -> Form {
    of_meeting(at, "minutes/correct", "Add a correction")
        .lead("The minutes stay as they were approved. Your correction stands below them, with today's date.")
        .field(Field::area("words", "What is wrong, and what is right?").max(2_000).missing("Write the correction"))
        .button("Add this correction")
}

pub(super) async fn draft_form(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id, WRITE_MINUTES).await?;
    if at.meeting.minutes_state() == MinutesState::Approved {
        return ctx.form(correcting(&at)).await;
    }
    ctx.form(draft_with_interests(&ctx, &at).await?).await
}

pub(super) async fn draft(ctx: Ctx, Path(id): Path<MeetingId>, sent: Sent) -> Result<Response, PageError> {
    let form = drafting(&to_change(&ctx, id, WRITE_MINUTES).await?);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let done = actions::draft_minutes(&ctx, id, answers.version(), answers.text("minutes")).await;
    answer(&ctx, &sent, (id, done), drafting, "Draft saved").await
}

pub(super) async fn approve_form(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id, WRITE_MINUTES).await?;
    ctx.form(approving(&at)).await
}

pub(super) async fn approve(ctx: Ctx, Path(id): Path<MeetingId>, sent: Sent) -> Result<Response, PageError> {
    let form = approving(&to_change(&ctx, id, WRITE_MINUTES).await?);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let done = actions::approve_minutes(&ctx, id, answers.version()).await;
    answer(&ctx, &sent, (id, done), approving, "Minutes approved").await
}

pub(super) async fn correct_form(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id, WRITE_MINUTES).await?;
    ctx.form(correcting(&at)).await
}

pub(super) async fn correct(ctx: Ctx, Path(id): Path<MeetingId>, sent: Sent) -> Result<Response, PageError> {
    let form = correcting(&to_change(&ctx, id, WRITE_MINUTES).await?);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let done = actions::correct_minutes(&ctx, id, answers.text("words")).await;
    answer(&ctx, &sent, (id, done), correcting, "Correction added").await
}
