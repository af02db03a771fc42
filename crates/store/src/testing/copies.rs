//! Each test's database is a copy of one that was laid out once: laying out takes longer than most tests. On PostgreSQL each is a
//! database of its own, and those that nobody uses any more are dropped while others run.

use super::{folder, sqlite_address, store_at};
use crate::store::Address;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, Error, PgConnection};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use tokio::sync::OnceCell;

/// Databases of tests that may still run.
const AT_WORK: usize = 4;

/// An empty, laid out database.
pub(super) async fn copy() -> Address {
    match std::env::var("FOLKMOOT_TEST_POSTGRES") {
        Ok(url) => postgres(&url).await.expect("the server of PostgreSQL copies a database"),
        Err(_) => sqlite().await,
    }
}

async fn sqlite() -> Address {
    static LAID_OUT: OnceCell<PathBuf> = OnceCell::const_new();
    let laid_out = LAID_OUT.get_or_init(|| async {
        let address = sqlite_address();
        store_at(address.clone()).await.close().await;
        let Address::Sqlite(file) = address else { unreachable!("it was asked for a file") };
        file
    });
    let file = folder().join("test.db");
    std::fs::copy(laid_out.await, &file).expect("the laid out database can be copied");
    Address::Sqlite(file)
}

async fn postgres(url: &str) -> Result<Address, Error> {
    static LAID_OUT: OnceCell<String> = OnceCell::const_new();
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let laid_out = LAID_OUT.get_or_try_init(|| lay_out(url)).await?;
    let name = format!("{laid_out}_{}", NEXT.fetch_add(1, Ordering::SeqCst));
    let mut server = server(url).await?;
    tell(&mut server, format!("create database {name} template {laid_out} strategy file_copy")).await?;
    drop_one(&mut server, &name).await;
    server.close().await?;
    Ok(of_database(url, &name))
}

/// Nobody may be connected to what is copied.
async fn lay_out(url: &str) -> Result<String, Error> {
    let name = format!("folkmoot_test_{}", std::process::id());
    let mut server = server(url).await?;
    tell(&mut server, format!("drop database if exists {name}")).await?;
    tell(&mut server, format!("create database {name} encoding 'UTF8' template template0")).await?;
    store_at(of_database(url, &name)).await.close().await;
    tell(&mut server, format!("alter database {name} allow_connections false")).await?;
    tell(&mut server, format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"))
        .await?;
    server.close().await?;
    Ok(name)
}

/// Drops the oldest database that a test of this program had, if that test is over; else it is tried again later.
async fn drop_one(server: &mut PgConnection, new: &str) {
    static LEFT: Mutex<VecDeque<String>> = Mutex::new(VecDeque::new());
    let left = || LEFT.lock().unwrap_or_else(PoisonError::into_inner);
    left().push_back(new.to_owned());
    let oldest = { left().len() > AT_WORK }.then(|| left().pop_front()).flatten();
    if let Some(oldest) = oldest
        && tell(server, format!("drop database {oldest}")).await.is_err()
    {
        left().push_back(oldest);
    }
}

async fn server(url: &str) -> Result<PgConnection, Error> {
    PgConnection::connect_with(&PgConnectOptions::from_str(url)?).await
}

async fn tell(server: &mut PgConnection, text: String) -> Result<(), Error> {
    sqlx::query(AssertSqlSafe(text)).execute(server).await.map(|_| ())
}

/// The address of another database of the same server.
fn of_database(url: &str, name: &str) -> Address {
    let (before, query) = url.split_once('?').unwrap_or((url, ""));
    let server = before.rsplit_once('/').map_or(before, |(server, _)| server);
    Address::Postgres { url: format!("{server}/{name}?{query}"), schema: Some("public".to_owned()) }
}
