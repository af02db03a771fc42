//! What surveys asks about and other capabilities know. The application provides it (`app/src/joins`); an installation without
//! it has no recall checks and no confidence notes.

use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{BodyId, Date, Id, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error};
use futures_util::future::BoxFuture;

/// A priority of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriorityNow {
    pub id: Id<Anything>,
    pub number: i64,
    pub title: String,
    pub sentence: String,
    pub href: String,
}

/// A body of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyNow {
    pub id: BodyId,
    pub name: String,
    pub href: String,
}

/// A meeting at which a recall check may be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingNow {
    pub id: Id<Anything>,
    /// "Place board, 12 March 2026".
    pub words: String,
}

/// Priorities, bodies and meetings of a place.
pub trait Ground: Send + Sync + std::fmt::Debug {
    /// Those that have not ended, by number.
    fn priorities<'a>(
        &'a self,
        db: &'a mut Conn,
        place: PlaceId,
        today: Date,
    ) -> BoxFuture<'a, Result<Vec<PriorityNow>, Error>>;
    /// Open bodies, in the order of their tree.
    fn bodies<'a>(&'a self, db: &'a mut Conn, place: PlaceId) -> BoxFuture<'a, Result<Vec<BodyNow>, Error>>;
    /// Meetings of the next weeks, soonest first, a handful.
    fn meetings<'a>(
        &'a self,
        db: &'a mut Conn,
        place: PlaceId,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<Vec<MeetingNow>, Error>>;
}
