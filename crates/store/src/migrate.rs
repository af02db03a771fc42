//! Migrations: forward only, each with its reason at the top, the same text for both databases.

use crate::conn::Conn;
use crate::error::Error;
use crate::query::sql;
use crate::schema;
use crate::store::{OpenError, Store};
use sha2::{Digest, Sha256};

/// One step of the schema, never changed once released.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    pub number: i64,
    pub name: &'static str,
    pub text: &'static str,
}

macro_rules! migrations {
    ($($number:literal $name:literal),+ $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            text: include_str!(concat!("../migrations/", $name, ".sql")),
        }),+]
    };
}

/// Every step there is, in order.
pub const MIGRATIONS: &[Migration] = migrations![
    1 "0001_store",
    2 "0002_web",
    3 "0003_register",
    4 "0004_governance",
    6 "0006_conflicts",
    8 "0008_surveys",
    10 "0010_claims",
    11 "0011_notices",
    12 "0012_promise_ended",
    13 "0013_authority",
    14 "0014_closing",
    15 "0015_register_keys",
    16 "0016_focus",
    17 "0017_promise_counts",
    18 "0018_record",
    19 "0019_sessions",
    20 "0020_identity",
    21 "0021_keeping",
    22 "0022_directory",
    23 "0023_directory_fresh",
];

/// Which migrations a database has had.
const NOTES: &str = "create table if not exists store_migration (
  number     bigint primary key,
  name       text not null,
  sha256     text not null,
  applied_at bigint not null
)";

impl Migration {
    pub fn sha256(&self) -> String {
        hex(&Sha256::digest(self.text.as_bytes()))
    }

    /// The text for SQLite, where only `integer primary key` is the row's own number.
    fn for_sqlite(&self) -> String {
        self.text.replace("bigint", "integer")
    }

    /// The text for PostgreSQL, which calls bytes `bytea` and keeps no table in the order of its key.
    fn for_postgres(&self) -> String {
        self.text.replace(" blob", " bytea").replace(") without rowid;", ");")
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Runs what this database lacks, each step with its note in one transaction.
pub(crate) async fn bring_up_to_date(store: &Store) -> Result<(), OpenError> {
    let done = applied(store).await.map_err(OpenError::Migrate)?;
    refuse_others(&done)?;
    for migration in MIGRATIONS {
        if !done.iter().any(|(number, _)| *number == migration.number) {
            apply(store, migration).await.map_err(OpenError::Migrate)?;
        }
    }
    Ok(())
}

/// Lays out an empty database as it was after this migration, without a note of it: a copy brings the notes along.
pub(crate) async fn lay_out(db: &mut Conn, number: i64) -> Result<(), Error> {
    sql(NOTES).run(db).await?;
    for migration in MIGRATIONS.iter().filter(|migration| migration.number <= number) {
        let text = if db.is_sqlite() { migration.for_sqlite() } else { migration.for_postgres() };
        db.script(text).await?;
    }
    Ok(())
}

/// The newest migration this database has had; `None` if it is not Folkmoot's.
pub(crate) async fn newest(db: &mut Conn) -> Result<Option<i64>, Error> {
    let tables = schema::tables(db).await?;
    if !tables.iter().any(|table| table.name == "store_migration") {
        return Ok(None);
    }
    sql("select max(number) from store_migration").one(db).await
}

/// Names of the steps that this database lacks; refuses what [`bring_up_to_date`] refuses. Changes nothing.
pub(crate) async fn missing(store: &Store) -> Result<Vec<&'static str>, OpenError> {
    let mut db = store.read().await.map_err(OpenError::Migrate)?;
    let tables = schema::tables(&mut db).await.map_err(OpenError::Migrate)?;
    let done: Vec<(i64, String)> = match tables.iter().any(|table| table.name == "store_migration") {
        true => sql("select number, sha256 from store_migration order by number")
            .all(&mut db)
            .await
            .map_err(OpenError::Migrate)?,
        false => Vec::new(),
    };
    refuse_others(&done)?;
    let lacks = |migration: &&Migration| !done.iter().any(|(number, _)| *number == migration.number);
    Ok(MIGRATIONS.iter().filter(lacks).map(|migration| migration.name).collect())
}

/// A database of a newer Folkmoot, or of other migrations than ours.
fn refuse_others(done: &[(i64, String)]) -> Result<(), OpenError> {
    let known = MIGRATIONS.last().map_or(0, |migration| migration.number);
    for (number, sha256) in done {
        match MIGRATIONS.iter().find(|migration| migration.number == *number) {
            Some(migration) if migration.sha256() == *sha256 => {}
            Some(_) => return Err(OpenError::Altered { number: *number }),
            None => return Err(OpenError::Newer { found: *number, known }),
        }
    }
    Ok(())
}

async fn applied(store: &Store) -> Result<Vec<(i64, String)>, Error> {
    let mut tx = store.write().await?;
    sql(NOTES).run(&mut tx).await?;
    let done = sql("select number, sha256 from store_migration order by number").all(&mut tx).await?;
    tx.commit_housekeeping().await?;
    Ok(done)
}

/// A database with the list of migrations, and nothing in it.
#[cfg(feature = "testing")]
pub(crate) async fn begin(store: &Store) -> Result<(), Error> {
    applied(store).await.map(|_none| ())
}

pub(crate) async fn apply(store: &Store, migration: &Migration) -> Result<(), Error> {
    let mut tx = store.write().await?;
    let text = if tx.is_sqlite() { migration.for_sqlite() } else { migration.for_postgres() };
    tx.script(text).await?;
    note(&mut tx, migration, store.now().ms()).await?;
    tx.commit_housekeeping().await
}

async fn note(db: &mut Conn, migration: &Migration, at: i64) -> Result<(), Error> {
    sql("insert into store_migration (number, name, sha256, applied_at) values ($1, $2, $3, $4)")
        .bind(migration.number)
        .bind(migration.name)
        .bind(migration.sha256())
        .bind(at)
        .run(db)
        .await?;
    Ok(())
}
