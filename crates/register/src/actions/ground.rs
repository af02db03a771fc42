//! Where a place is: its footprint and its neighbourhoods.

use super::{FootprintError, NeighbourhoodError};
use crate::acts::{ADMINISTER_PLACE, CHANGE_PLACE};
use crate::footprint::Footprint;
use crate::neighbourhood::{Neighbourhood, Stage};
use crate::store;
use folkmoot_kernel::{AreaCode, PlaceId, Slug, Subject};
use folkmoot_store::{Conn, Error, Event};
use folkmoot_web::Ctx;
use serde::Serialize;
use std::collections::BTreeSet;

/// A footprint in history: not every code, but how many and a sample to tell it by.
#[derive(Debug, Serialize)]
struct FootprintFacts {
    areas: usize,
    lines: String,
}

impl FootprintFacts {
    fn of(footprint: &Footprint) -> Self {
        Self { areas: footprint.len(), lines: footprint.lines() }
    }
}

/// Replaces a place's footprint with these small areas.
pub async fn change_footprint(ctx: &Ctx, place: PlaceId, footprint: Footprint) -> Result<Footprint, FootprintError> {
    let mut tx = ctx.begin().await?;
    store::place(&mut tx, place).await?.ok_or(FootprintError::NoSuch)?;
    let permit = ctx.permit_any(&[CHANGE_PLACE, ADMINISTER_PLACE], Subject::place(place))?;

    let known = store::known_codes(&mut tx, &footprint.codes()).await?;
    let footprint = footprint.known(|code| known.contains(code))?;

    let before = store::footprint(&mut tx, place).await?;
    store::save_footprint(&mut tx, place, &footprint).await?;
    let event = Event::new("footprint changed", "place", place)
        .before(&FootprintFacts::of(&before))
        .after(&FootprintFacts::of(&footprint));
    tx.record(permit, event).await?.commit().await?;
    Ok(footprint)
}

/// All small areas of these councils.
pub async fn footprint_of_councils(db: &mut Conn, councils: &[AreaCode]) -> Result<Footprint, Error> {
    let mut codes = BTreeSet::new();
    for council in councils {
        codes.extend(store::small_areas_of(db, council).await?);
    }
    Ok(Footprint::whole(codes))
}

/// What a form says of a neighbourhood; its areas as pasted lines.
#[derive(Debug, Clone)]
pub struct NeighbourhoodSaid {
    pub name: String,
    pub stage: Stage,
    pub lead: String,
    pub areas: String,
}

pub async fn add_neighbourhood(
    ctx: &Ctx,
    place: PlaceId,
    said: NeighbourhoodSaid,
) -> Result<Neighbourhood, NeighbourhoodError> {
    let mut tx = ctx.begin().await?;
    store::place(&mut tx, place).await?.ok_or(NeighbourhoodError::NoSuch)?;
    let permit = ctx.permit_any(&[CHANGE_PLACE, ADMINISTER_PLACE], Subject::place(place))?;

    let id: crate::neighbourhood::NeighbourhoodId = tx.new_id();
    let slug = free_slug(&mut tx, place, &said.name, &id.to_string()).await?;
    let NeighbourhoodSaid { name, stage, lead, areas } = said;
    let areas = Footprint::read(&areas)?.codes();
    let footprint = store::footprint(&mut tx, place).await?.codes();
    let new = Neighbourhood { id, place, slug, name, stage, lead, areas, version: 1 }.checked(&footprint)?;

    store::add_neighbourhood(&mut tx, &new).await?;
    tx.record(permit, Event::new("neighbourhood added", "place", place).after(&new)).await?.commit().await?;
    Ok(new)
}

pub async fn change_neighbourhood(
    ctx: &Ctx,
    (place, slug): (PlaceId, &str),
    version: i64,
    said: NeighbourhoodSaid,
) -> Result<Neighbourhood, NeighbourhoodError> {
    let mut tx = ctx.begin().await?;
    let before = store::neighbourhood(&mut tx, place, slug).await?.ok_or(NeighbourhoodError::NoSuch)?;
    let permit = ctx.permit_any(&[CHANGE_PLACE, ADMINISTER_PLACE], Subject::place(place))?;

    let NeighbourhoodSaid { name, stage, lead, areas } = said;
    let areas = Footprint::read(&areas)?.codes();
    let footprint = store::footprint(&mut tx, place).await?.codes();
    let after = Neighbourhood { name, stage, lead, areas, ..before.clone() }.checked(&footprint)?;

    store::save_neighbourhood(&mut tx, &after, version).await?;
    let event = Event::new("neighbourhood changed", "place", place).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

async fn free_slug(db: &mut Conn, place: PlaceId, name: &str, otherwise: &str) -> Result<Slug, Error> {
    let slug = Slug::of(name);
    let taken = slug.as_str() == "add" || store::neighbourhood(db, place, slug.as_str()).await?.is_some();
    Ok(if taken { Slug::of(&format!("{slug} {otherwise}")) } else { slug })
}
