//! The register over HTTP, in its store and from files: one program, so that all of it runs side by side.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod actions;
mod data;
mod england;
mod england_again;
mod england_real;
mod forms;
mod ground;
mod pages;
mod postcode;
mod roster;
mod support;
