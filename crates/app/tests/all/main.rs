//! The whole application: one program, so that all of it runs side by side.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod clock_jumps;
mod command_line;
mod demo;
mod disk_errors;
mod full_disk;
mod home;
mod kill;
mod lists;
mod parsers;
mod posting;
mod power;
mod power_commands;
mod ranking;
mod readings;
mod restart;
mod restored;
mod rights;
mod routes;
mod secrets;
mod standby;
mod storm;
mod support;
mod upgrade;
mod who_decides;
