//! Entries of a log: what each is of, its commitment, and the salt until it is erased.

use super::column;
use crate::commitment::{Commitment, Salt};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, PlaceId, Timestamp};
use folkmoot_store::{Bind, Bulk, Conn, Error, row, sql};

row! {
    /// An entry, as a page shows it.
    pub struct Entry {
        pub log: i64,
        pub number: i64,
        pub line: Id<Anything>,
        pub event: String,
        pub place_id: Option<PlaceId>,
        pub subject_kind: String,
        pub subject_id: Id<Anything>,
        pub at: Timestamp,
        pub commitment: Vec<u8>,
        pub salt: Option<Vec<u8>>,
    }
}

/// An entry on its way into the log.
#[derive(Debug)]
pub struct New {
    pub line: Id<Anything>,
    pub event: String,
    pub place: Option<PlaceId>,
    pub kind: String,
    pub subject: Id<Anything>,
    pub at: Timestamp,
    pub commitment: Commitment,
    pub salt: Salt,
}

/// Most entries of one thing that a page lists.
const OF_SUBJECT_MAX: u32 = 200;
const COLUMNS: [&str; 10] =
    ["log", "number", "line", "event", "place_id", "subject_kind", "subject_id", "at", "commitment", "salt"];

fn select() -> String {
    format!("select {} from record_entry", COLUMNS.join(", "))
}

/// Appends entries, the first at place `size`.
pub async fn add_entries(db: &mut Conn, log: i64, size: u64, entries: Vec<New>) -> Result<(), Error> {
    let mut bulk = Bulk::upsert("record_entry", &["log", "number"], &COLUMNS);
    for (number, one) in (size..).zip(entries) {
        let row = vec![
            log.value(),
            column(number).value(),
            one.line.value(),
            one.event.value(),
            one.place.value(),
            one.kind.value(),
            one.subject.value(),
            one.at.value(),
            one.commitment.bytes().to_vec().value(),
            one.salt.bytes().to_vec().value(),
        ];
        bulk.take(db, row).await?;
    }
    bulk.send(db).await
}

pub async fn entry(db: &mut Conn, log: i64, number: i64) -> Result<Option<Entry>, Error> {
    sql(format!("{} where log = $1 and number = $2", select())).bind(log).bind(number).maybe(db).await
}

/// Entries about one thing, the latest first.
pub async fn entries_of(db: &mut Conn, kind: &str, id: Id<Anything>) -> Result<Vec<Entry>, Error> {
    let text =
        format!("{} where subject_kind = $1 and subject_id = $2 order by log desc, number desc limit $3", select());
    sql(text).bind(kind).bind(id).bind(OF_SUBJECT_MAX).all(db).await
}

/// What the log is of: commitments from place `from` on, one behind the other.
pub async fn commitments(db: &mut Conn, log: i64, from: u64, count: usize) -> Result<Vec<Vec<u8>>, Error> {
    let until = from.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
    sql("select commitment from record_entry where log = $1 and number >= $2 and number < $3 order by number")
        .bind(log)
        .bind(column(from))
        .bind(column(until))
        .all(db)
        .await
}

/// Erases the salts of what is about one thing: its commitments are random numbers from then on, and every proof still holds.
/// Says how many.
pub async fn forget(db: &mut Conn, kind: &str, id: Id<Anything>) -> Result<u64, Error> {
    sql("update record_entry set salt = null where subject_kind = $1 and subject_id = $2 and salt is not null")
        .bind(kind)
        .bind(id)
        .run(db)
        .await
}

/// The same for what one line of history says.
pub async fn forget_line(db: &mut Conn, line: i64) -> Result<u64, Error> {
    sql("update record_entry set salt = null where line = $1 and salt is not null").bind(line).run(db).await
}
