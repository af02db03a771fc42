//! The command line: what each command is for, in plain words, and the way to its file.

mod backup;
mod check;
mod config;
mod demo;
mod doctor;
mod export;
mod harvest;
mod import;
mod job;
mod open;
mod serve;
mod user;

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use std::sync::LazyLock;

/// What a command answers when nothing stopped it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Well,
    /// It ran to its end and found faults, which it printed: a refused file, a check that failed.
    WithFaults,
}

/// Why a command stopped: printed as one sentence with its causes.
pub type Stopped = Box<dyn std::error::Error>;

/// Its number, and of which commit it was built where the release says so: "0.1.0 (commit 1d2c3b4...)".
pub static VERSION: LazyLock<String> = LazyLock::new(|| match option_env!("FOLKMOOT_COMMIT") {
    Some(commit) => format!("{} (commit {commit})", env!("CARGO_PKG_VERSION")),
    None => format!("{} (built from a working copy)", env!("CARGO_PKG_VERSION")),
});

#[derive(Debug, Parser)]
#[command(
    name = "folkmoot",
    version = VERSION.as_str(),
    about = "The working record of a place: who leads, what was decided, what was promised and what became of it.",
    after_help = "Settings come from folkmoot.toml in this folder, then from FOLKMOOT_... in the environment, then from flags.\n\
                  `folkmoot COMMAND --help` shows examples."
)]
pub struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Demo(demo::Demo),
    Import(import::Import),
    Harvest(harvest::Harvest),
    Export(export::Export),
    Check(check::Check),
    Backup(backup::Backup),
    Restore(backup::Restore),
    Verify(backup::Verify),
    MigrateDatabase(backup::MigrateDatabase),
    User(user::User),
    Job(job::Job),
    Doctor(doctor::Doctor),
    Config(config::Config),
}

impl Done {
    pub fn code(self) -> ExitCode {
        match self {
            Done::Well => ExitCode::SUCCESS,
            Done::WithFaults => ExitCode::FAILURE,
        }
    }
}

pub async fn run(command_line: CommandLine) -> Result<Done, Stopped> {
    match command_line.command {
        Command::Serve(serve) => serve.run().await,
        Command::Demo(demo) => demo.run().await,
        Command::Import(import) => import.run().await,
        Command::Harvest(harvest) => harvest.run().await,
        Command::Export(export) => export.run().await,
        Command::Check(check) => check.run().await,
        Command::Backup(backup) => backup.run().await,
        Command::Restore(restore) => restore.run().await,
        Command::Verify(verify) => verify.run().await,
        Command::MigrateDatabase(migrate) => migrate.run().await,
        Command::User(user) => user.run().await,
        Command::Job(job) => job.run().await,
        Command::Doctor(doctor) => doctor.run().await,
        Command::Config(config) => config.run(),
    }
}
