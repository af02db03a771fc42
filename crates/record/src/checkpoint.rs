//! The head of a log, signed: C2SP tlog-checkpoint (sources.md#tlog-checkpoint). Whoever keeps one can later see whether what it
//! covers was changed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::SigningKey;
use signed_note::{Note, StandardSigner, StandardVerifier, VerifierList, key_id, new_ed25519_verifier_key};
use std::fmt;
use tlog_tiles::Checkpoint;
use tlog_tiles::tlog::Hash;

/// Ed25519 in the names of keys.
const ED25519: u8 = 1;
/// Most that is read of what somebody pasted. Unit: bytes.
const KEPT_MAX: usize = 20_000;

/// How far a log goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Head {
    /// Entries.
    pub size: u64,
    pub root: Hash,
}

/// The secret with which an installation signs. One for all its logs; each log's name goes into the signature's.
#[derive(Clone)]
pub struct Secret(SigningKey);

/// A checkpoint that somebody kept.
#[derive(Debug)]
pub struct Kept {
    pub origin: String,
    pub head: Head,
    note: Note,
}

#[derive(Debug, thiserror::Error)]
pub enum SignError {
    #[error("{0} cannot be the name of a log")]
    Name(String),
    #[error("the checkpoint could not be signed")]
    Signature,
}

/// What became of what a kept checkpoint covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was not signed here.
    Forged,
    /// Nothing was added since, and nothing is different.
    Same,
    /// All it covers is still there; so many entries came after it.
    Grown(u64),
    /// What it covers is no longer what it was.
    Rewritten,
    /// It covers more than there is now: entries were lost.
    Lost,
}

impl Secret {
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(bytes))
    }

    pub fn bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The public key for a log of this name, as others put it into their programs: "oxmoor.example/record+6a3f0e1d+AbC...".
    pub fn verifier_key(&self, origin: &str) -> String {
        new_ed25519_verifier_key(origin, &self.0.verifying_key())
    }

    fn signer(&self, origin: &str) -> Result<StandardSigner, SignError> {
        let of_kind = |key: [u8; 32]| [&[ED25519], key.as_slice()].concat();
        let id = key_id(origin, &of_kind(self.0.verifying_key().to_bytes()));
        let secret = STANDARD.encode(of_kind(self.bytes()));
        StandardSigner::new(&format!("PRIVATE+KEY+{origin}+{id:08x}+{secret}"))
            .map_err(|_| SignError::Name(origin.to_owned()))
    }

    pub fn sign(&self, origin: &str, head: Head) -> Result<String, SignError> {
        let signer = self.signer(origin)?;
        let name = |_| SignError::Name(origin.to_owned());
        let checkpoint = Checkpoint::new(origin, head.size, head.root, "").map_err(name)?;
        let mut note = Note::new(&checkpoint.to_bytes(), &[]).map_err(|_| SignError::Signature)?;
        note.add_sigs(&[&signer]).map_err(|_| SignError::Signature)?;
        String::from_utf8(note.to_bytes()).map_err(|_| SignError::Signature)
    }
}

/// Whether this is the public key of a log.
pub fn is_log_key(text: &str) -> bool {
    StandardVerifier::new(text).is_ok()
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Kept {
    /// Reads what somebody kept: a checkpoint as it was sent, perhaps with ends of lines of another system. `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > KEPT_MAX {
            return None;
        }
        let text = format!("{}\n", text.replace('\r', "").trim());
        let note = Note::from_bytes(text.as_bytes()).ok()?;
        let checkpoint = Checkpoint::from_bytes(note.text()).ok()?;
        let head = Head { size: checkpoint.size(), root: *checkpoint.hash() };
        Some(Self { origin: checkpoint.origin().to_owned(), head, note })
    }

    pub fn is_signed_by(&self, verifier_key: &str) -> bool {
        let Ok(verifier) = StandardVerifier::new(verifier_key) else { return false };
        self.note.verify(&VerifierList::new(vec![Box::new(verifier)])).is_ok()
    }

    /// `size`: of the log now. `root`: what the root is now of as many entries as the kept checkpoint covers, if there are as many.
    pub fn verdict(&self, verifier_key: &str, size: u64, root: Option<Hash>) -> Verdict {
        match root {
            _ if !self.is_signed_by(verifier_key) => Verdict::Forged,
            None => Verdict::Lost,
            _ if self.head.size > size => Verdict::Lost,
            Some(root) if root != self.head.root => Verdict::Rewritten,
            Some(_) if self.head.size == size => Verdict::Same,
            Some(_) => Verdict::Grown(size - self.head.size),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "oxmoor.example/record";

    fn head(size: u64, byte: u8) -> Head {
        Head { size, root: Hash([byte; 32]) }
    }

    fn kept(secret: &Secret, head: Head) -> Kept {
        Kept::read(&secret.sign(LOG, head).unwrap()).unwrap()
    }

    #[test]
    fn a_checkpoint_names_its_log_its_size_and_its_root() {
        let secret = Secret::from_bytes(&[7; 32]);

        let text = secret.sign(LOG, head(617, 1)).unwrap();

        assert!(text.starts_with("oxmoor.example/record\n617\nAQEB"), "{text}");
        assert!(text.contains("\n\n— oxmoor.example/record "), "{text}");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert!(secret.sign("a name", head(1, 1)).is_err());
    }

    #[test]
    fn a_kept_copy_is_compared_at_its_own_size() {
        let secret = Secret::from_bytes(&[7; 32]);
        let key = secret.verifier_key(LOG);
        let (old, root) = (kept(&secret, head(617, 1)), Hash([1; 32]));

        assert_eq!(old.verdict(&key, 617, Some(root)), Verdict::Same);
        assert_eq!(old.verdict(&key, 640, Some(root)), Verdict::Grown(23));
        assert_eq!(old.verdict(&key, 617, Some(Hash([2; 32]))), Verdict::Rewritten);
        assert_eq!(old.verdict(&key, 640, Some(Hash([2; 32]))), Verdict::Rewritten);
        assert_eq!(old.verdict(&key, 600, None), Verdict::Lost);
    }

    #[test]
    fn a_copy_that_was_signed_elsewhere_or_changed_is_no_copy() {
        let (ours, other) = (Secret::from_bytes(&[7; 32]), Secret::from_bytes(&[8; 32]));
        let key = ours.verifier_key(LOG);

        assert_eq!(kept(&other, head(617, 1)).verdict(&key, 617, Some(Hash([1; 32]))), Verdict::Forged);
        let changed = ours.sign(LOG, head(617, 1)).unwrap().replace("\n617\n", "\n618\n");
        assert_eq!(Kept::read(&changed).unwrap().verdict(&key, 618, Some(Hash([1; 32]))), Verdict::Forged);
    }

    #[test]
    fn what_is_pasted_may_come_from_a_letter() {
        let secret = Secret::from_bytes(&[7; 32]);
        let text = secret.sign(LOG, head(617, 1)).unwrap().replace('\n', "\r\n");

        let kept = Kept::read(&format!("  \r\n{text}\r\n\r\n")).unwrap();

        assert_eq!(kept.verdict(&secret.verifier_key(LOG), 617, Some(Hash([1; 32]))), Verdict::Same);
        for nothing in ["", "hello", "a\n1\n", "\u{0}\n\n— x AAAA\n"] {
            assert!(Kept::read(nothing).is_none(), "{nothing:?}");
        }
    }
}
