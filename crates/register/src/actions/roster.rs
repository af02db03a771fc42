//! People, seats and terms from a file: what it would change, and then the change, whole or not at all.

use super::RosterError;
use crate::acts::{ADMINISTER_PLACE, CHANGE_SEATS};
use crate::holder::Holder;
use crate::roster::{Change, Known, KnownSeat, Plan, RosterRow, SeatKey, plan};
use crate::seat::{Seat, SeatDetails};
use crate::store;
use folkmoot_kernel::rows::Broken;
use folkmoot_kernel::{BodyId, PlaceId, Role, SeatId, Subject};
use folkmoot_store::{Conn, Error, Event, Tx};
use folkmoot_web::Ctx;
use serde::Serialize;
use std::collections::BTreeMap;

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RosterRefusal {
    #[error("the register has changed in the meantime, and some rows no longer fit: look at the preview again")]
    Broken(Vec<Broken>),
    #[error(transparent)]
    Seat(#[from] crate::seat::Refusal),
    #[error(transparent)]
    Holder(#[from] crate::holder::Refusal),
    #[error(transparent)]
    Person(#[from] crate::person::Refusal),
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Seated {
    pub seats: usize,
    pub begun: usize,
    pub ended: usize,
    pub left_out: usize,
    pub same: usize,
}

/// What the rows would change. Saves nothing. `bodies`: those of the place, by name.
pub async fn draw_roster(
    ctx: &Ctx,
    db: &mut Conn,
    (place, bodies): (PlaceId, &[(BodyId, String)]),
    rows: &[RosterRow],
) -> Result<Result<Plan, Vec<Broken>>, Error> {
    let partners = store::partners(db, place).await?;
    let organisations: Vec<_> = partners.into_iter().map(|one| (one.id, one.name)).collect();
    let seats = known_seats(ctx, db, place).await?;
    Ok(plan(rows, &Known { bodies, organisations: &organisations, seats: &seats }, ctx.now().date()))
}

/// Open seats on bodies with all their terms.
async fn known_seats(ctx: &Ctx, db: &mut Conn, place: PlaceId) -> Result<Vec<KnownSeat>, Error> {
    let mut terms = store::terms_of_place(db, place).await?;
    let lines = store::seats_of_place(db, place, ctx.now().date()).await?;
    let known = |line: store::SeatLine| {
        let role = Role::read(&line.role)?;
        let (title, body, organisation) = (line.title, Some(line.body_id?), line.organisation_id);
        let details = SeatDetails { title, role, body, organisation, votes: line.votes };
        Some(KnownSeat { id: line.id, details, terms: terms.remove(&line.id).unwrap_or_default() })
    };
    Ok(lines.into_iter().filter_map(known).collect())
}

/// Imports a file that was looked at: works it out anew from the register as it stands, and saves all of it or nothing.
pub async fn apply_roster(
    ctx: &Ctx,
    (place, bodies): (PlaceId, &[(BodyId, String)]),
    rows: &[RosterRow],
) -> Result<Seated, RosterError> {
    let mut tx = ctx.begin().await?;
    let permit = || ctx.permit_any(&[CHANGE_SEATS, ADMINISTER_PLACE], Subject::place(place));
    let first = permit()?;

    let plan = draw_roster(ctx, &mut tx, (place, bodies), rows).await?.map_err(RosterRefusal::Broken)?;
    let known = known_seats(ctx, &mut tx, place).await?;
    let keyed = |seat: &KnownSeat| {
        let body = seat.details.body?;
        Some((SeatKey::new(body, &seat.details.title, seat.details.organisation), seat.id))
    };
    let mut applying = Applying { seats: known.iter().filter_map(keyed).collect(), events: Vec::new() };

    let mut done = Seated { same: plan.same, ..Seated::default() };
    for change in plan.changes {
        match &change {
            Change::Open { .. } => done.seats += 1,
            Change::Begin { .. } => done.begun += 1,
            Change::End { .. } => done.ended += 1,
            Change::LeaveOut { .. } => done.left_out += 1,
        }
        applying.apply(&mut tx, place, change).await?;
    }
    let mut recorded = tx.record(first, Event::new("people imported", "place", place).after(&done)).await?;
    for event in applying.events {
        recorded = recorded.also(permit()?, event).await?;
    }
    recorded.commit().await?;
    Ok(done)
}

/// Seats by what rows call them, and what history will say of each change.
struct Applying {
    seats: BTreeMap<SeatKey, SeatId>,
    events: Vec<Event>,
}

impl Applying {
    async fn apply(&mut self, tx: &mut Tx, place: PlaceId, change: Change) -> Result<(), RosterError> {
        match change {
            Change::LeaveOut { .. } => {}
            Change::Open { details, .. } => {
                let seat = Seat::new(tx.new_id(), place, details)?;
                store::add_seat(tx, &seat).await?;
                self.events.push(Event::new("seat opened", "seat", seat.id()).after(&seat.facts()));
                let details = seat.details();
                let key = details.body.map(|body| SeatKey::new(body, &details.title, details.organisation));
                self.seats.extend(key.map(|key| (key, seat.id())));
            }
            Change::End { before, last_day, .. } => {
                let version = before.version();
                let after = before.clone().end(last_day, before.handover_note())?;
                store::save_holder(tx, &after, version).await?;
                let event = Event::new("seat handed over", "seat", after.seat());
                self.events.push(event.before(&before.facts()).after(&after.facts()));
            }
            Change::Begin { seat, name, email, capacity, term, .. } => {
                let seat = self.seats.get(&seat).copied().ok_or(RosterError::NoSuch)?;
                let person = super::seats::person_of::<RosterError>(tx, &name, &email).await?;
                let others = store::terms(tx, seat).await?;
                let holder = Holder::begin(tx.new_id(), (seat, person.id()), capacity, term, &others)?;
                store::add_holder(tx, &holder).await?;
                self.events.push(Event::new("seat taken", "seat", seat).after(&holder.facts()));
            }
        }
        Ok(())
    }
}
