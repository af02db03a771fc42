//! A neighbourhood: part of a place with a team of its own, or the idea of one.

use folkmoot_kernel::words;
use folkmoot_kernel::words::listed;
use folkmoot_kernel::{AreaCode, Id, PlaceId, Slug};
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Debug)]
pub enum NeighbourhoodTag {}
pub type NeighbourhoodId = Id<NeighbourhoodTag>;

words! {
    /// How far its integrated neighbourhood team is.
    pub enum Stage {
        Idea => "idea", "Idea";
        Planned => "planned", "Planned";
        Emerging => "emerging", "Emerging";
        Mature => "mature", "Mature";
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the neighbourhood a name")]
    NoName,
    #[error("{} not in the place: add to its footprint first, or take out", are(codes))]
    Outside { codes: Vec<AreaCode> },
}

fn are(codes: &[AreaCode]) -> String {
    let shown: Vec<&str> = codes.iter().take(5).map(AreaCode::as_str).collect();
    match codes.len() {
        1 => format!("{} is", shown[0]),
        2..=5 => format!("{} are", listed(&shown)),
        more => format!("{} and {} more are", shown.join(", "), more - shown.len()),
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Neighbourhood {
    pub id: NeighbourhoodId,
    pub place: PlaceId,
    pub slug: Slug,
    pub name: String,
    pub stage: Stage,
    /// Post or organisation that leads the team; empty where nobody does yet.
    pub lead: String,
    pub areas: BTreeSet<AreaCode>,
    pub version: i64,
}

impl Neighbourhood {
    /// The neighbourhood, if it has a name and lies inside its place.
    pub fn checked(self, footprint: &BTreeSet<AreaCode>) -> Result<Self, Refusal> {
        if self.name.trim().is_empty() {
            return Err(Refusal::NoName);
        }
        let codes: Vec<AreaCode> = self.areas.difference(footprint).cloned().collect();
        if codes.is_empty() { Ok(self) } else { Err(Refusal::Outside { codes }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(numbers: std::ops::Range<u32>) -> BTreeSet<AreaCode> {
        numbers.map(|n| format!("Z010000{n:02}").parse().unwrap()).collect()
    }

    fn of(areas: BTreeSet<AreaCode>) -> Neighbourhood {
        let (id, place, slug) = (Id::from_number(1), Id::from_number(2), Slug::of("north"));
        Neighbourhood {
            id,
            place,
            slug,
            name: "North".into(),
            stage: Stage::Idea,
            lead: String::new(),
            areas,
            version: 1,
        }
    }

    #[test]
    fn a_neighbourhood_lies_inside_its_place() {
        assert!(of(codes(1..4)).checked(&codes(1..5)).is_ok());
        assert!(of(BTreeSet::new()).checked(&BTreeSet::new()).is_ok());

        let refused = of(codes(3..6)).checked(&codes(1..5)).unwrap_err();

        assert_eq!(refused.to_string(), "Z01000005 is not in the place: add to its footprint first, or take out");
    }

    #[test]
    fn many_codes_outside_are_counted() {
        let refused = of(codes(1..9)).checked(&BTreeSet::new()).unwrap_err().to_string();

        assert!(
            refused.starts_with("Z01000001, Z01000002, Z01000003, Z01000004, Z01000005 and 3 more are"),
            "{refused}"
        );
    }
}
