//! What was decided in private: published, and why it is private.

use crate::acts::{EXPLAIN_PRIVATE, PUBLISH_DECISION};
use crate::decision::{Decision, DecisionId};
use crate::meeting::{Meeting, MeetingId};
use crate::openness::{Refusal, reason};
use crate::store;
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against publishing, or against the reason given.
    OpennessError, "there is no such decision or meeting", Refusal, Refusal::field);

/// Shows everybody what was decided in a meeting that was not in public.
pub async fn publish_decision(ctx: &Ctx, id: DecisionId) -> Result<Decision, OpennessError> {
    let mut tx = ctx.begin().await?;
    let decision = store::decision(&mut tx, id).await?.ok_or(OpennessError::NoSuch)?;
    let permit = ctx.permit(PUBLISH_DECISION, decision.subject())?;

    let (before, _) = store::publication(&mut tx, &decision).await?;
    let after = before.publish(&decision, tx.now())?;

    let now = tx.now();
    store::publish(&mut tx, id, now, ctx.person_id()).await?;
    let event = Event::new("decision published", "decision", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(decision)
}

/// Says why a meeting is not in public: all that the public reads of what it decides.
pub async fn explain_private(ctx: &Ctx, id: MeetingId, version: i64, words: &str) -> Result<Meeting, OpennessError> {
    let mut tx = ctx.begin().await?;
    let meeting = store::meeting(&mut tx, id).await?.ok_or(OpennessError::NoSuch)?;
    let permit = ctx.permit(EXPLAIN_PRIVATE, meeting.subject())?;

    let words = reason(words, meeting.in_public())?;

    store::save_private_reason(&mut tx, id, &words, version).await?;
    tx.record(permit, Event::new("reason for privacy given", "meeting", id).after(&words)).await?.commit().await?;
    Ok(meeting)
}
