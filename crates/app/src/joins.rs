//! What one capability wants and another knows: the only place where the two meet.

mod agreements;
mod authority;
mod changes;
mod erasing;
mod ground;
mod keeping;
mod measures;
mod news;
mod people;

pub use agreements::GovernanceAgreements;
pub use authority::{AuthorityMap, GovernanceRecord};
pub use changes::NoticedChanges;
pub use erasing::RecordCommitments;
pub use ground::GovernanceGround;
pub use keeping::RecordCheckpoint;
pub use measures::{GovernanceThings, RecordMeasures};
pub use news::GovernanceNews;
pub use people::RegisterPeople;
