//! A new date, done, taken back.

use super::answer::chosen;
use super::{AtPromise, answer, due_words};
use crate::actions::promises::{renegotiate_promise, say_promise_done, withdraw_promise};
use crate::acts::CHANGE_PROMISE;
use crate::promise::PromiseId;
use folkmoot_web::{Ctx, Field, Form, PageError, Path, Response, Sent};

fn renegotiating(at: &AtPromise) -> Form {
    at.form("renegotiate", "A new date")
        .lead(due_words(&at.promise))
        .lead(format!("The old date stays beside the new one, with your reason. {}", at.readers()))
        .field(Field::date("due", "By when will it be done?"))
        .field(Field::area("why", "Why does it need longer?").max(2_000).missing("Say why: partners will want to help"))
        .button("Give it this date")
}

fn doing(at: &AtPromise) -> Form {
    at.form("done", "Is it done?")
        .lead(format!("Others will see that it is done: {}", at.promise.done_means()))
        .field(
            Field::area("evidence", "What can others look at to see that it is done?")
                .max(2_000)
                .hint("A page, a number, a room that is open, somebody to ask.")
                .missing("Say what others can look at to see that it is done"),
        )
        .field(at.confirmer("Which other partner is asked to confirm?"))
        .button("Say that it is done")
}

fn withdrawing(at: &AtPromise) -> Form {
    at.form("withdraw", "Take this promise back")
        .lead(format!("Would a new date do instead? {}", due_words(&at.promise)))
        .lead(at.readers())
        .warning(
            "This is final. The promise returns by itself to the next agenda of the body that decided it, with your words, and \
             others are asked what they already did because they relied on it.",
        )
        .field(Field::area("why", "Why is it taken back?").max(2_000).missing("Say why: partners will want to help"))
        .button("Withdraw this promise")
}

async fn owned(ctx: &Ctx, id: PromiseId) -> Result<AtPromise, PageError> {
    let at = AtPromise::load(ctx, id).await?;
    ctx.allowed(&[CHANGE_PROMISE], at.promise.subject())?;
    Ok(at)
}

pub(super) async fn renegotiate_form(ctx: Ctx, Path(id): Path<PromiseId>) -> Result<Response, PageError> {
    let at = owned(&ctx, id).await?;
    ctx.form(renegotiating(&at)).await
}

pub(super) async fn renegotiate(ctx: Ctx, Path(id): Path<PromiseId>, sent: Sent) -> Result<Response, PageError> {
    let at = owned(&ctx, id).await?;
    let answers = match renegotiating(&at).read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(renegotiating(&at), &sent, errors).await,
    };
    let outcome = renegotiate_promise(&ctx, id, answers.version(), answers.date("due"), answers.text("why")).await;
    answer(&ctx, at, renegotiating, &sent, (outcome, "It has a new date. The old one stays beside it.")).await
}

pub(super) async fn done_form(ctx: Ctx, Path(id): Path<PromiseId>) -> Result<Response, PageError> {
    let at = owned(&ctx, id).await?;
    ctx.form(doing(&at)).await
}

pub(super) async fn done(ctx: Ctx, Path(id): Path<PromiseId>, sent: Sent) -> Result<Response, PageError> {
    let at = owned(&ctx, id).await?;
    let answers = match doing(&at).read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(doing(&at), &sent, errors).await,
    };
    let (evidence, confirmer) = (answers.text("evidence"), chosen(answers.text("confirmer")));
    let outcome = say_promise_done(&ctx, id, answers.version(), evidence, confirmer).await;
    answer(&ctx, at, doing, &sent, (outcome, "Thank you. The other partner is asked to confirm.")).await
}

pub(super) async fn withdraw_form(ctx: Ctx, Path(id): Path<PromiseId>) -> Result<Response, PageError> {
    let at = owned(&ctx, id).await?;
    ctx.form(withdrawing(&at)).await
}

pub(super) async fn withdraw(ctx: Ctx, Path(id): Path<PromiseId>, sent: Sent) -> Result<Response, PageError> {
    let at = owned(&ctx, id).await?;
    let answers = match withdrawing(&at).read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(withdrawing(&at), &sent, errors).await,
    };
    let outcome = withdraw_promise(&ctx, id, answers.version(), answers.text("why")).await;
    answer(&ctx, at, withdrawing, &sent, (outcome, "Withdrawn, with your reason.")).await
}
