//! Places of a listing: added and removed one by one.

use super::parts;
use super::words::to_change;
use crate::actions;
use crate::acts::CHANGE_LISTING;
use crate::links;
use crate::listing::ListingId;
use crate::pages::at::{self, At};
use folkmoot_web::{Choice, Ctx, Field, Form, FormErrors, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new().form("/help/{listing}/venues/add", CHANGE_LISTING, add_form, add).form(
        "/help/{listing}/venues/remove",
        CHANGE_LISTING,
        remove_form,
        remove,
    )
}

fn adding(at: &At) -> Form {
    parts::place(at::of_listing(at, "venues/add", "Add a place where it is")).button("Add this place")
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
    let read = parts::read_place(&mut *ctx.read().await?, &answers).await?;
    let venue = match read {
        Ok(Some(venue)) => venue,
        Ok(None) => return ctx.form_again(form, &sent, FormErrors::on("venue", "Say where it is")).await,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::add_venue(&ctx, id, answers.version(), venue).await {
        Ok(_) => Ok(ctx.see(links::listing(id), "The place is there")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn removing(at: &At) -> Form {
    let venues = at.listing.about().venues.iter().enumerate();
    let choices = venues.map(|(nth, venue)| Choice::new(nth.to_string(), venue.in_words())).collect();
    at::of_listing(at, "venues/remove", "Remove a place")
        .lead("Times that were there stay, without a place.")
        .field(Field::radios("nth", "Where is it no longer?", choices))
        .button("Remove this place")
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
    match actions::remove_venue(&ctx, id, answers.version(), nth).await {
        Ok(_) => Ok(ctx.see(links::listing(id), "The place is gone")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
