//! What follows from a footprint: people, councils, deprivation. Whole numbers throughout: residents are counted in
//! millionths until the last step.

use crate::area::{WHOLE_U, share_in_words};
use folkmoot_kernel::AreaCode;
use folkmoot_kernel::words::{in_words, listed};

/// The part of a place that lies in one larger area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    pub code: AreaCode,
    pub name: String,
    /// Residents of the place there, in millionths of a person.
    pub residents_u: i64,
    /// All residents of the larger area, where counted.
    pub of_residents: Option<i64>,
}

impl Overlap {
    /// Whether the place has everybody who lives in the larger area.
    pub fn is_whole(&self) -> bool {
        self.of_residents.is_some_and(|all| all > 0 && self.residents_u == all * WHOLE_U)
    }

    pub fn residents(&self) -> i64 {
        rounded(self.residents_u)
    }

    /// Share of the larger area's people who live in the place, in millionths.
    pub fn share_of_area_u(&self) -> Option<i64> {
        let all = self.of_residents.filter(|all| *all > 0)?;
        Some((self.residents_u / all).clamp(0, WHOLE_U))
    }
}

/// What is derived from a footprint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub areas: i64,
    /// Residents in millionths of a person.
    pub residents_u: i64,
    /// County and unitary councils, largest share of the place first; then the others the same way.
    pub councils: Vec<Overlap>,
    pub districts: Vec<Overlap>,
    pub wards: Vec<Overlap>,
    pub boards: Vec<Overlap>,
    /// Residents, in millionths, of small areas by deprivation decile: 1, the most deprived, first. (sources.md#iod2025)
    pub deciles_u: [i64; 10],
}

impl Facts {
    pub fn residents(&self) -> i64 {
        rounded(self.residents_u)
    }

    /// Residents by decile, most deprived first.
    pub fn deciles(&self) -> [i64; 10] {
        self.deciles_u.map(rounded)
    }

    /// Share of the place's people in this part of it, in millionths.
    pub fn share_u(&self, part: &Overlap) -> i64 {
        if self.residents_u <= 0 {
            return 0;
        }
        let share = i128::from(part.residents_u) * i128::from(WHOLE_U) / i128::from(self.residents_u);
        i64::try_from(share).unwrap_or(WHOLE_U).clamp(0, WHOLE_U)
    }

    /// "Coterminous with Oxfordshire", "Lies within Essex", "Crosses three councils: ...".
    pub fn councils_in_words(&self) -> String {
        match self.councils.as_slice() {
            [] if self.areas == 0 => "Nobody has said yet which areas belong to this place.".to_owned(),
            [] => "The councils of its areas are not known.".to_owned(),
            [one] if one.is_whole() => format!("Coterminous with {}.", one.name),
            [one] => format!("Lies within {}{}.", one.name, part_of(one)),
            many => {
                let named = |council: &Overlap| format!("{} ({})", council.name, share_in_words(self.share_u(council)));
                let names: Vec<String> = many.iter().map(named).collect();
                format!("Crosses {} councils: {}.", in_words(many.len()), listed(&names))
            }
        }
    }
}

fn part_of(council: &Overlap) -> String {
    let share = council.share_of_area_u().map(share_in_words);
    share.map(|share| format!(" and has {share} of its residents")).unwrap_or_default()
}

/// Millionths of a person as whole people, halves up.
fn rounded(residents_u: i64) -> i64 {
    (residents_u + WHOLE_U / 2).div_euclid(WHOLE_U)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn council(name: &str, residents_u: i64, all: i64) -> Overlap {
        let code = "Z10000001".parse().unwrap();
        Overlap { code, name: name.into(), residents_u, of_residents: Some(all) }
    }

    fn facts(councils: Vec<Overlap>) -> Facts {
        let residents_u = councils.iter().map(|council| council.residents_u).sum();
        Facts { areas: 3, residents_u, councils, ..Facts::default() }
    }

    #[test]
    fn a_place_with_everybody_of_one_council_is_coterminous_and_one_resident_less_is_not() {
        let all = facts(vec![council("Oxfordshire", 700_000 * WHOLE_U, 700_000)]);
        let less = facts(vec![council("Oxfordshire", 699_999 * WHOLE_U, 700_000)]);

        assert_eq!(all.councils_in_words(), "Coterminous with Oxfordshire.");
        assert_eq!(less.councils_in_words(), "Lies within Oxfordshire and has over 99.9% of its residents.");
    }

    #[test]
    fn a_place_across_councils_names_them_with_shares() {
        let three = facts(vec![
            council("Ash", 60 * WHOLE_U, 60),
            council("Beck", 30 * WHOLE_U, 90),
            council("Cold", 10 * WHOLE_U, 10),
        ]);

        assert_eq!(three.councils_in_words(), "Crosses three councils: Ash (60.0%), Beck (30.0%) and Cold (10.0%).");
    }

    #[test]
    fn an_empty_footprint_says_so() {
        assert_eq!(Facts::default().councils_in_words(), "Nobody has said yet which areas belong to this place.");
    }

    #[test]
    fn half_a_person_is_rounded_up() {
        assert_eq!(rounded(500_000), 1);
        assert_eq!(rounded(499_999), 0);
    }

    proptest! {
        #[test]
        fn shares_never_sum_to_more_than_the_whole(parts in proptest::collection::vec(1_i64..2_000_000, 1..8)) {
            let all = facts(parts.iter().map(|n| council("C", n * WHOLE_U, *n)).collect());

            let sum: i64 = all.councils.iter().map(|part| all.share_u(part)).sum();

            prop_assert!(sum <= WHOLE_U);
            prop_assert!(sum > WHOLE_U - 8);
        }
    }
}
