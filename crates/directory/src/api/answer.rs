//! What both versions have in common: what is asked for, a page of it, all of it line by line, and what is not there.

use crate::actions;
use crate::find::{Key, Sieve};
use crate::listing::{Listing, ListingId};
use crate::oruk::ask::{Ask, Filter, Misread, Near};
use crate::oruk::v3::Shown;
use crate::provider::Provider;
use crate::store;
use crate::uuid::Uuid;
use folkmoot_register::england::lookup;
use folkmoot_web::axum::body::{Body, Bytes};
use folkmoot_web::axum::http::header;
use folkmoot_web::axum::response::IntoResponse as _;
use folkmoot_web::{Ctx, PageError, Response};
use futures_util::stream;
use serde_json::Value;

/// Listings that are read from the database at once.
const BATCH: usize = 200;

impl From<Misread> for PageError {
    fn from(why: Misread) -> Self {
        PageError::bad(why.to_string())
    }
}

/// Names and values of a query.
pub fn pairs(ctx: &Ctx) -> Vec<(String, String)> {
    form_urlencoded::parse(ctx.query().as_bytes()).into_owned().collect()
}

/// A listing with who runs it.
#[derive(Debug, Clone)]
pub struct One {
    pub listing: Listing,
    pub provider: Option<Provider>,
    /// Which of its venues, where these are listed.
    pub nth: usize,
}

impl One {
    pub fn shown(&self) -> Shown<'_> {
        Shown { listing: &self.listing, provider: self.provider.as_ref() }
    }
}

/// Listings that fit, each as often as a venue of it does where venues are asked for; none of them read yet.
pub async fn fitting(ctx: &Ctx, filter: &Filter, venues: bool) -> Result<Vec<(ListingId, usize)>, PageError> {
    let mut near = Near::default();
    let mut db = ctx.read().await?;
    if let Some((postcode, _)) = &filter.circle {
        near.point = lookup::around(&mut db, postcode).await?.and_then(|around| around.point);
    }
    if let Some(postcode) = &filter.served {
        near.areas = lookup::around(&mut db, postcode).await?.map(|around| around.areas).unwrap_or_default();
    }
    drop(db);
    all(ctx, Sieve::of_filter(filter, &near), venues).await
}

async fn all(ctx: &Ctx, sieve: Sieve, venues: bool) -> Result<Vec<(ListingId, usize)>, PageError> {
    let shelf = actions::shelf(ctx).await?;
    let found = tokio::task::spawn_blocking(move || shelf.all(sieve, venues));
    let found = found.await.map_err(PageError::fault)?;
    found.map_err(PageError::fault)
}

/// The open listing of which this is one venue, and which.
pub async fn at_venue(
    ctx: &Ctx,
    key: impl Fn(Uuid) -> Key,
    id: &str,
    made: fn(&Listing, usize) -> Uuid,
) -> Result<One, PageError> {
    let id: Uuid = id.parse().map_err(|_| PageError::not_found())?;
    let found = all(ctx, Sieve::default().and(vec![Key::Open]).and(vec![key(id)]), false).await?;
    let one = read(ctx, &found).await?.pop().ok_or_else(PageError::not_found)?;
    let venues = one.listing.about().venues.len();
    let nth = (0..venues).find(|nth| made(&one.listing, *nth) == id).ok_or_else(PageError::not_found)?;
    Ok(One { nth, ..one })
}

/// A listing that is or was listed.
pub async fn listing(ctx: &Ctx, id: &str) -> Result<One, PageError> {
    let uuid: Uuid = id.parse().map_err(|_| PageError::not_found())?;
    let mut db = ctx.read().await?;
    let listing = store::listing_by_uuid(&mut db, uuid).await?.ok_or_else(PageError::not_found)?;
    if listing.state() == crate::listing::State::Waiting {
        return Err(PageError::not_found());
    }
    let provider = match listing.provider() {
        Some(id) => store::provider(&mut db, id).await?,
        None => None,
    };
    Ok(One { listing, provider, nth: 0 })
}

/// Reads these, in their order.
pub async fn read(ctx: &Ctx, some: &[(ListingId, usize)]) -> Result<Vec<One>, PageError> {
    let mut db = ctx.read().await?;
    let ids: Vec<ListingId> = some.iter().map(|(id, _)| *id).collect();
    let listings = store::listings_by_id(&mut db, &ids).await?;
    let run_by: Vec<_> = listings.values().filter_map(Listing::provider).collect();
    let providers = store::providers_by_id(&mut db, &run_by).await?;
    let one = |(id, nth): &(ListingId, usize)| {
        let listing = listings.get(id)?.clone();
        let provider = listing.provider().and_then(|id| providers.get(&id)).cloned();
        Some(One { listing, provider, nth: *nth })
    };
    Ok(some.iter().filter_map(one).collect())
}

/// Where a page stands among all.
#[derive(Debug, Clone, Copy)]
pub struct Where {
    pub total: u64,
    pub pages: u64,
    pub page: u64,
}

/// Those of one page. Behind the last there is nothing, which is an answer.
pub fn cut<'a, T>(ask: &Ask, all: &'a [T]) -> (&'a [T], Where) {
    let total = all.len() as u64;
    let pages = total.div_ceil(ask.per_page).max(1);
    let first = usize::try_from((ask.page - 1).saturating_mul(ask.per_page)).unwrap_or(usize::MAX).min(all.len());
    let size = usize::try_from(ask.per_page).unwrap_or(usize::MAX);
    let last = first.saturating_add(size).min(all.len());
    (&all[first..last], Where { total, pages, page: ask.page })
}

/// A list that is no list of services: who lists it and how many are on a page.
pub fn plain(ctx: &Ctx) -> Result<Ask, PageError> {
    Ok(crate::oruk::ask::read(&pairs(ctx))?)
}

/// Those of one page who run something that people find.
pub async fn providers(ctx: &Ctx, ask: &Ask) -> Result<(Vec<Provider>, Where), PageError> {
    let mut db = ctx.read().await?;
    let total = store::count_open_providers(&mut db).await?;
    let some = store::open_providers(&mut db, (ask.page - 1).saturating_mul(ask.per_page), ask.per_page).await?;
    Ok((some, Where { total, pages: total.div_ceil(ask.per_page).max(1), page: ask.page }))
}

pub async fn provider(ctx: &Ctx, id: &str) -> Result<Provider, PageError> {
    let uuid: Uuid = id.parse().map_err(|_| PageError::not_found())?;
    let mut db = ctx.read().await?;
    let provider = store::provider_by_uuid(&mut db, uuid).await?.ok_or_else(PageError::not_found)?;
    if store::is_open_provider(&mut db, provider.id()).await? { Ok(provider) } else { Err(PageError::not_found()) }
}

/// All of them, a line for each, as they are read.
pub fn lines(
    ctx: &Ctx,
    all: Vec<(ListingId, usize)>,
    write: impl Fn(&One) -> Value + Clone + Send + 'static,
) -> Response {
    let batches = all.chunks(BATCH).map(<[_]>::to_vec).collect::<Vec<_>>().into_iter();
    let ctx = ctx.clone();
    let written = stream::unfold(batches, move |mut batches| {
        let (ctx, write) = (ctx.clone(), write.clone());
        async move {
            let some = batches.next()?;
            let text = read(&ctx, &some)
                .await
                .map(|ones| ones.iter().fold(String::new(), |text, one| text + &write(one).to_string() + "\n"));
            // A list that ends too early must not look whole: the connection breaks.
            Some((text.map(Bytes::from).map_err(|err| std::io::Error::other(err.to_string())), batches))
        }
    });
    let headers = [(header::CONTENT_TYPE, "application/x-ndjson"), (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
    (headers, Body::from_stream(written)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_and_counted() {
        let all: Vec<u32> = (1..=7).collect();
        let ask = |page: u64, per_page: u64| Ask { page, per_page, ..Ask::default() };
        let of = |page: u64, per_page: u64| {
            let ask = ask(page, per_page);
            let (cut, stands) = cut(&ask, &all);
            (cut.to_vec(), stands.pages)
        };
        assert_eq!(of(1, 3), (vec![1, 2, 3], 3));
        assert_eq!(of(3, 3), (vec![7], 3));
        assert_eq!(of(4, 3), (vec![], 3));
        assert_eq!(of(u64::MAX / 500, 500), (vec![], 1));
        assert_eq!(cut(&ask(1, 50), &[0_u8; 0]).1.pages, 1);
    }
}
