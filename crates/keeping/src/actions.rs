//! Verbs of keeping.

mod about;
mod erase;
mod erased_file;
mod forget;
mod repeat;
mod search;

pub use about::{About, everything_of};
pub use erase::{EraseError, Erased, Extent, Refusal, THE_REST, erase, listed, passages_of};
pub use erased_file::{ErasedFile, ErasedFileError};
pub(crate) use forget::forget;
pub use repeat::{RepeatError, repeat};
pub use search::{Found, Passage, SearchError, begin_search, found};
