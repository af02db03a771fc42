//! Installations witness each other: each remembers how far a log of another had gone, and signs only what begins with that
//! (C2SP tlog-witness and tlog-cosignature, sources.md#tlog-witness). So one installation alone cannot show two histories.

use crate::checkpoint::{Head, Kept, Secret};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature as Ed25519, Signer as _, SigningKey, Verifier as _, VerifyingKey};
use folkmoot_kernel::Timestamp;
use sha2::{Digest, Sha256};
use signed_note::key_id;
use tlog_tiles::tlog::{self, Hash};

/// Ed25519 cosignatures in the names of keys.
const COSIGNATURE: u8 = 4;
/// Most lines of a proof that are read, as the standard has it.
const PROOF_MAX: usize = 63;
/// What a key for logs is turned into to make one for witnessing: the standard wants two.
const OWN_KEY: &[u8] = b"folkmoot witness";

/// The one who signs for others, under a name of its own.
#[derive(Debug, Clone)]
pub struct Witness {
    name: String,
    key: SigningKey,
}

/// The public key of a witness: "oxmoor.example/record/witness+6a3f0e1d+BAbC...".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessKey {
    name: String,
    id: u32,
    key: VerifyingKey,
}

/// What a log asks for.
#[derive(Debug)]
pub struct Asked {
    /// Entries of the checkpoint that the log believes was signed last.
    pub old: u64,
    proof: Vec<Hash>,
    pub checkpoint: Kept,
    /// As it came, to be signed.
    body: String,
}

/// Why nothing is signed; each has its own status in the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSigned {
    #[error("this is no request for a cosignature")]
    Unreadable,
    #[error("this log is not witnessed here")]
    UnknownLog,
    #[error("the checkpoint is not signed with the key of the log")]
    Forged,
    #[error("the old size is larger than the new one")]
    Backwards,
    #[error("another checkpoint was signed last")]
    Conflict { last: u64 },
    #[error("the proof does not hold")]
    NotGrown,
}

impl Witness {
    /// `secret` signs the logs; `log` is the address of the first of them without its scheme.
    pub fn of(secret: &Secret, log: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(OWN_KEY);
        hash.update(secret.bytes());
        Self { name: format!("{log}/witness"), key: SigningKey::from_bytes(&hash.finalize().into()) }
    }

    pub fn key(&self) -> WitnessKey {
        let key = self.key.verifying_key();
        WitnessKey { id: key_id(&self.name, &of_kind(&key)), name: self.name.clone(), key }
    }

    /// The line below a checkpoint that says: at this moment this was the longest I had seen.
    pub fn sign(&self, asked: &Asked, now: Timestamp) -> String {
        let seconds = now.ms().unsigned_abs() / 1_000;
        let signature = self.key.sign(message(&asked.body, seconds).as_bytes());
        let mut bytes = self.key().id.to_be_bytes().to_vec();
        bytes.extend(seconds.to_be_bytes());
        bytes.extend(signature.to_bytes());
        format!("\u{2014} {} {}\n", self.name, STANDARD.encode(bytes))
    }
}

fn of_kind(key: &VerifyingKey) -> Vec<u8> {
    [&[COSIGNATURE], key.as_bytes().as_slice()].concat()
}

fn message(body: &str, seconds: u64) -> String {
    format!("cosignature/v1\ntime {seconds}\n{body}")
}

impl WitnessKey {
    /// Reads a key as it is given to others; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once('+')?;
        let (id, key) = rest.split_once('+')?;
        let bytes = STANDARD.decode(key).ok()?;
        let (kind, key) = bytes.split_first()?;
        let key = VerifyingKey::from_bytes(key.try_into().ok()?).ok()?;
        let id = u32::from_str_radix(id, 16).ok()?;
        let good = *kind == COSIGNATURE && !name.is_empty() && id == key_id(name, &of_kind(&key));
        good.then(|| Self { name: name.to_owned(), id, key })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn written(&self) -> String {
        format!("{}+{:08x}+{}", self.name, self.id, STANDARD.encode(of_kind(&self.key)))
    }

    /// The line of this witness among those of an answer, if it holds for the checkpoint.
    pub fn found_in(&self, answer: &str, checkpoint: &str) -> Option<String> {
        let body = body_of(checkpoint)?;
        answer.lines().find(|line| self.holds(line, body)).map(|line| format!("{line}\n"))
    }

    fn holds(&self, line: &str, body: &str) -> bool {
        let read = || {
            let (name, signature) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
            let bytes = STANDARD.decode(signature).ok()?;
            let (id, rest) = bytes.split_first_chunk::<4>()?;
            let (seconds, signature) = rest.split_first_chunk::<8>()?;
            let mine = name == self.name && u32::from_be_bytes(*id) == self.id;
            let signature = Ed25519::from_slice(signature).ok().filter(|_| mine)?;
            let message = message(body, u64::from_be_bytes(*seconds));
            self.key.verify(message.as_bytes(), &signature).ok()
        };
        read().is_some()
    }
}

/// What is signed of a checkpoint: all before the empty line, with the end of its last line.
fn body_of(checkpoint: &str) -> Option<&str> {
    checkpoint.find("\n\n").map(|at| &checkpoint[..=at])
}

/// What a log sends to a witness.
pub fn request(old: u64, proof: &[Hash], checkpoint: &str) -> String {
    let lines: String = proof.iter().map(|hash| format!("{}\n", STANDARD.encode(hash.0))).collect();
    format!("old {old}\n{lines}\n{checkpoint}")
}

impl Asked {
    pub fn read(text: &str) -> Result<Self, NotSigned> {
        let read = || {
            let (head, checkpoint) = text.split_once("\n\n")?;
            let mut lines = head.lines();
            let old = lines.next()?.strip_prefix("old ")?;
            let old = old.parse().ok().filter(|number: &u64| number.to_string() == old)?;
            let hash = |line: &str| Some(Hash(STANDARD.decode(line).ok()?.try_into().ok()?));
            let proof = lines.map(hash).collect::<Option<Vec<Hash>>>().filter(|proof| proof.len() <= PROOF_MAX)?;
            let kept = Kept::read(checkpoint)?;
            Some(Self { old, proof, checkpoint: kept, body: body_of(checkpoint)?.to_owned() })
        };
        read().ok_or(NotSigned::Unreadable)
    }

    /// Whether this may be signed. `key`: of the log; `last`: what was signed last, if anything was.
    pub fn check(&self, key: &str, last: Option<Head>) -> Result<Head, NotSigned> {
        let new = self.checkpoint.head;
        if !self.checkpoint.is_signed_by(key) {
            return Err(NotSigned::Forged);
        }
        if self.old > new.size {
            return Err(NotSigned::Backwards);
        }
        let known = last.map_or(0, |head| head.size);
        if self.old != known {
            return Err(NotSigned::Conflict { last: known });
        }
        match last {
            Some(head) if head.size == new.size && head.root == new.root => Ok(new),
            Some(head) if head.size == new.size => Err(NotSigned::Conflict { last: head.size }),
            Some(head) if head.size > 0 => tlog::check_tree(&self.proof, new.size, new.root, head.size, head.root)
                .map(|()| new)
                .map_err(|_| NotSigned::NotGrown),
            _ if self.proof.is_empty() => Ok(new),
            _ => Err(NotSigned::NotGrown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commitment::Commitment;
    use crate::tree::Tiles;

    const LOG: &str = "oxmoor.example/record";

    fn secret() -> Secret {
        Secret::from_bytes(&[7; 32])
    }

    fn grown(size: u64) -> (Tiles, Head) {
        let mut tiles = Tiles::default();
        for number in 0..size {
            tiles.append(number, &Commitment::read(&[u8::try_from(number).unwrap(); 32]).unwrap()).unwrap();
        }
        let root = tiles.root(size).unwrap();
        (tiles, Head { size, root })
    }

    fn asked(from: u64, to: u64) -> Asked {
        let (tiles, head) = grown(to);
        let proof = if from == 0 || from == to { Vec::new() } else { tiles.consistency(to, from).unwrap() };
        Asked::read(&request(from, &proof, &secret().sign(LOG, head).unwrap())).unwrap()
    }

    fn key() -> String {
        secret().verifier_key(LOG)
    }

    #[test]
    fn only_what_begins_with_what_was_signed_before_is_signed() {
        assert_eq!(asked(0, 5).check(&key(), None), Ok(grown(5).1));
        assert_eq!(asked(5, 9).check(&key(), Some(grown(5).1)), Ok(grown(9).1));
        assert_eq!(asked(9, 9).check(&key(), Some(grown(9).1)), Ok(grown(9).1));
        assert_eq!(asked(0, 9).check(&key(), Some(grown(5).1)), Err(NotSigned::Conflict { last: 5 }));
        assert_eq!(asked(5, 9).check(&key(), None), Err(NotSigned::Conflict { last: 0 }));
        let other = Head { size: 5, root: Hash([9; 32]) };
        assert_eq!(asked(5, 9).check(&key(), Some(other)), Err(NotSigned::NotGrown));
        assert_eq!(asked(5, 5).check(&key(), Some(other)), Err(NotSigned::Conflict { last: 5 }));
        let elsewhere = Secret::from_bytes(&[8; 32]).verifier_key(LOG);
        assert_eq!(asked(0, 5).check(&elsewhere, None), Err(NotSigned::Forged));
    }

    #[test]
    fn a_cosignature_holds_for_its_checkpoint_alone() {
        let witness = Witness::of(&Secret::from_bytes(&[9; 32]), "calder.example/record");
        let (one, other) = (asked(0, 5), asked(0, 6));
        let checkpoint = |size| secret().sign(LOG, grown(size).1).unwrap();

        let line = witness.sign(&one, Timestamp::from_ms(1_700_000_000_000));

        let key = WitnessKey::read(&witness.key().written()).unwrap();
        assert_eq!(key.found_in(&format!("\u{2014} somebody AAAA\n{line}"), &checkpoint(5)), Some(line.clone()));
        assert_eq!(key.found_in(&line, &checkpoint(6)), None);
        assert_ne!(witness.sign(&other, Timestamp::from_ms(1_700_000_000_000)), line);
        assert!(line.starts_with("\u{2014} calder.example/record/witness "), "{line}");
        for nothing in ["", "a+b", "a+00000000+AAAA", &key.written().replace("calder", "other")] {
            assert_eq!(WitnessKey::read(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let good = request(0, &[], &secret().sign(LOG, grown(5).1).unwrap());
        assert!(Asked::read(&good).is_ok());
        for (from, to) in [("old 0", "old 00"), ("old 0", "old -1"), ("old 0", "new 0"), ("old 0\n", "old 0\nAAAA\n")] {
            assert_eq!(Asked::read(&good.replacen(from, to, 1)).unwrap_err(), NotSigned::Unreadable, "{to}");
        }
        let long =
            good.replacen("old 0\n", &format!("old 0\n{}", format!("{}\n", STANDARD.encode([1; 32])).repeat(64)), 1);
        assert_eq!(Asked::read(&long).unwrap_err(), NotSigned::Unreadable);
    }
}
