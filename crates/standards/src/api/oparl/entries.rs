//! What a list has, before any of it is read: ids, when each changed, and what is gone.

use super::asked::Filter;
use super::object::Kind;
use super::world::World;
use folkmoot_governance::item::ItemId;
use folkmoot_governance::meeting::MeetingId;
use folkmoot_governance::store::{self, Which};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{BodyId, Id, PlaceId, Timestamp};
use folkmoot_register::store as register;
use folkmoot_store::{Error, last_changes, taken_away};
use folkmoot_web::PageError;
use std::collections::{BTreeMap, BTreeSet};

/// Most ways of papers, and their steps, in one place.
const ROUTES_MAX: u32 = 2_000;
const STEPS_MAX: u32 = 20_000;
/// Most meetings of one body in its list.
const MEETINGS_MAX: u32 = 10_000;
/// Most that was taken away in a place and is told.
const GONE_MAX: u32 = 10_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) id: Id<Anything>,
    /// Known where it is asked for; else when it was made.
    pub(super) modified: Timestamp,
    pub(super) deleted: bool,
}

/// All of a kind in a place that fit what was asked, in the order in which they were made.
pub(super) async fn entries(
    world: &mut World<'_>,
    kind: Kind,
    place: PlaceId,
    asked: &Filter,
) -> Result<Vec<Entry>, PageError> {
    let mut all = match kind {
        Kind::Organization => organizations(world, place, asked).await?,
        Kind::Person | Kind::Membership => seated(world, kind, place, asked).await?,
        Kind::Meeting => {
            let ids = store::public_meetings(world.db, place).await?;
            plain(world, "meeting", ids, asked).await?
        }
        Kind::AgendaItem => {
            let ids = store::public_items(world.db, place).await?;
            plain(world, "item", ids, asked).await?
        }
        _ => papers(world, kind, place, asked).await?,
    };
    if asked.wants_gone() {
        all.extend(gone(world, kind, place).await?);
    }
    all.retain(|entry| asked.fits(entry));
    all.sort_by_key(|entry| entry.id);
    Ok(all)
}

/// Things of one kind that are all there.
async fn plain<K>(world: &mut World<'_>, history: &str, ids: Vec<Id<K>>, asked: &Filter) -> Result<Vec<Entry>, Error> {
    let changed = match asked.asks_when_changed() {
        true => last_changes(world.db, history, &ids).await?,
        false => BTreeMap::new(),
    };
    let entry = |id: &Id<K>| Entry {
        id: id.any(),
        modified: changed.get(&id.any()).copied().unwrap_or_else(|| id.made_at()).max(id.made_at()),
        deleted: false,
    };
    Ok(ids.iter().map(entry).collect())
}

pub(super) async fn of_places(
    world: &mut World<'_>,
    ids: Vec<PlaceId>,
    asked: &Filter,
) -> Result<Vec<Entry>, PageError> {
    let mut all = plain(world, "place", ids, asked).await?;
    all.retain(|entry| asked.fits(entry));
    all.sort_by_key(|entry| entry.id);
    Ok(all)
}

/// Meetings of one body that are in public.
pub(super) async fn of_body(world: &mut World<'_>, id: Id<Anything>, asked: &Filter) -> Result<Vec<Entry>, PageError> {
    let body = BodyId::from_number(id.number());
    store::body(world.db, body).await?.ok_or_else(PageError::not_found)?;
    let all = store::meetings_for_calendar(world.db, body, Timestamp::from_ms(0), MEETINGS_MAX).await?;
    let ids: Vec<MeetingId> = all.iter().filter(|one| one.in_public()).map(|one| one.id()).collect();
    let mut all = plain(world, "meeting", ids, asked).await?;
    all.retain(|entry| asked.fits(entry));
    all.sort_by_key(|entry| entry.id);
    Ok(all)
}

/// Bodies, and the partners that sit on them.
async fn organizations(world: &mut World<'_>, place: PlaceId, asked: &Filter) -> Result<Vec<Entry>, Error> {
    let bodies = store::bodies_of_place(world.db, place, Which::All).await?;
    let partners = register::partners(world.db, place).await?;
    let mut all = plain(world, "body", bodies.iter().map(|one| one.id()).collect(), asked).await?;
    all.extend(plain(world, "organisation", partners.iter().map(|one| one.id).collect(), asked).await?);
    Ok(all)
}

/// People on bodies, or their terms. Whoever no longer sits is gone: who sat there once is for the place's team.
async fn seated(world: &mut World<'_>, kind: Kind, place: PlaceId, asked: &Filter) -> Result<Vec<Entry>, Error> {
    let today = world.today();
    let all = register::seated(world.db, place).await?;
    let id = |one: &register::Seated| match kind {
        Kind::Person => one.person_id.any(),
        _ => one.id.any(),
    };
    let sitting: BTreeSet<Id<Anything>> = all.iter().filter(|one| one.sits(today)).map(id).collect();
    let ended = |one: &register::Seated| one.ended().map(|day| Timestamp::at(day.plus_days(1), 0, 0));
    let mut entries: BTreeMap<Id<Anything>, Entry> = BTreeMap::new();
    for one in all.iter().filter(|one| one.from_date <= today) {
        let (id, began) = (id(one), Timestamp::at(one.from_date, 0, 0));
        let deleted = !sitting.contains(&id);
        let changed = if deleted { ended(one).unwrap_or(began) } else { began };
        let entry = entries.entry(id).or_insert(Entry { id, modified: changed, deleted });
        entry.modified = entry.modified.max(changed);
    }
    Ok(entries.into_values().filter(|entry| asked.wants_gone() || !entry.deleted).collect())
}

/// Open papers and ways of papers; a consultation for each paper, and for each step of a way.
async fn papers(world: &mut World<'_>, kind: Kind, place: PlaceId, asked: &Filter) -> Result<Vec<Entry>, Error> {
    let ids = store::open_papers(world.db, place).await?;
    let mut all = plain(world, "paper", ids, asked).await?;
    match kind {
        Kind::Paper => {
            let routes = store::routes_of_place(world.db, place, ROUTES_MAX).await?;
            all.extend(plain(world, "route", routes.iter().map(|one| one.id()).collect(), asked).await?);
        }
        Kind::Consultation => {
            let steps = store::route_steps_of_place(world.db, place, STEPS_MAX).await?;
            let open = steps.iter().filter(|line| line.in_public).map(|line| line.step.id());
            all.extend(plain(world, "step", open.collect(), asked).await?);
        }
        _ => {}
    }
    Ok(all)
}

/// Open papers that were taken off, and items that were taken off the agenda of a meeting in public.
async fn gone(world: &mut World<'_>, kind: Kind, place: PlaceId) -> Result<Vec<Entry>, Error> {
    let event = match kind {
        Kind::AgendaItem => "item taken off the agenda",
        Kind::Paper | Kind::File | Kind::Consultation => "paper removed",
        _ => return Ok(Vec::new()),
    };
    let mut gone = Vec::new();
    for one in taken_away(world.db, place, event, GONE_MAX).await? {
        let before = one.before_json.as_deref().unwrap_or_default();
        let before: serde_json::Value = serde_json::from_str(before).unwrap_or_default();
        let id = before["id"].as_str().and_then(|id| id.parse::<Id<Anything>>().ok());
        let public = match kind {
            Kind::AgendaItem => is_public(world, MeetingId::from_number(one.subject_id.number())).await?,
            _ if before["marking"] != "open" => false,
            _ => is_public_item(world, ItemId::from_number(one.subject_id.number())).await?,
        };
        gone.extend(id.filter(|_| public).map(|id| Entry { id, modified: one.at, deleted: true }));
    }
    Ok(gone)
}

async fn is_public(world: &mut World<'_>, meeting: MeetingId) -> Result<bool, Error> {
    Ok(store::meeting(world.db, meeting).await?.is_some_and(|meeting| meeting.in_public()))
}

async fn is_public_item(world: &mut World<'_>, item: ItemId) -> Result<bool, Error> {
    match store::item(world.db, item).await? {
        Some(item) => is_public(world, item.meeting()).await,
        None => Ok(false),
    }
}
