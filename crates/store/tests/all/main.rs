//! The database on its own: one program, so that all of it runs side by side.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod backup;
mod bulk;
mod durability;
mod encoding;
mod jobs;
mod schema;
mod upgrade;
mod writes;
