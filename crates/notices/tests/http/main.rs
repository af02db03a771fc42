//! Notices and escalations over HTTP: given, learned of, answered, seen by whom and when.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod escalations;
mod notices;
mod support;
