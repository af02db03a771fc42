//! What the program does for the record: keeps its secret, and puts official acts into the log.

pub mod keep;
mod key_file;
pub mod witnessing;

pub use key_file::{KeyFile, KeyFileError};
pub use witnessing::Witnessing;
