//! All SQL of the directory.

mod contacts;
mod feeds;
mod fresh;
mod listings;
mod providers;
mod unmet;

pub use contacts::{contact, has_contact, has_email, save_contact};
pub(crate) use feeds::sent_values;
pub use feeds::{
    AsideLine, SentLine, add_feed, asides, feed, feed_by_address, feed_versions, feeds, put_aside, repairs_of,
    save_read, sent, sent_rows,
};
pub use fresh::{
    DueRow, add_asking, add_wrong, answer_asking, answer_wrong, asked, asking_by_key, count_waiting_wrongs, due,
    due_in, fresh_share, waiting_wrongs, wrong, wrongs,
};
pub use listings::{
    Changed, ListingFilter, ListingLine, add_listing, bulk_listings, change_numbered, change_numbers, changes_after,
    changes_of_feed, count_listings, lines, listing, listing_by_uuid, listing_values, listings_by_id, save_listing,
    taken_uuids,
};
pub use providers::{
    add_provider, bulk_providers, count_open_providers, is_open_provider, known_providers, open_providers, provider,
    provider_by_uuid, provider_values, providers_by_id,
};

pub use unmet::{UnmetLine, add_unmet, unmet_areas, unmet_needs};

use folkmoot_store::Error;

/// A stored word or document that this version cannot read is a fault that names the row.
fn known<T>(read: Option<T>, table: &'static str, id: impl std::fmt::Display, word: &str) -> Result<T, Error> {
    let why = || format!("it does not know {word:?}");
    read.ok_or_else(|| Error::BrokenRow { table, id: id.to_string(), why: why() })
}

/// A document as it is kept.
fn document<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("documents have text keys alone")
}
