//! Escalations: sent, acknowledged, answered, settled, taken back.

use super::letters;
use crate::acts::{ANSWER_FOR_BODY, ANSWER_FOR_POST, ESCALATE, ESCALATE_FOR_PLACE, SEE_AS_PARTNER};
use crate::escalation::{Addressee, Draft, Escalation, EscalationId, Reader, Refusal, Sender, Settled};
use crate::store;
use crate::wants::Agreements;
use folkmoot_kernel::{Permit, Refused, Subject};
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error, Event};
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against an escalation.
    EscalationError, "there is no such question or grievance", Refusal, Refusal::field);

/// Sends a question or grievance; its clocks begin.
pub async fn send(ctx: &Ctx, draft: Draft) -> Result<Escalation, EscalationError> {
    let mut tx = ctx.begin().await?;
    let permit = permit_to_send(ctx, &draft)?;
    let is_own = addressed_within(ctx, &mut tx, &draft).await?.ok_or(Refusal::NoSuchAddressee)?;
    if is_own {
        return Err(Refusal::OwnAddress.into());
    }
    let clocks = store::standard(&mut tx, draft.place).await?.clocks(tx.now().date());
    let number = store::next_escalation_number(&mut tx, draft.place).await?;

    let new = Escalation::send(tx.new_id(), number, draft, clocks, ctx.person_id(), tx.now())?;

    store::add_escalation(&mut tx, &new).await?;
    letters::arrived(ctx, &mut tx, &new).await?;
    // History says that it was sent and by whom, not what: it stays between two until a clock runs out.
    tx.record(permit, Event::new("escalation sent", "escalation", new.id())).await?.commit().await?;
    Ok(new)
}

fn permit_to_send(ctx: &Ctx, draft: &Draft) -> Result<Permit, Refused> {
    match draft.from {
        Sender::Place => ctx.permit(ESCALATE_FOR_PLACE, Subject::place(draft.place)),
        Sender::Organisation(one) => ctx.permit(ESCALATE, Subject::owned(draft.place, one)),
    }
}

/// Whether the addressee is the sender's own post; nothing when there is no such post or body in the place.
async fn addressed_within(ctx: &Ctx, db: &mut Conn, draft: &Draft) -> Result<Option<bool>, Error> {
    match draft.to {
        Addressee::Post(id) => {
            let seat = register::seat(db, id).await?.filter(|seat| seat.place() == draft.place);
            let today = ctx.now().date();
            let open = seat.filter(|seat| seat.closed_on().is_none_or(|day| day >= today));
            Ok(open.map(|seat| match draft.from {
                Sender::Organisation(one) => seat.details().organisation == Some(one),
                Sender::Place => seat.details().body.is_none(),
            }))
        }
        Addressee::Body(id) => {
            let Some(agreements) = ctx.wanted::<dyn Agreements>() else { return Ok(None) };
            let body = agreements.body(db, id).await?;
            Ok(body.filter(|body| body.place == draft.place).map(|_| false))
        }
    }
}

/// Whether the one who asks may speak for whom it went to.
fn permit_to_answer(ctx: &Ctx, one: &Escalation) -> Result<Permit, EscalationError> {
    match one.to() {
        Addressee::Body(body) => Ok(ctx.permit(ANSWER_FOR_BODY, Subject::body(one.place(), body))?),
        Addressee::Post(seat) => {
            let permit = ctx.permit(ANSWER_FOR_POST, Subject::place(one.place()))?;
            let holds = ctx.actor().person().is_none() || ctx.actor().held().iter().any(|held| held.seat == seat);
            if holds { Ok(permit) } else { Err(Refusal::NotAddressed.into()) }
        }
    }
}

/// For showing a button or not.
pub fn may_answer(ctx: &Ctx, one: &Escalation) -> bool {
    ctx.is_signed_in() && permit_to_answer(ctx, one).is_ok()
}

pub fn may_speak_for_sender(ctx: &Ctx, one: &Escalation) -> bool {
    ctx.is_signed_in() && permit_of_sender(ctx, one).is_ok()
}

fn permit_of_sender(ctx: &Ctx, one: &Escalation) -> Result<Permit, Refused> {
    match one.from() {
        Sender::Place => ctx.permit(ESCALATE_FOR_PLACE, Subject::place(one.place())),
        Sender::Organisation(from) => ctx.permit(ESCALATE, Subject::owned(one.place(), from)),
    }
}

/// As whom the one who asks reads it.
pub fn reader(ctx: &Ctx, one: &Escalation) -> Reader {
    if may_answer(ctx, one) || may_speak_for_sender(ctx, one) {
        Reader::Party
    } else if ctx.is_signed_in() && ctx.may(SEE_AS_PARTNER, Subject::place(one.place())) {
        Reader::Partner
    } else {
        Reader::Public
    }
}

pub async fn acknowledge(
    ctx: &Ctx,
    id: EscalationId,
    version: i64,
    words: &str,
) -> Result<Escalation, EscalationError> {
    let mut tx = ctx.begin().await?;
    let before = store::escalation(&mut tx, id).await?.ok_or(EscalationError::NoSuch)?;
    let permit = permit_to_answer(ctx, &before)?;

    let after = before.acknowledge(words, tx.now())?;

    store::save_escalation(&mut tx, &after, version).await?;
    letters::acknowledged(ctx, &mut tx, &after).await?;
    tx.record(permit, Event::new("escalation acknowledged", "escalation", id)).await?.commit().await?;
    Ok(after)
}

pub async fn answer(ctx: &Ctx, id: EscalationId, version: i64, words: &str) -> Result<Escalation, EscalationError> {
    let mut tx = ctx.begin().await?;
    let before = store::escalation(&mut tx, id).await?.ok_or(EscalationError::NoSuch)?;
    let permit = permit_to_answer(ctx, &before)?;

    let after = before.answer(words, tx.now())?;

    store::save_escalation(&mut tx, &after, version).await?;
    letters::answered(ctx, &mut tx, &after).await?;
    tx.record(permit, Event::new("escalation answered", "escalation", id)).await?.commit().await?;
    Ok(after)
}

/// The sender says what it makes of the answer.
pub async fn settle(
    ctx: &Ctx,
    id: EscalationId,
    version: i64,
    settled: Settled,
    words: &str,
) -> Result<Escalation, EscalationError> {
    let mut tx = ctx.begin().await?;
    let before = store::escalation(&mut tx, id).await?.ok_or(EscalationError::NoSuch)?;
    let permit = permit_of_sender(ctx, &before)?;

    let after = before.settle(settled, words, tx.now())?;

    store::save_escalation(&mut tx, &after, version).await?;
    tx.record(permit, Event::new("answer to an escalation weighed", "escalation", id)).await?.commit().await?;
    Ok(after)
}

pub async fn withdraw(ctx: &Ctx, id: EscalationId, version: i64) -> Result<Escalation, EscalationError> {
    let mut tx = ctx.begin().await?;
    let before = store::escalation(&mut tx, id).await?.ok_or(EscalationError::NoSuch)?;
    let permit = permit_of_sender(ctx, &before)?;

    let after = before.withdraw(tx.now())?;

    store::save_escalation(&mut tx, &after, version).await?;
    tx.record(permit, Event::new("escalation taken back", "escalation", id)).await?.commit().await?;
    Ok(after)
}
