//! All SQL of focus, in a file for each noun.

mod aims;
mod support;

pub use aims::{add_aim, aim, aims, save_aim};
pub use support::{SupportLine, save_support, support_of, supports};

use folkmoot_store::Error;

/// A stored word that this version does not know is a fault that names the row.
fn known<T>(read: Option<T>, table: &'static str, id: impl std::fmt::Display, word: &str) -> Result<T, Error> {
    let why = || format!("it does not know the word {word:?}");
    read.ok_or_else(|| Error::BrokenRow { table, id: id.to_string(), why: why() })
}
