//! The map of who decides over HTTP: asked, drawn up, imported; seats elsewhere; delegations on their way; the assurance pack.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod delegations;
mod elsewhere;
mod map;
mod spreadsheet;
mod support;
