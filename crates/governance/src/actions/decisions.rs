//! Decisions: put to a body, closed.

use super::conflicts::{ReadyError, ready_to_agree, ruled_on};
use super::mandates::mandate;
use crate::acts::{CLOSE_DECISION, PUT_DECISION};
use crate::body::Body;
use crate::decision::{Decision, DecisionId, Draft, Outcome, Refusal};
use crate::item::ItemId;
use crate::mandate::{Mandate, Matter};
use crate::meeting::MeetingId;
use crate::position::Position;
use crate::power::Power;
use crate::priority::PriorityId;
use crate::store;
use folkmoot_kernel::{BodyId, Date, Facts, OrganisationId, Permit, Refused, Subject, Timestamp};
use folkmoot_store::{Conn, Error, Event};
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against putting or closing a decision.
    DecisionError, "there is no such decision", Refusal, Refusal::field);

/// Where something is put: to a body, or on an item of its agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutTo {
    Body(BodyId),
    Item(ItemId),
}

/// What is put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    pub title: String,
    pub text: String,
    pub plain_summary: String,
    pub priority: Option<PriorityId>,
    pub power: Power,
    pub power_holder: String,
    pub power_basis: String,
    pub positions_due: Timestamp,
    pub matter: Matter,
}

/// A decision as it would be put: who would be asked.
#[derive(Debug)]
pub(super) struct DrawnUp {
    pub(super) permit: Permit,
    pub(super) decision: Decision,
    asked: Vec<OrganisationId>,
}

/// Whether it could be put like this, and who would be asked. Changes nothing: for checking answers before they count.
pub async fn check_decision(ctx: &Ctx, to: PutTo, put: Put) -> Result<Vec<OrganisationId>, DecisionError> {
    let mut db = ctx.read().await?;
    Ok(draw_up(ctx, &mut db, to, put).await?.asked)
}

/// Puts something to a body and asks every organisation that has a vote there today.
pub async fn put_decision(ctx: &Ctx, to: PutTo, put: Put) -> Result<Decision, DecisionError> {
    let mut tx = ctx.begin().await?;
    let DrawnUp { permit, decision, asked } = draw_up(ctx, &mut tx, to, put).await?;
    let id = decision.id();

    store::add_decision(&mut tx, &decision).await?;
    let positions: Vec<Position> = asked.into_iter().map(|organisation| Position::asked(id, organisation)).collect();
    store::add_positions(&mut tx, &positions).await?;
    recuse_the_ruled_out(&mut tx, &decision, positions).await?;
    tx.record(permit, Event::new("decision put", "decision", id).after(&decision)).await?.commit().await?;
    Ok(decision)
}

/// Who takes no part in the item has no position on it from the beginning.
async fn recuse_the_ruled_out(db: &mut Conn, decision: &Decision, asked: Vec<Position>) -> Result<(), Error> {
    let ruled = ruled_on(db, decision).await?;
    for position in asked {
        let Some(ruling) = ruled.recuses(position.organisation()) else { continue };
        let Some(by) = ruling.by() else { continue };
        let version = position.version();
        let recused = position.recuse(ruling.reason(), by, ruling.at());
        store::save_position(db, &recused, version).await?;
    }
    Ok(())
}

pub(super) async fn draw_up(ctx: &Ctx, db: &mut Conn, to: PutTo, put: Put) -> Result<DrawnUp, DecisionError> {
    let (body, meeting, item) = place_of(db, to).await?.ok_or(DecisionError::NoSuch)?;
    let permit = ctx.permit(PUT_DECISION, Subject::body(body.place(), body.id()))?;
    if !body.is_open() {
        return Err(Refusal::BodyClosed.into());
    }
    if let Some(priority) = put.priority {
        let priority = store::priority(db, priority).await?.ok_or(DecisionError::NoSuch)?;
        (priority.place() == body.place()).then_some(()).ok_or(DecisionError::NoSuch)?;
    }

    let now = ctx.now();
    if let Some(mandate) = mandate(ctx, db, (body.place(), body.id()), put.matter.function, now.date()).await? {
        mandate.map_err(Refusal::from)?.allows(put.power, put.matter.amount).map_err(Refusal::from)?;
    }
    let voices = organisations_with_votes(db, body.id(), now.date()).await?;
    let number = store::next_decision_number(db, body.place()).await?;
    let draft = Draft {
        place: body.place(),
        body: body.id(),
        meeting,
        item,
        priority: put.priority,
        title: put.title,
        text: put.text,
        plain_summary: put.plain_summary,
        power: put.power,
        power_holder: put.power_holder,
        power_basis: put.power_basis,
        positions_due: put.positions_due,
        matter: put.matter,
    };
    let decision = Decision::put(ctx.new_id(), number, draft, voices.len(), now)?;
    let asked = if decision.power() == Power::Note { Vec::new() } else { voices };
    Ok(DrawnUp { permit, decision, asked })
}

impl From<ReadyError> for DecisionError {
    fn from(err: ReadyError) -> Self {
        match err {
            ReadyError::Rule(why) => why.into(),
            ReadyError::Store(fault) => fault.into(),
        }
    }
}

type Place = (Body, Option<MeetingId>, Option<ItemId>);

async fn place_of(db: &mut Conn, to: PutTo) -> Result<Option<Place>, Error> {
    let (body, meeting, item) = match to {
        PutTo::Body(body) => (body, None, None),
        PutTo::Item(id) => {
            let Some(item) = store::item(db, id).await? else { return Ok(None) };
            let Some(meeting) = store::meeting(db, item.meeting()).await? else { return Ok(None) };
            (meeting.body(), Some(meeting.id()), Some(id))
        }
    };
    Ok(store::body(db, body).await?.map(|body| (body, meeting, item)))
}

/// Every organisation once, however many seats it has; a vacant seat is asked like any other.
pub(super) async fn organisations_with_votes(
    db: &mut Conn,
    body: BodyId,
    day: Date,
) -> Result<Vec<OrganisationId>, Error> {
    let seats = folkmoot_register::store::seats_of_body(db, body, day).await?;
    let mut voices: Vec<_> = seats.into_iter().filter(|seat| seat.votes).filter_map(|s| s.organisation_id).collect();
    voices.sort_unstable();
    voices.dedup();
    Ok(voices)
}

/// What the record holds of a closed decision: no seal is left on the positions.
#[derive(Debug, serde::Serialize)]
struct Closed<'a> {
    decision: &'a Decision,
    positions: &'a [Position],
}

/// What the policies ask of a closing: who takes no part; where something is decided, its money and how much the body may decide
/// today.
async fn facts_of_closing(
    ctx: &Ctx,
    db: &mut Conn,
    decision: &Decision,
    outcome: Outcome,
) -> Result<(Facts, Option<Mandate>), DecisionError> {
    let facts = ruled_on(db, decision).await?.recusing();
    if outcome != Outcome::Agreed || decision.power() != Power::Decide {
        return Ok((facts, None));
    }
    let matter = decision.matter();
    let body = (decision.place(), decision.body());
    let mandate = mandate(ctx, db, body, matter.function, ctx.now().date()).await?.and_then(Result::ok);
    let limit = mandate.as_ref().and_then(|mandate| mandate.limit);
    Ok((Facts { amount: matter.amount, limit, ..facts }, mandate))
}

/// What the policies say of the decision stands beside the question, so that nothing typed is lost.
fn beside(refused: Refused, decision: &Decision, mandate: Option<Mandate>) -> DecisionError {
    let over = || mandate.and_then(|mandate| mandate.allows(decision.power(), decision.matter().amount).err());
    match refused {
        Refused::RuledOutYourself => Refusal::OutOfTheRoom.into(),
        Refused::SignInStronger => Refusal::SignInStronger.into(),
        Refused::OverLimit => over().map_or(refused.into(), |why| Refusal::from(why).into()),
        other => other.into(),
    }
}

/// Closes a decision with what the body made of it. What was promised with it and not accepted lapses unless it was agreed.
pub async fn close_decision(
    ctx: &Ctx,
    id: DecisionId,
    version: i64,
    outcome: Outcome,
    words: &str,
) -> Result<Decision, DecisionError> {
    let mut tx = ctx.begin().await?;
    let before = store::decision(&mut tx, id).await?.ok_or(DecisionError::NoSuch)?;
    let (facts, mandate) = facts_of_closing(ctx, &mut tx, &before, outcome).await?;
    let permit =
        ctx.permit(CLOSE_DECISION, before.subject().with(facts)).map_err(|why| beside(why, &before, mandate))?;

    let tally = store::tally(&mut tx, id).await?;
    let quorum = store::body(&mut tx, before.body()).await?.map_or(0, |body| body.quorum());
    let now = tx.now();
    if outcome == Outcome::Agreed && before.closed().is_none() {
        ready_to_agree(&mut tx, &before).await?;
    }
    let after = before.clone().close(outcome, words, tally, quorum, now)?;

    store::save_decision(&mut tx, &after, version).await?;
    if outcome != Outcome::Agreed {
        store::lapse_promises_of(&mut tx, id, now).await?;
    }
    let positions = store::positions(&mut tx, id).await?;
    let closed = Closed { decision: &after, positions: &positions };
    let event = Event::new("decision closed", "decision", id).before(&before).after(&closed);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
