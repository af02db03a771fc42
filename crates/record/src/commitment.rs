//! What goes into the log for an official act: a commitment, from which nobody can read anything.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Length of a salt and of a commitment. Unit: bytes.
pub const LENGTH: usize = 32;

/// Random bytes that keep a short text from being guessed out of its hash. Erasing them erases what the commitment says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt([u8; LENGTH]);

/// SHA-256 of salt and text: the bytes of one entry of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commitment([u8; LENGTH]);

/// What a commitment is of, as RFC 8785 writes it (sources.md#rfc-8785): one text for one meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(String);

/// An official act, as it goes into the log. Who did it stands in the history, not here.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Official {
    /// The log it is meant for, so that it cannot be passed off in another.
    pub log: String,
    /// Number of its line in the history.
    pub line: String,
    pub event: String,
    pub at: String,
    pub place: Option<String>,
    pub kind: String,
    pub subject: String,
    /// What the thing was after the act.
    pub what: Option<Value>,
}

#[derive(Debug, thiserror::Error)]
#[error("this cannot be written as canonical JSON")]
pub struct NotCanonical(#[source] serde_json::Error);

impl Salt {
    /// Fresh random bytes from the system.
    pub fn fresh() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// `None` unless there are 32 bytes.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub const fn bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }
}

impl Official {
    pub fn text(&self) -> Result<Text, NotCanonical> {
        serde_json_canonicalizer::to_string(self).map(Text).map_err(NotCanonical)
    }
}

impl Text {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn commit(&self, salt: &Salt) -> Commitment {
        let mut hash = Sha256::new();
        hash.update(salt.0);
        hash.update(self.0.as_bytes());
        Commitment(hash.finalize().into())
    }
}

impl Commitment {
    /// `None` unless there are 32 bytes.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub const fn bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }
}

impl std::fmt::Debug for Salt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Salt(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn official(what: Value) -> Official {
        Official {
            log: "oxmoor.example/record".into(),
            line: "0abc".into(),
            event: "decision closed".into(),
            at: "2026-03-02T12:00:00Z".into(),
            place: None,
            kind: "decision".into(),
            subject: "0def".into(),
            what: Some(what),
        }
    }

    #[test]
    fn one_meaning_is_one_text() {
        let one = official(json!({"b": 1, "a": "é"})).text().unwrap();
        let other = official(json!({"a": "é", "b": 1})).text().unwrap();

        assert_eq!(one, other);
        assert!(one.as_str().starts_with(r#"{"at":"2026-03-02T12:00:00Z","event":"decision closed","#), "{one:?}");
        assert!(one.as_str().contains(r#""what":{"a":"é","b":1}"#));
    }

    #[test]
    fn a_commitment_is_the_hash_of_salt_and_text() {
        // What `(cat salt; cat text) | sha256sum` says.
        let commitment = Text("{}".into()).commit(&Salt([0; LENGTH]));

        let hex: String = commitment.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "fb1634c4e6cd4b1f1afe3ce2d6ef080f7ac5d1f357d723ad4dfca782733b62db");
    }

    #[test]
    fn the_same_text_under_another_salt_is_another_commitment() {
        let text = official(json!(1)).text().unwrap();
        let (one, other) = (Salt::fresh().unwrap(), Salt::fresh().unwrap());

        assert_ne!(text.commit(&one), text.commit(&other));
        assert_eq!(format!("{one:?}"), "Salt(…)");
    }
}
