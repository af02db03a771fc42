//! Somebody looks for help.

use crate::find::{Found, Here, Shelf, Sieve, Understood, Wanted};
use crate::listing::{Listing, ListingId};
use crate::store;
use folkmoot_kernel::Postcode;
use folkmoot_register::england::lookup;
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, PageError};
use std::collections::BTreeMap;
use std::sync::Arc;

pub use crate::find::FindError;

impl From<FindError> for PageError {
    fn from(err: FindError) -> Self {
        PageError::fault(err)
    }
}

/// The index of this program, brought up to what the database says.
pub async fn shelf(ctx: &Ctx) -> Result<Arc<Shelf>, FindError> {
    let shelf = ctx.in_memory::<Shelf>().unwrap_or_default();
    shelf.follow(ctx.store()).await?;
    Ok(shelf)
}

/// What was found, and what was made of the words.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    pub found: Found,
    pub understood: Understood,
}

/// The best so many.
pub async fn find(ctx: &Ctx, wanted: &Wanted, most: usize) -> Result<Answer, FindError> {
    let (shelf, now) = (shelf(ctx).await?, ctx.now());
    let (sieve, text) = (Sieve::of(wanted, now), wanted.text.clone());
    // It counts for milliseconds: others are answered meanwhile.
    let answer = tokio::task::spawn_blocking(move || {
        let understood = shelf.understand(&text)?;
        Ok::<_, FindError>(Answer { found: shelf.find(sieve, most, now.date())?, understood })
    });
    answer.await?
}

/// Where somebody says that they are. `None`: no list has this postcode.
pub async fn here(db: &mut Conn, postcode: &Postcode) -> Result<Option<Here>, folkmoot_store::Error> {
    let around = lookup::around(db, postcode).await?;
    Ok(around.and_then(|around| Some(Here { point: around.point?, place: around.place })))
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
