//! The team looks at what somebody told: it is listed, or taken out with a reason; and what was taken out can be put back.

use crate::actions;
use crate::acts::LOOK_AT_LISTING;
use crate::links;
use crate::listing::{ListingId, State};
use crate::pages::at::{self, At, listing_at};
use folkmoot_web::{Ctx, Field, Form, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/help/{listing}/list", LOOK_AT_LISTING, list_form, list)
        .form("/help/{listing}/take-out", LOOK_AT_LISTING, take_out_form, take_out)
        .form("/help/{listing}/put-back", LOOK_AT_LISTING, put_back_form, put_back)
}

async fn to_look_at(ctx: &Ctx, id: ListingId) -> Result<At, PageError> {
    let at = listing_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[LOOK_AT_LISTING], at.listing.subject())?;
    Ok(at)
}

fn listing(at: &At) -> Form {
    at::of_listing(at, "list", "List this")
        .lead("Everybody finds it from now on. If something is wrong, change it first.")
        .button("List it")
}

async fn list_form(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let at = to_look_at(&ctx, id).await?;
    ctx.form(listing(&at)).await
}

async fn list(ctx: Ctx, Path(id): Path<ListingId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_look_at(&ctx, id).await?;
    let form = listing(&at);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::list_it(&ctx, id, version).await {
        Ok(_) => Ok(ctx.see(links::listing(id), "It is listed")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn taking_out(at: &At) -> Form {
    at::of_listing(at, "take-out", "Take this out")
        .lead("Nobody finds it any more. Whoever has its address reads that it was taken out and why.")
        .field(
            Field::text("why", "Why?")
                .hint("Like “It is the same as another” or “They ask for money at the door”.")
                .missing("Say why: whoever told it and whoever looks for it will ask"),
        )
        .button("Take it out")
}

async fn take_out_form(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let at = to_look_at(&ctx, id).await?;
    ctx.form(taking_out(&at)).await
}

async fn take_out(ctx: Ctx, Path(id): Path<ListingId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_look_at(&ctx, id).await?;
    let form = taking_out(&at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::take_out(&ctx, id, answers.version(), answers.text("why")).await {
        Ok(_) => Ok(ctx.see(links::listing(id), "It is taken out")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn putting_back(at: &At) -> Form {
    let was = if at.listing.state() == State::Ended { "It had ended." } else { "It was taken out." };
    at::of_listing(at, "put-back", "Put this back")
        .lead(format!("{was} Everybody finds it again."))
        .button("Put it back")
}

async fn put_back_form(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let at = to_look_at(&ctx, id).await?;
    ctx.form(putting_back(&at)).await
}

async fn put_back(ctx: Ctx, Path(id): Path<ListingId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_look_at(&ctx, id).await?;
    let form = putting_back(&at);
    let version = match form.read(&sent) {
        Ok(answers) => answers.version(),
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::put_back(&ctx, id, version).await {
        Ok(_) => Ok(ctx.see(links::listing(id), "It is listed again")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
