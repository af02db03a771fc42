//! The record: acts go in once, receipts hold, a database that is set back is noticed.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod foreign;
mod kept;
mod pages;
mod support;
mod witnessed;
