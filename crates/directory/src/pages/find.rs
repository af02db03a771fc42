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
    let here = here(&mut db, &asked).await?;
    let team = of_place(ctx, &mut db, place).await?;
    drop(db);
    let not_here = here.as_ref().err().copied();
    let here = here.unwrap_or_default();
    let wanted = asked.wanted(place.map(Place::id), here);
    let (first, last) = ((asked.page() - 1) * PAGE, asked.page() * PAGE);
    let found = actions::find(ctx, &wanted, last).await?;
    if found.total == 0 && !wanted.is_empty() {
        actions::note_unmet(ctx, &wanted, &found).await?;
    }
    let hits: Vec<_> = found.hits.iter().skip(first).copied().collect();
    let ids: Vec<_> = hits.iter().map(|hit| hit.id).collect();
    let listings = actions::listings(&mut *ctx.read().await?, &ids).await?;
    let lines = hits.iter().filter_map(|hit| {
        let (listing, run_by) = listings.get(&hit.id)?;
        Some(Line::of(listing, run_by.as_deref().unwrap_or(""), *hit, &found.understood, ctx.now()))
    });
    let lines = lines.collect();
    let page = FindPage::new(asked, base, &wanted, &found, lines).of_place(team).postcode_fault(not_here);
    ctx.page(around.template(&page)).await
}

/// What the page says of one place.
#[derive(Debug, Default)]
struct OfPlace {
    /// Where somebody says what they do.
    tell: Option<String>,
    /// Listings checked in the last three months, of how many.
    fresh: Option<(i64, i64)>,
    /// For whoever may look at it: where what was told waits, and how much; and where what is due is.
    waiting: Option<(String, i64)>,
    due: Option<String>,
}

async fn of_place(ctx: &Ctx, db: &mut Conn, place: Option<&Place>) -> Result<OfPlace, PageError> {
    let Some(place) = place else { return Ok(OfPlace::default()) };
    let filter = ListingFilter { place: Some(place.id()), state: Some(State::Waiting), ..ListingFilter::default() };
    let may = ctx.may(SEE_WAITING, place.subject());
    let waits = if may { store::count_listings(db, &filter).await? } else { 0 };
    Ok(OfPlace {
        tell: Some(format!("{}/add", links::help_in(place.slug()))),
        fresh: Some(store::fresh_share(db, place.id(), ctx.now().date()).await?),
        waiting: may.then(|| (links::waiting(place.slug()), waits)),
        due: may.then(|| links::due(place.slug())),
    })
}
