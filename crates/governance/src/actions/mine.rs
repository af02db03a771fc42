//! What waits for one person, from the seats they hold: for their page, the number in the header and their weekly letter.

use crate::store::{self, AwaitedLine, ReturnedItem, ToClose, WaitingPromise};
use folkmoot_kernel::{BodyId, Held, OrganisationId, PlaceId, Role, Timestamp};
use folkmoot_store::{Conn, Error};
use std::collections::BTreeSet;

/// A date is near when it comes within this many days. Unit: days. Two weeks, whatever a place's own patience: one person may
/// sit in several places.
const NEAR_DAYS: i64 = 14;
/// Most positions that one body waits for at once.
const POSITIONS_MAX: u32 = 100;

/// What waits for a person, and what will soon.
#[derive(Debug, Default)]
pub struct Mine {
    pub accept: Vec<WaitingPromise>,
    pub past_date: Vec<WaitingPromise>,
    pub confirm: Vec<WaitingPromise>,
    pub due_soon: Vec<WaitingPromise>,
    pub positions: Vec<AwaitedLine>,
    pub to_close: Vec<ToClose>,
    pub returned: Vec<ReturnedItem>,
}

impl Mine {
    /// How many things wait for a word now. What is near or returned is news, and waits for nobody yet.
    pub fn waiting(&self) -> usize {
        let promises = self.accept.len() + self.past_date.len() + self.confirm.len();
        promises + self.positions.len() + self.to_close.len()
    }
}

/// Organisations that the person may bind, each with the place where.
pub fn bound(held: &[Held]) -> BTreeSet<(OrganisationId, PlaceId)> {
    let binds = held.iter().filter(|seat| seat.role != Role::Observer);
    binds.filter_map(|seat| Some((seat.organisation?, seat.place))).collect()
}

/// Seats by which an organisation may be asked for its position.
fn asked(held: &[Held]) -> BTreeSet<(BodyId, OrganisationId)> {
    let binds = held.iter().filter(|seat| seat.role != Role::Observer);
    binds.filter_map(|seat| Some((seat.body?, seat.organisation?))).collect()
}

/// Bodies that the person runs by a seat of theirs.
fn run(held: &[Held]) -> BTreeSet<BodyId> {
    let runs = |seat: &&Held| matches!(seat.role, Role::Chair | Role::DeputyChair | Role::Secretary);
    held.iter().filter(runs).filter_map(|seat| seat.body).collect()
}

pub async fn mine(db: &mut Conn, held: &[Held], now: Timestamp) -> Result<Mine, Error> {
    let mut mine = Mine::default();
    for seat in bound(held) {
        for promise in store::waiting_promises(db, seat, now, now.date().plus_days(NEAR_DAYS)).await? {
            match promise.wants.as_str() {
                "accept" => mine.accept.push(promise),
                "past_date" => mine.past_date.push(promise),
                "confirm" => mine.confirm.push(promise),
                _ => mine.due_soon.push(promise),
            }
        }
    }
    for (body, organisation) in asked(held) {
        mine.positions.extend(store::awaited_from(db, body, organisation, POSITIONS_MAX).await?);
    }
    for body in run(held) {
        mine.to_close.extend(store::decisions_to_close(db, body, now).await?);
        mine.returned.extend(store::returned_items(db, body, now).await?);
    }
    Ok(mine)
}

/// [`Mine::waiting`], from counts alone.
pub async fn count_waiting(db: &mut Conn, held: &[Held], now: Timestamp) -> Result<usize, Error> {
    let mut sum = 0;
    for seat in bound(held) {
        sum += usize::try_from(store::count_waiting(db, seat, now).await?).unwrap_or_default();
    }
    for (body, organisation) in asked(held) {
        sum += store::awaited_from(db, body, organisation, POSITIONS_MAX).await?.len();
    }
    for body in run(held) {
        sum += store::decisions_to_close(db, body, now).await?.len();
    }
    Ok(sum)
}
