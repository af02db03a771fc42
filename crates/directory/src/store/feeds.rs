//! Feeds, what they sent, and what was put aside.

use super::{document, known};
use crate::feed::{Feed, FeedId};
use crate::listing::ListingId;
use crate::oruk::repair::{Reason, Repaired};
use folkmoot_kernel::{PlaceId, Timestamp};
use folkmoot_store::{Bind as _, Bulk, Conn, Error, Tx, Value, row, sql};
use std::collections::BTreeMap;

/// Feeds of one installation, and lines of what was put aside, that are shown.
const FEEDS_MAX: u32 = 500;
/// Services of one feed.
const SENT_MAX: u32 = 2_000_000;

row! {
    struct FeedRow { id: FeedId, place_id: Option<PlaceId>, address: String, read_at: Option<Timestamp>, version: i64 }
}
row! {
    struct SentRow { upstream_id: String, listing_id: ListingId, sum: String }
}
row! {
    struct AsideRow { position: i64, upstream_id: String, name: String, reason: String, words: String }
}

const COLUMNS: &str = "select id, place_id, address, read_at, version from directory_feed";

fn feed_of(row: FeedRow) -> Feed {
    Feed { id: row.id, place: row.place_id, address: row.address, read_at: row.read_at, version: row.version }
}

pub async fn feed(db: &mut Conn, id: FeedId) -> Result<Option<Feed>, Error> {
    let row: Option<FeedRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    Ok(row.map(feed_of))
}

pub async fn feed_by_address(db: &mut Conn, address: &str) -> Result<Option<Feed>, Error> {
    let row: Option<FeedRow> = sql(format!("{COLUMNS} where address = $1")).bind(address).maybe(db).await?;
    Ok(row.map(feed_of))
}

pub async fn feeds(db: &mut Conn) -> Result<Vec<Feed>, Error> {
    let rows: Vec<FeedRow> = sql(format!("{COLUMNS} order by address limit $1")).bind(FEEDS_MAX).all(db).await?;
    Ok(rows.into_iter().map(feed_of).collect())
}

pub async fn add_feed(tx: &mut Tx, new: &Feed) -> Result<(), Error> {
    sql("insert into directory_feed (id, place_id, address) values ($1, $2, $3)")
        .bind(new.id)
        .bind(new.place)
        .bind(&new.address)
        .run(tx)
        .await?;
    Ok(())
}

pub async fn save_read(tx: &mut Tx, id: FeedId, now: Timestamp) -> Result<(), Error> {
    sql("update directory_feed set read_at = $2, version = version + 1 where id = $1")
        .bind(id)
        .bind(now)
        .run_one(tx)
        .await
}

/// What was sent before, by the feed's own ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentLine {
    pub listing: ListingId,
    pub sum: String,
}

pub async fn sent(db: &mut Conn, feed: FeedId) -> Result<BTreeMap<String, SentLine>, Error> {
    let rows: Vec<SentRow> = sql("select upstream_id, listing_id, sum from directory_sent where feed_id = $1 limit $2")
        .bind(feed)
        .bind(SENT_MAX)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.upstream_id, SentLine { listing: row.listing_id, sum: row.sum })).collect())
}

/// Rows of what was sent, thousands at a time: their values are feed, id there, listing, sum, repairs.
pub fn sent_rows() -> Bulk {
    Bulk::upsert(
        "directory_sent",
        &["feed_id", "upstream_id"],
        &["feed_id", "upstream_id", "listing_id", "sum", "repairs"],
    )
}

pub(crate) fn sent_values(feed: FeedId, id: &str, line: &SentLine, repairs: &[Repaired]) -> Vec<Value> {
    vec![feed.value(), id.value(), line.listing.value(), line.sum.as_str().value(), document(&repairs).value()]
}

/// What was repaired of a listing when it was read last.
pub async fn repairs_of(db: &mut Conn, listing: ListingId) -> Result<Vec<Repaired>, Error> {
    let text: Option<String> =
        sql("select repairs from directory_sent where listing_id = $1").bind(listing).maybe(db).await?;
    match text {
        None => Ok(Vec::new()),
        Some(text) => known(serde_json::from_str(&text).ok(), "directory_sent", listing, &text),
    }
}

/// One that was put aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsideLine {
    /// From 1, as it stands in the feed.
    pub position: i64,
    pub id: String,
    pub name: String,
    pub reason: Reason,
    pub words: String,
}

/// Writes what was put aside in place of what was before.
pub async fn put_aside(tx: &mut Tx, feed: FeedId, all: &[AsideLine]) -> Result<(), Error> {
    sql("delete from directory_aside where feed_id = $1").bind(feed).run(tx).await?;
    let columns = ["feed_id", "position", "upstream_id", "name", "reason", "words"];
    let mut bulk = Bulk::upsert("directory_aside", &["feed_id", "position"], &columns);
    for one in all {
        let texts = [one.id.as_str(), one.name.as_str(), one.reason.key(), one.words.as_str()];
        let values = [feed.value(), one.position.value()].into_iter().chain(texts.map(folkmoot_store::Bind::value));
        bulk.take(tx, values.collect()).await?;
    }
    bulk.send(tx).await
}

pub async fn asides(db: &mut Conn, feed: FeedId, limit: u32) -> Result<Vec<AsideLine>, Error> {
    let rows: Vec<AsideRow> = sql("select position, upstream_id, name, reason, words
           from directory_aside
          where feed_id = $1
          order by position
          limit $2")
    .bind(feed)
    .bind(limit)
    .all(db)
    .await?;
    let line = |row: AsideRow| {
        let reason = known(Reason::read(&row.reason), "directory_aside", row.position, &row.reason)?;
        Ok(AsideLine { position: row.position, id: row.upstream_id, name: row.name, reason, words: row.words })
    };
    rows.into_iter().map(line).collect()
}

row! {
    struct FeedVersion { id: FeedId, version: i64 }
}

/// Each feed with a number that rises whenever it is read.
pub async fn feed_versions(db: &mut Conn) -> Result<BTreeMap<FeedId, i64>, Error> {
    let rows: Vec<FeedVersion> = sql("select id, version from directory_feed").all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.version)).collect())
}
