//! Finding help: what people say is understood, and an index in memory, made from the database and following it, finds what fits.

pub mod choice;
mod collect;
mod document;
pub mod lexicon;
pub mod reasons;
pub mod shelf;
pub mod sieve;
mod text;
pub mod wanted;
pub mod words;

pub use choice::{Choice, Part};
pub use collect::{Found, Hit};
pub use document::Shelved;
pub(crate) use document::told;
pub use shelf::{IndexError, Shelf};
pub use sieve::{Key, Sieve, Text};
pub use text::{Understood, understand};
pub use wanted::{Here, Wanted};

#[cfg(test)]
#[path = "find/tests.rs"]
mod tests;
