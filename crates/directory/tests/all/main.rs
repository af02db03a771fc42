//! The directory, over its database.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod api;
mod asking;
mod checker;
mod feeds;
mod pages;
mod strict;
