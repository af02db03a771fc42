//! Whether a backup still holds what it held: restored elsewhere, every table summed again.

use super::manifest::Manifest;
use super::sums::{self, TableSum};
use super::{BackupError, files};
use crate::conn::{Conn, Kind};
use crate::error::Error;
use crate::query::sql;
use crate::schema::{self, Table};
use crate::sqlite;
use std::fmt;
use std::path::{Path, PathBuf};

/// What [`verify`] found, table by table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub file: PathBuf,
    pub manifest: Manifest,
    pub tables: Vec<TableLine>,
    /// What is wrong beside the tables, each a sentence: the file's own sum, SQLite's check.
    pub faults: Vec<String>,
}

/// One table of a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableLine {
    pub table: String,
    pub found: Found,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    Same { rows: u64 },
    Differs { rows: u64, wanted: u64 },
    Missing,
    NotExpected,
    Unreadable(String),
}

/// Restores a backup into a folder that is thrown away, and compares it with its manifest. What is wrong with the backup
/// stands in the report; an error means that it could not be looked at.
pub async fn verify(file: &Path) -> Result<Report, BackupError> {
    if !file.is_file() {
        return Err(BackupError::Nothing { file: file.to_owned() });
    }
    let manifest = Manifest::of(file)?;
    let elsewhere = files::workshop_elsewhere()?;
    let copy = elsewhere.path().join("restored.db");
    let (bytes, sha256) = super::aside(files::copy_and_sum, file, &copy).await?;
    let mut report = Report { file: file.to_owned(), manifest, tables: Vec::new(), faults: Vec::new() };
    report.look_at_files(bytes, &sha256);
    match finished(&copy).await {
        Ok(mut db) => report.look_at_rows(&mut db).await,
        Err(err) => report.faults.push(unreadable(&err)),
    }
    report.name_missing();
    Ok(report)
}

/// A finished file, read at one moment.
pub(super) async fn finished(file: &Path) -> Result<Conn, Error> {
    Ok(Conn(Kind::SqliteStill(sqlite::open_finished(file).await?)))
}

fn unreadable(err: &Error) -> String {
    use std::error::Error as _;
    let cause = err.source().map_or_else(|| err.to_string(), |source| source.to_string());
    format!("it cannot be read as a database: {cause}")
}

impl Report {
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty() && self.tables.iter().all(|line| matches!(line.found, Found::Same { .. }))
    }

    fn look_at_files(&mut self, bytes: u64, sha256: &str) {
        if !self.manifest.is_sealed() {
            self.faults.push("the manifest was changed after it was written".to_owned());
        }
        if bytes != self.manifest.file_bytes {
            let wanted = self.manifest.file_bytes;
            self.faults.push(format!("the file has {bytes} bytes, and it had {wanted} when it was made"));
        } else if sha256 != self.manifest.file_sha256 {
            self.faults.push("the file was changed after it was made".to_owned());
        }
    }

    async fn look_at_rows(&mut self, db: &mut Conn) {
        let checked: Result<Vec<String>, Error> =
            sql("select integrity_check from pragma_integrity_check").all(db).await;
        match checked {
            Ok(said) => self.faults.extend(said.into_iter().filter(|line| line != "ok").take(10)),
            Err(err) => self.faults.push(unreadable(&err)),
        }
        match schema::tables(db).await {
            Ok(tables) => {
                for table in tables {
                    let line = self.line(db, &table).await;
                    self.tables.push(line);
                }
            }
            Err(err) => self.faults.push(unreadable(&err)),
        }
    }

    async fn line(&self, db: &mut Conn, table: &Table) -> TableLine {
        let wanted = self.manifest.tables.iter().find(|sum| sum.table == table.name);
        let found = match (sums::sum(db, table).await, wanted) {
            (Err(err), _) => Found::Unreadable(unreadable(&err)),
            (Ok(_), None) => Found::NotExpected,
            (Ok(found), Some(wanted)) if found == *wanted => Found::Same { rows: found.rows },
            (Ok(TableSum { rows, .. }), Some(wanted)) => Found::Differs { rows, wanted: wanted.rows },
        };
        TableLine { table: table.name.clone(), found }
    }

    fn name_missing(&mut self) {
        for sum in &self.manifest.tables {
            if !self.tables.iter().any(|line| line.table == sum.table) {
                self.tables.push(TableLine { table: sum.table.clone(), found: Found::Missing });
            }
        }
    }
}

impl fmt::Display for TableLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = &self.table;
        match &self.found {
            Found::Same { rows: 1 } => write!(f, "{table}: 1 row, the same"),
            Found::Same { rows } => write!(f, "{table}: {rows} rows, the same"),
            Found::Differs { rows, wanted } if rows == wanted => {
                write!(f, "{table}: {rows} rows, and at least one of them was changed")
            }
            Found::Differs { rows, wanted } => {
                write!(f, "{table}: {rows} rows, and it had {wanted} when the backup was made")
            }
            Found::Missing => write!(f, "{table}: not found in the backup"),
            Found::NotExpected => write!(f, "{table}: not in the manifest"),
            Found::Unreadable(why) => write!(f, "{table}: {why}"),
        }
    }
}

/// A line for each table, then what is wrong, then the verdict.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.tables {
            writeln!(f, "{line}")?;
        }
        for fault in &self.faults {
            writeln!(f, "{fault}")?;
        }
        let Manifest { made_at, folkmoot, .. } = &self.manifest;
        if self.is_whole() {
            write!(f, "{} is whole: made at {made_at} by Folkmoot {folkmoot}", self.file.display())
        } else {
            write!(f, "{} is damaged: restore from another backup", self.file.display())
        }
    }
}
