//! What governance wants to know and another capability does: who may decide about what. The application provides it
//! (`app/src/joins`); an installation without it takes the power that people type.

use crate::mandate::Mandate;
use folkmoot_kernel::{BodyId, Date, FunctionId, PlaceId};
use folkmoot_store::{Conn, Error};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::pin::Pin;

pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

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
