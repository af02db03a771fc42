//! Whether everybody may read a decision. One that was put to a meeting that is not in public is for partners until the body
//! publishes it; the public sees that something was decided in private and why, and not what.

use crate::decision::Decision;
use crate::mandate::Matter;
use crate::promise::Reader;
use folkmoot_kernel::Timestamp;
use serde::Serialize;

/// What is said where nobody wrote why a meeting is not in public.
pub const WHY: &str = "This meeting was not held in public. The body has not published what it decided yet.";
/// What a decision is called to those who may not read it.
pub const TITLE: &str = "Decided in private";

/// Why publishing says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Everybody can read this already")]
    OpenAlready,
    #[error("Close it first: what is still open is published with what became of it")]
    StillOpen,
    #[error("Say in a sentence why: it is all that the public reads")]
    NoReason,
    #[error("This meeting is in public, so there is nothing to explain")]
    InPublic,
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoReason | Refusal::InPublic => "words",
            Refusal::OpenAlready | Refusal::StillOpen => "_form",
        }
    }
}

/// How open a decision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Openness {
    /// Put to a meeting in public, or to none.
    Public,
    /// Put to a meeting that is not in public.
    Private,
    /// That, and published since.
    Published { at: Timestamp },
}

impl Openness {
    pub const fn of(meeting_is_private: bool, published: Option<Timestamp>) -> Self {
        match (meeting_is_private, published) {
            (false, _) => Openness::Public,
            (true, None) => Openness::Private,
            (true, Some(at)) => Openness::Published { at },
        }
    }

    /// Whether this reader sees what was decided.
    pub fn shows(self, reader: Reader) -> bool {
        reader == Reader::Partner || self != Openness::Private
    }

    pub fn publish(self, decision: &Decision, now: Timestamp) -> Result<Self, Refusal> {
        match self {
            Openness::Public | Openness::Published { .. } => Err(Refusal::OpenAlready),
            Openness::Private if decision.closed().is_none() => Err(Refusal::StillOpen),
            Openness::Private => Ok(Openness::Published { at: now }),
        }
    }
}

/// Why a meeting is not in public, in a sentence or two.
pub fn reason(words: &str, in_public: bool) -> Result<String, Refusal> {
    match words.trim() {
        _ if in_public => Err(Refusal::InPublic),
        "" => Err(Refusal::NoReason),
        words => Ok(words.to_owned()),
    }
}

impl Decision {
    /// The decision as those see it who may not read it: that it is, when, to which body, and why it is not shown.
    #[must_use]
    pub fn in_private(self, why: &str) -> Self {
        Self {
            title: TITLE.to_owned(),
            text: String::new(),
            plain_summary: if why.is_empty() { WHY } else { why }.to_owned(),
            power_basis: String::new(),
            item: None,
            priority: None,
            matter: Matter::default(),
            closed: self.closed.map(|closed| crate::decision::Closed { words: String::new(), ..closed }),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_decided_in_private_is_for_partners_until_it_is_published() {
        let published = Some(Timestamp::from_ms(5));

        assert!(Openness::of(false, None).shows(Reader::Public));
        assert!(!Openness::of(true, None).shows(Reader::Public));
        assert!(Openness::of(true, None).shows(Reader::Partner));
        assert!(Openness::of(true, published).shows(Reader::Public));
    }

    #[test]
    fn a_private_meeting_says_why_and_a_public_one_has_nothing_to_say() {
        assert_eq!(reason(" ", false), Err(Refusal::NoReason));
        assert_eq!(reason("A tender", true), Err(Refusal::InPublic));
        assert_eq!(reason(" A tender ", false), Ok("A tender".to_owned()));
    }
}
