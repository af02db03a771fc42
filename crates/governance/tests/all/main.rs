//! Governance over HTTP and in its store: one program, so that all of it runs side by side.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bodies;
mod calendars;
mod closing;
mod conflicts;
mod continuity;
mod decisions;
mod measures;
mod meetings;
mod meetings_kept;
mod papers;
mod promises;
mod support;
