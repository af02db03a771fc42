//! The demonstration: a whole invented place, from a seed. Everything goes through the verbs that people use, as the people
//! who would, on a clock that walks through two years: so history, rights and dates are as true as anybody's.

mod authority;
mod bodies;
mod calendar;
mod cast;
mod content;
mod help;
mod land;
mod lot;
mod maker;
mod places;
mod roles;
mod running;
mod seats;
mod story;
mod together;
mod warned;
mod written;

pub use content::BadContent;
pub use roles::{DemoRole, ROLES};

use folkmoot_store::{SetClock, Store};
use maker::Maker;

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
    #[error(transparent)]
    Content(#[from] BadContent),
    #[error("{what} could not be arranged")]
    Arranged { what: String, source: Box<dyn std::error::Error + Send + Sync> },
    #[error("the demonstration speaks of {what}, which it did not make")]
    Unknown { what: String },
}

/// Makes the invented place in an empty database. The clock stands at today and is back there afterwards; two years
/// before it are lived through. The same seed makes the same place.
pub async fn make(store: &Store, clock: &SetClock, seed: u64) -> Result<Made, DemoError> {
    let today = store.now();
    let mut maker = Maker::new(store, clock, seed);
    let made = live(&mut maker).await;
    clock.set(today);
    made
}

/// Two years, from the ground upwards.
async fn live(maker: &mut Maker) -> Result<Made, DemoError> {
    places::settle(maker).await?;
    bodies::found(maker).await?;
    authority::found(maker).await?;
    story::tell(maker).await?;
    together::tell(maker).await?;
    warned::tell(maker).await?;
    authority::tell(maker).await?;
    running::tell(maker).await?;
    help::tell(maker).await?;
    Ok(Made { place: "Oxmoor Vale".to_owned() })
}
