//! Functions: put on the map, said better, taken off.

use crate::acts::CHANGE_MAP;
use crate::function::{Function, FunctionDetails, Named, Refusal};
use crate::store;
use folkmoot_kernel::{FunctionId, PlaceId, Subject};
use folkmoot_store::{Conn, Error, Event};
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against changing what stands on the map.
    FunctionError, "this is not on the map", Refusal, Refusal::field);

async fn named(db: &mut Conn, place: PlaceId, name: &str, own: Option<FunctionId>) -> Result<Named, Error> {
    let found = store::function_named(db, place, name).await?;
    Ok(if found.is_some() && found != own { Named::Twice } else { Named::First })
}

pub async fn add_function(ctx: &Ctx, place: PlaceId, details: FunctionDetails) -> Result<Function, FunctionError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(CHANGE_MAP, Subject::place(place))?;

    let named = named(&mut tx, place, &details.name, None).await?;
    let new = Function::add(tx.new_id(), place, details, named)?;

    store::add_function(&mut tx, &new).await?;
    let event = Event::new("function put on the map", "function", new.id()).after(&new);
    tx.record(permit, event).await?.commit().await?;
    Ok(new)
}

pub async fn change_function(
    ctx: &Ctx,
    id: FunctionId,
    version: i64,
    details: FunctionDetails,
) -> Result<Function, FunctionError> {
    let mut tx = ctx.begin().await?;
    let before = store::function(&mut tx, id).await?.ok_or(FunctionError::NoSuch)?;
    let permit = ctx.permit(CHANGE_MAP, before.subject())?;

    let named = named(&mut tx, before.place(), &details.name, Some(id)).await?;
    let after = before.clone().change(details, named)?;

    store::save_function(&mut tx, &after, version).await?;
    let event = Event::new("function changed", "function", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Takes it off the map, once nobody holds a power over it.
pub async fn end_function(ctx: &Ctx, id: FunctionId, version: i64) -> Result<Function, FunctionError> {
    let mut tx = ctx.begin().await?;
    let before = store::function(&mut tx, id).await?.ok_or(FunctionError::NoSuch)?;
    let permit = ctx.permit(CHANGE_MAP, before.subject())?;

    let today = ctx.now().date();
    let lines = store::holdings_of_function(&mut tx, id).await?;
    // What ends today is no hindrance: it ends with the function.
    let held = lines.iter().filter(|one| one.goes_on(today.plus_days(1))).count();
    let after = before.clone().end(today, held)?;

    store::save_function(&mut tx, &after, version).await?;
    let event = Event::new("function taken off the map", "function", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
