//! What notices and escalations want to know of governance: promises and decisions that a change touches, and bodies that may
//! be asked. The application provides it (`app/src/joins`); without it, nothing can be picked and posts alone can be asked.

use folkmoot_kernel::{BodyId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;
use futures_util::future::BoxFuture;
use serde::Serialize;

/// What a change can touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Touch {
    Promise,
    Decision,
}

/// A promise or a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    pub touch: Touch,
    pub id: i64,
    /// "Promise 12: Two therapists by May".
    pub words: String,
    pub href: String,
    /// Where it stands, and whose it is.
    pub note: String,
}

/// A body that may be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyOf {
    pub id: BodyId,
    pub place: PlaceId,
    pub name: String,
    pub href: String,
}

/// What was agreed in a place, as the one who asks may see it.
pub trait Agreements: Send + Sync + std::fmt::Debug {
    /// Open promises and agreed decisions of a place, for picking.
    fn to_pick<'a>(
        &'a self,
        ctx: &'a Ctx,
        db: &'a mut Conn,
        place: PlaceId,
    ) -> BoxFuture<'a, Result<Vec<Agreed>, Error>>;
    /// These, as the reader may see them; what may not be seen is left out.
    fn picked<'a>(
        &'a self,
        ctx: &'a Ctx,
        db: &'a mut Conn,
        place: PlaceId,
        ids: &'a [(Touch, i64)],
    ) -> BoxFuture<'a, Result<Vec<Agreed>, Error>>;
    /// Open bodies of a place.
    fn bodies<'a>(
        &'a self,
        db: &'a mut Conn,
        place: PlaceId,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<Vec<BodyOf>, Error>>;
    fn body<'a>(&'a self, db: &'a mut Conn, id: BodyId) -> BoxFuture<'a, Result<Option<BodyOf>, Error>>;
}

impl Touch {
    pub const fn key(self) -> &'static str {
        match self {
            Touch::Promise => "promise",
            Touch::Decision => "decision",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        [Touch::Promise, Touch::Decision].into_iter().find(|touch| touch.key() == key)
    }
}
