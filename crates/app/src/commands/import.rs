//! `folkmoot import england` and `folkmoot import open-referral`

mod open_referral;

use super::open::{self, Common};
use super::{Done, Stopped};
use crate::say;
use clap::{Args, Subcommand, ValueEnum};
use folkmoot_register::england::{self, Again, FileReport, Progress, Publisher};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::PathBuf;
use std::sync::Arc;

/// Fill the register and the directory from what their publishers offer
#[derive(Debug, Args)]
pub struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    England(England),
    OpenReferral(open_referral::OpenReferral),
}

/// Areas, boards, councils, postcodes, deprivation, practices and boundaries of England
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    folkmoot import england /data/england\n  \
    folkmoot import england /data/england --again             reads files again that were imported before\n  \
    folkmoot import england epraccur.csv --layout epraccur    one file as its publisher offers it\n\n\
    Each file is taken whole or not at all. A broken line is named by file, line and column and left out.\n\
    The code is 1 when a file was refused or none was there.")]
struct England {
    /// The folder with the files; with --layout, one file
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Read files again that were imported before, and change what differs
    #[arg(long)]
    again: bool,
    /// PATH is one file, in this layout of its publisher
    #[arg(long, value_name = "LAYOUT")]
    layout: Option<PublishedLayout>,
    #[command(flatten)]
    common: Common,
}

/// A publisher's own layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PublishedLayout {
    /// NHS practices: epraccur.csv of the Organisation Data Service
    Epraccur,
    /// Postcodes: a file of Code-Point Open
    CodePoint,
    /// Deprivation: File 7 of the indices of 2025
    IodFile7,
}

impl PublishedLayout {
    fn publisher(self) -> Publisher {
        match self {
            PublishedLayout::Epraccur => Publisher::Epraccur,
            PublishedLayout::CodePoint => Publisher::CodePoint,
            PublishedLayout::IodFile7 => Publisher::DeprivationFile7,
        }
    }
}

impl Import {
    pub async fn run(self) -> Result<Done, Stopped> {
        match self.what {
            What::England(england) => england.run().await,
            What::OpenReferral(feed) => feed.run().await,
        }
    }
}

impl England {
    async fn run(self) -> Result<Done, Stopped> {
        let store = open::store(&self.common.settings()?.database).await?;
        let again = if self.again { Again::Compare } else { Again::Skip };
        let bar = Arc::new(Bar::new());
        let report = match self.layout {
            None => england::import(&store, &self.path, again, bar).await?,
            Some(layout) => england::import_publisher(&store, layout.publisher(), &self.path, again, bar).await?,
        };
        if report.changed() > 0 {
            store.analyse().await?;
        }
        store.close().await;
        say::line(report.summary());
        Ok(if report.failed() { Done::WithFaults } else { Done::Well })
    }
}

/// A bar for the file that is read, and a line for each that was. Without a screen there are lines only.
struct Bar(ProgressBar);

impl Bar {
    fn new() -> Self {
        let style = ProgressStyle::with_template("{bar:30} {bytes:>10} of {total_bytes:<10} {msg}");
        let bar = ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }
}

impl Progress for Bar {
    fn begins(&self, file: &str, bytes: u64) {
        self.0.reset();
        self.0.set_length(bytes);
        self.0.set_message(file.to_owned());
    }

    fn read(&self, bytes: u64) {
        self.0.inc(bytes);
    }

    fn ends(&self, report: &FileReport) {
        self.0.suspend(|| say::line(report));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
