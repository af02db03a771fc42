//! Identifiers as other directories write them: those that came with a feed are kept, ours are made from our own ids, always the same.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// 128 bits, written 8-4-4-4-12. (sources.md#uuid)
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Uuid(u128);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an identifier like 86cf2e63-7ba2-4b86-9942-bcd99a394ea1")]
pub struct NotAUuid;

impl Uuid {
    /// Made from words: version 8, which leaves its making to whoever makes it.
    pub fn of(kind: &str, words: &[&str]) -> Self {
        let mut sha = Sha256::new();
        sha.update(b"folkmoot ");
        sha.update(kind.as_bytes());
        for word in words {
            sha.update((word.len() as u64).to_be_bytes());
            sha.update(word.as_bytes());
        }
        let digest = sha.finalize();
        let mut bytes = [0_u8; 16];
        bytes.copy_from_slice(&digest[..16]);
        let number = u128::from_be_bytes(bytes);
        Self(number & !(0xf << 76) & !(0x3 << 62) | 0x8 << 76 | 0x2 << 62)
    }

    pub const fn bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hex = format!("{:032x}", self.0);
        write!(f, "{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Uuid {
    type Err = NotAUuid;

    fn from_str(text: &str) -> Result<Self, NotAUuid> {
        let hyphens = text.char_indices().filter(|(_, letter)| *letter == '-').map(|(at, _)| at);
        if text.len() != 36 || !hyphens.eq([8, 13, 18, 23]) {
            return Err(NotAUuid);
        }
        let digits: String = text.chars().filter(|letter| *letter != '-').collect();
        if digits.len() != 32 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NotAUuid);
        }
        u128::from_str_radix(&digits, 16).map(Self).map_err(|_| NotAUuid)
    }
}

impl TryFrom<String> for Uuid {
    type Error = NotAUuid;

    fn try_from(text: String) -> Result<Self, NotAUuid> {
        text.parse()
    }
}

impl From<Uuid> for String {
    fn from(uuid: Uuid) -> String {
        uuid.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let text = "86cf2e63-7ba2-4b86-9942-bcd99a394ea1";
        assert_eq!(text.parse::<Uuid>().unwrap().to_string(), text);
        assert_eq!(text.to_uppercase().parse::<Uuid>().unwrap().to_string(), text);
        for wrong in [
            "",
            "86cf2e637ba24b869942bcd99a394ea1",
            "86cf2e63-7ba2-4b86-9942-bcd99a394eax",
            "86cf2e63-7ba2-4b86-9942-bcd99a394ea11",
        ] {
            assert!(wrong.parse::<Uuid>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn ours_are_the_same_each_time_and_differ_by_what_they_are_made_of() {
        let made = Uuid::of("service", &["a", "b"]);

        assert_eq!(made, Uuid::of("service", &["a", "b"]));
        assert_ne!(made, Uuid::of("service", &["ab", ""]));
        assert_eq!(made.to_string().as_bytes()[14], b'8');
        assert!(b"89ab".contains(&made.to_string().as_bytes()[19]));
    }
}
