//! What a postcode tells about where somebody lives: distances, deprivation in words, and half a postcode.

/// A point in England, in millionths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    pub lat_u: i64,
    pub lon_u: i64,
}

/// A box around a point: the first question to an index, before distances are worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    pub south: i64,
    pub north: i64,
    pub west: i64,
    pub east: i64,
}

/// Metres between two millionths of a degree of latitude, in millionths of a metre: 40,007,863 m around the poles.
const MICROMETRES: i128 = 111_133;
/// Cosines of the latitudes 49 to 61 degrees, in hundred-thousandths: how much closer meridians are than parallels.
const COSINES: [i128; 13] =
    [65_606, 64_279, 62_932, 61_566, 60_182, 58_779, 57_358, 55_919, 54_464, 52_992, 51_504, 50_000, 48_481];

impl Point {
    /// Metres as the crow flies, right to a metre in a thousand within a county.
    pub fn metres_to(self, other: Point) -> i64 {
        let middle = i64::midpoint(self.lat_u, other.lat_u);
        let north = i128::from(other.lat_u - self.lat_u) * MICROMETRES;
        let east = i128::from(other.lon_u - self.lon_u) * MICROMETRES * cosine(middle) / 100_000;
        let squared = (north * north + east * east).unsigned_abs();
        i64::try_from(squared.isqrt() / 1_000_000).unwrap_or(i64::MAX)
    }

    /// How much closer meridians are than parallels here, in hundred-thousandths.
    pub fn narrowing(self) -> i64 {
        i64::try_from(cosine(self.lat_u)).unwrap_or(i64::MAX)
    }

    /// The box that holds every point within so many metres.
    pub fn around(self, metres: i64) -> Around {
        let up = i64::try_from(i128::from(metres) * 1_000_000 / MICROMETRES).unwrap_or(i64::MAX) + 1;
        // The narrow side of the box is the one further north.
        let across = i64::try_from(i128::from(up) * 100_000 / cosine(self.lat_u + up)).unwrap_or(i64::MAX) + 1;
        Around { south: self.lat_u - up, north: self.lat_u + up, west: self.lon_u - across, east: self.lon_u + across }
    }
}

/// By the table, with a straight line between its entries.
fn cosine(lat_u: i64) -> i128 {
    let above = (lat_u - 49_000_000).clamp(0, 11_999_999);
    let degree = usize::try_from(above / 1_000_000).unwrap_or(0);
    let part = i128::from(above % 1_000_000);
    COSINES[degree] + (COSINES[degree + 1] - COSINES[degree]) * part / 1_000_000
}

/// "0.3 miles" to a tenth, as signposts say it. A mile has 1,609.344 metres.
pub fn miles(metres: i64) -> String {
    let tenths = (metres * 10_000 + 804_672) / 1_609_344;
    match (tenths / 10, tenths % 10) {
        (0, 0) => "less than 0.1 miles".to_owned(),
        (1, 0) => "1 mile".to_owned(),
        (whole, 0) => format!("{whole} miles"),
        (whole, tenth) => format!("{whole}.{tenth} miles"),
    }
}

/// A deprivation decile in words. Decile 1 is the most deprived tenth of England's small areas (sources.md#iod2025).
/// It says something of an area, never of a person in it.
pub fn deprivation_in_words(decile: i64) -> String {
    match decile {
        ..=5 => format!("among the {}% most deprived small areas of England", decile.max(1) * 10),
        _ => format!("among the {}% least deprived small areas of England", (11 - decile.min(10)) * 10),
    }
}

/// The first half of a postcode, like "OX4" or "SW1A", in capitals. `None` where it is no first half.
pub fn first_half(typed: &str) -> Option<String> {
    let packed: String =
        typed.chars().filter(|c| !c.is_whitespace() && *c != '+').map(|c| c.to_ascii_uppercase()).collect();
    // A first half is one exactly when any second half makes it a postcode.
    let whole = format!("{packed}1AA").parse::<folkmoot_kernel::Postcode>().ok()?;
    let half = whole.as_str().split(' ').next().unwrap_or_default();
    (half == packed).then_some(packed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OXFORD: Point = Point { lat_u: 51_752_000, lon_u: -1_257_700 };

    #[test]
    fn distances_are_those_of_the_map() {
        // London, Charing Cross: 83.2 km from Oxford, Carfax. Northwards a hundredth of a degree is 1,111 metres.
        let london = Point { lat_u: 51_507_400, lon_u: -127_800 };
        let north = Point { lat_u: OXFORD.lat_u + 10_000, ..OXFORD };

        let far = OXFORD.metres_to(london);

        assert!((82_500..83_500).contains(&far), "{far}");
        assert_eq!(OXFORD.metres_to(north), 1_111);
        assert_eq!(OXFORD.metres_to(OXFORD), 0);
    }

    #[test]
    fn miles_are_said_to_a_tenth() {
        for (metres, words) in [
            (0, "less than 0.1 miles"),
            (80, "less than 0.1 miles"),
            (81, "0.1 miles"),
            (1_609, "1 mile"),
            (2_500, "1.6 miles"),
            (3_219, "2 miles"),
        ] {
            assert_eq!(miles(metres), words, "{metres}");
        }
    }

    #[test]
    fn the_most_and_the_least_deprived_tenth_are_said_alike() {
        assert_eq!(deprivation_in_words(1), "among the 10% most deprived small areas of England");
        assert_eq!(deprivation_in_words(5), "among the 50% most deprived small areas of England");
        assert_eq!(deprivation_in_words(6), "among the 50% least deprived small areas of England");
        assert_eq!(deprivation_in_words(10), "among the 10% least deprived small areas of England");
    }

    #[test]
    fn half_a_postcode_is_known_from_a_whole_one_and_from_none() {
        assert_eq!(first_half("ox4").as_deref(), Some("OX4"));
        assert_eq!(first_half(" sw1a ").as_deref(), Some("SW1A"));
        for typed in ["", "OX", "OX4 1AA", "4OX", "OX444", "OX4É"] {
            assert_eq!(first_half(typed), None, "{typed}");
        }
    }

    prop_compose! {
        fn a_point()(lat_u in 49_900_000..55_800_000_i64, lon_u in -6_400_000..1_800_000_i64) -> Point {
            Point { lat_u, lon_u }
        }
    }

    proptest! {
        #[test]
        fn the_way_there_is_as_long_as_the_way_back(here in a_point(), there in a_point()) {
            prop_assert_eq!(here.metres_to(there), there.metres_to(here));
        }

        #[test]
        fn what_is_near_enough_is_in_the_box(here in a_point(), lat in -20_000..20_000_i64, lon in -30_000..30_000_i64) {
            let there = Point { lat_u: here.lat_u + lat, lon_u: here.lon_u + lon };
            let held = here.around(here.metres_to(there) + 1);

            prop_assert!((held.south..=held.north).contains(&there.lat_u));
            prop_assert!((held.west..=held.east).contains(&there.lon_u));
        }

        #[test]
        fn any_typing_is_borne(typed in ".{0,12}") {
            let _ = first_half(&typed);
        }
    }
}
