//! What stands at an address, or 404; and the way back from it.

use crate::claim::{Claim, ClaimId};
use crate::links;
use crate::review::{Review, ReviewId};
use crate::stage::Kind;
use crate::store;
use crate::wants::{Thing, Things};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, OrganisationId, PlaceId, Role};
use folkmoot_register::place::Place;
use folkmoot_register::{links as register_links, store as register};
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, Form, Page, PageError};
use std::collections::BTreeSet;

type Steps = Vec<(String, String)>;

pub(crate) async fn place_at(db: &mut Conn, key: &str) -> Result<Place, PageError> {
    register::place_named(db, key).await?.ok_or_else(PageError::not_found)
}

pub(crate) async fn place_of(db: &mut Conn, id: PlaceId) -> Result<Place, PageError> {
    register::place(db, id).await?.ok_or_else(PageError::not_found)
}

pub(crate) async fn claim_at(db: &mut Conn, id: ClaimId) -> Result<(Claim, Place), PageError> {
    let claim = store::claim(db, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(db, claim.place()).await?;
    Ok((claim, place))
}

pub(crate) async fn review_at(db: &mut Conn, id: ReviewId) -> Result<(Review, Place), PageError> {
    let review = store::review(db, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(db, review.place()).await?;
    Ok((review, place))
}

/// A priority or a decision in which partners were involved.
pub(crate) async fn thing_at(
    ctx: &Ctx,
    db: &mut Conn,
    kind: &str,
    id: Id<Anything>,
) -> Result<(Thing, Place), PageError> {
    let kind = Kind::read(kind).ok_or_else(PageError::not_found)?;
    let things = ctx.wanted::<dyn Things>().ok_or_else(PageError::not_found)?;
    let thing = things.thing(db, kind, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(db, thing.place).await?;
    Ok((thing, place))
}

/// Organisations for which the signed-in person may speak in a place.
pub(crate) fn speaks_for(ctx: &Ctx, place: PlaceId) -> Vec<OrganisationId> {
    let seats = ctx.actor().held().iter().filter(|seat| seat.place == place && seat.role != Role::Observer);
    seats.filter_map(|seat| seat.organisation).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Steps of the way back to the page of a place, outermost first.
pub(crate) fn steps(place: &Place) -> Steps {
    vec![
        ("Places".to_owned(), register_links::PLACES.to_owned()),
        (place.name().to_owned(), register_links::place(place.slug())),
    ]
}

pub(crate) fn steps_to_claims(place: &Place) -> Steps {
    let mut steps = steps(place);
    steps.push(("Saying and doing".to_owned(), links::claims(place.slug())));
    steps
}

pub(crate) fn page(title: &str, steps: Steps, place: &Place) -> Page {
    let page = Page::new(title).caption(place.name()).invented(place.is_invented());
    steps.into_iter().fold(page, |page, (words, href)| page.crumb(words, href))
}

/// A form with its way back, which is where "Cancel" leads.
pub(crate) fn form(action: String, title: &str, steps: Steps) -> Form {
    let back = steps.last().map(|(_, href)| href.clone()).unwrap_or_default();
    let form = Form::post(action, title).back(back);
    steps.into_iter().fold(form, |form, (words, href)| form.crumb(words, href))
}

/// This page as files.
pub(crate) fn with_data(page: Page, what: &str, href: &str) -> Page {
    page.feed(format!("{what} as JSON"), format!("{href}.json"), "application/json").feed(
        format!("{what} as CSV"),
        format!("{href}.csv"),
        "text/csv",
    )
}
