//! The ground that the invented place stands on: small areas as a tessellation, wards, councils, a board, postcodes.

mod cells;
mod outline;
mod save;

use super::content;
use super::lot::Lot;
use cells::Cell;
use folkmoot_kernel::{AreaCode, Postcode};
use outline::{Point, project_back};
use std::collections::BTreeMap;

pub(super) use save::save;

/// The integrated care board's statistical code.
pub(super) const BOARD: &str = "Z54000001";
/// Small areas of England that are ranked by deprivation. (sources.md#iod2025)
const RANKED: i64 = 33_755;
/// Postcodes in each small area.
const POSTCODES: i64 = 6;
/// Letters that end a postcode.
const LETTERS: &[u8] = b"ABDEFGHJLNPQRSTUWXYZ";

/// A small area with what is known of it.
#[derive(Debug)]
pub(super) struct SmallArea {
    pub(super) code: AreaCode,
    pub(super) name: String,
    /// Its ward, by number in the content.
    pub(super) ward: usize,
    ring: Vec<Point>,
    middle: Point,
    residents: i64,
    rank: i64,
}

/// A postcode and where it is.
#[derive(Debug, Clone)]
pub(super) struct Home {
    pub(super) postcode: Postcode,
    pub(super) lat_u: i64,
    pub(super) lon_u: i64,
    area: usize,
}

/// The whole invented ground.
#[derive(Debug)]
pub(super) struct Land {
    pub(super) wards: Vec<content::Ward>,
    pub(super) areas: Vec<SmallArea>,
    homes: Vec<Home>,
    councils: Vec<content::Council>,
}

impl Land {
    pub(super) fn invent(seed: u64, content: content::Land) -> Self {
        let content::Land { council, neighbourhood, ward } = content;
        let mut areas = Vec::new();
        let mut count: BTreeMap<usize, usize> = BTreeMap::new();
        for cell in cells::tessellate(seed, &ward) {
            let nth = count.entry(cell.ward).or_default();
            *nth += 1;
            areas.push(small_area(seed, areas.len() + 1, *nth, cell, &ward));
        }
        let homes = homes(seed, &areas, &ward, &neighbourhood);
        Self { wards: ward, areas, homes, councils: council }
    }

    /// Codes of the small areas whose ward fits.
    pub(super) fn codes(&self, fits: impl Fn(&content::Ward) -> bool) -> Vec<AreaCode> {
        let inside = self.areas.iter().filter(|area| self.wards.get(area.ward).is_some_and(&fits));
        inside.map(|area| area.code.clone()).collect()
    }

    /// The n-th address of a ward, by the ward's name.
    pub(super) fn home(&self, ward: &str, nth: usize) -> Option<&Home> {
        let in_ward = |home: &&Home| {
            let ward_of = self.areas.get(home.area).and_then(|area| self.wards.get(area.ward));
            ward_of.is_some_and(|found| found.name == ward)
        };
        let all: Vec<&Home> = self.homes.iter().filter(in_ward).collect();
        all.get(nth % all.len().max(1)).copied()
    }
}

fn small_area(seed: u64, number: usize, nth: usize, cell: Cell, wards: &[content::Ward]) -> SmallArea {
    let code = format!("Z01{number:06}");
    let mut lot = Lot::of(seed, &code);
    let ward = &wards[cell.ward];
    // Most areas are like their ward; some streets are a good deal better off or worse.
    let tenth = (ward.tenth + lot.between(-1, 1) + if lot.chance(12) { lot.between(-2, 2) } else { 0 }).clamp(1, 10);
    let rank = (tenth - 1) * RANKED / 10 + lot.between(1, RANKED / 10 - 1);
    SmallArea {
        code: parsed(&code),
        name: format!("{} {nth:03}", ward.name),
        ward: cell.ward,
        ring: cell.ring,
        middle: cell.middle,
        residents: 940 + lot.between(0, 360) + lot.between(0, 360),
        rank,
    }
}

/// A code that this module wrote itself.
pub(super) fn parsed(code: &str) -> AreaCode {
    code.parse().expect("codes of the invented land are a letter and eight digits")
}

fn homes(
    seed: u64,
    areas: &[SmallArea],
    wards: &[content::Ward],
    neighbourhoods: &[content::Neighbourhood],
) -> Vec<Home> {
    let mut used: BTreeMap<String, i64> = BTreeMap::new();
    let mut homes = Vec::new();
    for (at, area) in areas.iter().enumerate() {
        let district = district(&wards[area.ward], neighbourhoods);
        let mut lot = Lot::of(seed, &format!("homes {}", area.code));
        for _ in 0..POSTCODES {
            let number = used.entry(district.clone()).or_default();
            let inward = inward(*number);
            *number += 1;
            let Ok(postcode) = format!("{district} {inward}").parse() else { continue };
            let near = (area.middle.0 + lot.between(-45, 45), area.middle.1 + lot.between(-45, 45));
            let (lat_u, lon_u) = project_back(near);
            homes.push(Home { postcode, lat_u, lon_u, area: at });
        }
    }
    homes
}

/// "ZZ4": a neighbourhood's own; the places around have what follows.
fn district(ward: &content::Ward, neighbourhoods: &[content::Neighbourhood]) -> String {
    let own = neighbourhoods.iter().find(|one| Some(&one.key) == ward.neighbourhood.as_ref());
    own.map_or_else(
        || {
            let beyond = ["calderwick", "thornsea-coast", "brannock-hills"];
            let at = beyond.iter().position(|place| *place == ward.place).unwrap_or(beyond.len());
            format!("ZZ{}", 20 + at)
        },
        |one| one.district.clone(),
    )
}

/// The n-th second half: "1AA", "1BA" and so on.
fn inward(n: i64) -> String {
    let letter = |n: i64| char::from(LETTERS[usize::try_from(n).unwrap_or(0) % LETTERS.len()]);
    format!("{}{}{}", 1 + n / 400 % 9, letter(n % 20), letter(n / 20))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn land() -> Land {
        Land::invent(7, content::land().unwrap())
    }

    #[test]
    fn the_vale_is_as_large_as_a_place() {
        let land = land();
        let vale: BTreeSet<_> = land.codes(|ward| ward.place == "oxmoor-vale").into_iter().collect();

        let residents: i64 =
            land.areas.iter().filter(|area| vale.contains(&area.code)).map(|area| area.residents).sum();

        assert!((150..=220).contains(&vale.len()), "{} small areas", vale.len());
        assert!((230_000..=320_000).contains(&residents), "{residents} residents");
    }

    #[test]
    fn every_ward_has_small_areas_and_every_small_area_an_outline() {
        let land = land();

        for at in 0..land.wards.len() {
            assert!(land.areas.iter().any(|area| area.ward == at), "{}", land.wards[at].name);
        }
        assert!(land.areas.iter().all(|area| area.ring.len() == 8));
    }

    #[test]
    fn every_postcode_is_another() {
        let land = land();

        let postcodes: BTreeSet<_> = land.homes.iter().map(|home| home.postcode.clone()).collect();

        assert_eq!(postcodes.len(), land.homes.len());
        assert_eq!(postcodes.len(), land.areas.len() * 6);
    }

    #[test]
    fn another_seed_draws_another_land() {
        let other = Land::invent(8, content::land().unwrap());

        assert_ne!(other.areas[0].ring, land().areas[0].ring);
    }
}
