//! Powers: given, explained, ended.

use super::names::Names;
use crate::acts::CHANGE_MAP;
use crate::holding::{Holding, HoldingDetails, HoldingId, Origin, Refusal};
use crate::store;
use folkmoot_kernel::{Date, FunctionId};
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

verb_error!(
/// What can be said against changing who holds which power.
HoldingError, "this line is not on the map", HoldingRefusal, |why| match why {
    HoldingRefusal::Holding(why) => why.field(),
    HoldingRefusal::Function(_) | HoldingRefusal::NobodyHere => "holder",
});

/// The rules of a line, and of what it is about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoldingRefusal {
    #[error(transparent)]
    Holding(#[from] Refusal),
    #[error(transparent)]
    Function(#[from] crate::function::Refusal),
    #[error("choose an open body, a post or a body outside of this place")]
    NobodyHere,
}

impl From<Refusal> for HoldingError {
    fn from(why: Refusal) -> Self {
        HoldingError::Rule(why.into())
    }
}

/// Gives a body, a post or a body outside a power over a function.
pub async fn give_power(ctx: &Ctx, function: FunctionId, details: HoldingDetails) -> Result<Holding, HoldingError> {
    let mut tx = ctx.begin().await?;
    let function = store::function(&mut tx, function).await?.ok_or(HoldingError::NoSuch)?;
    let permit = ctx.permit(CHANGE_MAP, function.subject())?;

    function.open().map_err(HoldingRefusal::from)?;
    if !Names::of(ctx, &mut tx, function.place()).await?.may_hold(details.holder) {
        return Err(HoldingRefusal::NobodyHere.into());
    }
    let beside = store::holdings_of_function(&mut tx, function.id()).await?;
    let new = Holding::give(tx.new_id(), (function.place(), function.id()), details, &beside)?;

    store::add_holding(&mut tx, &new).await?;
    let event = Event::new("power given", "function", function.id()).after(&new);
    tx.record(permit, event).await?.commit().await?;
    Ok(new)
}

/// Says better where a power comes from.
pub async fn explain_power(ctx: &Ctx, id: HoldingId, version: i64, origin: Origin) -> Result<Holding, HoldingError> {
    let mut tx = ctx.begin().await?;
    let before = store::holding(&mut tx, id).await?.ok_or(HoldingError::NoSuch)?;
    let permit = ctx.permit(CHANGE_MAP, before.subject())?;

    let beside = store::holdings_of_function(&mut tx, before.function()).await?;
    let after = before.clone().explain(origin, &beside)?;

    store::save_holding(&mut tx, &after, version).await?;
    let event = Event::new("power explained", "function", after.function()).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Ends a power with a day and the reason.
pub async fn end_power(
    ctx: &Ctx,
    id: HoldingId,
    version: i64,
    (last_day, why): (Date, &str),
) -> Result<Holding, HoldingError> {
    let mut tx = ctx.begin().await?;
    let before = store::holding(&mut tx, id).await?.ok_or(HoldingError::NoSuch)?;
    let permit = ctx.permit(CHANGE_MAP, before.subject())?;

    let after = before.clone().end(last_day, why)?;

    store::save_holding(&mut tx, &after, version).await?;
    let event = Event::new("power ended", "function", after.function()).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
