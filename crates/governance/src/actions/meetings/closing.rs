//! Closing a meeting, and what goes on at the next one.

use super::MeetingError;
use crate::acts::{RECONCILE, WRITE_MINUTES};
use crate::closing::{Found, Said, faults};
use crate::item::{Item, ItemId};
use crate::meeting::{Meeting, MeetingId};
use crate::store;
use folkmoot_kernel::{BodyId, Timestamp};
use folkmoot_store::{Conn, Error, Event, Tx};
use folkmoot_web::Ctx;
use serde::Serialize;

/// What history keeps of an item that ended.
#[derive(Debug, Serialize)]
struct Ended {
    item: ItemId,
    came_to: &'static str,
}

/// The agenda with what the record has on each item.
pub async fn ends_wanted(db: &mut Conn, meeting: MeetingId) -> Result<Vec<(Item, Found)>, Error> {
    let found = store::found_on_items(db, meeting).await?;
    let items = store::items_of_meeting(db, meeting).await?;
    let of = |item: &Item| found.iter().find(|one| one.item == item.id()).copied();
    Ok(items.into_iter().filter_map(|item| of(&item).map(|found| (item, found))).collect())
}

/// Closes a meeting that was held: each item ends as it was said. What was put off goes onto the next agenda at once, if there is one.
pub async fn close_meeting(ctx: &Ctx, id: MeetingId, version: i64, said: &[Said]) -> Result<Meeting, MeetingError> {
    let mut tx = ctx.begin().await?;
    let before = store::meeting(&mut tx, id).await?.ok_or(MeetingError::NoSuch)?;
    let permit = ctx.permit(WRITE_MINUTES, before.subject())?;

    before.record_open()?;
    let agenda = ends_wanted(&mut tx, id).await?;
    let found: Vec<Found> = agenda.iter().map(|(_, found)| *found).collect();
    let after = before.clone().close(ctx.now(), faults(&found, said).len())?;

    let mut ended = Vec::new();
    for (item, _) in agenda {
        let Some((end, note)) = of_item(said, item.id()) else { continue };
        let version = item.version();
        store::save_item(&mut tx, &item.clone().ended(end, note), version).await?;
        ended.push(Ended { item: item.id(), came_to: end.key() });
    }
    store::save_meeting(&mut tx, &after, version).await?;
    carry(&mut tx, after.body(), ctx.now()).await?;
    let event = Event::new("meeting closed", "meeting", id).before(&before).after(&ended);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

fn of_item(said: &[Said], item: ItemId) -> Option<(crate::closing::End, &str)> {
    let said = said.iter().find(|one| one.item == item)?;
    Some((said.end?, said.note.as_str()))
}

/// Puts on the next agenda of a body what was put off and stands on none. Says how many items.
pub async fn carry_on(ctx: &Ctx, body: BodyId) -> Result<usize, MeetingError> {
    let mut tx = ctx.begin().await?;
    let body = store::body(&mut tx, body).await?.ok_or(MeetingError::NoSuch)?;
    let permit = ctx.permit(RECONCILE, body.subject())?;
    let carried = carry(&mut tx, body.id(), ctx.now()).await?;
    if carried.is_empty() {
        return Ok(0);
    }
    let event = Event::new("items went on to the next agenda", "body", body.id()).after(&carried);
    tx.record(permit, event).await?.commit().await?;
    Ok(carried.len())
}

async fn carry(tx: &mut Tx, body: BodyId, now: Timestamp) -> Result<Vec<Item>, Error> {
    let waiting = store::items_put_off(tx, body).await?;
    let Some(next) = store::next_meeting_of_body(tx, body, now).await?.filter(|_| !waiting.is_empty()) else {
        return Ok(Vec::new());
    };
    let mut carried = Vec::new();
    for item in waiting {
        let position = store::next_item_position(tx, next.id()).await?;
        let later = item.put_off_to(tx.new_id(), next.id(), position);
        store::add_item(tx, &later).await?;
        carried.push(later);
    }
    Ok(carried)
}
