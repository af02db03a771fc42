//! Agenda items: added, changed, moved, concluded, taken off.

use super::ItemError;
use crate::actions::mandates::mandate;
use crate::acts::{CHANGE_AGENDA, WRITE_MINUTES};
use crate::item::{Item, ItemDetails, ItemId, Refusal, moved};
use crate::meeting::{Meeting, MeetingId};
use crate::store;
use folkmoot_kernel::{Act, PlaceId};
use folkmoot_store::{Conn, Event};
use folkmoot_web::Ctx;

/// Puts an item at the end of an agenda.
pub async fn add_item(ctx: &Ctx, meeting: MeetingId, details: ItemDetails) -> Result<Item, ItemError> {
    let mut tx = ctx.begin().await?;
    let meeting = store::meeting(&mut tx, meeting).await?.ok_or(ItemError::NoSuch)?;
    let permit = ctx.permit(CHANGE_AGENDA, meeting.subject())?;

    meeting.agenda_open()?;
    check_references(&mut tx, meeting.place(), &details).await?;
    let details = empowered(ctx, &mut tx, &meeting, details).await?;
    let position = store::next_item_position(&mut tx, meeting.id()).await?;
    let item = Item::put(tx.new_id(), meeting.id(), position, details)?;

    store::add_item(&mut tx, &item).await?;
    let event = Event::new("item put on the agenda", "item", item.id()).after(&item);
    tx.record(permit, event).await?.commit().await?;
    Ok(item)
}

/// A priority of this place, and an organisation that there is.
async fn check_references(db: &mut Conn, place: PlaceId, details: &ItemDetails) -> Result<(), ItemError> {
    if let Some(id) = details.priority {
        let priority = store::priority(db, id).await?.filter(|priority| priority.place() == place);
        priority.ok_or(Refusal::PriorityElsewhere)?;
    }
    if let Some(sponsor) = details.sponsor {
        folkmoot_register::store::organisation(db, sponsor).await?.ok_or(ItemError::NoSuch)?;
    }
    Ok(())
}

/// With the power that the map gives the body on the day of the meeting, where the map says something.
async fn empowered(
    ctx: &Ctx,
    db: &mut Conn,
    meeting: &Meeting,
    details: ItemDetails,
) -> Result<ItemDetails, ItemError> {
    let (body, day) = ((meeting.place(), meeting.body()), meeting.starts_at().date());
    match mandate(ctx, db, body, details.function, day).await? {
        Some(said) => {
            let power = said.and_then(|said| said.settles(details.power)).map_err(Refusal::from)?;
            Ok(ItemDetails { power, ..details })
        }
        None => Ok(details),
    }
}

async fn with_meeting(db: &mut Conn, id: ItemId) -> Result<(Item, Meeting), ItemError> {
    let item = store::item(db, id).await?.ok_or(ItemError::NoSuch)?;
    let meeting = store::meeting(db, item.meeting()).await?.ok_or(ItemError::NoSuch)?;
    Ok((item, meeting))
}

pub async fn change_item(ctx: &Ctx, id: ItemId, version: i64, details: ItemDetails) -> Result<Item, ItemError> {
    let mut tx = ctx.begin().await?;
    let (before, meeting) = with_meeting(&mut tx, id).await?;
    let permit = ctx.permit(CHANGE_AGENDA, meeting.subject())?;

    meeting.agenda_open()?;
    check_references(&mut tx, meeting.place(), &details).await?;
    let details = empowered(ctx, &mut tx, &meeting, details).await?;
    let after = before.clone().change(details)?;

    store::save_item(&mut tx, &after, version).await?;
    let event = Event::new("item changed", "item", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Writes down what came of an item.
pub async fn conclude_item(ctx: &Ctx, id: ItemId, version: i64, outcome: &str) -> Result<Item, ItemError> {
    edit(ctx, id, version, (WRITE_MINUTES, "item concluded"), |before| before.concluded(outcome)).await
}

async fn edit(
    ctx: &Ctx,
    id: ItemId,
    version: i64,
    (act, event): (Act, &'static str),
    rule: impl FnOnce(Item) -> Item,
) -> Result<Item, ItemError> {
    let mut tx = ctx.begin().await?;
    let (before, meeting) = with_meeting(&mut tx, id).await?;
    let permit = ctx.permit(act, meeting.subject())?;

    meeting.agenda_open()?;
    let after = rule(before.clone());

    store::save_item(&mut tx, &after, version).await?;
    let event = Event::new(event, "item", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Moves an item behind another of its agenda, or to the top.
pub async fn move_item(ctx: &Ctx, id: ItemId, version: i64, after: Option<ItemId>) -> Result<Item, ItemError> {
    let mut tx = ctx.begin().await?;
    let (before, meeting) = with_meeting(&mut tx, id).await?;
    let permit = ctx.permit(CHANGE_AGENDA, meeting.subject())?;

    meeting.agenda_open()?;
    if before.version() != version {
        return Err(folkmoot_store::Error::Conflict.into());
    }
    let items = store::items_of_meeting(&mut tx, meeting.id()).await?;
    let changed = moved(items, id, after);

    for item in &changed {
        store::save_item(&mut tx, item, item.version()).await?;
    }
    let after = changed.into_iter().find(|item| item.id() == id).unwrap_or_else(|| before.clone());
    let event = Event::new("item moved", "item", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

/// Takes an item off its agenda, with its papers.
pub async fn remove_item(ctx: &Ctx, id: ItemId, version: i64) -> Result<Item, ItemError> {
    let mut tx = ctx.begin().await?;
    let (item, meeting) = with_meeting(&mut tx, id).await?;
    let permit = ctx.permit(CHANGE_AGENDA, meeting.subject())?;

    meeting.agenda_open()?;
    item.removable(store::decisions_on_item(&mut tx, id).await?)?;

    store::remove_item(&mut tx, id, version).await?;
    // Its own page is gone, so a button that is pressed twice leads to the meeting.
    let event = Event::new("item taken off the agenda", "meeting", meeting.id()).before(&item);
    tx.record(permit, event).await?.commit().await?;
    Ok(item)
}
