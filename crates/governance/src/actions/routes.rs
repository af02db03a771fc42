//! Ways of papers through bodies: begun, one more body, tied to where it is taken up, given up.

use crate::acts::{CHANGE_ROUTE, TIE_ROUTE};
use crate::decision::DecisionId;
use crate::item::ItemId;
use crate::route::{Refusal, Role, Route, RouteId, Step, StepId, Told};
use crate::store;
use folkmoot_kernel::{BodyId, Date, PlaceId, Subject};
use folkmoot_store::{Conn, Error, Event};
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against a way or a step of it.
    RouteError, "there is no such way", Refusal, Refusal::field);

/// One body on the way: ours, or one outside by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStep {
    pub body: Option<BodyId>,
    pub outside: String,
    pub role: Role,
    pub by: Option<Date>,
}

/// Where a body takes it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    Item(ItemId),
    Decision(DecisionId),
}

pub async fn begin_route(ctx: &Ctx, place: PlaceId, title: &str, summary: &str) -> Result<Route, RouteError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(CHANGE_ROUTE, Subject::place(place))?;

    let new = Route::begin(tx.new_id(), place, title, summary, tx.now().date())?;

    store::add_route(&mut tx, &new).await?;
    tx.record(permit, Event::new("way of a paper begun", "route", new.id()).after(&new)).await?.commit().await?;
    Ok(new)
}

pub async fn add_route_step(ctx: &Ctx, id: RouteId, new: NewStep) -> Result<Step, RouteError> {
    let mut tx = ctx.begin().await?;
    let route = store::route(&mut tx, id).await?.ok_or(RouteError::NoSuch)?;
    let permit = ctx.permit(CHANGE_ROUTE, route.subject())?;
    if let Some(body) = new.body {
        let body = store::body(&mut tx, body).await?.ok_or(RouteError::NoSuch)?;
        (body.place() == route.place()).then_some(()).ok_or(RouteError::NoSuch)?;
    }
    let before: Vec<Step> = store::route_steps(&mut tx, id).await?.into_iter().map(|line| line.step).collect();

    let step = route.step(tx.new_id(), &before, (new.body, &new.outside), new.role, new.by)?;

    store::add_route_step(&mut tx, &step).await?;
    tx.record(permit, Event::new("body put on the way", "route", id).after(&step)).await?.commit().await?;
    Ok(step)
}

/// Ties a step to the item or decision where its body takes it up.
pub async fn tie_route_step(ctx: &Ctx, id: StepId, version: i64, before: Before) -> Result<Step, RouteError> {
    let mut tx = ctx.begin().await?;
    let line = store::route_step(&mut tx, id).await?.ok_or(RouteError::NoSuch)?;
    let route = store::route(&mut tx, line.step.route()).await?.ok_or(RouteError::NoSuch)?;
    let body = line.step.body().ok_or(Refusal::OtherBody)?;
    let permit = ctx.permit(TIE_ROUTE, Subject::body(route.place(), body))?;
    let of = whose(&mut tx, before).await?.ok_or(RouteError::NoSuch)?;
    let (item, decision) = match before {
        Before::Item(item) => (Some(item), None),
        Before::Decision(decision) => (None, Some(decision)),
    };

    let after = line.step.clone().before(item, decision, of)?;

    store::save_route_step(&mut tx, &after, version).await?;
    let event =
        Event::new("way tied to where a body takes it up", "route", route.id()).before(&line.step).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

async fn whose(db: &mut Conn, before: Before) -> Result<Option<BodyId>, Error> {
    match before {
        Before::Decision(id) => Ok(store::decision(db, id).await?.map(|decision| decision.body())),
        Before::Item(id) => {
            let Some(item) = store::item(db, id).await? else { return Ok(None) };
            Ok(store::meeting(db, item.meeting()).await?.map(|meeting| meeting.body()))
        }
    }
}

/// What a body outside made of it, as the place was told.
pub async fn tell_route_step(
    ctx: &Ctx,
    id: StepId,
    version: i64,
    told: Told,
    on: Date,
    words: &str,
) -> Result<Step, RouteError> {
    let mut tx = ctx.begin().await?;
    let line = store::route_step(&mut tx, id).await?.ok_or(RouteError::NoSuch)?;
    let route = store::route(&mut tx, line.step.route()).await?.ok_or(RouteError::NoSuch)?;
    let permit = ctx.permit(CHANGE_ROUTE, route.subject())?;

    let after = line.step.clone().told(told, on, words, tx.now().date())?;

    store::save_route_step(&mut tx, &after, version).await?;
    let event = Event::new("word of a body outside recorded", "route", route.id()).before(&line.step).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

pub async fn give_up_route(ctx: &Ctx, id: RouteId, version: i64, why: &str) -> Result<Route, RouteError> {
    let mut tx = ctx.begin().await?;
    let before = store::route(&mut tx, id).await?.ok_or(RouteError::NoSuch)?;
    let permit = ctx.permit(CHANGE_ROUTE, before.subject())?;

    let after = before.clone().give_up(why, tx.now())?;

    store::save_route(&mut tx, &after, version).await?;
    let event = Event::new("way of a paper given up", "route", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
