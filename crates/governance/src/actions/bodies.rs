//! Bodies: added, changed, closed.

use crate::acts::CHANGE_BODIES;
use crate::body::{Body, BodyDetails, Refusal, Unfinished};
use crate::store;
use folkmoot_kernel::{BodyId, PlaceId, Subject};
use folkmoot_store::{Conn, Error, Event};
use folkmoot_web::{Ctx, verb_error};

verb_error!(BodyError, "there is no such body", Refusal, Refusal::field);

/// Adds a body to a place.
pub async fn add_body(ctx: &Ctx, place: PlaceId, details: BodyDetails) -> Result<Body, BodyError> {
    let mut tx = ctx.begin().await?;
    folkmoot_register::store::place(&mut tx, place).await?.ok_or(BodyError::NoSuch)?;
    let permit = ctx.permit(CHANGE_BODIES, Subject::place(place))?;

    let id: BodyId = tx.new_id();
    let slug = store::free_body_slug(&mut tx, place, &details.name, id).await?;
    let above = above(&mut tx, &details).await?;
    let body = Body::found(id, place, slug, details, above.as_ref())?;

    store::add_body(&mut tx, &body).await?;
    tx.record(permit, Event::new("body added", "body", id).after(&body)).await?.commit().await?;
    Ok(body)
}

async fn above(db: &mut Conn, details: &BodyDetails) -> Result<Option<crate::body::Above>, Error> {
    match details.parent {
        Some(parent) => store::above(db, parent).await,
        None => Ok(None),
    }
}

pub async fn change_body(ctx: &Ctx, id: BodyId, version: i64, details: BodyDetails) -> Result<Body, BodyError> {
    let mut tx = ctx.begin().await?;
    let before = store::body(&mut tx, id).await?.ok_or(BodyError::NoSuch)?;
    let permit = ctx.permit(CHANGE_BODIES, before.subject())?;

    let above = above(&mut tx, &details).await?;
    let after = before.clone().change(details, above.as_ref())?;

    store::save_body(&mut tx, &after, version).await?;
    let event = Event::new("body changed", "body", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Closes a body under which nothing is open and which has no meeting to come.
pub async fn close_body(ctx: &Ctx, id: BodyId, version: i64) -> Result<Body, BodyError> {
    let mut tx = ctx.begin().await?;
    let before = store::body(&mut tx, id).await?.ok_or(BodyError::NoSuch)?;
    let permit = ctx.permit(CHANGE_BODIES, before.subject())?;

    let below = store::bodies_below(&mut tx, id).await?.into_iter().map(|body| body.name().to_owned()).collect();
    let planned = store::meetings_to_come(&mut tx, id, ctx.now()).await?;
    let after = before.clone().close(ctx.now().date(), Unfinished { below, planned })?;

    store::save_body(&mut tx, &after, version).await?;
    let event = Event::new("body closed", "body", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
