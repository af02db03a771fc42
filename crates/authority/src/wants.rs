//! What the map wants to know of the rest of the record. The application provides it (`app/src/joins`); an installation without
//! it has posts and bodies outside, and no counts.

use crate::pack::{Counts, Period};
use folkmoot_kernel::{BodyId, Date, FunctionId, Pence, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;
use std::fmt::Debug;
use std::pin::Pin;

pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// A body of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyName {
    pub id: BodyId,
    pub name: String,
    pub href: String,
    pub is_open: bool,
}

/// A decision about something, for the page of what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionAbout {
    pub words: String,
    pub href: String,
    pub body: BodyId,
    pub on: Date,
    pub amount: Option<Pence>,
}

/// What governance keeps.
pub trait Record: Send + Sync + Debug {
    /// All bodies of a place, closed ones too.
    fn bodies<'a>(&'a self, db: &'a mut Conn, place: PlaceId) -> Answer<'a, Vec<BodyName>>;
    /// The latest decisions about a function of a place, those that the person who asks may know of.
    fn decisions<'a>(
        &'a self,
        ctx: &'a Ctx,
        db: &'a mut Conn,
        about: (PlaceId, FunctionId),
        limit: u32,
    ) -> Answer<'a, Vec<DecisionAbout>>;
    /// What the record counts of a place in a period, as of now.
    fn counts<'a>(&'a self, db: &'a mut Conn, place: PlaceId, period: Period, now: Timestamp) -> Answer<'a, Counts>;
}
