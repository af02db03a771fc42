//! Surveys over HTTP: one program, so that all of it runs side by side.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod confidence;
mod readings;
mod recall;
mod support;
