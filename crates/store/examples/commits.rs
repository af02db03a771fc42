//! How many durable writes a second: through the store, which saves waiting writes in groups, and through a plain SQLite
//! connection that commits each by itself. Both put the same two rows in, with synchronous=FULL, on the same disk.
//! `cargo run --release --package folkmoot-store --example commits -- FOLDER SECONDS` prints one line for each number of writers.
#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]

use folkmoot_kernel::act::permit;
use folkmoot_kernel::{Act, Actor, Id, Needs, Subject};
use folkmoot_store::{Address, Event, Options, Store};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;
use tokio::task::JoinSet;

type Fault = Box<dyn Error + Send + Sync>;

const WRITE: Act = Act { key: "bench.write", words: "write for a measurement", needs: Needs::Program };

/// Waits of one run, in microseconds, and how long the run took.
struct Run {
    waits_us: Vec<u128>,
    took: Duration,
}

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let mut args = std::env::args().skip(1);
    let folder = PathBuf::from(args.next().unwrap_or_else(|| "target/commits".to_owned()));
    let seconds: u64 = args.next().as_deref().unwrap_or("5").parse()?;
    std::fs::create_dir_all(&folder)?;
    println!("writers\tgrouped/s\tp50 us\tp99 us\tplain/s\tp50 us\tp99 us");
    for writers in [1, 8, 64] {
        let grouped = grouped(&folder.join("grouped.db"), writers, Duration::from_secs(seconds)).await?;
        let plain = plain(&folder.join("plain.db"), writers, Duration::from_secs(seconds)).await?;
        println!("{writers}\t{}\t{}", grouped.words(), plain.words());
    }
    Ok(())
}

/// Each writer puts a job off and records it, as every verb of the program does.
async fn grouped(file: &Path, writers: usize, length: Duration) -> Result<Run, Fault> {
    let store = Store::open(Options::new(Address::Sqlite(file.to_owned()))).await?;
    let shared = store.clone();
    let run = together(writers, length, move || {
        let store = shared.clone();
        async move {
            let mut tx = store.write().await?;
            tx.enqueue("bench.nothing", &"a few words of a payload").await?;
            let allowed = permit(&Actor::Program("bench"), WRITE, &Subject::default().into())?;
            let event = Event::new("written", "bench", tx.new_id::<()>());
            tx.record(allowed, event).await?.commit().await?;
            Ok(())
        }
    })
    .await?;
    store.close().await;
    Ok(run)
}

/// The same two rows on a plain connection: the best that one commit for each write can do.
async fn plain(file: &Path, writers: usize, length: Duration) -> Result<Run, Fault> {
    Store::open(Options::new(Address::Sqlite(file.to_owned()))).await?.close().await;
    let conn = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .disable_statement_logging()
        .connect()
        .await?;
    let conn = Arc::new(Mutex::new(conn));
    together(writers, length, move || {
        let conn = Arc::clone(&conn);
        async move { plain_write(&mut *conn.lock().await).await }
    })
    .await
}

async fn plain_write(conn: &mut SqliteConnection) -> Result<(), Fault> {
    let mut tx = conn.begin_with("begin immediate").await?;
    let id: Id<()> = Id::new(now_ms(), rand::random());
    sqlx::query("insert into store_job (id, kind, payload_json, run_after) values ($1, $2, $3, $4)")
        .bind(id.number())
        .bind("bench.nothing")
        .bind("\"a few words of a payload\"")
        .bind(0_i64)
        .execute(&mut *tx)
        .await?;
    sqlx::query(
        "insert into store_history (seq, at, act, event, subject_kind, subject_id, program)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.number())
    .bind(0_i64)
    .bind(WRITE.key)
    .bind("written")
    .bind("bench")
    .bind(id.number())
    .bind("bench")
    .execute(&mut *tx)
    .await?;
    Ok(tx.commit().await?)
}

#[expect(clippy::disallowed_methods, reason = "a measurement by the real clock, outside the program")]
fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Runs `write` again and again in as many tasks as there are writers, until the time is over.
async fn together<W, F>(writers: usize, length: Duration, write: W) -> Result<Run, Fault>
where
    W: Fn() -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), Fault>> + Send,
{
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..writers {
        let write = write.clone();
        tasks.spawn(async move {
            let mut waits = Vec::new();
            while began.elapsed() < length {
                let asked = Instant::now();
                write().await?;
                waits.push(asked.elapsed().as_micros());
            }
            Ok::<_, Fault>(waits)
        });
    }
    let mut waits_us = Vec::new();
    while let Some(done) = tasks.join_next().await {
        waits_us.extend(done??);
    }
    Ok(Run { waits_us, took: began.elapsed() })
}

impl Run {
    fn words(mut self) -> String {
        self.waits_us.sort_unstable();
        let at = |percent: usize| self.waits_us.get(self.waits_us.len() * percent / 100).copied().unwrap_or(0);
        let each_second = self.waits_us.len() as u128 * 1000 / self.took.as_millis().max(1);
        format!("{each_second}\t{}\t{}", at(50), at(99))
    }
}
