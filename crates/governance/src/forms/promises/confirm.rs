//! The named partner confirms, or says what is missing.

use super::{AtPromise, answer};
use crate::actions::promises::{confirm_promise, send_back_promise};
use crate::acts::CONFIRM_PROMISE;
use crate::promise::PromiseId;
use folkmoot_web::{Ctx, Field, Form, PageError, Path, Response, Sent};

fn said(at: &AtPromise, form: Form) -> Form {
    let form = form.lead(format!("Done was to mean: {}", at.promise.done_means()));
    match at.promise.done() {
        Some(done) => form.lead(format!("{} says, on {}: {}", at.owner, done.at.date().in_words(), done.evidence)),
        None => form,
    }
}

fn confirming(at: &AtPromise) -> Form {
    said(at, at.form("confirm", "Is it done?"))
        .warning("This closes the promise as kept, for good.")
        .field(Field::area("note", "What did you see?").max(2_000).optional())
        .button("Confirm that it is done")
}

fn sending_back(at: &AtPromise) -> Form {
    said(at, at.form("send-back", "Not yet"))
        .lead(format!("It is under way again, and {} reads what you write. {}", at.owner, at.readers()))
        .field(Field::area("why", "What is missing?").max(2_000).missing("Say what is missing"))
        .button("Send it back")
}

async fn to_confirm(ctx: &Ctx, id: PromiseId) -> Result<AtPromise, PageError> {
    let at = AtPromise::load(ctx, id).await?;
    ctx.allowed(&[CONFIRM_PROMISE], at.promise.subject())?;
    Ok(at)
}

pub(super) async fn confirm_form(ctx: Ctx, Path(id): Path<PromiseId>) -> Result<Response, PageError> {
    let at = to_confirm(&ctx, id).await?;
    ctx.form(confirming(&at)).await
}

pub(super) async fn confirm(ctx: Ctx, Path(id): Path<PromiseId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_confirm(&ctx, id).await?;
    let answers = match confirming(&at).read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(confirming(&at), &sent, errors).await,
    };
    let outcome = confirm_promise(&ctx, id, answers.version(), answers.text("note")).await;
    answer(&ctx, at, confirming, &sent, (outcome, "Confirmed. The promise was kept.")).await
}

pub(super) async fn send_back_form(ctx: Ctx, Path(id): Path<PromiseId>) -> Result<Response, PageError> {
    let at = to_confirm(&ctx, id).await?;
    ctx.form(sending_back(&at)).await
}

pub(super) async fn send_back(ctx: Ctx, Path(id): Path<PromiseId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_confirm(&ctx, id).await?;
    let answers = match sending_back(&at).read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(sending_back(&at), &sent, errors).await,
    };
    let outcome = send_back_promise(&ctx, id, answers.version(), answers.text("why")).await;
    answer(&ctx, at, sending_back, &sent, (outcome, "Sent back, with what is missing.")).await
}
