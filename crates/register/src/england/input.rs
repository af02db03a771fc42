//! A file on its way in: found, weighed, fingerprinted, unpacked.

use super::report::Progress;
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file with this stem in a folder, packed or plain.
pub(crate) fn find(folder: &Path, stem: &str) -> Option<PathBuf> {
    let ending = |ending: &str| folder.join(format!("{stem}{ending}"));
    [".csv.gz", ".csv", ".geojson.gz", ".geojson"].into_iter().map(ending).find(|path| path.is_file())
}

/// SHA-256 of the file as it lies there, and its size in bytes.
pub(crate) fn fingerprint(path: &Path) -> io::Result<(String, u64)> {
    let mut file = File::open(path)?;
    let (mut hash, mut size) = (Sha256::new(), 0);
    let mut part = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut part)?;
        if read == 0 {
            let hex = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
            return Ok((hex, size));
        }
        hash.update(&part[..read]);
        size += read as u64;
    }
}

/// Opens the file, unpacks it when it is packed, and tells how far the reading is.
pub(crate) fn open(path: &Path, progress: Arc<dyn Progress>) -> io::Result<Box<dyn Read>> {
    let counted = Counted { file: File::open(path)?, progress };
    let packed = path.extension().is_some_and(|ending| ending == "gz");
    Ok(if packed {
        Box::new(MultiGzDecoder::new(io::BufReader::with_capacity(1 << 16, counted)))
    } else {
        Box::new(counted)
    })
}

struct Counted {
    file: File,
    progress: Arc<dyn Progress>,
}

impl Read for Counted {
    fn read(&mut self, part: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(part)?;
        self.progress.read(read as u64);
        Ok(read)
    }
}
