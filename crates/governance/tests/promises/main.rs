//! Promises over HTTP: their whole life, who may do what, who sees what when, letters, lists.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
mod letters;
mod life;
mod lists;
mod mine;
mod returning;
mod rights;
mod standing;
#[path = "../support/mod.rs"]
mod support;
