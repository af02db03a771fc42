//! The whole program: settings, command line, the capabilities put together, home pages, the demonstration.

pub mod commands;
pub mod compose;
pub mod demo;
pub mod home;
pub mod joins;
mod log;
pub mod say;
mod serving;
pub mod settings;

use clap::Parser;
use std::process::ExitCode;

/// Does what the command line says. A refusal is a sentence on standard error and a code of 1; wrong usage is 2.
pub fn run() -> ExitCode {
    let command_line = commands::CommandLine::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(err) => return say::failure(&err),
    };
    match runtime.block_on(commands::run(command_line)) {
        Ok(done) => done.code(),
        Err(err) => say::failure(err.as_ref()),
    }
}
