//! Everything that a place lists, as files.

use super::at::place_at;
use crate::acts::SEE_LISTINGS;
use crate::listing::Listing;
use crate::session::Session;
use crate::store::{self, ListingFilter};
use crate::venue::Venue;
use folkmoot_kernel::listed;
use folkmoot_web::{Csv, Ctx, PageError, Path, Routes, data_routes};

/// More than any place lists; what is more goes out by `/oruk/v3`, line by line.
const ROWS_MAX: u32 = 50_000;

const HEAD: [&str; 17] = [
    "id",
    "name",
    "run_by",
    "state",
    "summary",
    "helps_with",
    "when",
    "where",
    "postcode",
    "who_for",
    "cost",
    "how_to_come",
    "languages",
    "telephone",
    "email",
    "web",
    "checked_on",
];

pub(super) fn routes() -> Routes {
    data_routes!(Routes::new(), "/places/{place}/help", SEE_LISTINGS, table)
}

async fn table(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let filter = ListingFilter { place: Some(place.id()), ..ListingFilter::default() };
    let lines = store::lines(&mut db, &filter, ROWS_MAX).await?;
    let ids: Vec<_> = lines.iter().map(|line| line.id).collect();
    let listings = store::listings_by_id(&mut db, &ids).await?;
    let mut table = Csv::new(format!("{}-help", place.slug()), &HEAD);
    for line in lines {
        if let Some(listing) = listings.get(&line.id) {
            table.row(row(listing, line.provider.unwrap_or_default()));
        }
    }
    Ok(table)
}

fn row(listing: &Listing, run_by: String) -> Vec<String> {
    let about = listing.about();
    let needs: Vec<&str> = about.needs.iter().map(|need| need.words()).collect();
    let ways: Vec<&str> = about.ways.iter().map(|way| way.words()).collect();
    let times: Vec<String> = about.sessions.iter().map(Session::in_words).collect();
    let places: Vec<String> = about.venues.iter().map(Venue::in_words).collect();
    let postcodes: Vec<&str> =
        about.venues.iter().filter_map(|venue| Some(venue.postcode.as_ref()?.as_str())).collect();
    let phones: Vec<&str> = about.phones.iter().map(|phone| phone.number.as_str()).collect();
    vec![
        listing.uuid().to_string(),
        about.name.clone(),
        run_by,
        listing.state().words().to_owned(),
        about.summary.clone(),
        needs.join("; "),
        times.join("; "),
        places.join("; "),
        postcodes.join("; "),
        about.whom.in_words(),
        about.cost.in_words(),
        ways.join("; "),
        listed(&about.languages),
        phones.join("; "),
        about.email.clone(),
        about.url.clone(),
        listing.checked_on().map(|on| on.to_string()).unwrap_or_default(),
    ]
}
