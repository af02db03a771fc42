//! Databases for one test, thrown away afterwards: SQLite in a temporary folder, or one of its own on the
//! PostgreSQL that `FOLKMOOT_TEST_POSTGRES` names. The clock stands at [`NOON`] until a test sets it.

mod copies;
mod shared;
mod upgrade;

use crate::clock::{Clock, SetClock};
use crate::store::{Address, Durability, Options, Store};
use folkmoot_kernel::Timestamp;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

pub use shared::{say_skipped, shared_data};
pub use upgrade::{older, sums_of};

/// 2 March 2026, 12:00 in England: where every test's clock starts.
pub const NOON: Timestamp = Timestamp::from_ms(1_772_452_800_000);

/// An empty, migrated database of this test's own.
pub async fn store() -> Store {
    store_at(copies::copy().await).await
}

/// The same for a test that closes it and opens it again: nobody drops it in between.
pub async fn lasting_store() -> Store {
    store_at(address()).await
}

/// The database at this address, migrated.
pub async fn store_at(address: Address) -> Store {
    let clock = Clock::by_hand(SetClock::at(NOON));
    let options = Options { address, durability: Durability::Scratch, connections: 4, clock };
    Store::open(options).await.expect("the test database opens")
}

/// Sets a test's clock.
pub fn set_clock(store: &Store, now: Timestamp) {
    store.clock().hand().expect("a test's clock is set by hand").set(now);
}

/// A place for a database of the kind under test, where there is none yet.
pub fn address() -> Address {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::SeqCst);
    match std::env::var("FOLKMOOT_TEST_POSTGRES") {
        Ok(url) => Address::Postgres { url, schema: Some(format!("t{}_{next}", std::process::id())) },
        Err(_) => sqlite_address(),
    }
}

/// A place for a SQLite file, whichever kind is under test.
pub fn sqlite_address() -> Address {
    Address::Sqlite(folder().join("test.db"))
}

/// An empty folder of this test's own.
pub fn folder() -> PathBuf {
    let folder = tempfile::Builder::new().prefix("folkmoot-test-").tempdir().expect("a temporary folder");
    folder.keep()
}
