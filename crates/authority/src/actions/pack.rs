//! The assurance pack, drawn from the record as it stands.

use super::map::OnDay;
use crate::delegation::{DelegationId, Stage, Step};
use crate::links;
use crate::pack::{Authority, Links, Pack, Period};
use crate::store;
use crate::wants::Record;
use folkmoot_kernel::{Date, PlaceId};
use folkmoot_register::place::Place;
use folkmoot_store::{Conn, Error};
use folkmoot_web::Ctx;
use std::collections::BTreeMap;

/// Draws the pack of a place for a period.
pub async fn draw_pack(ctx: &Ctx, db: &mut Conn, place: &Place, period: Period) -> Result<Pack, Error> {
    let counts = match ctx.wanted::<dyn Record>() {
        Some(record) => record.counts(db, place.id(), period, ctx.now()).await?,
        None => crate::pack::Counts::default(),
    };
    let own = own(ctx, db, place.id(), period).await?;
    Ok(Pack::draw(place.name(), period, counts, &own, &sources(place)))
}

async fn own(ctx: &Ctx, db: &mut Conn, place: PlaceId, period: Period) -> Result<Authority, Error> {
    let today = ctx.now().date();
    let map = OnDay::of(ctx, db, place, today).await?;
    let gaps = map.functions.iter().filter(|one| !map.posture(one.id()).gaps().is_empty()).count();
    let mut seats = store::representations_of_place(db, place).await?;
    seats.retain(|seat| seat.is_open(today));
    let holders = folkmoot_register::store::seats_of_place(db, place, today).await?;
    let is_taken = |id| holders.iter().any(|line| line.id == id && !line.is_vacant());
    Ok(Authority {
        functions: count(map.functions.len()),
        with_gaps: count(gaps),
        delegations: stages(db, place, today).await?,
        taken: count(seats.iter().filter(|seat| seat.seat().is_some_and(is_taken)).count()),
        seats: count(seats.len()),
        reports: store::count_reports(db, place, period).await?,
    })
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

async fn stages(db: &mut Conn, place: PlaceId, today: Date) -> Result<BTreeMap<Stage, i64>, Error> {
    let mut steps: BTreeMap<DelegationId, Vec<Step>> = BTreeMap::new();
    for step in store::steps_of_place(db, place).await? {
        steps.entry(step.delegation()).or_default().push(step);
    }
    let mut all = BTreeMap::new();
    for one in store::delegations_of_place(db, place).await? {
        let own = steps.get(&one.id()).map_or(&[][..], Vec::as_slice);
        *all.entry(one.standing(own, today).stage).or_insert(0) += 1;
    }
    Ok(all)
}

/// Where each number can be looked up.
fn sources(place: &Place) -> Links {
    let slug = place.slug();
    let of = |what: &str| format!("/places/{slug}/{what}");
    Links {
        meetings: of("meetings"),
        decisions: of("decisions"),
        promises: of("promises"),
        overrides: of("overrides"),
        delegations: links::delegations(slug),
        scheme: links::scheme(slug),
        representation: links::representation(slug),
    }
}
