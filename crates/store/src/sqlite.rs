//! SQLite: many readers, one writer. The writer takes all waiting writes into one transaction (group commit), because the
//! price of a durable write is the sync at its end: ten writes in one sync cost what one does.

use crate::error::Error;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, SqlitePool, Transaction};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};

/// How sure a commit is before it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Synced to the disk: an answered write survives a power cut.
    Full,
    /// Not synced: only for building a new file that is thrown away when it fails half-way.
    Scratch,
}

#[derive(Debug, Clone)]
pub(crate) struct Sqlite {
    readers: SqlitePool,
    writer: Arc<Mutex<Writer>>,
    /// Rung when a write waits for its group to be saved.
    bell: Arc<Notify>,
}

/// The one connection that writes, and those who wait for the open transaction to be saved.
#[derive(Debug)]
pub(crate) struct Writer {
    conn: SqliteConnection,
    open: bool,
    waiting: Vec<oneshot::Sender<Result<(), Error>>>,
}

/// The writer, held by one write at a time. A write that is dropped is undone alone; its group goes on.
#[derive(Debug)]
pub(crate) struct WriterGuard {
    writer: Option<OwnedMutexGuard<Writer>>,
    bell: Arc<Notify>,
}

impl Sqlite {
    pub(crate) async fn open(
        file: &Path,
        durability: Durability,
        readers: u32,
        generation: Arc<AtomicU64>,
    ) -> Result<Self, sqlx::Error> {
        let options = options(file, durability);
        let conn = options.clone().connect().await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(readers)
            .acquire_timeout(Duration::from_secs(5))
            .connect_lazy_with(options.read_only(true).create_if_missing(false));
        let writer = Arc::new(Mutex::new(Writer { conn, open: false, waiting: Vec::new() }));
        let bell = Arc::new(Notify::new());
        tokio::spawn(save_groups(Arc::downgrade(&writer), Arc::clone(&bell), generation));
        Ok(Self { readers, writer, bell })
    }

    pub(crate) fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    /// Waits for the writer, in turn, and begins a write inside the open group.
    pub(crate) async fn begin(&self) -> Result<WriterGuard, Error> {
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        if !writer.open {
            run(&mut writer.conn, "begin immediate").await?;
            writer.open = true;
        }
        run(&mut writer.conn, "savepoint one_write").await?;
        Ok(WriterGuard { writer: Some(writer), bell: Arc::clone(&self.bell) })
    }

    /// Ends the readers, then the writer, so that the file is whole and its log is folded in.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        let mut writer = self.writer.lock().await;
        let _ = writer.save().await;
        let _ = run(&mut writer.conn, "pragma wal_checkpoint(truncate)").await;
        self.bell.notify_one();
    }

    pub(crate) async fn vacuum_into(&self, file: &str) -> Result<(), Error> {
        let text = format!("vacuum into '{}'", file.replace('\'', "''"));
        let mut reader = self.readers.acquire().await?;
        sqlx::raw_sql(sqlx::AssertSqlSafe(text)).execute(&mut *reader).await?;
        Ok(())
    }

    /// Runs on the writer's connection between groups.
    pub(crate) async fn between_groups(&self, text: String) -> Result<(), Error> {
        let mut writer = self.writer.lock().await;
        writer.save().await?;
        sqlx::raw_sql(sqlx::AssertSqlSafe(text)).execute(&mut writer.conn).await?;
        Ok(())
    }
}

fn options(file: &Path, durability: Durability) -> SqliteConnectOptions {
    let (journal, synchronous) = match durability {
        Durability::Full => (SqliteJournalMode::Wal, SqliteSynchronous::Full),
        Durability::Scratch => (SqliteJournalMode::Wal, SqliteSynchronous::Off),
    };
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(journal)
        .synchronous(synchronous)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .statement_cache_capacity(512)
        // Rows read ahead: lists of thousands are handed over in few turns. What holds papers reads one row.
        .row_buffer_size(1024)
        .pragma("trusted_schema", "off")
        .pragma("cell_size_check", "on")
        .pragma("mmap_size", "0")
        .pragma("cache_size", "-16384")
        .pragma("temp_store", "memory")
        .disable_statement_logging()
}

/// A finished file, such as a backup, read at one moment and changed in no byte, not even by a log beside it.
pub(crate) async fn open_finished(file: &Path) -> Result<Transaction<'static, sqlx::Sqlite>, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .immutable(true)
        // Rows read ahead: some hold whole papers.
        .row_buffer_size(16)
        .pragma("trusted_schema", "off")
        .pragma("cell_size_check", "on")
        .pragma("mmap_size", "0")
        .disable_statement_logging();
    SqlitePoolOptions::new().max_connections(1).connect_with(options).await?.begin().await
}

/// Saves the open group whenever the bell rings. It queues for the writer like everybody else, so all writes that were
/// waiting before it go into the same transaction. Ends when the store is gone.
async fn save_groups(writer: std::sync::Weak<Mutex<Writer>>, bell: Arc<Notify>, generation: Arc<AtomicU64>) {
    loop {
        bell.notified().await;
        let Some(writer) = writer.upgrade() else { return };
        let mut writer = writer.lock().await;
        if writer.save().await.is_ok() {
            generation.fetch_add(1, Ordering::SeqCst);
        }
        let answer = std::mem::take(&mut writer.waiting);
        for waiting in answer {
            let _ = waiting.send(Ok(()));
        }
    }
}

impl Writer {
    /// Commits the open transaction. On failure all who wait are told, and the next group starts afresh.
    async fn save(&mut self) -> Result<(), Error> {
        if !self.open {
            return Ok(());
        }
        self.open = false;
        let saved = run(&mut self.conn, "commit").await;
        if saved.is_err() {
            self.lose_group().await;
        }
        saved
    }

    async fn lose_group(&mut self) {
        let _ = run(&mut self.conn, "rollback").await;
        self.open = false;
        for waiting in self.waiting.drain(..) {
            let _ = waiting.send(Err(Error::GroupLost));
        }
    }

    /// Undoes one write. A full disk may have ended the whole transaction already: then the group is lost.
    async fn undo(&mut self) {
        let undone = run(&mut self.conn, "rollback to one_write").await;
        let released = run(&mut self.conn, "release one_write").await;
        if undone.is_err() || released.is_err() {
            self.lose_group().await;
        }
    }
}

impl WriterGuard {
    pub(crate) fn conn(&mut self) -> &mut SqliteConnection {
        let writer = self.writer.as_mut().expect("the writer is held until commit or drop");
        &mut writer.conn
    }

    /// Puts this write into the group and waits until the group is on the disk.
    pub(crate) async fn commit(mut self) -> Result<(), Error> {
        let mut writer = self.writer.take().expect("the writer is held until commit or drop");
        if let Err(err) = run(&mut writer.conn, "release one_write").await {
            writer.lose_group().await;
            return Err(err);
        }
        let (tell, told) = oneshot::channel();
        writer.waiting.push(tell);
        drop(writer);
        self.bell.notify_one();
        told.await.unwrap_or(Err(Error::GroupLost))
    }
}

impl Drop for WriterGuard {
    fn drop(&mut self) {
        let (Some(mut writer), Ok(runtime)) = (self.writer.take(), tokio::runtime::Handle::try_current()) else {
            return;
        };
        let bell = Arc::clone(&self.bell);
        runtime.spawn(async move {
            writer.undo().await;
            drop(writer);
            bell.notify_one();
        });
    }
}

async fn run(conn: &mut SqliteConnection, text: &'static str) -> Result<(), Error> {
    sqlx::query(text).execute(conn).await?;
    Ok(())
}
