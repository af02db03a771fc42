//! A promise begins: written down by whoever runs the body, or offered by its own organisation.

use super::{PromiseError, PromiseRefusal, is_partner};
use crate::acts::{OFFER_PROMISE, PROPOSE_PROMISE};
use crate::decision::{DecisionId, Outcome};
use crate::item::ItemId;
use crate::meeting::State;
use crate::promise::{Promise, Proposal, Refusal};
use crate::store;
use folkmoot_kernel::{Date, OrganisationId, Permit, PlaceId, Subject};
use folkmoot_store::{Error, Event, Tx};
use folkmoot_web::Ctx;

/// What somebody fills in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPromise {
    pub owner: OrganisationId,
    pub what: String,
    pub done_means: String,
    pub due: Date,
    pub confirmer: Option<OrganisationId>,
}

/// Why no promise came of it: a rule, or the database.
#[derive(Debug, thiserror::Error)]
pub enum SpawnError {
    #[error(transparent)]
    Rule(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] Error),
}

impl From<SpawnError> for PromiseError {
    fn from(err: SpawnError) -> Self {
        match err {
            SpawnError::Rule(why) => why.into(),
            SpawnError::Store(fault) => fault.into(),
        }
    }
}

/// Adds a proposed promise with the next number of its place, inside a write that records it.
pub async fn spawn(tx: &mut Tx, proposal: Proposal) -> Result<Promise, SpawnError> {
    let number = store::next_promise_number(tx, proposal.place).await?;
    let promise = Promise::propose(tx.new_id(), number, proposal, tx.now())?;
    store::add_promise(tx, &promise).await?;
    Ok(promise)
}

/// Writes down what an organisation said in the room. It says yes or no itself, after the meeting.
pub async fn propose_promise(ctx: &Ctx, decision: DecisionId, new: NewPromise) -> Result<Promise, PromiseError> {
    let mut tx = ctx.begin().await?;
    let decision = store::decision(&mut tx, decision).await?.ok_or(PromiseError::NoSuch)?;
    let permit = ctx.permit(PROPOSE_PROMISE, Subject::body(decision.place(), decision.body()))?;

    not_ended(decision.outcome())?;
    begin(tx, permit, (decision.place(), Some(decision.id())), new, "promise proposed").await
}

/// Writes down what an organisation said on an item that needed no decision.
pub async fn propose_promise_on_item(ctx: &Ctx, item: ItemId, new: NewPromise) -> Result<Promise, PromiseError> {
    let mut tx = ctx.begin().await?;
    let item = store::item(&mut tx, item).await?.ok_or(PromiseError::NoSuch)?;
    let meeting = store::meeting(&mut tx, item.meeting()).await?.ok_or(PromiseError::NoSuch)?;
    let permit = ctx.permit(PROPOSE_PROMISE, meeting.subject())?;

    if meeting.state() == State::Cancelled {
        return Err(PromiseRefusal::MeetingCancelled.into());
    }
    let promise = begun(&mut tx, (meeting.place(), None), new).await?;
    store::tie_promise(&mut tx, promise.id(), item.id()).await?;
    tx.record(permit, Event::new("promise proposed", "promise", promise.id()).after(&promise)).await?.commit().await?;
    Ok(promise)
}

/// Offers a promise for one's own organisation, because of a decision or of its own accord.
pub async fn offer_promise(
    ctx: &Ctx,
    place: PlaceId,
    decision: Option<DecisionId>,
    new: NewPromise,
) -> Result<Promise, PromiseError> {
    let mut tx = ctx.begin().await?;
    folkmoot_register::store::place(&mut tx, place).await?.ok_or(PromiseError::NoSuch)?;
    let permit = ctx.permit(OFFER_PROMISE, Subject::owned(place, new.owner))?;

    if let Some(id) = decision {
        let decision = store::decision(&mut tx, id).await?.filter(|decision| decision.place() == place);
        not_ended(decision.ok_or(PromiseError::NoSuch)?.outcome())?;
    }
    begin(tx, permit, (place, decision), new, "promise offered").await
}

fn not_ended(outcome: Option<Outcome>) -> Result<(), PromiseRefusal> {
    match outcome {
        None | Some(Outcome::Agreed) => Ok(()),
        Some(Outcome::NotAgreed | Outcome::Withdrawn) => Err(PromiseRefusal::DecisionEnded),
    }
}

async fn begin(
    mut tx: Tx,
    permit: Permit,
    (place, decision): (PlaceId, Option<DecisionId>),
    new: NewPromise,
    event: &'static str,
) -> Result<Promise, PromiseError> {
    let promise = begun(&mut tx, (place, decision), new).await?;
    tx.record(permit, Event::new(event, "promise", promise.id()).after(&promise)).await?.commit().await?;
    Ok(promise)
}

async fn begun(
    tx: &mut Tx,
    (place, decision): (PlaceId, Option<DecisionId>),
    new: NewPromise,
) -> Result<Promise, PromiseError> {
    is_partner(tx, place, new.owner).await?;
    if let Some(confirmer) = new.confirmer {
        is_partner(tx, place, confirmer).await?;
    }
    let NewPromise { owner, what, done_means, due, confirmer } = new;
    Ok(spawn(tx, Proposal { place, decision, owner, what, done_means, due, confirmer }).await?)
}
