//! The store: one door to the database.

use crate::clock::Clock;
use crate::conn::{Conn, Kind};
use crate::error::Error;
use crate::postgres::{self, PostgresError};
pub use crate::sqlite::Durability;
use crate::sqlite::Sqlite;
use crate::tx::Tx;
use crate::{migrate, query::sql, schema};
use folkmoot_kernel::{Id, Timestamp};
use sqlx::PgPool;
use std::ops::{Deref, DerefMut};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    Sqlite(PathBuf),
    Postgres { url: String, schema: Option<String> },
}

/// How to open a database.
#[derive(Debug, Clone)]
pub struct Options {
    pub address: Address,
    pub durability: Durability,
    /// Connections that read (SQLite) or in all (PostgreSQL).
    pub connections: u32,
    pub clock: Clock,
}

/// An open database with its clock. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    database: Database,
    address: Address,
    clock: Clock,
    generation: Arc<AtomicU64>,
}

#[derive(Debug)]
enum Database {
    Sqlite(Sqlite),
    Postgres(PgPool),
}

/// A connection for reading. On SQLite it cannot write.
#[derive(Debug)]
pub struct Read(Conn);

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the database file {file} cannot be opened")]
    File { file: PathBuf, source: sqlx::Error },
    #[error("there is no database file {file}")]
    Nothing { file: PathBuf },
    #[error(transparent)]
    Postgres(#[from] PostgresError),
    #[error("the database could not be brought up to date")]
    Migrate(#[source] Error),
    #[error(
        "this database was written by a newer Folkmoot (migration {found}, this one knows {known}): use that or a newer one"
    )]
    Newer { found: i64, known: i64 },
    #[error("migration {number} differs from the one that this database was made with")]
    Altered { number: i64 },
}

impl Options {
    /// Durable, 8 connections, the computer's clock.
    pub fn new(address: Address) -> Self {
        Self { address, durability: Durability::Full, connections: 8, clock: Clock::of_the_computer() }
    }
}

impl Address {
    /// "postgres://..." or the path of a SQLite file.
    pub fn read(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Address::Postgres { url: text.to_owned(), schema: None };
        }
        Address::Sqlite(PathBuf::from(text.strip_prefix("sqlite://").unwrap_or(text)))
    }
}

impl Store {
    /// Opens the database and brings it up to date.
    pub async fn open(options: Options) -> Result<Self, OpenError> {
        let store = Self::connect(options).await?;
        migrate::bring_up_to_date(&store).await?;
        let last = store.last_id().await.map_err(OpenError::Migrate)?;
        store.0.clock.beyond(last);
        Ok(store)
    }

    /// Opens a database as it is: neither made nor brought up to date. For backups, which a newer program may make
    /// while an older one still serves.
    pub async fn open_as_it_is(options: Options) -> Result<Self, OpenError> {
        if let Address::Sqlite(file) = &options.address
            && !file.is_file()
        {
            return Err(OpenError::Nothing { file: file.clone() });
        }
        Self::connect(options).await
    }

    /// Names of the migrations that this database lacks: for looking at one that was opened as it is.
    pub async fn missing_migrations(&self) -> Result<Vec<&'static str>, OpenError> {
        migrate::missing(self).await
    }

    pub(crate) async fn connect(options: Options) -> Result<Self, OpenError> {
        let generation = Arc::new(AtomicU64::new(1));
        let database = match &options.address {
            Address::Sqlite(file) => {
                let opened = Sqlite::open(file, options.durability, options.connections, Arc::clone(&generation)).await;
                Database::Sqlite(opened.map_err(|source| OpenError::File { file: file.clone(), source })?)
            }
            Address::Postgres { url, schema } => {
                let pool = postgres::connect(url, schema.as_deref(), options.connections).await?;
                tokio::spawn(postgres::hear_of_saves(pool.clone(), Arc::clone(&generation)));
                Database::Postgres(pool)
            }
        };
        Ok(Self(Arc::new(Inner { database, address: options.address, clock: options.clock, generation })))
    }

    /// A connection for reading.
    pub async fn read(&self) -> Result<Read, Error> {
        let kind = match &self.0.database {
            Database::Sqlite(sqlite) => Kind::SqliteReader(sqlite.readers().acquire().await?),
            Database::Postgres(pool) => Kind::PostgresReader(pool.acquire().await?),
        };
        Ok(Read(Conn(kind)))
    }

    /// Begins a write. Dropping it undoes it; only a recorded one can be committed.
    pub async fn write(&self) -> Result<Tx, Error> {
        let kind = match &self.0.database {
            Database::Sqlite(sqlite) => Kind::SqliteWriter(sqlite.begin().await?),
            Database::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                sqlx::query("select pg_advisory_xact_lock($1)").bind(postgres::WRITE_LOCK).execute(&mut *tx).await?;
                Kind::PostgresWriter(tx)
            }
        };
        Ok(Tx::new(Conn(kind), self.0.clock.clone(), Arc::clone(&self.0.generation)))
    }

    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub fn new_id<K>(&self) -> Id<K> {
        self.0.clock.new_id()
    }

    pub fn address(&self) -> &Address {
        &self.0.address
    }

    /// Rises whenever something was saved, here or (on PostgreSQL) by another process that told us.
    pub fn generation(&self) -> u64 {
        self.0.generation.load(Ordering::SeqCst)
    }

    /// Waits for what is being written, folds SQLite's log into the file and lets go.
    pub async fn close(&self) {
        match &self.0.database {
            Database::Sqlite(sqlite) => sqlite.close().await,
            Database::Postgres(pool) => pool.close().await,
        }
    }

    /// One whole copy of a SQLite database, made by a reader, so that nobody who writes waits for it.
    /// `None` on PostgreSQL.
    pub(crate) async fn vacuum_into(&self, file: &str) -> Option<Result<(), Error>> {
        match &self.0.database {
            Database::Sqlite(sqlite) => Some(sqlite.vacuum_into(file).await),
            Database::Postgres(_) => None,
        }
    }

    /// Tells the query planner how the tables are filled: after an import or a night's work.
    pub async fn analyse(&self) -> Result<(), Error> {
        match &self.0.database {
            Database::Sqlite(sqlite) => sqlite.between_groups("analyze".to_owned()).await,
            Database::Postgres(pool) => Ok(sqlx::raw_sql("analyze").execute(pool).await.map(|_| ())?),
        }
    }

    /// Leaves nothing on the disk of what was deleted: the file is written anew and the log emptied. On PostgreSQL every table
    /// is written anew, each locked for that long. Nobody saves meanwhile.
    pub async fn scrub(&self) -> Result<(), Error> {
        match &self.0.database {
            Database::Sqlite(sqlite) => {
                sqlite.between_groups("vacuum; pragma wal_checkpoint(truncate)".to_owned()).await
            }
            Database::Postgres(pool) => {
                let tables = schema::tables(&mut *self.read().await?).await?;
                for table in tables {
                    let text = format!("vacuum full {}", schema::quoted(&table.name));
                    sqlx::raw_sql(sqlx::AssertSqlSafe(text)).execute(pool).await?;
                }
                Ok(())
            }
        }
    }

    /// The largest id in any table: what is made from here on is larger, however far the clock stepped back.
    async fn last_id(&self) -> Result<i64, Error> {
        let mut db = self.read().await?;
        let tables = schema::with_ids(&mut db).await?;
        let largest = |table: String| format!(" union all select max(id) from {}", schema::quoted(&table));
        let rest: String = tables.into_iter().map(largest).collect();
        let text = format!("select max(last) from (select max(seq) as last from store_history{rest}) as all_of_them");
        let last: Option<i64> = sql(text).one(&mut db).await?;
        Ok(last.unwrap_or(0))
    }

    /// A read of a moment that does not move while it is read: for copies and backups.
    pub(crate) async fn still(&self) -> Result<Conn, Error> {
        Ok(Conn(match &self.0.database {
            Database::Sqlite(sqlite) => Kind::SqliteStill(sqlite.readers().begin().await?),
            Database::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                sqlx::query("set transaction isolation level repeatable read, read only").execute(&mut *tx).await?;
                Kind::PostgresWriter(tx)
            }
        }))
    }
}

impl Deref for Read {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.0
    }
}
impl DerefMut for Read {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}
