//! Seats opened and closed, terms begun and ended.

use super::{HolderError, SeatError};
use crate::acts::{ADMINISTER_PLACE, CHANGE_SEATS};
use crate::holder::{Capacity, Holder, HolderId, Refusal as HolderRule, Term};
use crate::person::{Person, PersonDetails, Standing};
use crate::seat::{Refusal, Seat, SeatDetails};
use crate::store;
use folkmoot_kernel::{Date, PlaceId, SeatId, Subject};
use folkmoot_store::{Event, Tx};
use folkmoot_web::Ctx;

pub async fn open_seat(ctx: &Ctx, place: PlaceId, details: SeatDetails) -> Result<Seat, SeatError> {
    let mut tx = ctx.begin().await?;
    store::place(&mut tx, place).await?.ok_or(SeatError::NoSuch)?;
    let permit = ctx.permit_any(&[CHANGE_SEATS, ADMINISTER_PLACE], Subject::place(place))?;

    let seat = Seat::new(tx.new_id(), place, details)?;

    if let Some(organisation) = seat.details().organisation {
        store::organisation(&mut tx, organisation).await?.ok_or(SeatError::NoSuch)?;
        store::add_partner(&mut tx, place, organisation, Some(ctx.now().date())).await?;
    }
    store::add_seat(&mut tx, &seat).await?;
    tx.record(permit, Event::new("seat opened", "seat", seat.id()).after(&seat.facts())).await?.commit().await?;
    Ok(seat)
}

pub async fn change_seat(ctx: &Ctx, id: SeatId, version: i64, title: &str, votes: bool) -> Result<Seat, SeatError> {
    edit(ctx, id, version, "seat changed", |seat| seat.change(title, votes)).await
}

pub async fn close_seat(ctx: &Ctx, id: SeatId, version: i64) -> Result<Seat, SeatError> {
    let today = ctx.now().date();
    edit(ctx, id, version, "seat closed", |seat| seat.close(today)).await
}

async fn edit(
    ctx: &Ctx,
    id: SeatId,
    version: i64,
    event: &'static str,
    rule: impl FnOnce(Seat) -> Result<Seat, Refusal>,
) -> Result<Seat, SeatError> {
    let mut tx = ctx.begin().await?;
    let before = store::seat(&mut tx, id).await?.ok_or(SeatError::NoSuch)?;
    let permit = ctx.permit_any(&[CHANGE_SEATS, ADMINISTER_PLACE], Subject::place(before.place()))?;

    let after = rule(before.clone())?;

    store::save_seat(&mut tx, &after, version).await?;
    let event = Event::new(event, "seat", id).before(&before.facts()).after(&after.facts());
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Who begins to hold a seat. Somebody whose address is known is that person, whatever name is typed.
#[derive(Debug, Clone)]
pub struct NewTerm {
    pub name: String,
    pub email: String,
    pub capacity: Capacity,
    pub from: Date,
    pub until: Option<Date>,
}

/// A person begins to hold a seat, and is added if nobody has that address.
pub async fn begin_term(ctx: &Ctx, seat: SeatId, new: NewTerm) -> Result<Holder, HolderError> {
    let mut tx = ctx.begin().await?;
    let seat = store::seat(&mut tx, seat).await?.ok_or(HolderError::NoSuch)?;
    let permit = ctx.permit_any(&[CHANGE_SEATS, ADMINISTER_PLACE], Subject::place(seat.place()))?;
    if let Some(on) = seat.closed_on() {
        return Err(HolderRule::SeatClosed { on }.into());
    }

    let term = Term::new(new.from, new.until)?;
    let others = store::terms(&mut tx, seat.id()).await?;
    let person = person_of::<HolderError>(&mut tx, &new.name, &new.email).await?;
    let id: HolderId = tx.new_id();
    let holder = Holder::begin(id, (seat.id(), person.id()), new.capacity, term, &others)?;

    store::add_holder(&mut tx, &holder).await?;
    let event = Event::new("seat taken", "seat", seat.id()).after(&holder.facts());
    tx.record(permit, event).await?.commit().await?;
    Ok(holder)
}

/// Who has the address, back again if they had left; else a new person.
pub(super) async fn person_of<E>(tx: &mut Tx, name: &str, email: &str) -> Result<Person, E>
where
    E: From<crate::person::Refusal> + From<folkmoot_store::Error>,
{
    let details = PersonDetails { name: name.to_owned(), email: email.to_owned(), phone: String::new() };
    let candidate = Person::new(tx.new_id(), details, Standing::Ordinary)?;
    let Some(known) = store::person_with_email(tx, &candidate.details().email).await? else {
        store::add_person(tx, &candidate, &folkmoot_web::sign_in::session::new_token()).await?;
        return Ok(candidate);
    };
    if known.left_on().is_some() {
        let version = known.version();
        let back = known.come_back();
        store::save_person(tx, &back, version).await?;
        return Ok(back);
    }
    Ok(known)
}

/// Ends a term with its last day, and keeps what the next holder needs to know.
pub async fn end_term(
    ctx: &Ctx,
    id: HolderId,
    version: i64,
    last_day: Date,
    handover_note: &str,
) -> Result<Holder, HolderError> {
    let mut tx = ctx.begin().await?;
    let before = store::holder(&mut tx, id).await?.ok_or(HolderError::NoSuch)?;
    let seat = store::seat(&mut tx, before.seat()).await?.ok_or(HolderError::NoSuch)?;
    let permit = ctx.permit_any(&[CHANGE_SEATS, ADMINISTER_PLACE], Subject::place(seat.place()))?;

    let after = before.clone().end(last_day, handover_note)?;

    store::save_holder(&mut tx, &after, version).await?;
    let event = Event::new("seat handed over", "seat", seat.id()).before(&before.facts()).after(&after.facts());
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}
