//! The ground of a place as charts: its map and its deprivation.

use crate::footprint::{Facts, Overlap};
use crate::store::{self, Outline};
use folkmoot_kernel::PlaceId;
use folkmoot_store::{Conn, Error};
use folkmoot_web::charts::{About, Bar, Bars, Bounds, MapArea, MapClass, OutlineMap, bar, fifths, outline_map};
use std::collections::BTreeMap;

/// More small areas than this are drawn as their councils: a page should arrive on a phone.
const SMALL_AREAS_DRAWN: usize = 450;

/// What a place page shows of its ground.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) facts: Facts,
    pub(super) practices: i64,
    /// HTML figures, empty where nothing is known.
    pub(super) map: String,
    pub(super) deprivation: String,
}

impl Ground {
    pub(super) async fn of(db: &mut Conn, place: PlaceId) -> Result<Self, Error> {
        let facts = store::facts(db, place).await?;
        if facts.areas == 0 {
            return Ok(Self { facts, practices: 0, map: String::new(), deprivation: String::new() });
        }
        let practices = store::practices(db, place).await?;
        let map = if usize::try_from(facts.areas).is_ok_and(|areas| areas <= SMALL_AREAS_DRAWN) {
            let limit = u32::try_from(SMALL_AREAS_DRAWN).unwrap_or(u32::MAX);
            of_small_areas(&store::outlines_of_place(db, place, limit).await?)
        } else {
            let councils = if facts.districts.is_empty() { &facts.councils } else { &facts.districts };
            let codes: Vec<_> = councils.iter().map(|council| council.code.clone()).collect();
            of_councils(&store::outlines_of_areas(db, &codes).await?, councils)
        };
        let deprivation = deprivation(&facts);
        Ok(Self { facts, practices, map, deprivation })
    }
}

fn deprivation(facts: &Facts) -> String {
    let deciles = facts.deciles();
    if deciles.iter().all(|residents| *residents == 0) {
        return String::new();
    }
    let about = About::new("deprivation", "Residents by how deprived their small area is")
        .each("Tenth of England's small areas")
        .counting("resident", "residents");
    let bars = deciles.iter().enumerate().map(|(at, residents)| Bar::new(decile_label(at + 1), *residents));
    bar(&Bars::across(about, bars.collect()))
}

fn decile_label(decile: usize) -> String {
    match decile {
        1 => "Tenth 1, most deprived".to_owned(),
        10 => "Tenth 10, least deprived".to_owned(),
        other => format!("Tenth {other}"),
    }
}

/// Small areas shaded by deprivation, darkest for the most deprived fifth.
fn of_small_areas(outlines: &[Outline]) -> String {
    let Some(bounds) = bounds(outlines) else { return String::new() };
    let tenth = "of 10 (1 is most deprived)";
    let about = About::new("place-map", "Small areas by deprivation").each("Small area").counting(tenth, tenth);
    let area = |outline: &Outline| {
        let area = MapArea::new(&outline.name, &outline.path).href(crate::links::area(&outline.code));
        match outline.imd_decile.and_then(|decile| Some((decile, shade(decile)?))) {
            Some((decile, class)) => area.shaded(decile, class),
            None => area,
        }
    };
    let steps = ["9 or 10, least deprived", "7 or 8", "5 or 6", "3 or 4", "1 or 2, most deprived"];
    let steps = steps.map(|words| format!("Tenth {words}")).to_vec();
    outline_map(&OutlineMap::new(about, bounds, outlines.iter().map(area).collect(), steps))
}

/// Deciles 1 and 2 are the darkest of five shades.
fn shade(decile: i64) -> Option<MapClass> {
    MapClass::new(u8::try_from(5 - (decile - 1) / 2).ok()?)
}

/// Councils shaded by how many residents of the place they have.
fn of_councils(outlines: &[Outline], councils: &[Overlap]) -> String {
    let Some(bounds) = bounds(outlines) else { return String::new() };
    let about =
        About::new("place-map", "Residents of the place by council").each("Council").counting("resident", "residents");
    let residents: BTreeMap<_, _> = councils.iter().map(|council| (&council.code, council.residents())).collect();
    let values: Vec<i64> = outlines.iter().map(|outline| residents.get(&outline.code).copied().unwrap_or(0)).collect();
    let (classes, steps) = fifths(&about, &values);
    let area = |((outline, value), class): ((&Outline, &i64), MapClass)| {
        MapArea::new(&outline.name, &outline.path).shaded(*value, class).href(crate::links::area(&outline.code))
    };
    let areas = outlines.iter().zip(&values).zip(classes).map(area).collect();
    outline_map(&OutlineMap::new(about, bounds, areas, steps))
}

/// The box around all outlines; none where there is no outline.
fn bounds(outlines: &[Outline]) -> Option<Bounds> {
    let left = outlines.iter().map(|outline| outline.min_x).min()?;
    let top = outlines.iter().map(|outline| outline.min_y).min()?;
    let right = outlines.iter().map(|outline| outline.max_x).max()?;
    let bottom = outlines.iter().map(|outline| outline.max_y).max()?;
    Some(Bounds { left, top, width: right - left, height: bottom - top })
}
