//! The keyring in a file of its own, outside the database. Every change is on the disk before anything is signed with it.

use crate::checkpoint::{Head, Secret};
use crate::keyring::{Fit, Keyring, Unreadable};
use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The keyring of a running installation.
#[derive(Debug)]
pub struct KeyFile {
    path: PathBuf,
    keyring: Mutex<Keyring>,
}

#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("the key of the record at {path} cannot be read or written")]
    File { path: PathBuf, source: io::Error },
    #[error("others can read the key of the record: chmod 600 {0}")]
    Open(PathBuf),
    #[error("the key of the record at {path} is damaged. Put the copy back that you keep elsewhere.")]
    Damaged { path: PathBuf, source: Unreadable },
    #[error("this computer gives no random bytes")]
    NoRandom,
}

/// Only the program's own user reads and writes it.
const MODE: u32 = 0o600;

impl KeyFile {
    /// Opens the file, or makes it with a fresh secret where there is none.
    ///
    /// # Errors
    ///
    /// When it is damaged, when others may read it, or when the folder cannot be written.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, KeyFileError> {
        let path = path.into();
        let failed = |source| KeyFileError::File { path: path.clone(), source };
        let keyring = match std::fs::read_to_string(&path) {
            Ok(text) => {
                let mode = std::fs::metadata(&path).map_err(failed)?.permissions().mode();
                if mode & 0o077 != 0 {
                    return Err(KeyFileError::Open(path));
                }
                Keyring::read(&text).map_err(|source| KeyFileError::Damaged { path: path.clone(), source })?
            }
            Err(none) if none.kind() == io::ErrorKind::NotFound => {
                let keyring = Keyring::of(fresh()?);
                save(&path, &keyring.written()).map_err(failed)?;
                keyring
            }
            Err(source) => return Err(KeyFileError::File { path, source }),
        };
        Ok(Self { path, keyring: Mutex::new(keyring) })
    }

    fn keyring(&self) -> MutexGuard<'_, Keyring> {
        self.keyring.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn secret(&self) -> Secret {
        self.keyring().secret().clone()
    }

    pub fn fit(&self, origin: &str, head: Head) -> Fit {
        self.keyring().fit(origin, head)
    }

    pub fn has_grown(&self, origin: &str) -> bool {
        self.keyring().has_grown(origin)
    }

    /// Notes what is about to be saved in the database.
    pub fn about_to(&self, origin: &str, from: Head, to: Head) -> Result<(), KeyFileError> {
        self.change(|keyring| keyring.about_to(origin, from, to))
    }

    /// Notes what was saved in the database.
    pub fn saved(&self, origin: &str, head: Head) -> Result<(), KeyFileError> {
        self.change(|keyring| keyring.saved(origin, head))
    }

    fn change(&self, change: impl FnOnce(&mut Keyring)) -> Result<(), KeyFileError> {
        let mut keyring = self.keyring();
        let mut changed = keyring.clone();
        change(&mut changed);
        save(&self.path, &changed.written())
            .map_err(|source| KeyFileError::File { path: self.path.clone(), source })?;
        *keyring = changed;
        Ok(())
    }
}

fn fresh() -> Result<Secret, KeyFileError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| KeyFileError::NoRandom)?;
    Ok(Secret::from_bytes(&bytes))
}

/// A new file beside it takes its place once it is on the disk: at no moment is there half a key.
fn save(path: &Path, text: &str) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(MODE).open(&beside)?;
    file.set_permissions(Permissions::from_mode(MODE))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&beside, path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tlog_tiles::tlog::Hash;

    fn head(size: u64) -> Head {
        Head { size, root: Hash([1; 32]) }
    }

    #[test]
    fn the_secret_is_made_once_and_nobody_else_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("folkmoot.db.key");

        let made = KeyFile::open(&path).unwrap();
        made.saved("x.example/record", head(3)).unwrap();
        let again = KeyFile::open(&path).unwrap();

        assert_eq!(made.secret().bytes(), again.secret().bytes());
        assert_eq!(again.fit("x.example/record", head(3)), Fit::Fits);
        assert_eq!(again.fit("x.example/record", head(2)), Fit::SetBack);
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_key_that_others_can_read_or_that_is_damaged_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        KeyFile::open(&path).unwrap();

        std::fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        assert!(KeyFile::open(&path).unwrap_err().to_string().contains("chmod 600"));
        std::fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        std::fs::write(&path, "secret what\n").unwrap();
        assert!(KeyFile::open(&path).unwrap_err().to_string().contains("is damaged"));
        assert!(KeyFile::open(folder.path().join("none/key")).is_err());
    }
}
