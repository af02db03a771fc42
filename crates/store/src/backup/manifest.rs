//! The slip beside a backup: what the file holds, so that a changed bit shows.

use super::sums::TableSum;
use super::{BackupError, files};
use crate::migrate::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// What a backup holds: `FILE.manifest.json` beside `FILE`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the program that made it.
    pub folkmoot: String,
    /// RFC 3339, in UTC.
    pub made_at: String,
    /// The newest migration that the database had.
    pub migration: i64,
    pub file_bytes: u64,
    pub file_sha256: String,
    pub tables: Vec<TableSum>,
    /// Over everything above, so that the slip itself cannot change unseen.
    #[serde(default)]
    pub manifest_sha256: String,
}

pub(crate) fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".manifest.json");
    PathBuf::from(name)
}

impl Manifest {
    pub(crate) fn sealed(mut self) -> Result<Self, BackupError> {
        self.manifest_sha256 = self.sum()?;
        Ok(self)
    }

    fn sum(&self) -> Result<String, BackupError> {
        let open = Self { manifest_sha256: String::new(), ..self.clone() };
        Ok(hex(&Sha256::digest(serde_json::to_vec(&open).map_err(crate::Error::from)?)))
    }

    pub(crate) fn is_sealed(&self) -> bool {
        self.sum().is_ok_and(|sum| sum == self.manifest_sha256)
    }

    pub(crate) fn write(&self, file: &Path) -> Result<(), BackupError> {
        let text = serde_json::to_vec_pretty(self).map_err(crate::Error::from)?;
        std::fs::write(file, text).map_err(files::fault("write", file))
    }

    /// The manifest of this backup.
    pub fn of(backup: &Path) -> Result<Self, BackupError> {
        let file = beside(backup);
        if !file.is_file() {
            return Err(BackupError::NoManifest { file });
        }
        let text = std::fs::read(&file).map_err(files::fault("read", &file))?;
        serde_json::from_slice(&text).map_err(|source| BackupError::BrokenManifest { file, source })
    }
}
