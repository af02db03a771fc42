//! Work put off: rows enqueued with the change that asked for them, claimed one at a time, tried again when they fail.
//! A job that a killed process had claimed becomes free when its claim runs out.

use crate::conn::Conn;
use crate::error::Error;
use crate::query::sql;
use crate::row;
use crate::store::Store;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, Timestamp};

/// A claim lasts this long; a job that takes longer may run twice, and must bear it. Unit: minutes.
const CLAIM_MINUTES: i64 = 10;
/// After this many tries a job is left for a person to look at (`folkmoot job`).
const TRIES_MAX: i64 = 8;

row! {
    /// A claimed job.
    pub struct Job {
        pub id: Id<Anything>,
        pub kind: String,
        pub payload_json: String,
        pub attempts: i64,
    }
}

pub(crate) async fn enqueue(
    db: &mut Conn,
    id: Id<Anything>,
    kind: &str,
    payload: String,
    now: Timestamp,
) -> Result<(), Error> {
    sql("insert into store_job (id, kind, payload_json, run_after) values ($1, $2, $3, $4)")
        .bind(id)
        .bind(kind)
        .bind(payload)
        .bind(now)
        .run(db)
        .await?;
    Ok(())
}

/// Claims the next job that is due, if there is one.
pub async fn claim(store: &Store) -> Result<Option<Job>, Error> {
    let now = store.now();
    if !any_due(&mut *store.read().await?, now).await? {
        return Ok(None);
    }
    let mut tx = store.write().await?;
    let due: Option<Job> = sql("select id, kind, payload_json, attempts
           from store_job
          where done_at is null
            and failed_at is null
            and run_after <= $1
            and claimed_until <= $1
          order by run_after, id
          limit 1")
    .bind(now)
    .maybe(&mut tx)
    .await?;
    let Some(job) = due else { return Ok(None) };
    sql("update store_job set claimed_until = $1, attempts = attempts + 1 where id = $2")
        .bind(now.plus_minutes(CLAIM_MINUTES))
        .bind(job.id)
        .run(&mut tx)
        .await?;
    tx.commit_housekeeping().await?;
    Ok(Some(Job { attempts: job.attempts + 1, ..job }))
}

async fn any_due(db: &mut Conn, now: Timestamp) -> Result<bool, Error> {
    let due: Option<i64> = sql("select 1
           from store_job
          where done_at is null
            and failed_at is null
            and run_after <= $1
            and claimed_until <= $1
          limit 1")
    .bind(now)
    .maybe(db)
    .await?;
    Ok(due.is_some())
}

pub async fn done(store: &Store, job: &Job) -> Result<(), Error> {
    let mut tx = store.write().await?;
    sql("update store_job set done_at = $1, claimed_until = 0 where id = $2")
        .bind(store.now())
        .bind(job.id)
        .run(&mut tx)
        .await?;
    tx.commit_housekeeping().await
}

/// Puts a failed job off: 1, 2, 4 ... minutes, then gives up and keeps it for a person to see.
pub async fn failed(store: &Store, job: &Job, why: &str) -> Result<(), Error> {
    let now = store.now();
    let gave_up = (job.attempts >= TRIES_MAX).then_some(now);
    let wait_minutes = 1_i64 << (job.attempts - 1).clamp(0, 10);
    let mut tx = store.write().await?;
    sql("update store_job
            set run_after = $1, claimed_until = 0, failed_at = $2, last_error = $3
          where id = $4")
    .bind(now.plus_minutes(wait_minutes))
    .bind(gave_up)
    .bind(why)
    .bind(job.id)
    .run(&mut tx)
    .await?;
    tx.commit_housekeeping().await
}

/// Gives a job that was given up its tries again, from now. `None`: all that were given up. Answers how many.
pub async fn retry(store: &Store, id: Option<Id<Anything>>) -> Result<u64, Error> {
    let mut tx = store.write().await?;
    let again = sql("update store_job
            set attempts = 0, run_after = $1, claimed_until = 0, failed_at = null
          where done_at is null
            and failed_at is not null
            and ($2 = 0 or id = $2)")
    .bind(store.now())
    .bind(id.map_or(0, Id::number))
    .run(&mut tx)
    .await?;
    tx.commit_housekeeping().await?;
    Ok(again)
}

/// The outcome of a reconciler that has not come to its end.
const STARTED: &str = "started";

/// Whether a reconciler is due; if so, notes that it starts now. One that was killed in the middle is due again when a
/// claim would have ended: a restart neither skips nor repeats it. Of several programs on one database, one starts it.
pub async fn start_reconciler(store: &Store, name: &str, every_minutes: i64) -> Result<bool, Error> {
    if !is_due(&mut *store.read().await?, name, every_minutes, store.now()).await? {
        return Ok(false);
    }
    let mut tx = store.write().await?;
    let now = tx.now();
    if !is_due(&mut tx, name, every_minutes, now).await? {
        return Ok(false);
    }
    sql("insert into store_reconciler (name, ran_at, outcome)
         values ($1, $2, $3)
         on conflict (name) do update set ran_at = excluded.ran_at, outcome = excluded.outcome")
    .bind(name)
    .bind(now)
    .bind(STARTED)
    .run(&mut tx)
    .await?;
    tx.commit_housekeeping().await?;
    Ok(true)
}

async fn is_due(db: &mut Conn, name: &str, every_minutes: i64, now: Timestamp) -> Result<bool, Error> {
    let last: Option<(Timestamp, String)> =
        sql("select ran_at, outcome from store_reconciler where name = $1").bind(name).maybe(db).await?;
    let Some((started, outcome)) = last else { return Ok(true) };
    let wait_minutes = if outcome == STARTED { every_minutes.min(CLAIM_MINUTES) } else { every_minutes };
    Ok(now >= started.plus_minutes(wait_minutes))
}

/// Notes how a reconciler ended. When it is due again counts from its start, so that a daily one keeps its hour.
pub async fn note_reconciler(store: &Store, name: &str, outcome: &str) -> Result<(), Error> {
    let mut tx = store.write().await?;
    sql("update store_reconciler set outcome = $1 where name = $2").bind(outcome).bind(name).run(&mut tx).await?;
    tx.commit_housekeeping().await
}

row! {
    /// A job as `folkmoot job` lists it.
    pub struct JobLine {
        pub id: Id<Anything>,
        pub kind: String,
        pub run_after: Timestamp,
        pub attempts: i64,
        pub failed_at: Option<Timestamp>,
        pub last_error: String,
    }
}

/// Jobs that wait or were given up, oldest first.
pub async fn unfinished(db: &mut Conn, limit: u32) -> Result<Vec<JobLine>, Error> {
    sql("select id, kind, run_after, attempts, failed_at, last_error
           from store_job
          where done_at is null
          order by id
          limit $1")
    .bind(limit)
    .all(db)
    .await
}
