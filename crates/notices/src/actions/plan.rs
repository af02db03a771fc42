//! The plan until a change comes: steps added, steps done.

use super::notices::may_change;
use crate::acts::{DO_STEP, RECORD_NOTICE};
use crate::notice::NoticeId;
use crate::step::{Refusal, Step, StepId};
use crate::store;
use folkmoot_kernel::{Date, OrganisationId, Subject};
use folkmoot_register::store as register;
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against a step of a plan.
    PlanError, "there is no such step", Refusal, Refusal::field);

/// Adds something that a partner will do until then.
pub async fn add_step(
    ctx: &Ctx,
    id: NoticeId,
    what: &str,
    owner: OrganisationId,
    due: Date,
) -> Result<Step, PlanError> {
    let mut tx = ctx.begin().await?;
    let notice = store::notice(&mut tx, id).await?.ok_or(PlanError::NoSuch)?;
    let permit = may_change(ctx, &notice)?;
    if notice.stands().is_err() {
        return Err(Refusal::NoticeWithdrawn.into());
    }
    if !register::is_partner(&mut tx, notice.place(), owner).await? {
        return Err(Refusal::NotAPartner.into());
    }

    let new = Step::plan(tx.new_id(), id, what, owner, due, tx.now().date())?;

    store::add_step(&mut tx, &new).await?;
    tx.record(permit, Event::new("step before a change planned", "notice", id).after(&new)).await?.commit().await?;
    Ok(new)
}

/// Its owner says that it is done.
pub async fn finish_step(ctx: &Ctx, id: StepId, version: i64, words: &str) -> Result<Step, PlanError> {
    let mut tx = ctx.begin().await?;
    let before = store::step(&mut tx, id).await?.ok_or(PlanError::NoSuch)?;
    let notice = store::notice(&mut tx, before.notice()).await?.ok_or(PlanError::NoSuch)?;
    let permit = ctx.permit_any(&[DO_STEP, RECORD_NOTICE], Subject::owned(notice.place(), before.owner()))?;

    let after = before.clone().done(words, tx.now().date())?;

    store::save_step(&mut tx, &after, version).await?;
    let event = Event::new("step before a change done", "notice", notice.id()).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
