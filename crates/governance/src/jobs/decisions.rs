//! Positions that can be read now, and deadlines that come near: those who sit on the body are told once.

use crate::acts::RECONCILE;
use crate::links;
use crate::position::Position;
use crate::store::{self, ClosingSoon, Unsealed};
use folkmoot_kernel::{BodyId, OrganisationId, Subject};
use folkmoot_register::store::SeatLine;
use folkmoot_store::{Conn, Error, Event};
use folkmoot_web::capability::JobError;
use folkmoot_web::{Ctx, Every, Job, mail};
use std::collections::{BTreeMap, BTreeSet};

/// Decisions that one run tells of; the next run goes on.
const RUN_MAX: u32 = 200;
/// How long before the deadline those still awaited are reminded. Unit: days.
const SOON_DAYS: i64 = 2;

pub(super) fn jobs() -> Vec<Job> {
    vec![Job::every("governance.positions", Every::Minutes(10), |ctx| Box::pin(watch(ctx)))]
}

async fn watch(ctx: Ctx) -> Result<String, JobError> {
    let opened = tell_of_open_ones(&ctx).await?;
    let reminded = remind_of_deadlines(&ctx).await?;
    Ok(format!("told of {opened} decisions whose positions can be read, reminded of {reminded} deadlines"))
}

async fn tell_of_open_ones(ctx: &Ctx) -> Result<u32, JobError> {
    let due = store::unsealed_and_untold(&mut *ctx.read().await?, ctx.now(), RUN_MAX).await?;
    let mut told = 0;
    for one in due {
        told += u32::from(tell(ctx, &one).await?);
    }
    Ok(told)
}

/// False when another run was first.
async fn tell(ctx: &Ctx, one: &Unsealed) -> Result<bool, JobError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(RECONCILE, Subject::body(one.place_id, one.body_id))?;
    let now = ctx.now();
    if !store::note_unsealed(&mut tx, one.id, now).await? {
        return Ok(false);
    }
    let subject = format!("Decision {}: positions can be read", one.number);
    let body = format!(
        "All positions on “{}” are in, or the time for them is over. You can read them now, and the body can close it.\n\n{}{}\n",
        one.title,
        ctx.site().url,
        links::decision(one.id)
    );
    for email in addresses(&mut tx, ctx, one.body_id, |_| true).await? {
        mail::queue(&mut tx, &email, &subject, &body).await?;
    }
    tx.record(permit, Event::new("positions opened", "decision", one.id)).await?.commit().await?;
    Ok(true)
}

async fn remind_of_deadlines(ctx: &Ctx) -> Result<u32, JobError> {
    let now = ctx.now();
    let until = now.plus_days(SOON_DAYS);
    let due = store::closing_soon(&mut *ctx.read().await?, now, until, RUN_MAX).await?;
    let mut reminded = 0;
    for one in due {
        reminded += u32::from(remind(ctx, &one).await?);
    }
    Ok(reminded)
}

/// Only those whose organisation is still awaited hear of it.
async fn remind(ctx: &Ctx, one: &ClosingSoon) -> Result<bool, JobError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(RECONCILE, Subject::body(one.place_id, one.body_id))?;
    let now = ctx.now();
    if !store::note_closing_soon(&mut tx, one.id, now).await? {
        return Ok(false);
    }
    let positions = store::positions(&mut tx, one.id).await?;
    let awaited = positions.iter().filter(|position| position.given().is_none()).map(Position::organisation);
    let awaited: BTreeSet<OrganisationId> = awaited.collect();
    let subject = format!("Decision {}: your organisation's position is awaited", one.number);
    let body = format!(
        "“{}” waits for the position of your organisation until {}.\n\n{}{}/position\n",
        one.title,
        one.positions_due.in_words(),
        ctx.site().url,
        links::decision(one.id)
    );
    let is_awaited =
        |seat: &SeatLine| seat.role != "observer" && seat.organisation_id.is_some_and(|id| awaited.contains(&id));
    for email in addresses(&mut tx, ctx, one.body_id, is_awaited).await? {
        mail::queue(&mut tx, &email, &subject, &body).await?;
    }
    tx.record(permit, Event::new("reminder of positions sent", "decision", one.id)).await?.commit().await?;
    Ok(true)
}

/// Where those who hold a seat on the body today read their letters, each once, in a fixed order.
async fn addresses(
    db: &mut Conn,
    ctx: &Ctx,
    body: BodyId,
    which: impl Fn(&SeatLine) -> bool,
) -> Result<Vec<String>, Error> {
    let seats = folkmoot_register::store::seats_of_body(db, body, ctx.now().date()).await?;
    let mut found = BTreeMap::new();
    for person in seats.iter().filter(|seat| which(seat)).filter_map(|seat| seat.holder_id) {
        if let Some(person) = folkmoot_register::store::person(db, person).await?
            && person.left_on().is_none()
        {
            found.insert(person.id(), person.details().email.clone());
        }
    }
    Ok(found.into_values().collect())
}
