//! What governance wants of another capability: changes that are coming, and who may decide about what. The application
//! provides it (`app/src/joins`); an installation without the map of who decides takes the power that people type.

use crate::decision::DecisionId;
use crate::mandate::Mandate;
use crate::promise::PromiseId;
use folkmoot_kernel::{BodyId, Date, FunctionId, PlaceId};
use folkmoot_store::{Conn, Error};
use futures_util::future::BoxFuture;
use std::collections::BTreeMap;
use std::fmt::Debug;

type Answer<'a, T> = BoxFuture<'a, Result<T, Error>>;

/// A promise or a decision that a coming change may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Promise(PromiseId),
    Decision(DecisionId),
}

/// Changes of which somebody gave notice, and that touch what was agreed.
pub trait ComingChanges: Send + Sync + Debug {
    /// Words, with the day, and address.
    fn touching<'a>(&'a self, db: &'a mut Conn, of: Subject) -> Answer<'a, Vec<(String, String)>>;
}

/// What a weekly letter ends with: something worth keeping.
pub trait WorthKeeping: Send + Sync + Debug {
    /// Whole lines; none where there is nothing yet.
    fn lines<'a>(&'a self, db: &'a mut Conn, site: &'a str) -> Answer<'a, Option<String>>;
}

/// Something that can be decided, to pick from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionChoice {
    pub id: FunctionId,
    /// "Money: Small grants".
    pub words: String,
}

/// The functions and decisions map of each place.
pub trait Mandates: Send + Sync + Debug {
    /// What can be decided in the place on the day.
    fn functions<'a>(&'a self, db: &'a mut Conn, place: PlaceId, day: Date) -> Answer<'a, Vec<FunctionChoice>>;
    /// What the map says of the body over each of these functions on the day. A function of another place is left out.
    fn mandates<'a>(
        &'a self,
        db: &'a mut Conn,
        body: (PlaceId, BodyId),
        functions: &'a [FunctionId],
        day: Date,
    ) -> Answer<'a, BTreeMap<FunctionId, Mandate>>;
}
