//! Partners of a place: looked for first, so that nobody is added twice; then joined, or added new.

use super::organisations::{doubles, fields, read, with_doubles};
use super::places::{about, place_at};
use crate::actions;
use crate::acts::{ADD_ORGANISATION, ADMINISTER_ORGANISATION};
use crate::links;
use crate::organisation::Organisation;
use crate::place::Place;
use crate::store::{self, OrganisationFilter, OrganisationLine};
use askama::Template;
use folkmoot_kernel::Act;
use folkmoot_web::{Ctx, Form, Page, PageError, Path, Query, Response, Sent};
use serde::Deserialize;

const MAY: [Act; 2] = [ADD_ORGANISATION, ADMINISTER_ORGANISATION];
/// Organisations shown to choose from.
const FOUND_MAX: u32 = 20;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
}

#[derive(Debug, Template)]
#[template(path = "partner_search.html")]
struct SearchPage {
    place: Place,
    words: String,
    found: Vec<OrganisationLine>,
    new_href: String,
}

pub(super) async fn search(
    ctx: Ctx,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&MAY, place.subject())?;
    let filter = OrganisationFilter { words: asked.q.clone(), ..OrganisationFilter::default() };
    let found = match asked.q.trim() {
        "" => Vec::new(),
        _ => store::organisations(&mut *ctx.read().await?, &filter, FOUND_MAX).await?,
    };
    let name = crate::pages::query(&[("name", &asked.q)]);
    let new_href = format!("{}/partners/new{name}", links::place(place.slug()));
    let around = Page::new("Add a partner")
        .caption(place.name())
        .crumb("Places", links::PLACES)
        .crumb(place.name(), links::place(place.slug()));
    ctx.page(around.template(&SearchPage { place, words: asked.q, found, new_href })).await
}

fn adding(place: &Place) -> Form {
    fields(about(place, "partners/new", "Add a partner that is not here yet")).button("Add this partner")
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Named {
    name: String,
}

pub(super) async fn new_form(
    ctx: Ctx,
    Path(key): Path<String>,
    Query(named): Query<Named>,
) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&MAY, place.subject())?;
    ctx.form(adding(&place).filled([("name", named.name)])).await
}

pub(super) async fn new(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    let form = with_doubles(adding(&place));
    let (details, answers) = match read(&form, &sent) {
        Ok(read) => read,
        Err(errors) => return ctx.form_again(adding(&place), &sent, errors).await,
    };
    match actions::add_organisation(&ctx, Some(place.id()), details, doubles(&answers)).await {
        Ok(new) => Ok(ctx.see(links::organisation(new.slug()), "Partner added")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

async fn found(ctx: &Ctx, key: &str, organisation: &str) -> Result<(Place, Organisation), PageError> {
    let place = place_at(ctx, key).await?;
    let found = store::organisation_named(&mut *ctx.read().await?, organisation).await?;
    ctx.allowed(&MAY, place.subject())?;
    Ok((place, found.ok_or_else(PageError::not_found)?))
}

fn joining(place: &Place, organisation: &Organisation) -> Form {
    about(place, &format!("partners/{}/add", organisation.slug()), "Add this partner")
        .lead(format!("{} becomes a partner of {}.", organisation.name(), place.name()))
        .button("Add this partner")
}

fn ending(place: &Place, organisation: &Organisation) -> Form {
    about(place, &format!("partners/{}/end", organisation.slug()), "End this partnership")
        .lead(format!("{} is no longer shown as a partner of {}.", organisation.name(), place.name()))
        .lead("Its seats and promises stay. Close its seats if nobody should sit for it any more.")
        .button("End this partnership")
}

pub(super) async fn add_form(ctx: Ctx, Path((key, slug)): Path<(String, String)>) -> Result<Response, PageError> {
    let (place, organisation) = found(&ctx, &key, &slug).await?;
    ctx.form(joining(&place, &organisation)).await
}

pub(super) async fn add(
    ctx: Ctx,
    Path((key, slug)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, PageError> {
    let (place, organisation) = found(&ctx, &key, &slug).await?;
    match actions::add_partner(&ctx, place.id(), organisation.id()).await {
        Ok(()) => Ok(ctx.see(format!("{}/partners", links::place(place.slug())), "Partner added")),
        Err(err) => ctx.refused(joining(&place, &organisation), &sent, err).await,
    }
}

pub(super) async fn end_form(ctx: Ctx, Path((key, slug)): Path<(String, String)>) -> Result<Response, PageError> {
    let (place, organisation) = found(&ctx, &key, &slug).await?;
    ctx.form(ending(&place, &organisation)).await
}

pub(super) async fn end(
    ctx: Ctx,
    Path((key, slug)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, PageError> {
    let (place, organisation) = found(&ctx, &key, &slug).await?;
    match actions::end_partnership(&ctx, place.id(), organisation.id()).await {
        Ok(()) => Ok(ctx.see(format!("{}/partners", links::place(place.slug())), "Partnership ended")),
        Err(err) => ctx.refused(ending(&place, &organisation), &sent, err).await,
    }
}
