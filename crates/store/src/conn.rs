//! One connection, whichever database it leads to.

use crate::error::Error;
use crate::sqlite::WriterGuard;
use crate::value::Value;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteConnection, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, PgConnection, Postgres, Sqlite, Transaction};

/// A connection that queries run on: inside a [`crate::Read`] or a [`crate::Tx`].
#[derive(Debug)]
pub struct Conn(pub(crate) Kind);

#[derive(Debug)]
pub(crate) enum Kind {
    SqliteReader(PoolConnection<Sqlite>),
    SqliteStill(Transaction<'static, Sqlite>),
    SqliteWriter(WriterGuard),
    PostgresReader(PoolConnection<Postgres>),
    PostgresWriter(Transaction<'static, Postgres>),
}

/// A row as it came, before a [`crate::FromRow`] makes something of it.
#[derive(Debug)]
pub enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// A query's text: fixed, or put together from fixed parts by code in a store file.
pub(crate) type Text = std::borrow::Cow<'static, str>;

enum Driver<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

impl Conn {
    fn driver(&mut self) -> Driver<'_> {
        match &mut self.0 {
            Kind::SqliteReader(conn) => Driver::Sqlite(conn),
            Kind::SqliteStill(tx) => Driver::Sqlite(tx),
            Kind::SqliteWriter(guard) => Driver::Sqlite(guard.conn()),
            Kind::PostgresReader(conn) => Driver::Postgres(conn),
            Kind::PostgresWriter(tx) => Driver::Postgres(tx),
        }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self.0, Kind::SqliteReader(_) | Kind::SqliteStill(_) | Kind::SqliteWriter(_))
    }

    pub(crate) async fn rows(&mut self, text: Text, values: Vec<Value>) -> Result<Vec<Row>, Error> {
        Ok(match self.driver() {
            Driver::Sqlite(conn) => {
                let found = sqlx::query_with(AssertSqlSafe(text), sqlite_values(values)?).fetch_all(conn).await?;
                found.into_iter().map(Row::Sqlite).collect()
            }
            Driver::Postgres(conn) => {
                let found = sqlx::query_with(AssertSqlSafe(text), postgres_values(values)?).fetch_all(conn).await?;
                found.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// Row after row, without holding them all: a table may be larger than the memory.
    pub(crate) fn stream(
        &mut self,
        text: String,
        values: Vec<Value>,
    ) -> Result<BoxStream<'_, Result<Row, sqlx::Error>>, Error> {
        let text = AssertSqlSafe(text);
        Ok(match self.driver() {
            Driver::Sqlite(conn) => {
                sqlx::query_with(text, sqlite_values(values)?).fetch(conn).map_ok(Row::Sqlite).boxed()
            }
            Driver::Postgres(conn) => {
                sqlx::query_with(text, postgres_values(values)?).fetch(conn).map_ok(Row::Postgres).boxed()
            }
        })
    }

    pub(crate) async fn run(&mut self, text: Text, values: Vec<Value>) -> Result<u64, Error> {
        Ok(match self.driver() {
            Driver::Sqlite(conn) => {
                let done = sqlx::query_with(AssertSqlSafe(text), sqlite_values(values)?).execute(conn).await?;
                done.rows_affected()
            }
            Driver::Postgres(conn) => {
                let done = sqlx::query_with(AssertSqlSafe(text), postgres_values(values)?).execute(conn).await?;
                done.rows_affected()
            }
        })
    }

    /// Several statements at once, without values: migrations.
    pub(crate) async fn script(&mut self, text: String) -> Result<(), Error> {
        match self.driver() {
            Driver::Sqlite(conn) => sqlx::raw_sql(AssertSqlSafe(text)).execute(conn).await.map(|_| ())?,
            Driver::Postgres(conn) => sqlx::raw_sql(AssertSqlSafe(text)).execute(conn).await.map(|_| ())?,
        }
        Ok(())
    }
}

fn sqlite_values(values: Vec<Value>) -> Result<SqliteArguments, Error> {
    let mut arguments = SqliteArguments::default();
    arguments.reserve(values.len(), 0);
    for value in values {
        match value {
            Value::Int(value) => arguments.add(value),
            Value::Text(value) => arguments.add(value.map(without_nul)),
            Value::Shared(value) => arguments.add(value),
            Value::Bool(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn postgres_values(values: Vec<Value>) -> Result<PgArguments, Error> {
    let mut arguments = PgArguments::default();
    arguments.reserve(values.len(), 0);
    for value in values {
        match value {
            Value::Int(value) => arguments.add(value),
            Value::Text(value) => arguments.add(value.map(without_nul)),
            Value::Shared(value) => arguments.add(value),
            Value::Bool(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

/// PostgreSQL takes no NUL in a text and calls it a fault. Nobody means one: it becomes the sign for what cannot be shown, on
/// both databases alike, so that an address with one finds nothing and a copy between databases is equal.
fn without_nul(text: String) -> String {
    if text.as_bytes().contains(&0) { text.replace('\0', "\u{fffd}") } else { text }
}
