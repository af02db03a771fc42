//! The national grid: eastings and northings of OSGB36 become latitude and longitude of WGS84, as satellites and web maps
//! use them. Formulas and constants: Ordnance Survey, "A guide to coordinate systems in Great Britain" (sources.md#os-guide):
//! the transverse Mercator projection backwards on the Airy ellipsoid, then the published Helmert transformation, which
//! is right to about 5 metres. Good enough to say which practice is nearest; not for boundaries.

#![expect(clippy::disallowed_types, reason = "sines and square roots: whole millionths of a degree go in and out")]

/// The Airy 1830 and GRS80 ellipsoids. Unit: metres.
const AIRY: Ellipsoid = Ellipsoid { major: 6_377_563.396, minor: 6_356_256.909 };
const GRS80: Ellipsoid = Ellipsoid { major: 6_378_137.0, minor: 6_356_752.314_1 };

/// National grid: scale on the central meridian, true origin 49° north 2° west, false origin in metres.
const SCALE: f64 = 0.999_601_271_7;
const ORIGIN_NORTH: f64 = 49.0;
const ORIGIN_EAST: f64 = -2.0;
const FALSE_EAST: f64 = 400_000.0;
const FALSE_NORTH: f64 = -100_000.0;

/// From OSGB36 to WGS84: shifts in metres, scale in parts, rotations in seconds of arc.
const SHIFT: [f64; 3] = [446.448, -125.157, 542.060];
const STRETCH: f64 = -20.489_4e-6;
const TURN_SECONDS: [f64; 3] = [0.150_2, 0.247_0, 0.842_1];

struct Ellipsoid {
    major: f64,
    minor: f64,
}

impl Ellipsoid {
    /// Eccentricity, squared.
    fn e2(&self) -> f64 {
        1.0 - (self.minor * self.minor) / (self.major * self.major)
    }

    /// Radius of curvature across the meridian.
    fn nu(&self, lat: f64) -> f64 {
        self.major / (1.0 - self.e2() * lat.sin().powi(2)).sqrt()
    }
}

/// Millionths of a degree (latitude, longitude) of a point on the national grid, in metres.
/// `None` outside the grid's 700 by 1,300 kilometres.
pub(crate) fn position(easting: i64, northing: i64) -> Option<(i64, i64)> {
    if !(0..=700_000).contains(&easting) || !(0..=1_300_000).contains(&northing) {
        return None;
    }
    let (lat, lon) = on_airy(easting as f64, northing as f64);
    let (lat, lon) = from_earth(turned(to_earth(lat, lon)));
    let millionths = |radians: f64| (radians.to_degrees() * 1_000_000.0).round() as i64;
    Some((millionths(lat), millionths(lon)))
}

/// The projection backwards: radians on the Airy ellipsoid. Names of the terms as in the guide.
fn on_airy(easting: f64, northing: f64) -> (f64, f64) {
    let lat = foot(northing);
    let (sin, tan, sec) = (lat.sin(), lat.tan(), 1.0 / lat.cos());
    let nu = AIRY.nu(lat) * SCALE;
    let rho = nu * (1.0 - AIRY.e2()) / (1.0 - AIRY.e2() * sin * sin);
    let eta2 = nu / rho - 1.0;
    let (t2, t4, t6) = (tan.powi(2), tan.powi(4), tan.powi(6));

    let vii = tan / (2.0 * rho * nu);
    let viii = tan / (24.0 * rho * nu.powi(3)) * (5.0 + 3.0 * t2 + eta2 - 9.0 * t2 * eta2);
    let ix = tan / (720.0 * rho * nu.powi(5)) * (61.0 + 90.0 * t2 + 45.0 * t4);
    let x = sec / nu;
    let xi = sec / (6.0 * nu.powi(3)) * (nu / rho + 2.0 * t2);
    let xii = sec / (120.0 * nu.powi(5)) * (5.0 + 28.0 * t2 + 24.0 * t4);
    let xiia = sec / (5_040.0 * nu.powi(7)) * (61.0 + 662.0 * t2 + 1_320.0 * t4 + 720.0 * t6);

    let d = easting - FALSE_EAST;
    let lat = lat - vii * d.powi(2) + viii * d.powi(4) - ix * d.powi(6);
    let lon = ORIGIN_EAST.to_radians() + x * d - xi * d.powi(3) + xii * d.powi(5) - xiia * d.powi(7);
    (lat, lon)
}

/// The latitude whose distance along the central meridian is this northing.
fn foot(northing: f64) -> f64 {
    let mut lat = ORIGIN_NORTH.to_radians();
    let mut left = northing - FALSE_NORTH;
    // Each round shrinks what is left a thousandfold; the guide stops below a hundredth of a millimetre.
    for _ in 0..10 {
        lat += left / (AIRY.major * SCALE);
        left = northing - FALSE_NORTH - meridian(lat);
        if left.abs() < 0.000_01 {
            break;
        }
    }
    lat
}

/// Metres along the central meridian from the true origin.
fn meridian(lat: f64) -> f64 {
    let origin = ORIGIN_NORTH.to_radians();
    let n = (AIRY.major - AIRY.minor) / (AIRY.major + AIRY.minor);
    let (n2, n3) = (n * n, n * n * n);
    let (less, more) = (lat - origin, lat + origin);
    let first = (1.0 + n + 1.25 * n2 + 1.25 * n3) * less;
    let second = (3.0 * n + 3.0 * n2 + 2.625 * n3) * less.sin() * more.cos();
    let third = (1.875 * n2 + 1.875 * n3) * (2.0 * less).sin() * (2.0 * more).cos();
    let fourth = 35.0 / 24.0 * n3 * (3.0 * less).sin() * (3.0 * more).cos();
    AIRY.minor * SCALE * (first - second + third - fourth)
}

/// Metres from the middle of the earth, for a point on the Airy ellipsoid.
fn to_earth(lat: f64, lon: f64) -> [f64; 3] {
    let nu = AIRY.nu(lat);
    [nu * lat.cos() * lon.cos(), nu * lat.cos() * lon.sin(), (1.0 - AIRY.e2()) * nu * lat.sin()]
}

/// The Helmert transformation.
fn turned([x, y, z]: [f64; 3]) -> [f64; 3] {
    let [rx, ry, rz] = TURN_SECONDS.map(|seconds| (seconds / 3_600.0).to_radians());
    let s = 1.0 + STRETCH;
    [SHIFT[0] + x * s - y * rz + z * ry, SHIFT[1] + x * rz + y * s - z * rx, SHIFT[2] - x * ry + y * rx + z * s]
}

/// Radians on the GRS80 ellipsoid, whose surface is within a tenth of a millimetre of WGS84's.
fn from_earth([x, y, z]: [f64; 3]) -> (f64, f64) {
    let across = x.hypot(y);
    let mut lat = z.atan2(across * (1.0 - GRS80.e2()));
    for _ in 0..6 {
        lat = (z + GRS80.e2() * GRS80.nu(lat) * lat.sin()).atan2(across);
    }
    (lat, y.atan2(x))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Metres between two points close together, near enough.
    fn metres((lat, lon): (i64, i64), (lat2, lon2): (i64, i64)) -> f64 {
        let (north, east) = ((lat - lat2) as f64 * 0.111_2, (lon - lon2) as f64 * 0.069);
        north.hypot(east)
    }

    /// The worked example of the guide: 52° 39′ 27.2531″ N, 1° 43′ 4.5177″ E on the Airy ellipsoid.
    #[test]
    fn the_guides_worked_example_comes_out() {
        let (lat, lon) = on_airy(651_409.903, 313_177.270);

        assert!((lat.to_degrees() - (52.0 + 39.0 / 60.0 + 27.253_1 / 3_600.0)).abs() < 0.000_000_1);
        assert!((lon.to_degrees() - (1.0 + 43.0 / 60.0 + 4.517_7 / 3_600.0)).abs() < 0.000_000_1);
    }

    /// Two postcodes of a list that gives both positions.
    #[test]
    fn known_points_are_met_within_five_metres() {
        for (easting, northing, known) in
            [(423_125, 232_116, (51_987_020, -1_664_670)), (424_408, 231_203, (51_978_760, -1_646_050))]
        {
            let found = position(easting, northing).unwrap();

            assert!(metres(found, known) < 5.0, "{found:?} is {} m from {known:?}", metres(found, known));
        }
    }

    /// Fifty thousand postcodes with both positions, where the file lies beside the repository. Its degrees have five
    /// decimals, which is a metre, and come from a transformation of the same kind: what both miss is not seen here.
    #[test]
    fn every_postcode_of_a_real_list_is_met_within_two_metres() {
        let test = "every_postcode_of_a_real_list_is_met_within_two_metres";
        let Some(shared) = folkmoot_store::testing::shared_data(test) else { return };
        let file = std::fs::File::open(shared.join("england/postcodes/bob_postcodes_2025-11.csv.gz")).unwrap();
        let mut list = csv::Reader::from_reader(flate2::read::MultiGzDecoder::new(file));
        let columns = list.headers().unwrap().clone();
        let place = |name: &str| columns.iter().position(|column| column == name).unwrap();
        let (lat, lon, e, n) = (place("lat"), place("lon"), place("e"), place("n"));
        let (mut met, mut furthest) = (0, 0.0_f64);

        for line in list.records() {
            let line = line.unwrap();
            let degrees = |column: usize| super::super::decimal::scaled(&line[column], 6);
            let (Some(lat), Some(lon)) = (degrees(lat), degrees(lon)) else { continue };
            let found = position(line[e].parse().unwrap(), line[n].parse().unwrap()).unwrap();
            furthest = furthest.max(metres(found, (lat, lon)));
            met += 1;
        }

        assert!(met > 50_000, "{met}");
        assert!(furthest < 2.0, "{furthest} metres");
    }

    #[test]
    fn outside_the_grid_is_nowhere() {
        assert_eq!(position(-1, 100_000), None);
        assert_eq!(position(400_000, 1_300_001), None);
        assert!(position(0, 0).is_some());
    }

    proptest! {
        /// A hundred metres on the grid are a hundred metres on the globe, within the grid's scale of 4 in 10,000.
        #[test]
        fn steps_keep_their_length(easting in 100_000..650_000_i64, northing in 10_000..650_000_i64) {
            let here = position(easting, northing).unwrap();
            let north = position(easting, northing + 100).unwrap();
            let length = (north.0 - here.0) as f64 * 0.111_2;

            prop_assert!((length - 100.0).abs() < 1.0, "{length}");
        }
    }
}
