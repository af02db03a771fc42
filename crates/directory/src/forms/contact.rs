//! How to ask those who run it: shown to the team alone, after a button, because each look stands in history. And the publisher's version
//! of what was changed here.

use super::words::to_change;
use crate::actions;
use crate::acts::{CHANGE_LISTING, SEE_CONTACT};
use crate::links;
use crate::listing::ListingId;
use crate::listing::merge::FIELDS;
use crate::pages::at::{self, At, listing_at};
use folkmoot_web::{Choice, Ctx, Field, Form, Page, PageError, Path, Response, Routes, Sent, Verb};

pub(super) fn routes() -> Routes {
    Routes::new().form("/help/{listing}/contact", SEE_CONTACT, contact_form, contact).form(
        "/help/{listing}/give-back",
        CHANGE_LISTING,
        give_back_form,
        give_back,
    )
}

async fn to_ask(ctx: &Ctx, id: ListingId) -> Result<At, PageError> {
    let at = listing_at(&mut *ctx.read().await?, id).await?;
    ctx.allowed(&[SEE_CONTACT], at.listing.subject())?;
    Ok(at)
}

fn asking(at: &At) -> Form {
    at::of_listing(at, "contact", "How to ask those who run it")
        .lead("They left it so that somebody can ask whether all of it is still right. That you looked stands in the history of this listing.")
        .button("Show it")
}

async fn contact_form(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let at = to_ask(&ctx, id).await?;
    ctx.form(asking(&at)).await
}

#[derive(Debug, askama::Template)]
#[template(path = "contact.html")]
struct ContactPage {
    rows: Vec<(&'static str, String)>,
    back: String,
}

async fn contact(ctx: Ctx, Path(id): Path<ListingId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_ask(&ctx, id).await?;
    if let Err(errors) = asking(&at).read(&sent) {
        return ctx.form_again(asking(&at), &sent, errors).await;
    }
    let found = actions::contact_of(&ctx, id).await?.ok_or_else(PageError::not_found)?;
    let rows = vec![
        ("Name", found.name().to_owned()),
        ("Telephone", found.phone().to_owned()),
        ("E-mail address", found.email().to_owned()),
        ("Agreed to be asked", found.agreed_at().date().in_words()),
    ];
    let page = at::steps_to(&at)
        .into_iter()
        .fold(Page::new("How to ask those who run it"), |page, (words, href)| page.crumb(words, href));
    ctx.page(page.caption(at.listing.about().name.as_str()).template(&ContactPage { rows, back: links::listing(id) }))
        .await
}

fn giving_back(at: &At) -> Form {
    let ours = at.listing.upstream().map(|sent| sent.ours.clone()).unwrap_or_default();
    let words = |field: &str| FIELDS.iter().find(|(key, _)| *key == field).map_or("Something else", |(_, words)| words);
    let choices = ours.iter().map(|field| Choice::new(field.as_str(), words(field))).collect();
    at::of_listing(at, "give-back", "Take what its publisher says")
        .lead("It came from another directory. These were changed here and there, and what was written here is shown. Tick what should be as its publisher has it.")
        .field(Field::checkboxes("fields", "What should be as its publisher has it?", choices).required().missing("Tick at least one"))
        .button("Take theirs")
}

async fn give_back_form(ctx: Ctx, Path(id): Path<ListingId>) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    ctx.form(giving_back(&at)).await
}

async fn give_back(ctx: Ctx, Path(id): Path<ListingId>, sent: Sent) -> Result<Response, PageError> {
    let at = to_change(&ctx, id).await?;
    let form = giving_back(&at);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::give_back(&ctx, id, answers.version(), &answers.many("fields")).await {
        Ok(_) => Ok(ctx.see(links::listing(id), "It is as its publisher has it")),
        Err(err) if err.is_conflict() => ctx.form_conflict(form, &sent).await,
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}
