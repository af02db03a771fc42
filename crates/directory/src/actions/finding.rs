//! Somebody looks for help.

use super::following::{FindError, Following};
use crate::acts::SEE_LISTINGS;
use crate::find::{Found, Here, Shelf, Sieve, Wanted};
use crate::listing::{Listing, ListingId};
use crate::store;
use crate::unmet::{Sought, Unmet};
use folkmoot_kernel::{PlaceId, Postcode, Subject};
use folkmoot_register::england::lookup;
use folkmoot_store::{Conn, Event};
use folkmoot_web::{Ctx, PageError};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

/// The index of this program, brought up to what the database says.
pub async fn shelf(ctx: &Ctx) -> Result<Arc<Shelf>, FindError> {
    ctx.in_memory::<Following>().unwrap_or_default().shelf(ctx.store()).await
}

/// The best so many.
pub async fn find(ctx: &Ctx, wanted: &Wanted, most: usize) -> Result<Found, FindError> {
    let (shelf, now) = (shelf(ctx).await?, ctx.now());
    let sieve = Sieve::of(wanted, now);
    // It counts for milliseconds: others are answered meanwhile.
    Ok(tokio::task::spawn_blocking(move || shelf.find(sieve, most, now.date())).await??)
}

/// Where somebody says that they are. `None`: no list has this postcode.
pub async fn here(db: &mut Conn, postcode: &Postcode) -> Result<Option<Here>, folkmoot_store::Error> {
    let around = lookup::around(db, postcode).await?;
    Ok(around.and_then(|around| Some(Here { point: around.point?, place: around.place, area: around.small_area })))
}

/// Listings of these ids, each with the name of whoever runs it.
pub async fn listings(
    db: &mut Conn,
    ids: &[ListingId],
) -> Result<BTreeMap<ListingId, (Listing, Option<String>)>, folkmoot_store::Error> {
    let found = store::listings_by_id(db, ids).await?;
    let run_by: Vec<_> = found.values().filter_map(Listing::provider).collect();
    let providers = store::providers_by_id(db, &run_by).await?;
    let with_name = |listing: Listing| {
        let name = listing.provider().and_then(|id| providers.get(&id)).map(|one| one.who().name.clone());
        (listing.id(), (listing, name))
    };
    Ok(found.into_values().map(with_name).collect())
}

/// Counts what somebody looked for and did not find. The database is written now and then, not for each of them.
pub async fn note_unmet(ctx: &Ctx, wanted: &Wanted, found: &Found) -> Result<(), PageError> {
    let (Some(unmet), Some(sought)) = (ctx.in_memory::<Unmet>(), Sought::of(wanted, &found.understood)) else {
        return Ok(());
    };
    match unmet.note(sought, Instant::now()) {
        Some(counts) => write_unmet(ctx, &counts).await,
        None => Ok(()),
    }
}

/// Each place has a line in its history of how much was written, and no more.
pub async fn write_unmet(ctx: &Ctx, counts: &BTreeMap<Sought, i64>) -> Result<(), PageError> {
    let mut tx = ctx.begin().await?;
    let today = ctx.now().date();
    let month = format!("{:04}-{:02}", today.year(), today.month());
    let mut places: BTreeMap<PlaceId, i64> = BTreeMap::new();
    for (sought, count) in counts {
        *places.entry(sought.place).or_default() += count;
        store::add_unmet(&mut tx, sought, &month, *count).await?;
    }
    let Some((place, count)) = places.pop_first() else { return Ok(()) };
    let event = |place: PlaceId, count: i64| Event::new("help looked for and not found", "place", place).after(&count);
    let mut recorded = tx.record(ctx.permit(SEE_LISTINGS, Subject::place(place))?, event(place, count)).await?;
    for (place, count) in places {
        recorded = recorded.also(ctx.permit(SEE_LISTINGS, Subject::place(place))?, event(place, count)).await?;
    }
    Ok(recorded.commit().await?)
}

/// What is held is written: by a job, and in tests.
pub async fn write_held(ctx: &Ctx) -> Result<usize, PageError> {
    let counts = ctx.in_memory::<Unmet>().map(|unmet| unmet.take()).unwrap_or_default();
    if !counts.is_empty() {
        write_unmet(ctx, &counts).await?;
    }
    Ok(counts.len())
}
