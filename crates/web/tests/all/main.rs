//! What every page stands on: one program, so that all of it runs side by side.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod front;
mod jobs;
mod look;
mod sign_in;
