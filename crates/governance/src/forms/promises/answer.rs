//! Yes or no.

use super::{AtPromise, answer, due_words};
use crate::actions::promises::{accept_promise, decline_promise};
use crate::acts::ACCEPT_PROMISE;
use crate::promise::{Load, PromiseId};
use folkmoot_kernel::OrganisationId;
use folkmoot_web::{Ctx, Field, Form, PageError, Path, Response, Sent};

fn accepting(at: &AtPromise) -> Form {
    let form = at
        .form("accept", &format!("Will {} take this on?", at.owner))
        .lead(format!("Others will see that it is done: {}", at.promise.done_means()))
        .lead(due_words(&at.promise))
        .field(at.confirmer("Which other partner will confirm that it is done?"));
    let form = match at.load.is_full() {
        true => form.lead(much(at.load)).field(
            Field::area("despite", "Why take on one more?")
                .max(1_000)
                .rows(3)
                .hint("Or withdraw one that will not be kept first. Partners read this with the promise.")
                .missing("Say why you take on one more, or withdraw one first"),
        ),
        false => form,
    };
    form.button("Accept this promise")
}

fn much(load: Load) -> String {
    format!(
        "Your open promises: {}. From {} on this place asks, so that what is promised can be kept.",
        load.open, load.most
    )
}

fn declining(at: &AtPromise) -> Form {
    at.form("decline", &format!("{} does not take this on", at.owner))
        .lead("To say no is an answer too: others can stop waiting, or find another way.")
        .lead(at.readers())
        .warning("This is final. What can be done after all is offered as a new promise.")
        .field(Field::area("why", "Why not?").max(2_000).missing("Say why: partners will want to help"))
        .button("Decline this promise")
}

/// The partner that was chosen. A value that is none reads as nobody, and the rule refuses it.
pub(super) fn chosen(text: &str) -> OrganisationId {
    text.parse().unwrap_or(OrganisationId::from_number(0))
}

pub(super) async fn accept_form(ctx: Ctx, Path(id): Path<PromiseId>) -> Result<Response, PageError> {
    let at = AtPromise::load(&ctx, id).await?;
    ctx.allowed(&[ACCEPT_PROMISE], at.promise.subject())?;
    ctx.form(accepting(&at)).await
}

pub(super) async fn accept(ctx: Ctx, Path(id): Path<PromiseId>, sent: Sent) -> Result<Response, PageError> {
    let at = AtPromise::load(&ctx, id).await?;
    ctx.allowed(&[ACCEPT_PROMISE], at.promise.subject())?;
    let answers = match accepting(&at).read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(accepting(&at), &sent, errors).await,
    };
    let despite = answers.maybe("despite").unwrap_or_default();
    let outcome = accept_promise(&ctx, id, answers.version(), chosen(answers.text("confirmer")), despite).await;
    answer(&ctx, at, accepting, &sent, (outcome, "Accepted. It is a promise now.")).await
}

pub(super) async fn decline_form(ctx: Ctx, Path(id): Path<PromiseId>) -> Result<Response, PageError> {
    let at = AtPromise::load(&ctx, id).await?;
    ctx.allowed(&[ACCEPT_PROMISE], at.promise.subject())?;
    ctx.form(declining(&at)).await
}

pub(super) async fn decline(ctx: Ctx, Path(id): Path<PromiseId>, sent: Sent) -> Result<Response, PageError> {
    let at = AtPromise::load(&ctx, id).await?;
    ctx.allowed(&[ACCEPT_PROMISE], at.promise.subject())?;
    let answers = match declining(&at).read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(declining(&at), &sent, errors).await,
    };
    let outcome = decline_promise(&ctx, id, answers.version(), answers.text("why")).await;
    answer(&ctx, at, declining, &sent, (outcome, "Declined, with your reason.")).await
}
