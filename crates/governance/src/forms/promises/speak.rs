//! What is said on a promise without changing it.

use super::answer::chosen;
use super::{AtPromise, answer, due_words};
use crate::actions::promises::{comment_on_promise, say_what_got_in_the_way, say_what_relied_on, speaks_for};
use crate::acts::{CHANGE_PROMISE, COMMENT_ON_PROMISE};
use crate::promise::PromiseId;
use folkmoot_kernel::{OrganisationId, Subject};
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Path, Response, Sent};

fn way(at: &AtPromise) -> Form {
    at.form("way", "What got in the way?")
        .lead(due_words(&at.promise))
        .lead(format!("Partners can often help once they know. {}", at.readers()))
        .field(Field::area("words", "What got in the way?").max(2_000).missing("Write a few words"))
        .button("Say what got in the way")
}

fn commenting(at: &AtPromise) -> Form {
    at.form("comment", "Say something on this promise")
        .lead(format!("Ask how it goes, or offer help. {}", at.readers()))
        .field(Field::area("words", "What would you like to say?").max(2_000).missing("Write a few words"))
        .button("Say it")
}

/// Which organisation speaks is asked only of people who sit for several.
fn relying(at: &AtPromise, own: &[OrganisationId]) -> Form {
    let others = own.iter().filter(|id| **id != at.promise.owner());
    let named = others.filter_map(|id| at.partners.iter().find(|(partner, _)| partner == id));
    let choices: Vec<Choice> = named.map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    let form = at
        .form("relied", "What was done in reliance on it")
        .lead("So that the body sees what follows for others, and nobody is left alone with it.")
        .lead(at.readers());
    let form = match choices.len() {
        0 | 1 => form,
        _ => form.field(Field::radios("organisation", "For which organisation do you say this?", choices)),
    };
    form.field(
        Field::area("words", "What did your organisation already do because it relied on this promise?")
            .max(2_000)
            .missing("Write a few words"),
    )
    .button("Say what was done")
}

async fn of_owner(ctx: &Ctx, id: PromiseId) -> Result<AtPromise, PageError> {
    let at = AtPromise::load(ctx, id).await?;
    ctx.allowed(&[CHANGE_PROMISE], at.promise.subject())?;
    Ok(at)
}

async fn of_partner(ctx: &Ctx, id: PromiseId) -> Result<AtPromise, PageError> {
    let at = AtPromise::load(ctx, id).await?;
    ctx.allowed(&[COMMENT_ON_PROMISE], Subject::place(at.promise.place()))?;
    Ok(at)
}

pub(super) async fn way_form(ctx: Ctx, Path(id): Path<PromiseId>) -> Result<Response, PageError> {
    let at = of_owner(&ctx, id).await?;
    ctx.form(way(&at)).await
}

pub(super) async fn way_said(ctx: Ctx, Path(id): Path<PromiseId>, sent: Sent) -> Result<Response, PageError> {
    let at = of_owner(&ctx, id).await?;
    let answers = match way(&at).read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(way(&at), &sent, errors).await,
    };
    let outcome = say_what_got_in_the_way(&ctx, id, answers.text("words")).await;
    answer(&ctx, at, way, &sent, (outcome, "Thank you. Partners can read it now.")).await
}

pub(super) async fn comment_form(ctx: Ctx, Path(id): Path<PromiseId>) -> Result<Response, PageError> {
    let at = of_partner(&ctx, id).await?;
    ctx.form(commenting(&at)).await
}

pub(super) async fn comment(ctx: Ctx, Path(id): Path<PromiseId>, sent: Sent) -> Result<Response, PageError> {
    let at = of_partner(&ctx, id).await?;
    let answers = match commenting(&at).read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(commenting(&at), &sent, errors).await,
    };
    let outcome = comment_on_promise(&ctx, id, answers.text("words")).await;
    answer(&ctx, at, commenting, &sent, (outcome, "Said.")).await
}

pub(super) async fn relied_form(ctx: Ctx, Path(id): Path<PromiseId>) -> Result<Response, PageError> {
    let at = of_partner(&ctx, id).await?;
    let own = speaks_for(&ctx, at.promise.place());
    ctx.form(relying(&at, &own)).await
}

pub(super) async fn relied(ctx: Ctx, Path(id): Path<PromiseId>, sent: Sent) -> Result<Response, PageError> {
    let at = of_partner(&ctx, id).await?;
    let own = speaks_for(&ctx, at.promise.place());
    let form = |at: &AtPromise| relying(at, &own);
    let answers = match form(&at).read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form(&at), &sent, errors).await,
    };
    let only = own.iter().copied().find(|id| *id != at.promise.owner()).unwrap_or(at.promise.owner());
    let named = answers.maybe("organisation").map_or(only, chosen);
    let outcome = say_what_relied_on(&ctx, id, named, answers.text("words")).await;
    answer(&ctx, at, form, &sent, (outcome, "Said. The body will see it with the promise.")).await
}
