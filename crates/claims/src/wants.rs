//! What claims shows and other capabilities know. The application provides it (`app/src/joins`); an installation without it
//! shows claims without measures, and no involvement.

use crate::measure::{Facts, Period};
use crate::stage::Kind;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Date, Id, PlaceId};
use folkmoot_store::{Conn, Error};
use futures_util::future::BoxFuture;

/// What the record counts.
pub trait Measures: Send + Sync + std::fmt::Debug {
    /// By period and sector. How things stand is counted on the last day of a period, or today.
    fn facts<'a>(
        &'a self,
        db: &'a mut Conn,
        place: PlaceId,
        periods: &'a [Period],
        today: Date,
    ) -> BoxFuture<'a, Result<Facts, Error>>;
}

/// A priority or a decision in which partners were involved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    pub kind: Kind,
    pub id: Id<Anything>,
    pub place: PlaceId,
    pub title: String,
    pub href: String,
}

/// Priorities and decisions.
pub trait Things: Send + Sync + std::fmt::Debug {
    /// One, if everybody may see it.
    fn thing<'a>(
        &'a self,
        db: &'a mut Conn,
        kind: Kind,
        id: Id<Anything>,
    ) -> BoxFuture<'a, Result<Option<Thing>, Error>>;
    /// Priorities that have not ended, then the latest decisions; some dozens.
    fn things<'a>(&'a self, db: &'a mut Conn, place: PlaceId, today: Date) -> BoxFuture<'a, Result<Vec<Thing>, Error>>;
}
