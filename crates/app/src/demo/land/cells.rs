//! Small areas as cells of a grid that was pulled about: smaller in the towns, uneven everywhere.

use super::content::Ward;
use super::outline::Point;
use crate::demo::lot::Lot;

/// Cells across and down.
const ACROSS: i64 = 28;
const DOWN: i64 = 18;
/// Units of an outline (about 11 metres) in a tenth of a cell's side.
const UNITS_IN_TENTH: i64 = 18;
/// The north-western corner, in units of an outline: out in the sea, where nobody lives.
const CORNER: Point = (66_000, 76_000);
/// Where towns draw cells together, in tenths of a cell, and how far that is felt.
const TOWNS: [(Point, i64); 3] = [((95, 96), 55), ((206, 112), 50), ((34, 98), 22)];
/// Cells further from every ward than this are sea or moor. Unit: tenths of a cell.
const REACH: i64 = 24;

/// One cell: its ward, its outline and its middle in units of an outline.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) ward: usize,
    pub(super) ring: Vec<Point>,
    pub(super) middle: Point,
}

pub(super) fn tessellate(seed: u64, wards: &[Ward]) -> Vec<Cell> {
    let cells = (0..DOWN).flat_map(|row| (0..ACROSS).map(move |column| (column, row)));
    cells.filter_map(|at| cell(seed, at, wards)).collect()
}

fn cell(seed: u64, (column, row): Point, wards: &[Ward]) -> Option<Cell> {
    let middle = (column * 10 + 5, row * 10 + 5);
    let mut lot = Lot::of(seed, &format!("ward of {column} {row}"));
    let away = |ward: &Ward| distance(middle, (ward.at.0, ward.at.1));
    let nearest = wards.iter().enumerate().min_by_key(|(_, ward)| away(ward))?;
    // The edge of the land is as uneven as its areas.
    if away(nearest.1) > REACH + lot.between(-5, 5) {
        return None;
    }
    // Corners and the middles of sides, clockwise, in twentieths: neighbours share them to the unit.
    let (left, top) = (column * 2, row * 2);
    let around = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1)];
    let ring = around.map(|(x, y)| corner(seed, (left + x, top + y))).to_vec();
    Some(Cell { ward: nearest.0, ring, middle: placed(middle) })
}

/// Where the n-th half step of the grid lies, pulled about a little.
fn corner(seed: u64, half: Point) -> Point {
    let mut lot = Lot::of(seed, &format!("corner {} {}", half.0, half.1));
    let tenths = (half.0 * 5, half.1 * 5);
    let (x, y) = placed(tenths);
    let in_town = TOWNS.iter().any(|(town, _)| distance(tenths, *town) < 28);
    let far = if in_town { 18 } else { 38 };
    (x + lot.between(-far, far), y + lot.between(-far, far))
}

/// From tenths of a cell to units, drawn towards the towns.
fn placed(tenths: Point) -> Point {
    let mut x = tenths.0 * UNITS_IN_TENTH;
    let mut y = tenths.1 * UNITS_IN_TENTH;
    for (town, felt) in TOWNS {
        let away = distance(tenths, town);
        if away < felt {
            // Nothing is pulled at the edge of what is felt, nor at the town's own middle; most half way.
            let pull = 42 * (felt - away) / felt;
            x -= (tenths.0 - town.0) * UNITS_IN_TENTH * pull / 100;
            y -= (tenths.1 - town.1) * UNITS_IN_TENTH * pull / 100;
        }
    }
    (CORNER.0 + x, CORNER.1 + y)
}

fn distance(one: Point, other: Point) -> i64 {
    let (across, down) = (one.0 - other.0, one.1 - other.1);
    (across * across + down * down).isqrt()
}
