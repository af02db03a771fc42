//! Positions: given by whoever holds the organisation's seat, changed until all are open.

use super::conflicts::ruled_on;
use super::promises::{self, SpawnError};
use crate::acts::{OFFER_PROMISE, TAKE_POSITION};
use crate::concern::Concern;
use crate::decision::{Decision, DecisionId};
use crate::position::{Given, Position, Refusal, Stance};
use crate::promise::Proposal;
use crate::store;
use folkmoot_kernel::{By, Date, OrganisationId, Permit, PersonId, Refused, SeatId, Subject};
use folkmoot_store::Event;
use folkmoot_web::{Ctx, verb_error};

verb_error!(
/// What can be said against taking a position.
PositionError, "there is no such decision, or this organisation was not asked", PositionRefusal, |why| match why {
    PositionRefusal::Position(why) => why.field(),
    PositionRefusal::Promise(why) => promise_field(why),
});

/// The rules of positions, and of the promise that may come with one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PositionRefusal {
    #[error(transparent)]
    Position(#[from] crate::position::Refusal),
    #[error(transparent)]
    Promise(#[from] crate::promise::Refusal),
}

/// Beside which question of the position's form a promise's refusal stands.
const fn promise_field(why: &crate::promise::Refusal) -> &'static str {
    match why {
        crate::promise::Refusal::DoneMeansMissing => "done_means",
        crate::promise::Refusal::DueInThePast => "due",
        crate::promise::Refusal::OwnConfirmer => "confirmer",
        _ => "what",
    }
}

impl From<crate::position::Refusal> for PositionError {
    fn from(why: crate::position::Refusal) -> Self {
        PositionError::Rule(why.into())
    }
}

impl From<crate::promise::Refusal> for PositionError {
    fn from(why: crate::promise::Refusal) -> Self {
        PositionError::Rule(why.into())
    }
}

/// What an organisation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub stance: Stance,
    pub reason: String,
    /// What the concern is about, if there is one.
    pub concerns: Vec<Concern>,
    /// What it will do because of the decision, if anything.
    pub promise: Option<Offer>,
}

/// A promise as it comes with a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub what: String,
    pub done_means: String,
    pub due: Date,
    pub confirmer: Option<OrganisationId>,
}

/// Gives or changes the position of an organisation, and writes down what it will do because of it.
pub async fn take_position(
    ctx: &Ctx,
    id: DecisionId,
    organisation: OrganisationId,
    version: i64,
    said: Said,
) -> Result<Position, PositionError> {
    let mut tx = ctx.begin().await?;
    let decision = store::decision(&mut tx, id).await?.ok_or(PositionError::NoSuch)?;
    let before = store::position(&mut tx, id, organisation).await?.ok_or(PositionError::NoSuch)?;
    let facts = ruled_on(&mut tx, &decision).await?.recusing();
    let permit = ctx.permit(TAKE_POSITION, position_of(&decision, organisation).with(facts)).map_err(beside)?;

    let (person, seat) = signatory(&permit)?;
    let (now, tally) = (tx.now(), store::tally(&mut tx, id).await?);
    let given = Given { stance: said.stance, reason: said.reason, concerns: said.concerns, seat, person, at: now };
    let name = if before.given().is_some() { "position changed" } else { "position given" };
    let after = before.clone().give(given, decision.seal(tally, now))?;

    store::save_position(&mut tx, &after, version).await?;
    let spawned = match said.promise {
        Some(offer) => Some(promises::spawn(&mut tx, offer.proposal(&decision, organisation)).await?),
        None => None,
    };
    let event = Event::new(name, "position", after.history_id()).before(&before).after(&after);
    let mut recorded = tx.record(permit, event).await?;
    if let Some(promise) = spawned {
        let permit = ctx.permit(OFFER_PROMISE, Subject::owned(decision.place(), organisation))?;
        let event = Event::new("promise proposed", "promise", promise.id()).after(&promise);
        recorded = recorded.also(permit, event).await?;
    }
    recorded.commit().await?;
    Ok(after)
}

impl Offer {
    fn proposal(self, decision: &Decision, owner: OrganisationId) -> Proposal {
        Proposal {
            place: decision.place(),
            decision: Some(decision.id()),
            owner,
            what: self.what,
            done_means: self.done_means,
            due: self.due,
            confirmer: self.confirmer,
        }
    }
}

impl From<SpawnError> for PositionError {
    fn from(err: SpawnError) -> Self {
        match err {
            SpawnError::Rule(why) => why.into(),
            SpawnError::Store(fault) => fault.into(),
        }
    }
}

/// What permits are asked for: this organisation's word on the body of the decision.
pub fn position_of(decision: &Decision, organisation: OrganisationId) -> Subject {
    Subject::said(decision.place(), decision.body(), organisation)
}

/// What the policies say of the item stands beside the question, so that nothing typed is lost.
fn beside(refused: Refused) -> PositionError {
    match refused {
        Refused::RuledOut => Refusal::RuledOut.into(),
        Refused::RuledOutYourself => Refusal::RuledOutYourself.into(),
        other => other.into(),
    }
}

/// A position is signed by a person; the program itself has none.
fn signatory(permit: &Permit) -> Result<(PersonId, Option<SeatId>), Refused> {
    match permit.by() {
        By::Person { id, seat } => Ok((id, seat)),
        By::Nobody | By::Program(_) => Err(Refused::NotForOrganisation),
    }
}
