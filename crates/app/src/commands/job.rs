//! `folkmoot job`

use super::open::{self, Common};
use super::{Done, Stopped};
use crate::say;
use clap::{Args, Subcommand};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Id, IdError};
use folkmoot_store::job::{self, JobLine};

/// Jobs that are listed.
const LIST: u32 = 500;

/// See work that waits or was given up, such as letters that could not be sent, and try it again
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    folkmoot job list\n  \
    folkmoot job retry 0000kd3v8x0a2    tries this one again\n  \
    folkmoot job retry --all            tries everything again that was given up\n\n\
    `folkmoot serve` does the work; these commands only look at it and hand it back.")]
pub struct Job {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List what waits or was given up, oldest first
    List {
        #[command(flatten)]
        common: Common,
    },
    /// Hand back work that was given up
    Retry {
        /// The one to try again, as `list` names it
        #[arg(value_name = "ID", required_unless_present = "all")]
        id: Option<String>,
        /// Everything that was given up
        #[arg(long, conflicts_with = "id")]
        all: bool,
        #[command(flatten)]
        common: Common,
    },
}

#[derive(Debug, thiserror::Error)]
enum NotRetried {
    #[error("{given} is no id; `folkmoot job list` shows them")]
    NoId { given: String, source: IdError },
    #[error("no work of this id was given up; `folkmoot job list` shows what was")]
    NothingSuch,
}

impl Job {
    pub async fn run(self) -> Result<Done, Stopped> {
        match self.what {
            What::List { common } => list(&common).await,
            What::Retry { id, common, .. } => retry(id, &common).await,
        }
    }
}

async fn list(common: &Common) -> Result<Done, Stopped> {
    let store = open::store(&common.settings()?.database).await?;
    let jobs = job::unfinished(&mut *store.read().await?, LIST).await?;
    for job in &jobs {
        say::line(line(job));
    }
    if jobs.is_empty() {
        say::line("Nothing waits, and nothing was given up.");
    }
    Ok(Done::Well)
}

fn line(job: &JobLine) -> String {
    let stands = match job.failed_at {
        Some(at) => format!("given up {} after {} tries: {}", at.in_words(), job.attempts, job.last_error),
        None if job.last_error.is_empty() => format!("waits for {}", job.run_after.in_words()),
        None => format!("tried {} times, again {}: {}", job.attempts, job.run_after.in_words(), job.last_error),
    };
    format!("{} {}: {stands}", job.id, job.kind)
}

async fn retry(id: Option<String>, common: &Common) -> Result<Done, Stopped> {
    let id: Option<Id<Anything>> = match id {
        Some(given) => Some(given.parse().map_err(|source| NotRetried::NoId { given, source })?),
        None => None,
    };
    let store = open::store(&common.settings()?.database).await?;
    let again = job::retry(&store, id).await?;
    store.close().await;
    if id.is_some() && again == 0 {
        return Err(NotRetried::NothingSuch.into());
    }
    say::line(format_args!("{again} handed back. `folkmoot serve` does it within seconds."));
    Ok(Done::Well)
}
