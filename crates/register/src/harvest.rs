//! A register of places built from what each place publishes about itself. Fetching is the command line's; here a fetched
//! file is checked, kept as it was published, and listed as "published elsewhere".

use crate::acts::HARVEST;
use crate::document::is_web_address;
use crate::place_file::{self, Published, Unreadable};
use crate::store;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, Refused, Subject};
use folkmoot_store::{Error, Event};
use folkmoot_web::Ctx;
use serde::Serialize;

/// Why a fetched file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum HarvestError {
    #[error("{0} is no web address")]
    Address(String),
    #[error(transparent)]
    File(#[from] Unreadable),
    #[error("{place} is invented, a demonstration: it does not belong in a register")]
    Invented { place: String },
    #[error(transparent)]
    Permit(#[from] Refused),
    #[error(transparent)]
    Store(#[from] Error),
}

#[derive(Debug, Serialize)]
struct Taken<'a> {
    url: &'a str,
    place: &'a str,
}

/// Takes what was fetched from `url`. A file fetched again replaces the one from before.
pub async fn take(ctx: &Ctx, url: &str, text: &str) -> Result<Published, HarvestError> {
    if !is_web_address(url) {
        return Err(HarvestError::Address(url.to_owned()));
    }
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(HARVEST, Subject::default())?;

    let published = place_file::read(text)?;
    if published.invented {
        return Err(HarvestError::Invented { place: published.place_name });
    }

    let names = (published.system_name.as_str(), published.place_name.as_str());
    let now = tx.now();
    store::save_harvested(&mut tx, url, names, &published.json, now).await?;
    let id: Id<Anything> = tx.new_id();
    let event = Event::new("place harvested", "harvest", id).after(&Taken { url, place: &published.place_name });
    tx.record(permit, event).await?.commit().await?;
    Ok(published)
}
