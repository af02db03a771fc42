//! Times of a listing: added and removed one by one.

use super::parts;
use super::words::to_change;
use crate::actions;
use crate::acts::CHANGE_LISTING;
use crate::links;
use crate::listing::ListingId;
use crate::pages::at::{self, At};
use folkmoot_web::{Choice, Ctx, Field, Form, FormErrors, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new().form("/help/{listing}/times/add", CHANGE_LISTING, add_form, add).form(
        "/help/{listing}/times/remove",
        CHANGE_LISTING,
        remove_form,
        remove,
    )
}

fn adding(at: &At) -> Form {
    let form = parts::when(at::of_listing(at, "times/add", "Add a time"));
    let venues = at.listing.about().venues.iter().enumerate();
    let choices: Vec<Choice> = venues.map(|(nth, venue)| Choice::new(nth.to_string(), venue.in_words())).collect();
    let form = if choices.len() > 1 { form.field(Field::select("venue", "Where?", choices).optional()) } else { form };
    form.button("Add this time")
}

async fn add_form(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    ctx.form(adding(&at)).await
}

async fn add(ctx: Ctx, Path(id): Path<ListingId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    let form = adding(&at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let session = match parts::read_when(&answers) {
        Ok(Some(session)) => session,
        Ok(None) => {
            return ctx
                .form_again(form, &sent, FormErrors::on("days", "Choose the days, or say in words when it is"))
                .await;
        }
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let session = crate::session::Session { venue: answers.text("venue").parse().ok(), ..session };
    match actions::add_time(&ctx, id, answers.version(), session).await {
        Ok(_) => Ok(ctx.see(links::listing(id), "The time is there")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn removing(at: &At) -> Form {
    let sessions = at.listing.about().sessions.iter().enumerate();
    let choices = sessions.map(|(nth, session)| Choice::new(nth.to_string(), session.in_words())).collect();
    at::of_listing(at, "times/remove", "Remove a time")
        .field(Field::radios("nth", "Which one is not right any more?", choices))
        .button("Remove this time")
}

async fn remove_form(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    ctx.form(removing(&at)).await
}

async fn remove(ctx: Ctx, Path(id): Path<ListingId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    let form = removing(&at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let nth = answers.text("nth").parse().unwrap_or(usize::MAX);
    match actions::remove_time(&ctx, id, answers.version(), nth).await {
        Ok(_) => Ok(ctx.see(links::listing(id), "The time is gone")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
