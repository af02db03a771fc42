//! Bodies beside and above the place, seats there for it, and what comes back from them.

use crate::acts::{CHANGE_OUTSIDE, REPORT_BACK};
use crate::function::Named;
use crate::outside::{Outside, OutsideDetails, OutsideId, Refusal};
use crate::representation::{self, Report, Representation, RepresentationId, Voice};
use crate::store;
use folkmoot_kernel::{Date, Permit, PlaceId, Refused, SeatId, Subject};
use folkmoot_store::{Conn, Error, Event};
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against adding or changing a body outside.
    OutsideError, "there is no such body", Refusal, Refusal::field);
verb_error!(
    /// What can be said against a seat of the place there.
    SeatThereError, "there is no such seat", representation::Refusal, representation::Refusal::field);
verb_error!(
    /// What can be said against a report.
    ReportError, "there is no such seat", representation::Refusal, representation::Refusal::field);

async fn named(db: &mut Conn, place: PlaceId, name: &str, own: Option<OutsideId>) -> Result<Named, Error> {
    let found = store::outside_named(db, place, name).await?;
    Ok(if found.is_some() && found != own { Named::Twice } else { Named::First })
}

pub async fn add_outside(ctx: &Ctx, place: PlaceId, details: OutsideDetails) -> Result<Outside, OutsideError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(CHANGE_OUTSIDE, Subject::place(place))?;

    let named = named(&mut tx, place, &details.name, None).await?;
    let new = Outside::add(tx.new_id(), place, details, named)?;

    store::add_outside(&mut tx, &new).await?;
    let event = Event::new("body outside added", "outside body", new.id()).after(&new);
    tx.record(permit, event).await?.commit().await?;
    Ok(new)
}

pub async fn change_outside(
    ctx: &Ctx,
    id: OutsideId,
    version: i64,
    details: OutsideDetails,
) -> Result<Outside, OutsideError> {
    let mut tx = ctx.begin().await?;
    let before = store::outside(&mut tx, id).await?.ok_or(OutsideError::NoSuch)?;
    let permit = ctx.permit(CHANGE_OUTSIDE, before.subject())?;

    let named = named(&mut tx, before.place(), &details.name, Some(id)).await?;
    let after = before.clone().change(details, named)?;

    store::save_outside(&mut tx, &after, version).await?;
    let event = Event::new("body outside changed", "outside body", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// A seat of the place, or none; never one of another place.
async fn seat_here(db: &mut Conn, place: PlaceId, seat: Option<SeatId>) -> Result<Option<SeatId>, SeatThereError> {
    let Some(id) = seat else { return Ok(None) };
    let found = folkmoot_register::store::seat(db, id).await?;
    found.filter(|seat| seat.place() == place).map(|_| Some(id)).ok_or(SeatThereError::NoSuch)
}

/// Opens a seat there for the place.
pub async fn open_seat_there(
    ctx: &Ctx,
    outside: OutsideId,
    (title, voice): (&str, Voice),
    seat: Option<SeatId>,
    from: Date,
) -> Result<Representation, SeatThereError> {
    let mut tx = ctx.begin().await?;
    let outside = store::outside(&mut tx, outside).await?.ok_or(SeatThereError::NoSuch)?;
    let permit = ctx.permit(CHANGE_OUTSIDE, outside.subject())?;

    let seat = seat_here(&mut tx, outside.place(), seat).await?;
    let new = Representation::open(tx.new_id(), (outside.place(), outside.id()), title, voice, seat, from)?;

    store::add_representation(&mut tx, &new).await?;
    let event = Event::new("seat there opened", "outside body", outside.id()).after(&new);
    tx.record(permit, event).await?.commit().await?;
    Ok(new)
}

/// Another seat of the place goes there, or nobody.
pub async fn send_to_seat_there(
    ctx: &Ctx,
    id: RepresentationId,
    version: i64,
    seat: Option<SeatId>,
) -> Result<Representation, SeatThereError> {
    let mut tx = ctx.begin().await?;
    let before = store::representation(&mut tx, id).await?.ok_or(SeatThereError::NoSuch)?;
    let permit = ctx.permit(CHANGE_OUTSIDE, before.subject())?;

    let seat = seat_here(&mut tx, before.place(), seat).await?;
    let after = before.clone().goes(seat)?;

    store::save_representation(&mut tx, &after, version).await?;
    let event = Event::new("seat there given", "outside body", after.outside()).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

pub async fn end_seat_there(
    ctx: &Ctx,
    id: RepresentationId,
    version: i64,
    last_day: Date,
) -> Result<Representation, SeatThereError> {
    let mut tx = ctx.begin().await?;
    let before = store::representation(&mut tx, id).await?.ok_or(SeatThereError::NoSuch)?;
    let permit = ctx.permit(CHANGE_OUTSIDE, before.subject())?;

    let after = before.clone().end(last_day)?;

    store::save_representation(&mut tx, &after, version).await?;
    let event = Event::new("seat there ended", "outside body", after.outside()).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Whoever holds the seat that goes there reports; the place team may write it down for them.
fn permit_to_report(ctx: &Ctx, seat: &Representation) -> Result<Permit, Refused> {
    let holds = ctx.actor().held().iter().any(|held| Some(held.seat) == seat.seat());
    if holds { ctx.permit(REPORT_BACK, seat.subject()) } else { ctx.permit(CHANGE_OUTSIDE, seat.subject()) }
}

/// Whether the person may write what was brought back through this seat.
pub fn may_report(ctx: &Ctx, seat: &Representation) -> bool {
    permit_to_report(ctx, seat).is_ok()
}

/// Writes what was brought back from one meeting.
pub async fn bring_report(ctx: &Ctx, id: RepresentationId, met_on: Date, words: &str) -> Result<Report, ReportError> {
    let mut tx = ctx.begin().await?;
    let seat = store::representation(&mut tx, id).await?.ok_or(ReportError::NoSuch)?;
    let permit = permit_to_report(ctx, &seat)?;

    let written: Vec<Date> = store::reports_of(&mut tx, &[id]).await?.iter().map(Report::met_on).collect();
    let new = Report::bring(tx.new_id(), id, (met_on, words), ctx.person_id(), &written, ctx.now())?;

    store::add_report(&mut tx, &new).await?;
    let event = Event::new("report brought back", "outside body", seat.outside()).after(&new);
    tx.record(permit, event).await?.commit().await?;
    Ok(new)
}
