//! Help near you: what somebody needs, in their words, and what fits it, with the reason beside each.

mod asked;
mod shown;

use super::at::place_at;
use crate::actions;
use crate::acts::{SEE_LISTINGS, SEE_WAITING};
use crate::find::Here;
use crate::links;
use crate::listing::State;
use crate::store::{self, ListingFilter};
use asked::Asked;
use folkmoot_kernel::Postcode;
use folkmoot_register::place::Place;
use folkmoot_register::{links as register_links, store as register};
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, Page, PageError, Path, Query, Response, Routes};
use shown::{FindPage, Line};

/// Listings on one page.
const PAGE: usize = 15;

pub(super) fn routes() -> Routes {
    Routes::new().get("/help", SEE_LISTINGS, everywhere).get("/places/{place}/help", SEE_LISTINGS, in_place)
}

async fn everywhere(ctx: Ctx, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    // Where there is one place, its page is this page.
    let only = register::only_place(&mut db).await?;
    drop(db);
    let around = Page::new("Help near you").lead(LEAD);
    show(&ctx, asked, only.as_ref(), links::HELP.to_owned(), around).await
}

const LEAD: &str = "Groups, services and people who help. Say it as you would say it to a neighbour.";

async fn in_place(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let place = place_at(&mut *ctx.read().await?, &key).await?;
    let around = Page::new("Help near you")
        .caption(place.name())
        .invented(place.is_invented())
        .crumb("Places", register_links::PLACES)
        .crumb(place.name(), register_links::place(place.slug()))
        .lead(LEAD);
    let base = links::help_in(place.slug());
    show(&ctx, asked, Some(&place), base, around).await
}

/// Where somebody is, or why nobody knows.
async fn here(db: &mut Conn, asked: &Asked) -> Result<Result<Option<Here>, &'static str>, PageError> {
    let typed = asked.postcode.trim();
    if typed.is_empty() {
        return Ok(Ok(None));
    }
    let Ok(postcode) = typed.parse::<Postcode>() else {
        return Ok(Err("Enter a full postcode, like OX4 1AA"));
    };
    Ok(actions::here(db, &postcode).await?.map(Some).ok_or("No list that we have knows this postcode"))
}

async fn show(
    ctx: &Ctx,
    asked: Asked,
    place: Option<&Place>,
    base: String,
    around: Page,
) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (here, not_here) = match here(&mut db, &asked).await? {
        Ok(here) => (here, None),
        Err(why) => (None, Some(why)),
    };
    let waiting = waiting(ctx, &mut db, place).await?;
    drop(db);
    let wanted = asked.wanted(place.map(Place::id), here);
    let (first, last) = ((asked.page() - 1) * PAGE, asked.page() * PAGE);
    let answer = actions::find(ctx, &wanted, last).await?;
    let hits: Vec<_> = answer.found.hits.iter().skip(first).copied().collect();
    let ids: Vec<_> = hits.iter().map(|hit| hit.id).collect();
    let mut db = ctx.read().await?;
    let listings = actions::listings(&mut db, &ids).await?;
    drop(db);
    let lines = hits.iter().filter_map(|hit| {
        let (listing, run_by) = listings.get(&hit.id)?;
        Some(Line::of(listing, run_by.as_deref().unwrap_or(""), *hit, &answer.understood, ctx.now()))
    });
    let lines = lines.collect();
    let page = FindPage::new(asked, base, &wanted, &answer, lines)
        .waiting(waiting)
        .postcode_fault(not_here)
        .tell(place.map(|place| format!("{}/add", links::help_in(place.slug()))));
    ctx.page(around.template(&page)).await
}

/// What waits for whoever may look at it.
async fn waiting(ctx: &Ctx, db: &mut Conn, place: Option<&Place>) -> Result<Option<(String, i64)>, PageError> {
    let Some(place) = place.filter(|place| ctx.may(SEE_WAITING, place.subject())) else { return Ok(None) };
    let filter = ListingFilter { place: Some(place.id()), state: Some(State::Waiting), ..ListingFilter::default() };
    Ok(Some((links::waiting(place.slug()), store::count_listings(db, &filter).await?)))
}
