//! Puts official acts into the log: reads them from the history, commits to each, grows the tree and signs its new head, all in one
//! transaction. Killed at any moment, the next run goes on where this one stopped.

use super::{KeyFile, KeyFileError};
use crate::acts::KEEP_RECORD;
use crate::checkpoint::{Head, SignError};
use crate::commitment::{NotCanonical, Official, Salt};
use crate::keyring::Fit;
use crate::links;
use crate::store::{self, Log, New};
use crate::tree::edge;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, Refused, Subject};
use folkmoot_store::{Conn, Error, Event, Line, Tx, count_named, lines, numbers_named};
use folkmoot_web::Ctx;
use folkmoot_web::capability::JobError;
use std::collections::BTreeSet;
use tlog_tiles::tlog;

/// Acts that one transaction takes: others write in between.
const LOT: usize = 500;
const SET_BACK: &str =
    "The database was set back to an earlier day, or changed: it is not what was signed last in the log before.";

#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    #[error(transparent)]
    Store(#[from] Error),
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error(transparent)]
    Key(#[from] KeyFileError),
    #[error(transparent)]
    Sign(#[from] SignError),
    #[error(transparent)]
    Text(#[from] NotCanonical),
    #[error("the tree of the record does not hold together: {0}")]
    Tree(#[from] tlog::Error),
    #[error("this computer gives no random bytes")]
    NoRandom,
}

/// The reconciler: all official acts that are not in the log yet.
pub async fn run(ctx: Ctx) -> Result<String, JobError> {
    let Some(keys) = ctx.wanted::<KeyFile>() else { return Ok("no key, so no record is kept".to_owned()) };
    let kept = all(&ctx, &keys).await?;
    Ok(format!("put {kept} official acts into the record"))
}

/// Puts in all that is missing and says how many that was.
pub async fn all(ctx: &Ctx, keys: &KeyFile) -> Result<usize, KeepError> {
    let mut kept = 0;
    loop {
        let lot = lot(ctx, keys).await?;
        kept += lot;
        if lot < LOT {
            return Ok(kept);
        }
    }
}

async fn lot(ctx: &Ctx, keys: &KeyFile) -> Result<usize, KeepError> {
    let mut tx = ctx.begin().await?;
    let (log, head) = log_to_grow(ctx, &mut tx, keys).await?;
    let numbers = missing(ctx, &mut tx, log.number, head.size).await?;
    let missing = lines(&mut tx, &numbers).await?;
    if missing.is_empty() && store::latest(&mut tx, log.number).await?.is_some() {
        return Ok(0);
    }
    let count = missing.len();
    let next = grow(&mut tx, &log, head, missing).await?;
    let note = keys.secret().sign(&log.origin, next)?;
    let now = tx.now();
    store::add_checkpoint(&mut tx, log.number, next, now, &note).await?;

    keys.about_to(&log.origin, head, next)?;
    let permit = ctx.permit(KEEP_RECORD, Subject::default())?;
    let id: Id<Anything> = Id::from_number(log.number);
    tx.record(permit, Event::new("record signed", "record", id)).await?.commit().await?;
    keys.saved(&log.origin, next)?;
    Ok(count)
}

/// The log that grows, with how far it goes. A new one is begun where there is none, or where the last one cannot go on.
async fn log_to_grow(ctx: &Ctx, tx: &mut Tx, keys: &KeyFile) -> Result<(Log, Head), KeepError> {
    let Some(last) = store::logs(tx).await?.into_iter().next() else {
        return begun(ctx, tx, keys, 1, "").await;
    };
    store::lock(tx, last.number).await?;
    let head = store::latest(tx, last.number).await?.map_or(nothing(), |signed| signed.head());
    let why = match keys.fit(&last.origin, head) {
        _ if last.verifier_key != keys.secret().verifier_key(&last.origin) => {
            "The key that the log before was signed with is no longer here."
        }
        Fit::Fits => return Ok((last, head)),
        Fit::Unknown if head.size == 0 => return Ok((last, head)),
        Fit::Unknown => {
            "Nobody can say whether this database is as the log before left it: its key was kept without it."
        }
        Fit::SetBack => SET_BACK,
    };
    tracing::warn!(log = last.origin, why, "the record goes on in a new log");
    begun(ctx, tx, keys, last.number + 1, why).await
}

async fn begun(ctx: &Ctx, tx: &mut Tx, keys: &KeyFile, number: i64, why: &str) -> Result<(Log, Head), KeepError> {
    let site = &ctx.site().url;
    // A log that the database knows nothing of any more keeps its name: two heads under one name are what nobody may see.
    let known = (number..).take_while(|number| keys.has_grown(&links::origin(site, *number))).count();
    let number = number + i64::try_from(known).unwrap_or(0);
    let origin = links::origin(site, number);
    let why = if known > 0 { SET_BACK } else { why };
    let log = Log {
        number,
        verifier_key: keys.secret().verifier_key(&origin),
        origin,
        begun_at: tx.now(),
        begun_why: why.to_owned(),
    };
    store::add_log(tx, &log).await?;
    Ok((log, nothing()))
}

fn nothing() -> Head {
    Head { size: 0, root: tlog::EMPTY_HASH }
}

/// Official acts that are not in the log, the oldest first. Compared as a whole: a clock that was wrong for a day gives lines
/// numbers among old ones, or far ahead of those to come.
async fn missing(ctx: &Ctx, db: &mut Conn, log: i64, size: u64) -> Result<Vec<Id<Anything>>, Error> {
    let names: Vec<&str> = ctx.app().official().collect();
    if names.is_empty() || count_named(db, &names).await?.unsigned_abs() == size {
        return Ok(Vec::new());
    }
    let there: BTreeSet<Id<Anything>> = store::lines(db, log).await?.into_iter().collect();
    let all = numbers_named(db, &names).await?;
    Ok(all.into_iter().filter(|number| !there.contains(number)).take(LOT).collect())
}

async fn grow(db: &mut Conn, log: &Log, head: Head, lines: Vec<Line>) -> Result<Head, KeepError> {
    let mut tiles = store::tiles(db, log.number, &edge(head.size)).await?;
    let mut size = head.size;
    let mut entries = Vec::with_capacity(lines.len());
    for line in lines {
        let entry = entry(log, line)?;
        tiles.append(size, &entry.commitment)?;
        size += 1;
        entries.push(entry);
    }
    store::add_entries(db, log.number, head.size, entries).await?;
    store::save_tiles(db, log.number, &tiles).await?;
    Ok(Head { size, root: tiles.root(size)? })
}

fn entry(log: &Log, line: Line) -> Result<New, KeepError> {
    let salt = Salt::fresh().map_err(|_| KeepError::NoRandom)?;
    let commitment = official(&log.origin, &line).text()?.commit(&salt);
    Ok(New {
        line: line.seq,
        event: line.event,
        place: line.place_id,
        kind: line.subject_kind,
        subject: line.subject_id,
        at: line.at,
        commitment,
        salt,
    })
}

/// What is committed to of a line of history. The same again whenever it is asked for.
pub fn official(log: &str, line: &Line) -> Official {
    Official {
        log: log.to_owned(),
        line: line.seq.to_string(),
        event: line.event.clone(),
        at: line.at.rfc3339(),
        place: line.place_id.map(|place| place.to_string()),
        kind: line.subject_kind.clone(),
        subject: line.subject_id.to_string(),
        what: line.after_json.as_deref().and_then(|json| serde_json::from_str(json).ok()),
    }
}
