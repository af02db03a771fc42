//! A passkey: a key that a device keeps for somebody, of which the site knows the public half.

use folkmoot_kernel::{Id, PersonId, Timestamp};
use serde::Serialize;

pub type PasskeyId = Id<Passkey>;

/// Passkeys of one person.
pub const PASSKEYS_MAX: usize = 10;
/// Letters in its name.
const NAME_MAX: usize = 60;
/// What is begun in a browser is ended within this time. Unit: minutes.
pub const CEREMONY_MINUTES: i64 = 10;
/// What one network may begin in an hour: an office shares one.
pub const CEREMONIES_AN_HOUR_MAX: i64 = 600;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give it a name that you will know it by, like “Work laptop”")]
    NoName,
    #[error("You have {PASSKEYS_MAX} passkeys already: remove one first")]
    TooMany,
    #[error("The passkey was not made: it was cancelled, or took too long. Try again")]
    NotMade,
    #[error("This device has a passkey for this site already")]
    There,
    #[error("This browser makes no passkeys here. You can go on with codes by e-mail")]
    NoScripts,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        "name"
    }
}

/// Serialised for history without what the key is: only that it was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passkey {
    pub id: PasskeyId,
    #[serde(skip)]
    pub person: PersonId,
    #[serde(skip)]
    pub name: String,
    #[serde(skip)]
    pub credential_id: String,
    #[serde(skip)]
    pub credential: String,
    pub made_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// The name as it will be shown, for somebody who has `beside` others.
pub fn named(name: &str, beside: usize) -> Result<String, Refusal> {
    let name: String = name.trim().chars().take(NAME_MAX).collect();
    if name.is_empty() {
        return Err(Refusal::NoName);
    }
    if beside >= PASSKEYS_MAX { Err(Refusal::TooMany) } else { Ok(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_has_a_name_of_sixty_letters_at_most() {
        assert_eq!(named("  Work laptop ", 0), Ok("Work laptop".to_owned()));
        assert_eq!(named(&"ü".repeat(100), 0).map(|name| name.chars().count()), Ok(60));
        assert_eq!(named("  ", 0), Err(Refusal::NoName));
    }

    #[test]
    fn the_eleventh_is_refused() {
        assert!(named("Phone", PASSKEYS_MAX - 1).is_ok());
        assert_eq!(named("Phone", PASSKEYS_MAX), Err(Refusal::TooMany));
    }
}
