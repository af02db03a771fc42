//! A PostgreSQL database that is not UTF-8 is refused before anything is written into it. On PostgreSQL only.

use folkmoot_store::{Address, OpenError, Options, Store};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

async fn run(server: &str, text: String) {
    let mut conn = PgConnection::connect(server).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut conn).await.unwrap();
}

#[tokio::test]
async fn a_database_that_is_not_utf8_is_refused_and_says_what_to_do() {
    // There is nothing to refuse where no server is at hand: SQLite files are always UTF-8.
    let Ok(server) = std::env::var("FOLKMOOT_TEST_POSTGRES") else { return };
    let name = format!("ascii_{}", std::process::id());
    let made = format!("create database {name} encoding 'SQL_ASCII' locale 'C' template template0");
    run(&server, made).await;
    let url = server.replacen("/postgres?", &format!("/{name}?"), 1);

    let refused = Store::open(Options::new(Address::Postgres { url, schema: None })).await.unwrap_err();

    assert!(matches!(refused, OpenError::Postgres(_)));
    assert_eq!(
        refused.to_string(),
        "the PostgreSQL database is encoded in SQL_ASCII, and Folkmoot needs UTF8: make it with `createdb -E UTF8`"
    );
    run(&server, format!("drop database {name} with (force)")).await;
}
