//! PostgreSQL: a pool, time limits on every statement, and a refusal of servers that are not UTF-8.

use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, PgPool};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// All writes take this lock first, so that writing means the same as on SQLite: one at a time, nothing in between.
/// The number is arbitrary; it only has to be the same in every process.
pub(crate) const WRITE_LOCK: i64 = 0x666f_6c6b;
/// The channel on which a process tells the others that something was saved.
pub(crate) const CHANNEL: &str = "folkmoot_saved";

#[derive(Debug, thiserror::Error)]
pub enum PostgresError {
    #[error("the address of the PostgreSQL database cannot be read")]
    Address(#[source] sqlx::Error),
    #[error("the PostgreSQL database cannot be reached")]
    Unreachable(#[source] sqlx::Error),
    #[error("the PostgreSQL database is encoded in {0}, and Folkmoot needs UTF8: make it with `createdb -E UTF8`")]
    NotUtf8(String),
}

/// Connects. `schema` names the schema to live in; tests have one each.
pub(crate) async fn connect(address: &str, schema: Option<&str>, connections: u32) -> Result<PgPool, PostgresError> {
    let mut options = PgConnectOptions::from_str(address)
        .map_err(PostgresError::Address)?
        .application_name("folkmoot")
        .statement_cache_capacity(256)
        .options([
            ("statement_timeout", "30s"),
            ("lock_timeout", "10s"),
            ("idle_in_transaction_session_timeout", "60s"),
            ("synchronous_commit", "on"),
        ])
        .disable_statement_logging();
    if let Some(schema) = schema {
        options = options.options([("search_path", schema)]);
    }
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(5))
        .connect_with(options)
        .await
        .map_err(PostgresError::Unreachable)?;
    refuse_other_encodings(&pool).await?;
    if let Some(schema) = schema {
        let text = format!("create schema if not exists {schema}");
        sqlx::query(AssertSqlSafe(text)).execute(&pool).await.map_err(PostgresError::Unreachable)?;
    }
    Ok(pool)
}

/// A cluster made under the C locale is SQL_ASCII and hands out bytes for text.
async fn refuse_other_encodings(pool: &PgPool) -> Result<(), PostgresError> {
    let encoding: String =
        sqlx::query_scalar("show server_encoding").fetch_one(pool).await.map_err(PostgresError::Unreachable)?;
    if encoding == "UTF8" { Ok(()) } else { Err(PostgresError::NotUtf8(encoding)) }
}

/// Hears of what other processes saved, so that pages kept in memory are made anew.
pub(crate) async fn hear_of_saves(pool: PgPool, generation: Arc<AtomicU64>) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.listen(CHANNEL).await?;
    while !pool.is_closed() {
        let heard = listener.recv().await;
        generation.fetch_add(1, Ordering::SeqCst);
        if heard.is_err() {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
    Ok(())
}
