//! Meetings: called, changed, cancelled, held and closed; their agenda, papers, attendance and minutes.

pub(super) mod agenda;
mod amendments;
mod closing;
mod minutes;
mod papers;

use crate::actions;
use crate::acts::{ASK_AMENDMENT, CALL_MEETING, CHANGE_AGENDA, WRITE_MINUTES};
use crate::body::Body;
use crate::links;
use crate::meeting::{Meeting, MeetingDetails, MeetingId, State};
use crate::pages::at::{self, MeetingAt, body_at, meeting_at};
use folkmoot_kernel::{Act, BodyId, Timestamp};
use folkmoot_register::place::Place;
use folkmoot_web::{Answers, Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/bodies/{body}/meetings/add", CALL_MEETING, call_form, call)
        .form("/meetings/{meeting}/edit", CALL_MEETING, edit_form, edit)
        .form("/meetings/{meeting}/cancel", CALL_MEETING, cancel_form, cancel)
        .form("/meetings/{meeting}/held", WRITE_MINUTES, held_form, held)
        .form("/meetings/{meeting}/items/add", CHANGE_AGENDA, agenda::add_form, agenda::add)
        .form("/items/{item}/edit", CHANGE_AGENDA, agenda::edit_form, agenda::edit)
        .form("/items/{item}/move", CHANGE_AGENDA, agenda::move_form, agenda::send_move)
        .form("/items/{item}/remove", CHANGE_AGENDA, agenda::remove_form, agenda::remove)
        .form("/items/{item}/outcome", WRITE_MINUTES, agenda::outcome_form, agenda::outcome)
        .form("/items/{item}/papers/add", CHANGE_AGENDA, papers::add_form, papers::add)
        .form("/papers/{paper}/remove", CHANGE_AGENDA, papers::remove_form, papers::remove)
        .form("/meetings/{meeting}/attendance", WRITE_MINUTES, minutes::attendance_form, minutes::attendance)
        .form("/meetings/{meeting}/minutes", WRITE_MINUTES, minutes::draft_form, minutes::draft)
        .form("/meetings/{meeting}/close", WRITE_MINUTES, closing::close_form, closing::close)
        .form("/meetings/{meeting}/minutes/round", WRITE_MINUTES, amendments::round_form, amendments::round)
        .form("/meetings/{meeting}/minutes/amend", ASK_AMENDMENT, amendments::amend_form, amendments::amend)
        .form("/amendments/{amendment}", WRITE_MINUTES, amendments::settle_form, amendments::settle)
        .form("/meetings/{meeting}/minutes/approve", WRITE_MINUTES, minutes::approve_form, minutes::approve)
        .form("/meetings/{meeting}/minutes/correct", WRITE_MINUTES, minutes::correct_form, minutes::correct)
}

fn fields(form: Form) -> Form {
    let public = vec![
        Choice::new("yes", "Yes, it is held in public").hint("Everybody can read its agenda, open papers and minutes"),
        Choice::new("no", "No").hint("People with a seat in this place can read its agenda and minutes"),
    ];
    form.field(Field::text("title", "What is it called?").hint("Like “March meeting”."))
        .field(Field::datetime("starts", "When does it begin?").hint("For example, 27 3 2027 at 14:00."))
        .field(Field::time("ends", "When does it end, on the same day?").hint("For example, 16:00."))
        .field(
            Field::text("venue", "Where do people meet?")
                .hint("The room and its address. Or give a link below.")
                .optional(),
        )
        .field(Field::url("online_url", "Link to join online").optional())
        .field(Field::radios("in_public", "May anybody come?", public).missing("Say whether anybody may come"))
}

fn details(answers: &Answers) -> MeetingDetails {
    let starts_at = answers.moment("starts");
    let (hour, minute) = answers.time("ends");
    MeetingDetails {
        title: answers.text("title").to_owned(),
        starts_at,
        ends_at: Timestamp::at(starts_at.date(), hour, minute),
        venue: answers.text("venue").to_owned(),
        online_url: answers.text("online_url").to_owned(),
        in_public: answers.text("in_public") == "yes",
    }
}

fn calling(place: &Place, body: &Body) -> Form {
    let action = format!("{}/meetings/add", links::body(body.id()));
    let form = at::form(action, "Call a meeting", at::steps_to_body(place, body)).caption(body.name());
    fields(form).filled([("in_public", "yes")]).button("Call this meeting")
}

/// A form about a meeting, with the way back to it.
fn of_meeting(at: &MeetingAt, end: &str, title: &str) -> Form {
    let action = format!("{}/{end}", links::meeting(at.meeting.id()));
    let caption = format!("{}, {}", at.body.name(), at.meeting.starts_at().date().in_words());
    at::form(action, title, at::steps_to_meeting(at)).caption(caption).version(at.meeting.version())
}

fn changing(at: &MeetingAt) -> Form {
    let meeting = &at.meeting;
    let starts = format!("{} {}", meeting.starts_at().date(), meeting.starts_at().clock());
    let public = if meeting.in_public() { "yes" } else { "no" };
    fields(of_meeting(at, "edit", "Change this meeting")).filled([
        ("title", meeting.title().to_owned()),
        ("starts", starts),
        ("ends", meeting.ends_at().clock()),
        ("venue", meeting.venue().to_owned()),
        ("online_url", meeting.online_url().to_owned()),
        ("in_public", public.to_owned()),
    ])
}

fn cancelling(at: &MeetingAt) -> Form {
    of_meeting(at, "cancel", "Cancel this meeting")
        .lead("It stays in lists and calendars, marked as cancelled, so that nobody sets out for it.")
        .field(
            Field::area("reason", "Why is it cancelled?")
                .hint("Everybody who sees the meeting sees the reason.")
                .max(500)
                .rows(3)
                .missing("Say in a sentence why it is cancelled: people had set the time aside"),
        )
        .button("Cancel this meeting")
        .cancel("Leave it as it is", links::meeting(at.meeting.id()))
}

fn holding(at: &MeetingAt) -> Form {
    of_meeting(at, "held", "This meeting was held")
        .lead("After that its time and venue no longer change. Say who came and write the minutes next.")
        .button("Yes, it was held")
}

/// Where somebody goes on who wrote something down: while the meeting is on, its page for that; else its page.
pub(in crate::forms) fn back_to(meeting: &Meeting, now: Timestamp) -> String {
    let is_on = meeting.state() == State::Planned && (meeting.starts_at()..meeting.ends_at()).contains(&now);
    if is_on { links::live(meeting.id()) } else { links::meeting(meeting.id()) }
}

/// The meeting, for somebody who may do this.
async fn to_change(ctx: &Ctx, id: MeetingId, act: Act) -> Result<MeetingAt, PageError> {
    let at = meeting_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[act], at.meeting.subject())?;
    Ok(at)
}

/// What a form about a meeting answers: the meeting's page, the form again, or both versions beside each other.
async fn answer<E: Verb>(
    ctx: &Ctx,
    sent: &Sent,
    (id, done): (MeetingId, Result<Meeting, E>),
    form: fn(&MeetingAt) -> Form,
    words: &str,
) -> Result<Response, PageError> {
    match done {
        Ok(_) => Ok(ctx.see(links::meeting(id), words)),
        Err(err) if err.is_conflict() => {
            let now = meeting_at(&mut *ctx.read().await?, id).await?;
            ctx.form_conflict(form(&now), sent).await
        }
        Err(err) => {
            let now = meeting_at(&mut *ctx.read().await?, id).await?;
            ctx.refused(form(&now), sent, err).await
        }
    }
}

async fn call_form(ctx: Ctx, Path(id): Path<BodyId>) -> Result<Response, PageError> {
    let (body, place) = body_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[CALL_MEETING], body.subject())?;
    ctx.form(calling(&place, &body)).await
}

async fn call(ctx: Ctx, Path(id): Path<BodyId>, sent: Sent) -> Result<Response, PageError> {
    let (body, place) = body_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[CALL_MEETING], body.subject())?;
    let form = calling(&place, &body);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::call_meeting(&ctx, id, details(&answers)).await {
        Ok(new) => Ok(ctx.see(links::meeting(new.id()), "Meeting called. Put the first item on its agenda.")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn edit_form(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id, CALL_MEETING).await?;
    ctx.form(changing(&at)).await
}

async fn edit(ctx: Ctx, Path(id): Path<MeetingId>, sent: Sent) -> Result<Response, PageError> {
    let form = changing(&to_change(&ctx, id, CALL_MEETING).await?);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let done = actions::change_meeting(&ctx, id, answers.version(), details(&answers)).await;
    answer(&ctx, &sent, (id, done), changing, "Saved").await
}

async fn cancel_form(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id, CALL_MEETING).await?;
    ctx.form(cancelling(&at)).await
}

async fn cancel(ctx: Ctx, Path(id): Path<MeetingId>, sent: Sent) -> Result<Response, PageError> {
    let form = cancelling(&to_change(&ctx, id, CALL_MEETING).await?);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let done = actions::cancel_meeting(&ctx, id, answers.version(), answers.text("reason")).await;
    answer(&ctx, &sent, (id, done), cancelling, "Cancelled").await
}

async fn held_form(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id, WRITE_MINUTES).await?;
    ctx.form(holding(&at)).await
}

async fn held(ctx: Ctx, Path(id): Path<MeetingId>, sent: Sent) -> Result<Response, PageError> {
    let form = holding(&to_change(&ctx, id, WRITE_MINUTES).await?);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let done = actions::hold_meeting(&ctx, id, answers.version()).await;
    answer(&ctx, &sent, (id, done), holding, "Saved. Close the meeting next: say what each item came to.").await
}
