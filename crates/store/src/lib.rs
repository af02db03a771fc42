//! The database: open, migrate, read, write, remember who did what, put work off, back up.
//! SQLite in one file or a PostgreSQL server, with one SQL text for both. Nothing outside this crate names a driver.

pub mod backup;
mod bulk;
mod clock;
mod conn;
mod error;
mod history;
pub mod job;
mod migrate;
pub mod personal;
mod postgres;
mod query;
pub mod reading;
mod schema;
pub mod setting;
mod sqlite;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod value;

pub use bulk::Bulk;
pub use clock::{Clock, SetClock};
pub use conn::{Conn, Row};
pub use error::Error;
pub use history::{
    Event, HistoryRow, Line, TakenAway, count_named, history_of, last_changes, line, lines, numbers_named, taken_away,
};
pub use migrate::{MIGRATIONS, Migration};
pub use query::{FromRow, Query, sql};
pub use store::{Address, Durability, OpenError, Options, Read, Store};
pub use tx::{Recorded, Tx};
pub use value::{At, Bind, Column, Value};

/// The driver's error, which a hand-written [`FromRow`] or [`Column`] answers with.
pub mod driver {
    pub use sqlx::Error;
}
