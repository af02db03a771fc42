//! Databases as older versions of Folkmoot left them.

use super::NOON;
use crate::backup::{TableSum, sums};
use crate::clock::{Clock, SetClock};
use crate::error::Error;
use crate::migrate::{self, MIGRATIONS};
use crate::store::{Address, Durability, Options, Store};

/// A SQLite file with the migrations up to `number`, filled with what `rows` gives after each: sections that begin with "-- after 4".
///
/// # Errors
///
/// When the rows do not fit the tables.
pub async fn older(address: Address, number: i64, rows: &str) -> Result<Store, Error> {
    let clock = Clock::by_hand(SetClock::at(NOON));
    let options = Options { address, durability: Durability::Full, connections: 2, clock };
    let store = Store::connect(options).await.expect("the test database opens");
    migrate::begin(&store).await?;
    for migration in MIGRATIONS.iter().filter(|migration| migration.number <= number) {
        migrate::apply(&store, migration).await?;
        let mut tx = store.write().await?;
        tx.script(format!("pragma defer_foreign_keys = on;\n{}", section(rows, migration.number))).await?;
        tx.commit_housekeeping().await?;
    }
    Ok(store)
}

fn section(rows: &str, number: i64) -> &str {
    let begins = format!("\n-- after {number}\n");
    let Some((_, rest)) = rows.split_once(&begins) else { return "" };
    rest.split_once("\n-- after ").map_or(rest, |(section, _)| section)
}

/// Rows and checksum of every table but the list of migrations, which says when each was applied.
pub async fn sums_of(store: &Store) -> Result<Vec<TableSum>, Error> {
    let all = sums(&mut store.still().await?).await?;
    Ok(all.into_iter().filter(|sum| sum.table != "store_migration").collect())
}
