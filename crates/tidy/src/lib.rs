//! The shape of this repository, kept as tests: each function here reads source text and names what breaks a house rule,
//! and `tests/repository.rs` runs them all on the real tree. Nothing here ships.

pub mod direction;
pub mod handlers;
pub mod nouns;
pub mod paperwork;
pub mod rust;
pub mod size;
pub mod sql;
pub mod tree;

/// One broken rule: where, what, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub place: String,
    /// A sentence that says what to do.
    pub advice: String,
}

impl Fault {
    pub fn at_line(path: &str, line: usize, advice: impl Into<String>) -> Self {
        Self { place: format!("{path}:{line}"), advice: advice.into() }
    }

    pub fn at(place: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { place: place.into(), advice: advice.into() }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.advice)
    }
}
