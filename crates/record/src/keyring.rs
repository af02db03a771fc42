//! What an installation keeps outside its database: its secret, and how far each log had gone. So a database that was set back
//! is noticed, and does not go on under the old name as if nothing had happened.

use crate::checkpoint::{Head, Secret};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use tlog_tiles::tlog::Hash;

/// The secret with how far each log went, by its name.
#[derive(Debug, Clone)]
pub struct Keyring {
    secret: Secret,
    logs: BTreeMap<String, Standing>,
}

/// How far a log went. What was about to be signed may or may not have been saved when the program was killed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    pub saved: Head,
    pub about_to: Option<Head>,
}

/// How the log in the database fits what was kept outside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Fits,
    /// Nothing is known here of a log of that name.
    Unknown,
    /// Other entries, or fewer, than were signed.
    SetBack,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is not one of a key file: {why}")]
pub struct Unreadable {
    pub line: usize,
    pub why: &'static str,
}

const WORDS: &str = "# The secret with which this installation signs its record, and how far each log went.\n\
    # Keep it where only the program reads it, keep a copy elsewhere, and never put an older copy back.\n";

impl Keyring {
    pub fn of(secret: Secret) -> Self {
        Self { secret, logs: BTreeMap::new() }
    }

    pub const fn secret(&self) -> &Secret {
        &self.secret
    }

    pub fn fit(&self, origin: &str, head: Head) -> Fit {
        match self.logs.get(origin) {
            None => Fit::Unknown,
            Some(one) if one.saved == head || one.about_to == Some(head) => Fit::Fits,
            Some(_) => Fit::SetBack,
        }
    }

    /// Whether a log of that name is known to have had entries.
    pub fn has_grown(&self, origin: &str) -> bool {
        self.logs.get(origin).is_some_and(|one| one.saved.size > 0)
    }

    /// Before a head is saved in the database: whichever of both is found there later, is right.
    pub fn about_to(&mut self, origin: &str, from: Head, to: Head) {
        self.logs.insert(origin.to_owned(), Standing { saved: from, about_to: Some(to) });
    }

    pub fn saved(&mut self, origin: &str, head: Head) {
        self.logs.insert(origin.to_owned(), Standing { saved: head, about_to: None });
    }

    pub fn written(&self) -> String {
        let mut text = format!("{WORDS}secret {}\n", STANDARD.encode(self.secret.bytes()));
        for (origin, standing) in &self.logs {
            let mut line = |word, head: Head| {
                let root = STANDARD.encode(head.root.0);
                let _never_fails = writeln!(text, "{word} {origin} {} {root}", head.size);
            };
            line("saved", standing.saved);
            if let Some(head) = standing.about_to {
                line("about-to", head);
            }
        }
        text
    }

    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let (mut secret, mut logs) = (None, BTreeMap::new());
        for (at, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let wrong = |why| Unreadable { line: at, why };
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                ["secret", key] => secret = Some(bytes(key).ok_or(wrong("the secret is damaged"))?),
                ["saved", origin, size, root] => {
                    let saved = head(size, root).ok_or(wrong("size or root is damaged"))?;
                    logs.insert((*origin).to_owned(), Standing { saved, about_to: None });
                }
                ["about-to", origin, size, root] => {
                    let next = head(size, root).ok_or(wrong("size or root is damaged"))?;
                    let before = logs.get_mut(*origin).ok_or(wrong("what was saved before is missing"))?;
                    before.about_to = Some(next);
                }
                _ => return Err(wrong("it has other words")),
            }
        }
        let secret = secret.ok_or(Unreadable { line: 1, why: "there is no secret" })?;
        Ok(Self { secret: Secret::from_bytes(&secret), logs })
    }
}

fn bytes(text: &str) -> Option<[u8; 32]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

fn head(size: &str, root: &str) -> Option<Head> {
    Some(Head { size: size.parse().ok()?, root: Hash(bytes(root)?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "oxmoor.example/record";

    fn at(size: u64) -> Head {
        Head { size, root: Hash([u8::try_from(size).unwrap(); 32]) }
    }

    fn keyring() -> Keyring {
        Keyring::of(Secret::from_bytes(&[7; 32]))
    }

    #[test]
    fn what_was_saved_and_what_was_about_to_be_both_fit() {
        let mut keyring = keyring();
        assert_eq!(keyring.fit(LOG, at(1)), Fit::Unknown);
        keyring.saved(LOG, at(1));
        keyring.about_to(LOG, at(1), at(3));

        // Killed before the database had it, and after.
        assert_eq!(keyring.fit(LOG, at(1)), Fit::Fits);
        assert_eq!(keyring.fit(LOG, at(3)), Fit::Fits);
        keyring.saved(LOG, at(3));
        assert_eq!(keyring.fit(LOG, at(1)), Fit::SetBack);
        assert_eq!(keyring.fit(LOG, Head { size: 3, root: Hash([9; 32]) }), Fit::SetBack);
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        let mut keyring = keyring();
        keyring.saved(LOG, at(5));
        keyring.about_to("oxmoor.example/record/2", at(1), at(2));

        let read = Keyring::read(&keyring.written()).unwrap();

        assert_eq!(read.written(), keyring.written());
        assert_eq!(read.fit("oxmoor.example/record/2", at(2)), Fit::Fits);
    }

    #[test]
    fn a_damaged_file_says_where() {
        let said = |text: &str| Keyring::read(text).unwrap_err().to_string();

        assert_eq!(said(""), "line 1 is not one of a key file: there is no secret");
        assert_eq!(said("# words\nsecret AA"), "line 2 is not one of a key file: the secret is damaged");
        let secret = keyring().written();
        assert_eq!(
            said(&format!("{secret}saved x 1 AA\n")),
            "line 4 is not one of a key file: size or root is damaged"
        );
        assert_eq!(said(&format!("{secret}hello\n")), "line 4 is not one of a key file: it has other words");
    }
}
