//! "Something is wrong": anybody says it, without an account; the team says what became of it, and everybody reads that.

use crate::actions;
use crate::acts::{LOOK_AT_LISTING, SAY_WRONG};
use crate::links;
use crate::listing::ListingId;
use crate::pages::at::{self, At, listing_at};
use crate::store;
use crate::wrong::{Outcome, WORDS_MAX, What, Wrong, WrongId};
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Path, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new().form("/help/{listing}/wrong", SAY_WRONG, ask, say).form(
        "/help/{listing}/wrong/{report}",
        LOOK_AT_LISTING,
        look,
        answer,
    )
}

fn saying(at: &At) -> Form {
    let choices = What::ALL.iter().map(|what| Choice::new(what.key(), what.words())).collect();
    at::of_listing(at, "wrong", "Something is wrong")
        .lead("The team of the place looks at it. What became of it stands on the page of the listing.")
        .field(Field::radios("what", "What is wrong?", choices).missing("Choose what is wrong"))
        .field(
            Field::area("words", "What do you know?")
                .hint("Only the team reads this. Please name nobody.")
                .rows(3)
                .max(WORDS_MAX)
                .optional(),
        )
        .button("Send it to the team")
}

/// What people find can be wrong.
async fn to_say(ctx: &Ctx, id: ListingId) -> Result<At, PageError> {
    let at = listing_at(&mut *ctx.read().await?, id).await?;
    if at.listing.state().is_open() { Ok(at) } else { Err(PageError::not_found()) }
}

async fn ask(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let at = to_say(&ctx, id).await?;
    ctx.form(saying(&at)).await
}

async fn say(ctx: Ctx, Path(id): Path<ListingId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_say(&ctx, id).await?;
    let form = saying(&at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let what = What::read(answers.text("what")).unwrap_or(What::Other);
    match actions::say_wrong(&ctx, id, what, answers.text("words")).await {
        Ok(_) => Ok(ctx.see(links::listing(id), "Thank you. The team of the place looks at it.")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn answering(at: &At, told: &Wrong) -> Form {
    let choices = Outcome::ALL.iter().map(|outcome| Choice::new(outcome.key(), outcome.words())).collect();
    let words = if told.words.is_empty() { String::new() } else { format!(" In their words: “{}”", told.words) };
    at::of_listing(at, &format!("wrong/{}", told.id), "What became of it?")
        .lead(format!("Somebody said on {}: {}.{words}", told.told_at.date().in_words(), told.what.words()))
        .field(
            Field::radios("outcome", "What became of it?", choices)
                .hint("Everybody reads this. Change the listing first, if it was wrong.")
                .missing("Choose what became of it"),
        )
        .button("Say so")
}

async fn to_answer(ctx: &Ctx, id: ListingId, report: WrongId) -> Result<(At, Wrong), PageError> {
    let mut db = ctx.read().await?;
    let at = listing_at(&mut db, id).await?;
    ctx.allowed(&[LOOK_AT_LISTING], at.listing.subject())?;
    let told = store::wrong(&mut db, id, report).await?.ok_or_else(PageError::not_found)?;
    Ok((at, told))
}

async fn look(ctx: Ctx, Path((id, report)): Path<(ListingId, WrongId)>) -> Result<Response, PageError> {
    let (at, told) = to_answer(&ctx, id, report).await?;
    ctx.form(answering(&at, &told)).await
}

async fn answer(ctx: Ctx, Path((id, report)): Path<(ListingId, WrongId)>, sent: Sent) -> Result<Response, PageError> {
    let (at, told) = to_answer(&ctx, id, report).await?;
    let form = answering(&at, &told);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let outcome = Outcome::read(answers.text("outcome")).unwrap_or(Outcome::Right);
    match actions::answer_wrong(&ctx, id, report, outcome).await {
        Ok(()) => Ok(ctx.see(links::listing(id), "Everybody reads what became of it")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
