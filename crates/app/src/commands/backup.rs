//! `folkmoot backup`, `restore`, `verify` and `migrate-database`

use super::open::Common;
use super::{Done, Stopped};
use crate::say;
use crate::settings::without_password;
use clap::Args;
use folkmoot_kernel::pence::thousands;
use folkmoot_store::backup::{self, Found, Manifest, TableLine, TableSum};
use folkmoot_store::{Address, Options, Store};
use std::path::PathBuf;

/// Make a whole copy of the database while the site is open
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    folkmoot backup /backups/folkmoot-2026-11-25.db\n  \
    folkmoot backup /backups/$(date +%F).db && folkmoot verify /backups/$(date +%F).db\n\n\
    A backup is two files: FILE, and FILE.manifest.json with its checksums. Nothing is written over.")]
pub struct Backup {
    /// The file to make
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    common: Common,
}

/// Make a new database of a backup
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    folkmoot restore /backups/folkmoot-2026-11-25.db --database folkmoot.db\n  \
    folkmoot restore /backups/folkmoot-2026-11-25.db --database postgres://folkmoot@localhost/folkmoot\n\n\
    The database must be new or empty. Every table is compared with the backup afterwards.")]
pub struct Restore {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The database to make: a file, or postgres://user@host/name
    #[arg(long, value_name = "DATABASE")]
    database: String,
}

/// Check a backup by restoring it elsewhere and comparing every table
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  folkmoot verify /backups/folkmoot-2026-11-25.db\n\nThe code is 1 when the backup is damaged."
)]
pub struct Verify {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Move a whole database, from SQLite to PostgreSQL or back, and compare every table
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  folkmoot migrate-database folkmoot.db postgres://folkmoot@localhost/folkmoot\n\n\
    Close the site first: what is saved meanwhile is not in the new database. The old one stays as it is.")]
pub struct MigrateDatabase {
    /// The database that there is
    #[arg(value_name = "FROM")]
    from: String,
    /// The database to make, new or empty
    #[arg(value_name = "TO")]
    to: String,
}

impl Backup {
    pub async fn run(self) -> Result<Done, Stopped> {
        let store = as_it_is(&self.common.settings()?.database).await?;
        let made = backup::backup(&store, &self.file).await?;
        store.close().await;
        say::line(format_args!("{} holds {}.", self.file.display(), in_words(&made)));
        Ok(Done::Well)
    }
}

impl Restore {
    pub async fn run(self) -> Result<Done, Stopped> {
        let made = backup::restore(&self.file, &Address::read(&self.database)).await?;
        say::line(format_args!("{} holds {}.", without_password(&self.database), in_words(&made)));
        say::line("Every table is the same as in the backup.");
        Ok(Done::Well)
    }
}

impl Verify {
    pub async fn run(self) -> Result<Done, Stopped> {
        let report = backup::verify(&self.file).await?;
        for line in &report.tables {
            say::line(table(line));
        }
        for fault in &report.faults {
            say::line(format_args!("Fault: {fault}."));
        }
        let whole = report.is_whole();
        let words = if whole { "is whole" } else { "is damaged: do not rely on it" };
        say::line(format_args!("{}, made {}, {words}.", self.file.display(), report.manifest.made_at));
        Ok(if whole { Done::Well } else { Done::WithFaults })
    }
}

impl MigrateDatabase {
    pub async fn run(self) -> Result<Done, Stopped> {
        let store = as_it_is(&self.from).await?;
        let tables = backup::copy_database(&store, &Address::read(&self.to)).await?;
        store.close().await;
        say::line(format_args!("{} holds {}.", without_password(&self.to), counted(&tables)));
        say::line(
            "Every table is the same in both. The old database was not changed: keep it until the new one is in use.",
        );
        Ok(Done::Well)
    }
}

async fn as_it_is(database: &str) -> Result<Store, folkmoot_store::OpenError> {
    let options = Options::new(Address::read(database));
    Store::open_as_it_is(options).await
}

fn in_words(manifest: &Manifest) -> String {
    counted(&manifest.tables)
}

fn counted(tables: &[TableSum]) -> String {
    let rows: u64 = tables.iter().map(|table| table.rows).sum();
    format!("{} rows in {} tables", thousands(rows), tables.len())
}

fn table(line: &TableLine) -> String {
    let words = match &line.found {
        Found::Same { rows } => format!("{} rows, the same", thousands(*rows)),
        Found::Differs { rows, wanted } => {
            format!("differs: {} rows now, {} when it was made", thousands(*rows), thousands(*wanted))
        }
        Found::Missing => "is missing".to_owned(),
        Found::NotExpected => "was not there when it was made".to_owned(),
        Found::Unreadable(why) => why.clone(),
    };
    format!("{}: {words}", line.table)
}
