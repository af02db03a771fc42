//! What one capability wants and another knows: the only place where the two meet.

mod news;
mod people;

pub use news::GovernanceNews;
pub use people::RegisterPeople;
