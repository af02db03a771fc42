//! Priorities: chosen, changed, ended.

use crate::acts::CHANGE_PRIORITIES;
use crate::priority::{Many, Priority, PriorityDetails, PriorityId, Refusal};
use crate::store;
use folkmoot_kernel::{PlaceId, Subject};
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

verb_error!(PriorityError, "there is no such priority", Refusal, Refusal::field);

/// Adds a priority to those of a place. Beyond what people remember, `many` says that it is meant.
pub async fn add_priority(
    ctx: &Ctx,
    place: PlaceId,
    details: PriorityDetails,
    many: Many,
) -> Result<Priority, PriorityError> {
    let mut tx = ctx.begin().await?;
    folkmoot_register::store::place(&mut tx, place).await?.ok_or(PriorityError::NoSuch)?;
    let permit = ctx.permit(CHANGE_PRIORITIES, Subject::place(place))?;

    let current = store::current_priorities(&mut tx, place, ctx.now().date()).await?.len();
    let number = store::next_priority_number(&mut tx, place).await?;
    let priority = Priority::choose(tx.new_id(), place, number, details, current, many)?;

    store::add_priority(&mut tx, &priority).await?;
    let event = Event::new("priority chosen", "priority", priority.id()).after(&priority);
    tx.record(permit, event).await?.commit().await?;
    Ok(priority)
}

pub async fn change_priority(
    ctx: &Ctx,
    id: PriorityId,
    version: i64,
    details: PriorityDetails,
) -> Result<Priority, PriorityError> {
    edit(ctx, id, version, "priority changed", |before| before.change(details)).await
}

pub async fn end_priority(ctx: &Ctx, id: PriorityId, version: i64) -> Result<Priority, PriorityError> {
    let today = ctx.now().date();
    edit(ctx, id, version, "priority ended", |before| before.end(today)).await
}

async fn edit(
    ctx: &Ctx,
    id: PriorityId,
    version: i64,
    event: &'static str,
    rule: impl FnOnce(Priority) -> Result<Priority, Refusal>,
) -> Result<Priority, PriorityError> {
    let mut tx = ctx.begin().await?;
    let before = store::priority(&mut tx, id).await?.ok_or(PriorityError::NoSuch)?;
    let permit = ctx.permit(CHANGE_PRIORITIES, before.subject())?;

    let after = rule(before.clone())?;

    store::save_priority(&mut tx, &after, version).await?;
    let event = Event::new(event, "priority", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
