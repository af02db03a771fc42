//! Who was erased, in a file outside the database: numbers alone. A backup from before an erasure still knows the person; when it is
//! put back, the erasure is done again before the site opens.

use super::erase::Extent;
use folkmoot_kernel::{Id, PersonId, Timestamp};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub struct ErasedFile {
    path: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum ErasedFileError {
    #[error("the list of who was erased at {path} cannot be read or written")]
    File { path: PathBuf, source: io::Error },
    #[error("line {line} of {path} is not one of the list of who was erased")]
    Damaged { path: PathBuf, line: usize },
}

const WORDS: &str = "# Who was erased here, by number: so that a backup from before, put back, is erased again. Never put an older copy back.\n";

impl ErasedFile {
    /// Beside the key of the record, which lies outside the database.
    pub fn beside(key: &Path) -> Self {
        Self { path: key.with_extension("erased") }
    }

    fn failed(&self, source: io::Error) -> ErasedFileError {
        ErasedFileError::File { path: self.path.clone(), source }
    }

    /// Adds one, and returns when it is on the disk.
    pub fn add(&self, person: PersonId, extent: Extent, at: Timestamp) -> Result<(), ErasedFileError> {
        self.append(person, extent, at).map_err(|source| self.failed(source))
    }

    fn append(&self, person: PersonId, extent: Extent, at: Timestamp) -> io::Result<()> {
        let mut file = OpenOptions::new().create(true).append(true).mode(0o600).open(&self.path)?;
        let words = if file.metadata()?.len() == 0 { WORDS } else { "" };
        file.write_all(format!("{words}{} {} {}\n", person.number(), extent.key(), at.ms()).as_bytes())?;
        file.sync_all()?;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }

    /// Everybody who was erased, the first first.
    pub fn read(&self) -> Result<Vec<(PersonId, Extent)>, ErasedFileError> {
        let text = match std::fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(none) if none.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(self.failed(source)),
        };
        let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        let read = |(at, line): (usize, &str)| {
            parse(line).ok_or_else(|| ErasedFileError::Damaged { path: self.path.clone(), line: at + 1 })
        };
        lines.map(read).collect()
    }
}

fn parse(line: &str) -> Option<(PersonId, Extent)> {
    let mut parts = line.split(' ');
    let (person, extent) = (parts.next()?.parse().ok()?, Extent::read(parts.next()?)?);
    Some((Id::from_number(person), extent))
}
