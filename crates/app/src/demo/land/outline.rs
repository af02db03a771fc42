//! Outlines of areas, drawn from the rings of the small areas in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// East and south, in units of an outline.
pub(super) type Point = (i64, i64);

/// As in the register's outlines: millionths of a degree in a unit, where counting begins, and a degree of longitude
/// against one of latitude, in ten-thousandths.
const UNIT: i64 = 100;
const WEST: i64 = -9_000_000;
const NORTH: i64 = 61_000_000;
const NARROW: i64 = 6_046;

/// Latitude and longitude in millionths of a degree.
pub(super) fn project_back((x, y): Point) -> (i64, i64) {
    (NORTH - y * UNIT, WEST + x * UNIT * 10_000 / NARROW)
}

/// An outline as a path with the box that holds it.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) path: String,
    pub(super) min: Point,
    pub(super) max: Point,
}

/// The outline around all these rings: sides that two of them share are inside, and are not drawn.
pub(super) fn around(rings: &[&[Point]]) -> Drawn {
    let mut sides: BTreeSet<(Point, Point)> = BTreeSet::new();
    for ring in rings {
        for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            if !sides.remove(&(*to, *from)) {
                sides.insert((*from, *to));
            }
        }
    }
    let mut onward: BTreeMap<Point, Vec<Point>> = BTreeMap::new();
    for (from, to) in sides {
        onward.entry(from).or_default().push(to);
    }
    let mut drawn = Drawn { path: String::new(), min: (i64::MAX, i64::MAX), max: (i64::MIN, i64::MIN) };
    while let Some(start) = onward.keys().next().copied() {
        let mut ring = vec![start];
        let mut here = start;
        while let Some(next) = step(&mut onward, here).filter(|next| *next != start) {
            ring.push(next);
            here = next;
        }
        drawn.draw(&ring);
    }
    drawn
}

fn step(onward: &mut BTreeMap<Point, Vec<Point>>, here: Point) -> Option<Point> {
    let ways = onward.get_mut(&here)?;
    let next = ways.pop();
    if ways.is_empty() {
        onward.remove(&here);
    }
    next
}

impl Drawn {
    fn draw(&mut self, ring: &[Point]) {
        let Some(first) = ring.first() else { return };
        let _ = write!(self.path, "M{} {}l", first.0, first.1);
        for (one, next) in ring.iter().zip(&ring[1..]) {
            let _ = write!(self.path, "{} {} ", next.0 - one.0, next.1 - one.1);
        }
        self.path.push('z');
        for (x, y) in ring {
            self.min = (self.min.0.min(*x), self.min.1.min(*y));
            self.max = (self.max.0.max(*x), self.max.1.max(*y));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_side_between_two_is_not_drawn() {
        let left: [Point; 4] = [(0, 0), (10, 0), (10, 10), (0, 10)];
        let right: [Point; 4] = [(10, 0), (20, 0), (20, 10), (10, 10)];

        let drawn = around(&[&left, &right]);

        assert_eq!(drawn.path, "M0 0l10 0 10 0 0 10 -10 0 -10 0 z");
        assert_eq!((drawn.min, drawn.max), ((0, 0), (20, 10)));
    }

    #[test]
    fn what_lies_apart_is_drawn_apart() {
        let one: [Point; 4] = [(0, 0), (1, 0), (1, 1), (0, 1)];
        let other: [Point; 4] = [(5, 5), (6, 5), (6, 6), (5, 6)];

        assert_eq!(around(&[&one, &other]).path.matches('M').count(), 2);
    }
}
