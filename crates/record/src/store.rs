//! Logs, entries, tiles and checkpoints in the database.

mod entries;
mod witnesses;

use crate::checkpoint::Head;
use crate::tree::{At, Tiles};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, Timestamp};
use folkmoot_store::{Bind, Bulk, Conn, Error, row, sql};
use tlog_tiles::tlog::Hash;

pub use witnesses::{Cosigned, add_cosignature, cosignatures, cosigned_by, save_witnessed, witnessed, witnesses};

pub use entries::{Entry, New, add_entries, commitments, entries_of, entry, forget, forget_line};

row! {
    /// A log. The last one is the one that grows.
    #[derive(PartialEq, Eq)]
    pub struct Log {
        pub number: i64,
        pub origin: String,
        pub verifier_key: String,
        pub begun_at: Timestamp,
        /// Why it took the place of the one before; empty for the first.
        pub begun_why: String,
    }
}

row! {
    /// A signed head.
    pub struct Signed {
        pub size: i64,
        root: Vec<u8>,
        pub signed_at: Timestamp,
        pub note: String,
    }
}

/// Most logs that a page lists.
const LOGS_MAX: u32 = 50;

impl Signed {
    pub fn head(&self) -> Head {
        let root = self.root.as_slice().try_into().unwrap_or([0; 32]);
        Head { size: self.size.unsigned_abs(), root: Hash(root) }
    }
}

/// A whole number as a column keeps it; no log comes near the end of them.
fn column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// All logs, the latest first.
pub async fn logs(db: &mut Conn) -> Result<Vec<Log>, Error> {
    sql("select number, origin, verifier_key, begun_at, begun_why from record_log order by number desc limit $1")
        .bind(LOGS_MAX)
        .all(db)
        .await
}

pub async fn log(db: &mut Conn, number: i64) -> Result<Option<Log>, Error> {
    sql("select number, origin, verifier_key, begun_at, begun_why from record_log where number = $1")
        .bind(number)
        .maybe(db)
        .await
}

pub async fn add_log(db: &mut Conn, log: &Log) -> Result<(), Error> {
    sql("insert into record_log (number, origin, verifier_key, begun_at, begun_why) values ($1, $2, $3, $4, $5)")
        .bind(log.number)
        .bind(&log.origin)
        .bind(&log.verifier_key)
        .bind(log.begun_at)
        .bind(&log.begun_why)
        .run(db)
        .await?;
    Ok(())
}

/// Nobody else appends until this write ends.
pub async fn lock(db: &mut Conn, log: i64) -> Result<(), Error> {
    sql("update record_log set begun_why = begun_why where number = $1").bind(log).run(db).await?;
    Ok(())
}

/// The latest checkpoint of a log.
pub async fn latest(db: &mut Conn, log: i64) -> Result<Option<Signed>, Error> {
    sql("select size, root, signed_at, note from record_checkpoint where log = $1 order by size desc limit 1")
        .bind(log)
        .maybe(db)
        .await
}

/// A checkpoint with what witnesses signed below it.
pub async fn with_witnesses(db: &mut Conn, log: i64, signed: &Signed) -> Result<String, Error> {
    let lines = cosignatures(db, log, signed.size).await?;
    Ok(lines.into_iter().fold(signed.note.clone(), |note, one| note + &one.line))
}

pub async fn add_checkpoint(db: &mut Conn, log: i64, head: Head, at: Timestamp, note: &str) -> Result<(), Error> {
    sql("insert into record_checkpoint (log, size, root, signed_at, note) values ($1, $2, $3, $4, $5)")
        .bind(log)
        .bind(column(head.size))
        .bind(head.root.0.to_vec())
        .bind(at)
        .bind(note)
        .run(db)
        .await?;
    Ok(())
}

/// The lines of history that are in the log.
pub async fn lines(db: &mut Conn, log: i64) -> Result<Vec<Id<Anything>>, Error> {
    sql("select line from record_entry where log = $1").bind(log).all(db).await
}

pub async fn tiles(db: &mut Conn, log: i64, wanted: &[At]) -> Result<Tiles, Error> {
    if wanted.is_empty() {
        return Ok(Tiles::default());
    }
    let these: Vec<String> =
        wanted.iter().map(|(level, number)| format!("(level = {level} and number = {number})")).collect();
    let text = format!("select level, number, hashes from record_tile where log = $1 and ({})", these.join(" or "));
    let rows: Vec<(i64, i64, Vec<u8>)> = sql(text).bind(log).all(db).await?;
    let at = |level: i64, number: i64| (u8::try_from(level).unwrap_or(u8::MAX), number.unsigned_abs());
    Ok(Tiles::of(rows.into_iter().map(|(level, number, hashes)| (at(level, number), hashes))))
}

/// The hashes of one tile, as far as it is filled.
pub async fn tile(db: &mut Conn, log: i64, (level, number): At) -> Result<Option<Vec<u8>>, Error> {
    sql("select hashes from record_tile where log = $1 and level = $2 and number = $3")
        .bind(log)
        .bind(i64::from(level))
        .bind(column(number))
        .maybe(db)
        .await
}

pub async fn save_tiles(db: &mut Conn, log: i64, tiles: &Tiles) -> Result<(), Error> {
    let mut bulk = Bulk::upsert("record_tile", &["log", "level", "number"], &["log", "level", "number", "hashes"]);
    for ((level, number), hashes) in tiles.changed() {
        let row = vec![log.value(), i64::from(level).value(), column(number).value(), hashes.to_vec().value()];
        bulk.take(db, row).await?;
    }
    bulk.send(db).await
}
