//! What waits for one person, from the seats they hold: for their page, the number in the header and their weekly letter.

use super::conflicts::{Conflicts, conflicts_of_meeting};
use crate::interest::Party;
use crate::store::{self, AwaitedLine, ItemToCome, ReturnedItem, StakeToWrite, ToClose, WaitingPromise};
use folkmoot_kernel::{BodyId, Held, OrganisationId, PlaceId, Role, Timestamp};
use folkmoot_store::{Conn, Error};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Items on whose interests nobody has ruled, with how many.
    pub to_rule: Vec<(ItemToCome, usize)>,
    /// Items about which an organisation may still write what it stands to gain or lose.
    pub to_write: Vec<StakeToWrite>,
}

impl Mine {
    /// How many things wait for a word now. What is near or returned is news, and waits for nobody yet.
    pub fn waiting(&self) -> usize {
        let promises = self.accept.len() + self.past_date.len() + self.confirm.len();
        promises + self.positions.len() + self.to_close.len() + self.to_rule.len()
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
        mine.to_write.extend(store::stakes_to_write(db, (body, organisation), now, NEAR_DAYS).await?);
    }
    for body in run(held) {
        mine.to_close.extend(store::decisions_to_close(db, body, now).await?);
        mine.returned.extend(store::returned_items(db, body, now).await?);
        mine.to_rule.extend(to_rule(db, held, body, now).await?);
    }
    Ok(mine)
}

/// Items to come of a body on which this person can rule, and nobody has. Most bodies have none, and then this asks once.
async fn to_rule(
    db: &mut Conn,
    held: &[Held],
    body: BodyId,
    now: Timestamp,
) -> Result<Vec<(ItemToCome, usize)>, Error> {
    let items = store::named_items_to_come(db, body, now).await?;
    let mut on = BTreeMap::new();
    for id in items.iter().map(|item| item.meeting_id).collect::<BTreeSet<_>>() {
        if let Some(meeting) = store::meeting(db, id).await? {
            on.extend(conflicts_of_meeting(db, &meeting).await?);
        }
    }
    let own =
        |party: Party| held.iter().any(|seat| seat.organisation.is_some() && seat.organisation == party.organisation());
    let count = |item: &ItemToCome| {
        let unruled = on.get(&item.id).map(Conflicts::unruled).unwrap_or_default();
        unruled.into_iter().filter(|one| !own(one.party)).count()
    };
    Ok(items
        .into_iter()
        .map(|item| {
            let open = count(&item);
            (item, open)
        })
        .filter(|(_, open)| *open > 0)
        .collect())
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
        sum += to_rule(db, held, body, now).await?.len();
    }
    Ok(sum)
}
