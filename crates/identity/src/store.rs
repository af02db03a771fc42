//! Rows of identity.

mod ceremonies;
mod passkeys;
mod providers;

pub use ceremonies::*;
pub use passkeys::*;
pub use providers::*;
