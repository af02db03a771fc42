//! What one capability wants and another knows: the only place where the two meet.

mod authority;
mod news;
mod people;

pub use authority::{AuthorityMap, GovernanceRecord};
pub use news::GovernanceNews;
pub use people::RegisterPeople;
