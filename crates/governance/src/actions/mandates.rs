//! What the functions and decisions map says, asked of whoever keeps it.

use crate::mandate::{Mandate, Refusal};
use crate::wants::{FunctionChoice, Mandates};
use folkmoot_kernel::{BodyId, Date, FunctionId, PlaceId};
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;
use std::collections::BTreeMap;

/// What the map says of a body over a function. None: no function is named, or no map is kept here.
pub(crate) async fn mandate(
    ctx: &Ctx,
    db: &mut Conn,
    body: (PlaceId, BodyId),
    function: Option<FunctionId>,
    day: Date,
) -> Result<Option<Result<Mandate, Refusal>>, Error> {
    let Some(function) = function else { return Ok(None) };
    let Some(map) = ctx.wanted::<dyn Mandates>() else { return Ok(None) };
    let mut found = map.mandates(db, body, &[function], day).await?;
    Ok(Some(found.remove(&function).ok_or(Refusal::FunctionElsewhere)))
}

/// The same for several functions at once.
pub(crate) async fn mandates(
    ctx: &Ctx,
    db: &mut Conn,
    body: (PlaceId, BodyId),
    functions: &[FunctionId],
    day: Date,
) -> Result<BTreeMap<FunctionId, Mandate>, Error> {
    match ctx.wanted::<dyn Mandates>() {
        Some(map) if !functions.is_empty() => map.mandates(db, body, functions, day).await,
        _ => Ok(BTreeMap::new()),
    }
}

/// What can be decided in the place, to pick from.
pub(crate) async fn functions(
    ctx: &Ctx,
    db: &mut Conn,
    place: PlaceId,
    day: Date,
) -> Result<Vec<FunctionChoice>, Error> {
    match ctx.wanted::<dyn Mandates>() {
        Some(map) => map.functions(db, place, day).await,
        None => Ok(Vec::new()),
    }
}
