//! Listings: written one by one, or thousands at a time.

use super::{document, known, providers_by_id};
use crate::capacity::{Capacity, Room};
use crate::feed::FeedId;
use crate::find::Shelved;
use crate::listing::{Listing, ListingId, Source, State, Upstream};
use crate::provider::ProviderId;
use crate::uuid::Uuid;
use folkmoot_kernel::{Date, Id, PlaceId, Timestamp};
use folkmoot_store::{Bind as _, Bulk, Conn, Error, Tx, Value, row, sql};
use std::collections::{BTreeMap, BTreeSet};

row! {
    struct ListingRow {
        id: ListingId,
        uuid: String,
        place_id: Option<PlaceId>,
        provider_id: Option<ProviderId>,
        about: String,
        state: String,
        why: String,
        source: String,
        feed_id: Option<FeedId>,
        upstream: Option<String>,
        ours: String,
        room: String,
        waiting: Option<i64>,
        room_said_on: Option<Date>,
        checked_on: Option<Date>,
        changed_at: Timestamp,
        change: i64,
        version: i64,
    }
}

const COLUMNS: &str = "select id, uuid, place_id, provider_id, about, state, why, source, feed_id, upstream, ours, room, waiting, room_said_on,
       checked_on, changed_at, change, version
  from directory_listing";
const WRITTEN: [&str; 19] = [
    "id",
    "uuid",
    "place_id",
    "provider_id",
    "name",
    "about",
    "state",
    "why",
    "source",
    "feed_id",
    "upstream",
    "ours",
    "room",
    "waiting",
    "room_said_on",
    "checked_on",
    "changed_at",
    "change",
    "version",
];

fn listing_of(row: ListingRow) -> Result<Listing, Error> {
    const TABLE: &str = "directory_listing";
    let id = row.id;
    let about = known(serde_json::from_str(&row.about).ok(), TABLE, id, &row.about)?;
    let upstream = match (row.feed_id, &row.upstream) {
        (Some(feed), Some(text)) => {
            let about = known(serde_json::from_str(text).ok(), TABLE, id, text)?;
            let ours = known(serde_json::from_str(&row.ours).ok(), TABLE, id, &row.ours)?;
            Some(Upstream { feed, about, ours })
        }
        _ => None,
    };
    let capacity = Capacity {
        room: known(Room::read(&row.room), TABLE, id, &row.room)?,
        waiting: row.waiting.and_then(|waiting| u32::try_from(waiting).ok()),
        said_on: row.room_said_on,
    };
    Ok(Listing {
        id,
        uuid: known(row.uuid.parse().ok(), TABLE, id, &row.uuid)?,
        place: row.place_id,
        provider: row.provider_id,
        about,
        capacity,
        state: known(State::read(&row.state), TABLE, id, &row.state)?,
        why: row.why,
        source: known(Source::read(&row.source), TABLE, id, &row.source)?,
        upstream,
        checked_on: row.checked_on,
        changed_at: row.changed_at,
        version: row.version,
    })
}

pub async fn listing(db: &mut Conn, id: ListingId) -> Result<Option<Listing>, Error> {
    let row: Option<ListingRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(listing_of).transpose()
}

pub async fn listing_by_uuid(db: &mut Conn, uuid: Uuid) -> Result<Option<Listing>, Error> {
    let row: Option<ListingRow> = sql(format!("{COLUMNS} where uuid = $1")).bind(uuid.to_string()).maybe(db).await?;
    row.map(listing_of).transpose()
}

/// Those of these ids that are there.
pub async fn listings_by_id(db: &mut Conn, ids: &[ListingId]) -> Result<BTreeMap<ListingId, Listing>, Error> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(200) {
        let places: Vec<String> = (1..=some.len()).map(|nth| format!("${nth}")).collect();
        let text = format!("{COLUMNS} where id in ({})", places.join(", "));
        let query = some.iter().fold(sql(text), |query, id| query.bind(*id));
        let rows: Vec<ListingRow> = query.all(db).await?;
        for row in rows {
            found.insert(row.id, listing_of(row)?);
        }
    }
    Ok(found)
}

/// A listing with the number of its last change, and who runs it.
#[derive(Debug, Clone)]
pub struct Changed {
    pub change: i64,
    pub shelved: Shelved,
}

async fn changed(db: &mut Conn, rows: Vec<ListingRow>) -> Result<Vec<Changed>, Error> {
    let run_by: BTreeSet<ProviderId> = rows.iter().filter_map(|row| row.provider_id).collect();
    let providers = providers_by_id(db, &run_by.into_iter().collect::<Vec<_>>()).await?;
    let who = |id: ProviderId| providers.get(&id).map(|one| (one.uuid(), one.who().name.clone()));
    let one = |row: ListingRow| {
        let (change, provider) = (row.change, row.provider_id.and_then(who));
        Ok(Changed { change, shelved: Shelved { listing: listing_of(row)?, provider } })
    };
    rows.into_iter().map(one).collect()
}

/// What changed after this change, in its order.
pub async fn changes_after(db: &mut Conn, after: i64, limit: u32) -> Result<Vec<Changed>, Error> {
    let text = format!("{COLUMNS} where change > $1 order by change limit $2");
    let rows: Vec<ListingRow> = sql(text).bind(after).bind(limit).all(db).await?;
    changed(db, rows).await
}

/// Numbers of the changes after one and up to another.
pub async fn change_numbers(db: &mut Conn, after: i64, upto: i64) -> Result<Vec<i64>, Error> {
    sql("select change from directory_listing where change > $1 and change <= $2").bind(after).bind(upto).all(db).await
}

/// The listing that a change was made to, if it was not changed again.
pub async fn change_numbered(db: &mut Conn, change: i64) -> Result<Vec<Changed>, Error> {
    let rows: Vec<ListingRow> = sql(format!("{COLUMNS} where change = $1")).bind(change).all(db).await?;
    changed(db, rows).await
}

/// All that a feed sent, behind this listing.
pub async fn changes_of_feed(db: &mut Conn, feed: FeedId, after: i64, limit: u32) -> Result<Vec<Changed>, Error> {
    let text = format!("{COLUMNS} where feed_id = $1 and id > $2 order by id limit $3");
    let rows: Vec<ListingRow> = sql(text).bind(feed).bind(after).bind(limit).all(db).await?;
    changed(db, rows).await
}

/// The values of a row, in the order of the columns that are written.
pub fn listing_values(listing: &Listing, change: Id<Listing>) -> Vec<Value> {
    let (capacity, upstream) = (listing.capacity(), listing.upstream());
    vec![
        listing.id.value(),
        listing.uuid.to_string().value(),
        listing.place.value(),
        listing.provider.value(),
        listing.about.name.as_str().value(),
        document(&listing.about).value(),
        listing.state.key().value(),
        listing.why.as_str().value(),
        listing.source.key().value(),
        upstream.map(|sent| sent.feed).value(),
        upstream.map(|sent| document(&sent.about)).value(),
        upstream.map_or_else(|| "[]".to_owned(), |sent| document(&sent.ours)).value(),
        capacity.room.key().value(),
        capacity.waiting.value(),
        capacity.said_on.value(),
        listing.checked_on.value(),
        listing.changed_at.value(),
        change.value(),
        listing.version.value(),
    ]
}

/// New listings and changed ones, thousands at a time; give each the next version first.
pub fn bulk_listings() -> Bulk {
    Bulk::upsert("directory_listing", &["id"], &WRITTEN)
}

pub async fn add_listing(tx: &mut Tx, new: &Listing) -> Result<(), Error> {
    let mut bulk = bulk_listings();
    let change = tx.new_id();
    bulk.take(tx, listing_values(new, change)).await?;
    bulk.send(tx).await
}

/// Saves a listing that was read at `version`.
pub async fn save_listing(tx: &mut Tx, changed: &Listing, version: i64) -> Result<(), Error> {
    sql("update directory_listing
            set version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .run_one(tx)
    .await?;
    let change = tx.new_id();
    let mut bulk = bulk_listings();
    bulk.take(tx, listing_values(&Listing { version: version + 1, ..changed.clone() }, change)).await?;
    bulk.send(tx).await
}

/// Those of these identifiers that belong to listings already, with the feed of each.
pub async fn taken_uuids(db: &mut Conn, uuids: &[Uuid]) -> Result<BTreeSet<Uuid>, Error> {
    let mut found = BTreeSet::new();
    for some in uuids.chunks(500) {
        let places: Vec<String> = (1..=some.len()).map(|nth| format!("${nth}")).collect();
        let text = format!("select uuid from directory_listing where uuid in ({})", places.join(", "));
        let query = some.iter().fold(sql(text), |query, uuid| query.bind(uuid.to_string()));
        let rows: Vec<String> = query.all(db).await?;
        found.extend(rows.iter().filter_map(|uuid| uuid.parse::<Uuid>().ok()));
    }
    Ok(found)
}

/// Which listings a list shows.
#[derive(Debug, Clone, Default)]
pub struct ListingFilter {
    pub place: Option<PlaceId>,
    /// One state; else those that people find.
    pub state: Option<State>,
    /// A part of the name, in whatever letters.
    pub words: Option<String>,
}

row! {
    /// A listing as lists show it.
    pub struct ListingLine {
        pub id: ListingId,
        pub name: String,
        pub state: String,
        pub provider: Option<String>,
        pub checked_on: Option<Date>,
    }
}

fn wanted(filter: &ListingFilter) -> (String, Vec<Value>) {
    let (mut text, mut values) = (String::new(), Vec::new());
    let mut also = |clause: &str, value: Value| {
        values.push(value);
        text.push_str(&clause.replace('?', &format!("${}", values.len())));
    };
    match filter.state {
        Some(state) => also(" and l.state = ?", state.key().value()),
        None => also(" and l.state in ('paused', ?)", State::Listed.key().value()),
    }
    if let Some(place) = filter.place {
        also(" and l.place_id = ?", place.value());
    }
    if let Some(words) = &filter.words {
        also(" and lower(l.name) like ?", format!("%{}%", words.to_lowercase()).value());
    }
    (text, values)
}

fn bound(text: String, values: Vec<Value>) -> folkmoot_store::Query {
    values.into_iter().fold(sql(text), folkmoot_store::Query::bind_value)
}

/// By name.
pub async fn lines(db: &mut Conn, filter: &ListingFilter, limit: u32) -> Result<Vec<ListingLine>, Error> {
    let (clauses, mut values) = wanted(filter);
    values.push(limit.value());
    let text = format!(
        "select l.id, l.name, l.state, p.name as provider, l.checked_on
           from directory_listing l
           left join directory_provider p on p.id = l.provider_id
          where true{clauses}
          order by l.name, l.id
          limit ${}",
        values.len()
    );
    bound(text, values).all(db).await
}

pub async fn count_listings(db: &mut Conn, filter: &ListingFilter) -> Result<i64, Error> {
    let (clauses, values) = wanted(filter);
    bound(format!("select count(*) from directory_listing l where true{clauses}"), values).one(db).await
}
