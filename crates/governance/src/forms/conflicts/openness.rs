//! What was decided in private: published, and why its meeting is not in public.

use crate::actions::conflicts::{explain_private, publish_decision};
use crate::acts::{EXPLAIN_PRIVATE, PUBLISH_DECISION};
use crate::decision::{Decision, DecisionId};
use crate::links;
use crate::meeting::MeetingId;
use crate::openness::WHY;
use crate::pages::at::{self, MeetingAt, body_at, meeting_at};
use crate::store;
use folkmoot_web::{Ctx, Field, Form, PageError, Path, Response, Sent, Verb};

async fn publishing(ctx: &Ctx, id: DecisionId) -> Result<(Decision, Form), PageError> {
    let mut db = ctx.read().await?;
    let decision = store::decision(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    ctx.allowed(&[PUBLISH_DECISION], decision.subject())?;
    let (body, place) = body_at(&mut db, decision.body()).await?;
    let mut steps = at::steps_to_body(&place, &body);
    steps.push((decision.called(), links::decision(id)));
    let form = at::form(format!("{}/publish", links::decision(id)), "Publish this decision", steps)
        .caption(decision.called())
        .lead("Everybody can read it from then on: what was put, where organisations stood and why, and what was promised.")
        .lead("Papers stay marked as they are, and the rest of the meeting stays private.")
        .warning("What is published cannot be taken back.")
        .button("Publish it");
    Ok((decision, form))
}

pub(super) async fn publish_form(ctx: Ctx, Path(id): Path<DecisionId>) -> Result<Response, PageError> {
    ctx.form(publishing(&ctx, id).await?.1).await
}

pub(super) async fn publish(ctx: Ctx, Path(id): Path<DecisionId>, sent: Sent) -> Result<Response, PageError> {
    let (_, form) = publishing(&ctx, id).await?;
    match publish_decision(&ctx, id).await {
        Ok(_) => Ok(ctx.see(links::decision(id), "Published")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn explaining(ctx: &Ctx, id: MeetingId) -> Result<Form, PageError> {
    let mut db = ctx.read().await?;
    let at = meeting_at(&mut db, id).await?;
    ctx.allowed(&[EXPLAIN_PRIVATE], at.meeting.subject())?;
    let (words, version) = store::private_reason(&mut db, id).await?;
    Ok(form(&at, &words, version))
}

fn form(at: &MeetingAt, words: &str, version: i64) -> Form {
    let action = format!("{}/private", links::meeting(at.meeting.id()));
    at::form(action, "Why is this meeting not in public?", at::steps_to_meeting(at))
        .caption(at.meeting.title())
        .lead("The public reads this instead of what is decided, until the body publishes it.")
        .field(
            Field::area("words", "Why?")
                .hint(format!("Like “Tenders are compared, and bidders must not know each other’s prices.” Without a reason it says: {WHY}"))
                .max(500)
                .rows(3)
                .value(words),
        )
        .button("Save")
        .version(version)
}

pub(super) async fn explain_form(ctx: Ctx, Path(id): Path<MeetingId>) -> Result<Response, PageError> {
    ctx.form(explaining(&ctx, id).await?).await
}

pub(super) async fn explain(ctx: Ctx, Path(id): Path<MeetingId>, sent: Sent) -> Result<Response, PageError> {
    let form = explaining(&ctx, id).await?;
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match explain_private(&ctx, id, answers.version(), answers.text("words")).await {
        Ok(_) => Ok(ctx.see(links::meeting(id), "Saved")),
        Err(err) if err.is_conflict() => ctx.form_conflict(explaining(&ctx, id).await?, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
