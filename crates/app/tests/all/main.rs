//! The whole application: one program, so that all of it runs side by side.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod clock_jumps;
mod command_line;
mod demo;
mod disk_errors;
mod home;
mod kill;
mod posting;
mod power;
mod rights;
mod routes;
mod secrets;
mod support;
mod who_decides;
