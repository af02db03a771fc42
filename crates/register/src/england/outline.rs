//! Outlines for maps: rings of degrees become an SVG path of whole numbers in a simple projection.

/// An area's outline: a path, and the box that holds it. Units: about 11 metres; x grows to the east, y to the south.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outline {
    pub(crate) path: String,
    pub(crate) min_x: i64,
    pub(crate) min_y: i64,
    pub(crate) max_x: i64,
    pub(crate) max_y: i64,
}

/// Degrees east of here and south of here are what the path counts. Unit: millionths of a degree.
const WEST: i64 = -9_000_000;
const NORTH: i64 = 61_000_000;
/// Millionths of a degree of latitude in one unit.
const UNIT: i64 = 100;
/// A degree of longitude against one of latitude in the middle of England: cos 52.8°, in ten-thousandths.
const NARROW: i64 = 6_046;

impl Outline {
    /// Draws the rings. Points that fall together on the grid are drawn once; a ring that vanishes is left out, except
    /// that something always remains to be seen.
    pub(crate) fn of(rings: &[Vec<(i64, i64)>]) -> Self {
        let rings: Vec<Vec<(i64, i64)>> = rings.iter().map(|ring| projected(ring)).collect();
        let seen = rings.iter().filter(|ring| ring.len() > 2).count();
        let mut outline = Self::nothing();
        for ring in rings.iter().filter(|ring| ring.len() > 2 || seen == 0) {
            outline.draw(ring);
        }
        outline
    }

    fn nothing() -> Self {
        Self { path: String::new(), min_x: i64::MAX, min_y: i64::MAX, max_x: i64::MIN, max_y: i64::MIN }
    }

    /// Adds "M x y l dx dy ... z": steps from point to point are shorter than positions.
    fn draw(&mut self, ring: &[(i64, i64)]) {
        let mut last = ring.first().copied().unwrap_or_default();
        self.path.push('M');
        push_pair(&mut self.path, last.0, last.1);
        self.path.push(if ring.len() > 1 { 'l' } else { 'h' });
        for &(x, y) in ring.iter().skip(1) {
            push_pair(&mut self.path, x - last.0, y - last.1);
            last = (x, y);
        }
        self.path.push_str(if ring.len() > 1 { "z" } else { "1z" });
        ring.iter().for_each(|&(x, y)| self.hold(x, y));
    }

    fn hold(&mut self, x: i64, y: i64) {
        self.min_x = self.min_x.min(x);
        self.min_y = self.min_y.min(y);
        self.max_x = self.max_x.max(x);
        self.max_y = self.max_y.max(y);
    }
}

/// The ring on the grid, without points that repeat the one before, and without the last, which repeats the first.
fn projected(ring: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let mut points: Vec<(i64, i64)> = ring.iter().map(|&(lon, lat)| project(lon, lat)).collect();
    points.dedup();
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}

/// Millionths of a degree to the grid, to the nearest unit.
pub(crate) fn project(lon_u: i64, lat_u: i64) -> (i64, i64) {
    let nearest = |value: i64, unit: i64| (value + unit / 2).div_euclid(unit);
    (nearest((lon_u - WEST) * NARROW, UNIT * 10_000), nearest(NORTH - lat_u, UNIT))
}

/// Two numbers as short as SVG allows: a minus sign separates by itself.
fn push_pair(path: &mut String, x: i64, y: i64) {
    use std::fmt::Write as _;
    let separated = path.ends_with(|c: char| c.is_ascii_digit()) && x >= 0;
    let _ = write!(path, "{}{x}", if separated { " " } else { "" });
    let _ = write!(path, "{}{y}", if y >= 0 { " " } else { "" });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_square_is_drawn_with_short_steps() {
        let ring =
            vec![(0, 51_000_000), (1_000_000, 51_000_000), (1_000_000, 52_000_000), (0, 52_000_000), (0, 51_000_000)];

        let outline = Outline::of(&[ring]);

        assert_eq!(outline.path, "M54414 100000l6046 0 0-10000-6046 0z");
        assert_eq!((outline.min_x, outline.min_y, outline.max_x, outline.max_y), (54_414, 90_000, 60_460, 100_000));
    }

    #[test]
    fn an_area_smaller_than_the_grid_is_still_there() {
        let dot = vec![(0, 51_000_000), (1, 51_000_000), (1, 51_000_001), (0, 51_000_000)];

        let outline = Outline::of(&[dot]);

        assert_eq!(outline.path, "M54414 100000h1z");
    }

    proptest! {
        /// Follows the written path again and finds the box it says it has.
        #[test]
        fn the_path_stays_inside_its_box(ring in prop::collection::vec((-6_000_000..2_000_000_i64, 50_000_000..56_000_000_i64), 4..40)) {
            let outline = Outline::of(&[ring]);
            let spaced = outline.path.replace('-', " -").replace("h1z", "").replace(['M', 'l', 'z'], " ");
            let numbers: Vec<i64> = spaced.split_whitespace().map(|n| n.parse().unwrap()).collect();
            let (mut x, mut y) = (0, 0);

            for step in numbers.chunks(2) {
                (x, y) = (x + step[0], y + step[1]);
                prop_assert!((outline.min_x..=outline.max_x).contains(&x));
                prop_assert!((outline.min_y..=outline.max_y).contains(&y));
            }
        }
    }
}
