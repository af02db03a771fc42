//! What a disk holds after the power went: everything that was synced, and of the rest anything - lost, kept, torn in blocks, in any
//! order.

use rand::rngs::StdRng;
use rand::{RngExt, seq::SliceRandom};
use std::collections::BTreeMap;
use std::path::Path;

/// What a disk writes whole or not at all. Unit: bytes.
const BLOCK: usize = 512;

/// One thing that the program did, or that somebody was told.
#[derive(Debug, Clone)]
pub enum Done {
    Written {
        path: String,
        offset: usize,
        bytes: Vec<u8>,
    },
    Cut {
        path: String,
        length: usize,
    },
    SyncBegun {
        path: String,
    },
    Synced {
        path: String,
    },
    New {
        path: String,
    },
    Renamed {
        from: String,
        to: String,
    },
    Gone {
        path: String,
    },
    /// Form `n` was answered.
    Answered(usize),
}

/// Reads what the recorder wrote, with the answers in between. A program that ended while one of its threads was noting something left the
/// last entry unfinished: it was synced by nobody, so no disk has to have it.
pub fn read(trace: &[u8]) -> Vec<Done> {
    let (mut done, mut rest) = (Vec::new(), trace);
    while let Some((length, more)) = rest.split_first_chunk::<4>() {
        let Some((entry, more)) = more.split_at_checked(u32::from_le_bytes(*length) as usize) else { break };
        done.push(entry_of(entry));
        rest = more;
    }
    done
}

fn entry_of(entry: &[u8]) -> Done {
    let (kind, rest) = entry.split_first().expect("an entry has a kind");
    let (offset, rest) = rest.split_first_chunk::<8>().expect("an entry has an offset");
    let (named, rest) = rest.split_first_chunk::<2>().expect("an entry has a path");
    let (path, data) = rest.split_at(usize::from(u16::from_le_bytes(*named)));
    let number = usize::try_from(u64::from_le_bytes(*offset)).expect("an offset fits");
    let path = String::from_utf8(path.to_vec()).expect("paths of tests are text");
    match kind {
        b'w' => Done::Written { path, offset: number, bytes: data.to_vec() },
        b't' => Done::Cut { path, length: number },
        b's' => Done::SyncBegun { path },
        b'S' => Done::Synced { path },
        b'c' => Done::New { path },
        b'r' => Done::Renamed { from: path, to: String::from_utf8(data.to_vec()).expect("paths of tests are text") },
        b'u' => Done::Gone { path },
        b'A' => Done::Answered(number),
        other => panic!("the recorder wrote a {other}"),
    }
}

/// An entry of a form that was answered, to append to the trace.
pub fn answered(n: usize) -> Vec<u8> {
    let mut entry = 11_u32.to_le_bytes().to_vec();
    entry.push(b'A');
    entry.extend((n as u64).to_le_bytes());
    entry.extend(0_u16.to_le_bytes());
    entry
}

#[derive(Debug, Clone)]
enum Change {
    Write { offset: usize, bytes: Vec<u8> },
    Length(usize),
}

#[derive(Debug, Clone, Default)]
struct File {
    safe: Vec<u8>,
    /// In the order in which they were made.
    pending: Vec<Change>,
    /// How many of them were there when the sync that runs began.
    syncing: usize,
}

/// A disk while a trace is played: files by number, and names that are safe or about to be.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, usize>,
    safe_names: BTreeMap<String, usize>,
    /// Names given and taken that no sync of the folder has made safe.
    naming: Vec<(String, Option<usize>)>,
    /// Files whose syncs are believed and do nothing: as if the database had asked for none.
    deaf_to: Option<&'static str>,
}

impl Disk {
    /// The folder as it is, all of it safe.
    pub fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        for entry in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            let safe = std::fs::read(&path).expect("a file can be read");
            disk.names.insert(path.to_string_lossy().into_owned(), disk.files.len());
            disk.files.push(File { safe, ..File::default() });
        }
        disk.safe_names.clone_from(&disk.names);
        disk
    }

    pub fn deaf_to(mut self, ending: &'static str) -> Self {
        self.deaf_to = Some(ending);
        self
    }

    pub fn play(&mut self, done: &Done) {
        match done {
            Done::Written { path, offset, bytes } => {
                let change = Change::Write { offset: *offset, bytes: bytes.clone() };
                self.file(path).pending.push(change);
            }
            Done::Cut { path, length } => self.file(path).pending.push(Change::Length(*length)),
            Done::New { path } => {
                self.names.remove(path);
                self.file(path);
            }
            Done::SyncBegun { path } => {
                if let Some(at) = self.names.get(path) {
                    let file = &mut self.files[*at];
                    file.syncing = file.pending.len();
                }
            }
            Done::Synced { path } => self.synced(path),
            Done::Renamed { from, to } => {
                let Some(at) = self.names.remove(from) else { return };
                self.names.insert(to.clone(), at);
                self.naming.push((to.clone(), Some(at)));
                self.naming.push((from.clone(), None));
            }
            Done::Gone { path } => {
                self.names.remove(path);
                self.naming.push((path.clone(), None));
            }
            Done::Answered(_) => {}
        }
    }

    fn file(&mut self, path: &str) -> &mut File {
        let at = self.names.get(path).copied().unwrap_or_else(|| {
            self.files.push(File::default());
            self.names.insert(path.to_owned(), self.files.len() - 1);
            self.naming.push((path.to_owned(), Some(self.files.len() - 1)));
            self.files.len() - 1
        });
        &mut self.files[at]
    }

    /// A sync of a file makes its bytes and its own name safe; one of the folder, all names.
    fn synced(&mut self, path: &str) {
        if self.deaf_to.is_some_and(|ending| path.ends_with(ending)) {
            return;
        }
        let Some(at) = self.names.get(path).copied() else {
            let naming = std::mem::take(&mut self.naming);
            self.named(&naming);
            return;
        };
        let file = &mut self.files[at];
        let made: Vec<Change> = file.pending.drain(..file.syncing.min(file.pending.len())).collect();
        file.syncing = 0;
        for change in &made {
            apply(&mut file.safe, change, |_| true);
        }
        if !self.safe_names.values().any(|safe| *safe == at) {
            self.safe_names.insert(path.to_owned(), at);
            self.naming.retain(|(name, number)| !(name == path && *number == Some(at)));
        }
    }

    fn named(&mut self, naming: &[(String, Option<usize>)]) {
        for (name, at) in naming {
            match at {
                Some(at) => self.safe_names.insert(name.clone(), *at),
                None => self.safe_names.remove(name),
            };
        }
    }

    /// The power goes now: what lies in a folder afterwards, one of the ways in which it can.
    pub fn power_cut(&self, rng: &mut StdRng, folder: &Path, from: &Path) {
        let mut after = self.clone();
        let names = rng.random_range(0..=after.naming.len());
        let naming = after.naming[..names].to_vec();
        after.named(&naming);
        for (name, at) in &after.safe_names {
            let file = &after.files[*at];
            let mut bytes = file.safe.clone();
            let mut pending = file.pending.clone();
            // Half of the time the disk keeps the order.
            if rng.random() {
                pending.shuffle(rng);
            }
            for change in &pending {
                match rng.random_range(0..3) {
                    0 => {}
                    1 => apply(&mut bytes, change, |_| true),
                    _ => apply(&mut bytes, change, |_| rng.random()),
                }
            }
            let inside = Path::new(name).strip_prefix(from).expect("what is recorded lies in the folder");
            let file = folder.join(inside);
            std::fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder can be made");
            std::fs::write(file, bytes).expect("a file can be written");
        }
    }
}

/// Applies a change, block by block as far as they are kept.
fn apply(bytes: &mut Vec<u8>, change: &Change, mut is_kept: impl FnMut(usize) -> bool) {
    match change {
        Change::Length(length) => bytes.resize(*length, 0),
        Change::Write { offset, bytes: new } => {
            let end = offset + new.len();
            let mut at = *offset;
            while at < end {
                let next = ((at / BLOCK + 1) * BLOCK).min(end);
                if is_kept(at) {
                    if bytes.len() < next {
                        bytes.resize(next, 0);
                    }
                    bytes[at..next].copy_from_slice(&new[at - offset..next - offset]);
                }
                at = next;
            }
        }
    }
}
