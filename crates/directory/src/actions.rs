//! Verbs of the directory: one function for each thing a person can do. Load, permit, rule, save, record, commit.

mod reading;

pub use reading::{Given, ReadError, Report, read_feed};
