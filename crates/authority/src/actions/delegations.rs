//! Delegations: promised, taken step by step, spoken of, given up.

use crate::acts::{CHANGE_DELEGATIONS, FINISH_STEP, SPEAK_ON_DELEGATION};
use crate::delegation::{Delegation, DelegationDetails, DelegationId, Done, Post, Refusal, Step, StepId};
use crate::store::{self, Remark};
use folkmoot_kernel::{Id, Permit, PlaceId, Refused, SeatId, Subject};
use folkmoot_store::{Conn, Event};
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against a delegation or a step of it.
    DelegationError, "there is no such delegation", Refusal, Refusal::field);

/// What a new step says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStep {
    pub what: String,
    /// A seat of the place, or a post elsewhere in words: one of the two.
    pub seat: Option<SeatId>,
    pub post: String,
    pub expected_days: i64,
}

/// What it names is of this place.
async fn references(db: &mut Conn, place: PlaceId, details: &DelegationDetails) -> Result<(), DelegationError> {
    if let Some(id) = details.function {
        let found = store::function(db, id).await?.filter(|one| one.place() == place);
        found.ok_or(DelegationError::NoSuch)?;
    }
    if let Some(id) = details.from {
        let found = store::outside(db, id).await?.filter(|one| one.place() == place);
        found.ok_or(DelegationError::NoSuch)?;
    }
    Ok(())
}

/// Writes down what was promised.
pub async fn promise_delegation(
    ctx: &Ctx,
    place: PlaceId,
    details: DelegationDetails,
) -> Result<Delegation, DelegationError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(CHANGE_DELEGATIONS, Subject::place(place))?;

    references(&mut tx, place, &details).await?;
    let new = Delegation::promise(tx.new_id(), place, details, ctx.now().date())?;

    store::add_delegation(&mut tx, &new).await?;
    let event = Event::new("delegation promised", "delegation", new.id()).after(&new);
    tx.record(permit, event).await?.commit().await?;
    Ok(new)
}

pub async fn change_delegation(
    ctx: &Ctx,
    id: DelegationId,
    version: i64,
    details: DelegationDetails,
) -> Result<Delegation, DelegationError> {
    let mut tx = ctx.begin().await?;
    let before = store::delegation(&mut tx, id).await?.ok_or(DelegationError::NoSuch)?;
    let permit = ctx.permit(CHANGE_DELEGATIONS, before.subject())?;

    references(&mut tx, before.place(), &details).await?;
    let after = before.clone().change(details, ctx.now().date())?;

    store::save_delegation(&mut tx, &after, version).await?;
    let event = Event::new("delegation changed", "delegation", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Writes down that it was given up, and why.
pub async fn withdraw_delegation(
    ctx: &Ctx,
    id: DelegationId,
    version: i64,
    why: &str,
) -> Result<Delegation, DelegationError> {
    let mut tx = ctx.begin().await?;
    let before = store::delegation(&mut tx, id).await?.ok_or(DelegationError::NoSuch)?;
    let permit = ctx.permit(CHANGE_DELEGATIONS, before.subject())?;

    let after = before.clone().withdraw(ctx.now().date(), why)?;

    store::save_delegation(&mut tx, &after, version).await?;
    let event = Event::new("delegation given up", "delegation", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

async fn post(db: &mut Conn, place: PlaceId, new: &NewStep) -> Result<Post, DelegationError> {
    let post = Post::read(new.seat, &new.post)?;
    if let Post::Here(seat) = post {
        let found = folkmoot_register::store::seat(db, seat).await?.filter(|seat| seat.place() == place);
        found.ok_or(DelegationError::NoSuch)?;
    }
    Ok(post)
}

/// Adds a step at the end.
pub async fn add_step(ctx: &Ctx, id: DelegationId, new: NewStep) -> Result<Step, DelegationError> {
    let mut tx = ctx.begin().await?;
    let delegation = store::delegation(&mut tx, id).await?.ok_or(DelegationError::NoSuch)?;
    let permit = ctx.permit(CHANGE_DELEGATIONS, delegation.subject())?;

    delegation.open()?;
    let post = post(&mut tx, delegation.place(), &new).await?;
    let last = store::steps_of_delegation(&mut tx, id).await?.last().map_or(0, Step::position);
    let step = Step::add(tx.new_id(), (id, last + 1), &new.what, post, new.expected_days)?;

    store::add_step(&mut tx, &step).await?;
    tx.record(permit, Event::new("step added", "delegation", id).after(&step)).await?.commit().await?;
    Ok(step)
}

pub async fn change_step(ctx: &Ctx, id: StepId, version: i64, new: NewStep) -> Result<Step, DelegationError> {
    let mut tx = ctx.begin().await?;
    let (before, delegation) = with_delegation(&mut tx, id).await?;
    let permit = ctx.permit(CHANGE_DELEGATIONS, delegation.subject())?;

    delegation.open()?;
    let post = post(&mut tx, delegation.place(), &new).await?;
    let after = before.clone().change(&new.what, post, new.expected_days)?;

    store::save_step(&mut tx, &after, version).await?;
    let event = Event::new("step changed", "delegation", delegation.id()).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

async fn with_delegation(db: &mut Conn, id: StepId) -> Result<(Step, Delegation), DelegationError> {
    let step = store::step(db, id).await?.ok_or(DelegationError::NoSuch)?;
    let delegation = store::delegation(db, step.delegation()).await?.ok_or(DelegationError::NoSuch)?;
    Ok((step, delegation))
}

/// Whoever holds the post that it waits on, or the place team.
fn permit_to_finish(ctx: &Ctx, step: &Step, delegation: &Delegation) -> Result<Permit, Refused> {
    let holds = |held: &folkmoot_kernel::Held| *step.post() == Post::Here(held.seat);
    let act = if ctx.actor().held().iter().any(holds) { FINISH_STEP } else { CHANGE_DELEGATIONS };
    ctx.permit(act, delegation.subject())
}

/// Whether the person may say that the step is done.
pub fn may_finish(ctx: &Ctx, step: &Step, delegation: &Delegation) -> bool {
    permit_to_finish(ctx, step, delegation).is_ok()
}

/// Says that a step is done, with what shows it.
pub async fn finish_step(ctx: &Ctx, id: StepId, version: i64, done: Done) -> Result<Step, DelegationError> {
    let mut tx = ctx.begin().await?;
    let (before, delegation) = with_delegation(&mut tx, id).await?;
    let permit = permit_to_finish(ctx, &before, &delegation)?;

    delegation.open()?;
    if done.on < delegation.details().promised_on {
        return Err(Refusal::BeforeTheLast { before: delegation.details().promised_on }.into());
    }
    let all = store::steps_of_delegation(&mut tx, delegation.id()).await?;
    let after = before.clone().finish(done, &all, ctx.now().date())?;

    store::save_step(&mut tx, &after, version).await?;
    let event = Event::new("step done", "delegation", delegation.id()).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Says what is in the way, or how it goes. `said_as`: post and organisation, not a name.
pub async fn speak_on_delegation(
    ctx: &Ctx,
    id: DelegationId,
    said_as: &str,
    words: &str,
) -> Result<(), DelegationError> {
    let mut tx = ctx.begin().await?;
    let delegation = store::delegation(&mut tx, id).await?.ok_or(DelegationError::NoSuch)?;
    let permit = ctx.permit(SPEAK_ON_DELEGATION, delegation.subject())?;

    let words = words.trim().to_owned();
    if words.is_empty() {
        return Err(Refusal::NoWords.into());
    }
    let remark = Remark { words, said_as: said_as.to_owned(), at: ctx.now() };

    let new: Id<Remark> = tx.new_id();
    store::add_remark(&mut tx, new.number(), id, &remark, ctx.person_id()).await?;
    tx.record(permit, Event::new("delegation spoken of", "delegation", id)).await?.commit().await?;
    Ok(())
}
