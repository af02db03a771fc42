//! A feed: another directory that sends its listings, once or again and again.

use folkmoot_kernel::{Id, PlaceId, Timestamp, words};
use serde::Serialize;

pub type FeedId = Id<Feed>;

words! {
    /// The shape of a service as Open Referral UK has it.
    pub enum Version {
        One => "1.0", "Open Referral UK 1.0";
        Three => "3.0", "Open Referral UK 3.0";
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Feed {
    pub(crate) id: FeedId,
    pub(crate) place: Option<PlaceId>,
    /// Where it comes from: an address, or the name of a file.
    pub(crate) address: String,
    pub(crate) read_at: Option<Timestamp>,
    pub(crate) version: i64,
}

impl Feed {
    pub const fn id(&self) -> FeedId {
        self.id
    }
    pub const fn place(&self) -> Option<PlaceId> {
        self.place
    }
    pub fn address(&self) -> &str {
        &self.address
    }
    pub const fn read_at(&self) -> Option<Timestamp> {
        self.read_at
    }
}
