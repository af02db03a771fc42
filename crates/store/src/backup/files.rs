//! Files: made under another name, synced, then named; and their sums.

use super::BackupError;
use crate::migrate::hex;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What went wrong with which file: `map_err(fault("read", &file))`.
pub(super) fn fault(doing: &'static str, file: &Path) -> impl FnOnce(std::io::Error) -> BackupError {
    let file = file.to_owned();
    move |source| BackupError::File { doing, file, source }
}

/// A folder for unfinished files on the same disk as the finished one. It goes when it is dropped.
pub(super) fn workshop_beside(file: &Path) -> Result<TempDir, BackupError> {
    let folder = folder_of(file);
    std::fs::create_dir_all(&folder).map_err(fault("make the folder", &folder))?;
    tempfile::Builder::new().prefix(".folkmoot-unfinished-").tempdir_in(&folder).map_err(fault("write into", &folder))
}

/// A folder for files that are looked at and thrown away: where `TMPDIR` says.
pub(super) fn workshop_elsewhere() -> Result<TempDir, BackupError> {
    let made = tempfile::Builder::new().prefix("folkmoot-verify-").tempdir();
    made.map_err(fault("write into", &std::env::temp_dir()))
}

fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Gives a finished file its name. Its bytes, then its name, are on the disk when this returns.
pub(super) fn finish(unfinished: &Path, file: &Path) -> Result<(), BackupError> {
    File::open(unfinished).and_then(|open| open.sync_all()).map_err(fault("save", unfinished))?;
    refuse_existing(file)?;
    std::fs::rename(unfinished, file).map_err(fault("write", file))?;
    let folder = folder_of(file);
    File::open(&folder).and_then(|open| open.sync_all()).map_err(fault("save", &folder))
}

pub(super) fn refuse_existing(file: &Path) -> Result<(), BackupError> {
    if file.exists() { Err(BackupError::Exists { file: file.to_owned() }) } else { Ok(()) }
}

/// Copies and sums in one reading, so that what was summed is what was copied.
pub(super) fn copy_and_sum(from: &Path, to: &Path) -> Result<(u64, String), BackupError> {
    let mut copy = File::create_new(to).map_err(fault("write", to))?;
    each_part(from, |part| copy.write_all(part).map_err(fault("write", to)))
}

/// Bytes and sha256.
pub(super) fn sum(file: &Path) -> Result<(u64, String), BackupError> {
    each_part(file, |_| Ok(()))
}

fn each_part(
    file: &Path,
    mut take: impl FnMut(&[u8]) -> Result<(), BackupError>,
) -> Result<(u64, String), BackupError> {
    let mut open = File::open(file).map_err(fault("read", file))?;
    let (mut part, mut sha, mut bytes) = (vec![0; 1 << 20], Sha256::new(), 0);
    loop {
        let read = open.read(&mut part).map_err(fault("read", file))?;
        if read == 0 {
            return Ok((bytes, hex(&sha.finalize())));
        }
        sha.update(&part[..read]);
        take(&part[..read])?;
        bytes += read as u64;
    }
}
