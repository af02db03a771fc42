//! What was settled elsewhere: put on record here, told of a decision, and when each organisation first saw the paper.

use super::decisions::{DecisionError, DrawnUp, Put, PutTo, draw_up};
use super::positions::position_of;
use crate::acts::{RECORD_SETTLED, SAY_FIRST_SIGHT};
use crate::decision::{Decision, DecisionId};
use crate::power::Power;
use crate::settled::{Refusal, Settled, Sight, Told};
use crate::store;
use folkmoot_kernel::{BodyId, Date, OrganisationId};
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

verb_error!(
/// What can be said against telling where something was settled.
SettledError, "there is no such decision", SettledRefusal, |why| match why {
    SettledRefusal::Settled(why) => why.field(),
    SettledRefusal::Decision(why) => why.field(),
});

/// The rules of telling, and of the decision that is put on record with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettledRefusal {
    #[error(transparent)]
    Settled(#[from] Refusal),
    #[error(transparent)]
    Decision(#[from] crate::decision::Refusal),
}

impl From<Refusal> for SettledError {
    fn from(why: Refusal) -> Self {
        SettledError::Rule(why.into())
    }
}

impl From<DecisionError> for SettledError {
    fn from(err: DecisionError) -> Self {
        match err {
            DecisionError::NoSuch => SettledError::NoSuch,
            DecisionError::Rule(why) => SettledError::Rule(why.into()),
            DecisionError::Permit(why) => SettledError::Permit(why),
            DecisionError::Store(fault) => SettledError::Store(fault),
        }
    }
}

/// Puts on a body's record what was settled elsewhere: it is noted here, and nobody is asked for a position.
pub async fn put_settled(ctx: &Ctx, body: BodyId, put: Put, told: Told) -> Result<Decision, SettledError> {
    let mut tx = ctx.begin().await?;
    let put = Put { power: Power::Note, positions_due: ctx.now(), ..put };
    let DrawnUp { permit, decision, .. } = draw_up(ctx, &mut tx, PutTo::Body(body), put).await?;
    let settled = Settled::tell(decision.id(), told, decision.opened_at().date(), ctx.now())?;

    store::add_decision(&mut tx, &decision).await?;
    store::add_settled(&mut tx, &settled).await?;
    let event = Event::new("put on record as settled elsewhere", "decision", decision.id()).after(&decision);
    tx.record(permit, event).await?.commit().await?;
    Ok(decision)
}

/// Tells that a decision was settled elsewhere before it came to its body.
pub async fn tell_settled(ctx: &Ctx, id: DecisionId, told: Told) -> Result<Settled, SettledError> {
    let mut tx = ctx.begin().await?;
    let decision = store::decision(&mut tx, id).await?.ok_or(SettledError::NoSuch)?;
    let permit = ctx.permit(RECORD_SETTLED, decision.subject())?;

    if store::settled(&mut tx, id).await?.is_some() {
        return Err(Refusal::SaidAlready.into());
    }
    let settled = Settled::tell(id, told, decision.opened_at().date(), ctx.now())?;

    store::add_settled(&mut tx, &settled).await?;
    let event = Event::new("told that it was settled elsewhere", "decision", id).after(&settled);
    tx.record(permit, event).await?.commit().await?;
    Ok(settled)
}

/// An organisation says when it first saw the paper. It may say so again.
pub async fn say_first_sight(
    ctx: &Ctx,
    id: DecisionId,
    organisation: OrganisationId,
    saw_on: Option<Date>,
) -> Result<Sight, SettledError> {
    let mut tx = ctx.begin().await?;
    let decision = store::decision(&mut tx, id).await?.ok_or(SettledError::NoSuch)?;
    let permit = ctx.permit(SAY_FIRST_SIGHT, position_of(&decision, organisation))?;

    store::settled(&mut tx, id).await?.ok_or(Refusal::NotSettledElsewhere)?;
    let said = Sight::say(organisation, saw_on, ctx.person_id(), ctx.now())?;

    store::save_first_sight(&mut tx, id, &said).await?;
    let event = Event::new("told when an organisation first saw the paper", "decision", id).after(&said);
    tx.record(permit, event).await?.commit().await?;
    Ok(said)
}
