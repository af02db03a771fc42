//! Overrides: recorded, replied to.

use crate::acts::{RECORD_OVERRIDE, REPLY_TO_OVERRIDE};
use crate::decision::DecisionId;
use crate::overrides::{Closing, Override, OverrideId, Overruling, Refusal};
use crate::promise::PromiseId;
use crate::store;
use folkmoot_kernel::Subject;
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against recording an override or replying to one.
    OverrideError, "there is no such decision or override", Refusal, Refusal::field);

/// Records that a decision of the place was set aside from above.
pub async fn record_override(
    ctx: &Ctx,
    id: DecisionId,
    told: Overruling,
    promises: &[PromiseId],
) -> Result<Override, OverrideError> {
    let mut tx = ctx.begin().await?;
    let decision = store::decision(&mut tx, id).await?.ok_or(OverrideError::NoSuch)?;
    let permit = ctx.permit(RECORD_OVERRIDE, Subject::place(decision.place()))?;

    let closing = if decision.closed().is_some() { Closing::Done } else { Closing::StillOpen };
    let new = Override::of(tx.new_id(), decision.place(), id, closing, told)?;

    store::add_override(&mut tx, &new, promises).await?;
    let event = Event::new("override recorded", "override", new.id()).after(&new);
    let of_decision = Event::new("decision set aside", "decision", id);
    let also = ctx.permit(RECORD_OVERRIDE, Subject::place(decision.place()))?;
    tx.record(permit, event).await?.also(also, of_decision).await?.commit().await?;
    Ok(new)
}

/// Writes the place's reply beside it, once.
pub async fn reply_to_override(
    ctx: &Ctx,
    id: OverrideId,
    version: i64,
    words: &str,
) -> Result<Override, OverrideError> {
    let mut tx = ctx.begin().await?;
    let before = store::overruling(&mut tx, id).await?.ok_or(OverrideError::NoSuch)?;
    let permit = ctx.permit(REPLY_TO_OVERRIDE, Subject::place(before.place()))?;

    let after = before.clone().replied(words, ctx.now())?;

    store::save_override(&mut tx, &after, version).await?;
    let event = Event::new("override replied to", "override", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
