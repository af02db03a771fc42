//! Backups: one whole SQLite file, whichever database it was made from, with a manifest beside it. A backup that was
//! never restored is a hope, so [`verify`] restores it elsewhere and compares every table.

mod copying;
mod files;
mod manifest;
mod sums;
mod verifying;

use crate::conn::Conn;
use crate::error::Error;
use crate::migrate;
use crate::schema;
use crate::store::{Address, Durability, OpenError, Options, Store};
use crate::tx::Tx;
pub use manifest::Manifest;
use std::path::{Path, PathBuf};
pub use sums::TableSum;
#[cfg(feature = "testing")]
pub(crate) use sums::sums;
pub use verifying::{Found, Report, TableLine, verify};

/// Why a copy was not made. Each message says what to do or what is wrong.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{file} is already there, and nothing is written over: choose another name")]
    Exists { file: PathBuf },
    #[error("there is no file {file}")]
    Nothing { file: PathBuf },
    #[error("{file} is not there: a backup is two files, keep them together")]
    NoManifest { file: PathBuf },
    #[error("{file} cannot be read as the manifest of a backup")]
    BrokenManifest { file: PathBuf, source: serde_json::Error },
    #[error("the backup is damaged, and nothing was restored:\n{0}")]
    Damaged(Box<Report>),
    #[error("the database already holds the table {table}: copy into a new, empty one")]
    NotEmpty { table: String },
    #[error("there is nothing to copy: no Folkmoot has ever used this database")]
    Empty,
    #[error(
        "the backup was made by a newer Folkmoot (migration {found}, this one knows {known}): use that or a newer one"
    )]
    Newer { found: i64, known: i64 },
    #[error("the table {table} is not the one that Folkmoot's migrations make, so it cannot be copied")]
    OtherTable { table: String },
    #[error("the table {table} came out different, so the copy was not kept")]
    Differs { table: String },
    #[error("Folkmoot could not {doing} {file}")]
    File { doing: &'static str, file: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Database(#[from] Error),
}

/// Makes a whole copy of the database in `file` while others read and write, with its manifest beside it. The copy shows
/// one moment: what was answered before it began is in it.
pub async fn backup(store: &Store, file: &Path) -> Result<Manifest, BackupError> {
    let slip = manifest::beside(file);
    files::refuse_existing(file)?;
    files::refuse_existing(&slip)?;
    let workshop = files::workshop_beside(file)?;
    let (copy, written) = (workshop.path().join("copy.db"), workshop.path().join("manifest.json"));
    match store.address() {
        Address::Sqlite(_) => vacuum(store, &copy).await?,
        Address::Postgres { .. } => copy_into_file(store, workshop.path(), &copy).await?,
    }
    let manifest = describe(store, &copy).await?;
    manifest.write(&written)?;
    aside(files::finish, &copy, file).await?;
    aside(files::finish, &written, &slip).await?;
    Ok(manifest)
}

/// SQLite's own way to copy a database in use: read at one moment, written without gaps.
async fn vacuum(store: &Store, file: &Path) -> Result<(), BackupError> {
    let name = file.to_str().ok_or_else(|| not_a_name(file))?;
    Ok(store.vacuum_into(name).await.unwrap_or(Ok(()))?)
}

fn not_a_name(file: &Path) -> BackupError {
    files::fault("write a name that is not UTF-8:", file)(std::io::ErrorKind::InvalidFilename.into())
}

/// PostgreSQL's rows, read in one moment, into a file laid out by the same migrations.
async fn copy_into_file(store: &Store, workshop: &Path, file: &Path) -> Result<(), BackupError> {
    let address = Address::Sqlite(workshop.join("laid-out.db"));
    let scratch = Options { durability: Durability::Scratch, connections: 1, ..Options::new(address) };
    let laid_out = Store::connect(scratch).await?;
    let mut tx = laid_out.write().await?;
    copying::copy(&mut store.still().await?, &mut tx).await?;
    tx.commit_housekeeping().await?;
    vacuum(&laid_out, file).await?;
    laid_out.close().await;
    Ok(())
}

async fn describe(store: &Store, copy: &Path) -> Result<Manifest, BackupError> {
    let mut db = verifying::finished(copy).await?;
    let migration = migrate::newest(&mut db).await?.ok_or(BackupError::Empty)?;
    let tables = sums::sums(&mut db).await?;
    let (file_bytes, file_sha256) = aside(|file, _| files::sum(file), copy, copy).await?;
    let manifest = Manifest {
        folkmoot: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: store.now().rfc3339(),
        migration,
        file_bytes,
        file_sha256,
        tables,
        manifest_sha256: String::new(),
    };
    manifest.sealed()
}

/// Restores a backup into a new, empty database of either kind, and compares every table afterwards.
pub async fn restore(file: &Path, to: &Address) -> Result<Manifest, BackupError> {
    let report = verify(file).await?;
    if !report.is_whole() {
        return Err(BackupError::Damaged(Box::new(report)));
    }
    let known = migrate::MIGRATIONS.last().map_or(0, |migration| migration.number);
    let manifest = report.manifest;
    if manifest.migration > known {
        return Err(BackupError::Newer { found: manifest.migration, known });
    }
    match to {
        Address::Sqlite(target) => restore_file(file, target, &manifest).await?,
        Address::Postgres { .. } => {
            let sums = copy_into_empty(&mut verifying::finished(file).await?, to).await?;
            copying::compare(&manifest.tables, &sums)?;
        }
    }
    Ok(manifest)
}

async fn restore_file(file: &Path, target: &Path, manifest: &Manifest) -> Result<(), BackupError> {
    refuse_used(target)?;
    let workshop = files::workshop_beside(target)?;
    let copy = workshop.path().join("restored.db");
    aside(files::copy_and_sum, file, &copy).await?;
    copying::compare(&manifest.tables, &sums::sums(&mut verifying::finished(&copy).await?).await?)?;
    if target.exists() {
        std::fs::remove_file(target).map_err(files::fault("write", target))?;
    }
    aside(files::finish, &copy, target).await
}

/// A file without bytes is as good as none. The log of another database would be read into the restored one.
fn refuse_used(target: &Path) -> Result<(), BackupError> {
    if std::fs::metadata(target).is_ok_and(|found| found.len() > 0) {
        return Err(BackupError::Exists { file: target.to_owned() });
    }
    let mut log = target.as_os_str().to_owned();
    log.push("-wal");
    files::refuse_existing(Path::new(&log))
}

/// Moves a whole database, from SQLite to PostgreSQL or back, and compares every table afterwards. Nobody should write
/// meanwhile: what is saved after it began is not in the new one.
pub async fn copy_database(from: &Store, to: &Address) -> Result<Vec<TableSum>, BackupError> {
    if let Address::Sqlite(target) = to {
        refuse_used(target)?;
        let workshop = files::workshop_beside(target)?;
        let copy = workshop.path().join("copy.db");
        let sums = copy_into_empty(&mut from.still().await?, &Address::Sqlite(copy.clone())).await?;
        aside(files::finish, &copy, target).await?;
        return Ok(sums);
    }
    copy_into_empty(&mut from.still().await?, to).await
}

async fn copy_into_empty(from: &mut Conn, to: &Address) -> Result<Vec<TableSum>, BackupError> {
    let new = Store::connect(Options { connections: 3, ..Options::new(to.clone()) }).await?;
    let mut tx = new.write().await?;
    let copied = match empty(&mut tx).await {
        Ok(()) => copying::copy(from, &mut tx).await,
        Err(err) => Err(err),
    };
    let sums = copied?;
    tx.commit_housekeeping().await?;
    new.close().await;
    Ok(sums)
}

async fn empty(to: &mut Tx) -> Result<(), BackupError> {
    match schema::tables(to).await?.into_iter().next() {
        Some(table) => Err(BackupError::NotEmpty { table: table.name }),
        None => Ok(()),
    }
}

/// Work on whole files takes long and would hold up everybody else on this thread.
async fn aside<T: Send + 'static>(
    work: impl FnOnce(&Path, &Path) -> Result<T, BackupError> + Send + 'static,
    from: &Path,
    to: &Path,
) -> Result<T, BackupError> {
    let (from, to) = (from.to_owned(), to.to_owned());
    let done = tokio::task::spawn_blocking(move || work(&from, &to)).await;
    done.expect("work on files does not panic and is not cancelled")
}
