//! What is found for a postcode, as its page and its JSON tell it.

use crate::links;
use crate::postcode::{deprivation_in_words, miles};
use folkmoot_kernel::pence::thousands;
use serde::Serialize;

/// All that is known of a postcode. Parts that are not known are missing, never guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    pub postcode: String,
    /// The day on which a newer list no longer had it (year-month-day).
    pub ended_on: Option<String>,
    /// Degrees north and east, as text so that no digit is lost.
    pub latitude: Option<String>,
    pub longitude: Option<String>,
    pub places: Vec<PlaceFound>,
    pub councils: Vec<CouncilFound>,
    pub ward: Option<Named>,
    pub small_area: Option<SmallAreaFound>,
    pub sub_icb: Option<Named>,
    pub icb: Option<Named>,
    /// Link name of the system that the ICB runs.
    pub system: Option<String>,
    pub practices_near: Vec<PracticeFound>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    pub code: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceFound {
    pub slug: String,
    pub name: String,
    pub neighbourhood: Option<String>,
}

/// A council, and which services it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CouncilFound {
    pub code: String,
    pub name: String,
    /// county, district or unitary
    pub tier: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SmallAreaFound {
    pub code: String,
    pub name: String,
    /// The middle layer it lies in, by a name that people know.
    pub middle: Option<Named>,
    pub residents: Option<i64>,
    pub deprivation_decile: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PracticeFound {
    pub code: String,
    pub name: String,
    pub postcode: String,
    pub patients: Option<i64>,
    /// As the crow flies.
    pub metres: i64,
}

/// What the postcodes with a first half have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HalfFound {
    pub first_half: String,
    pub postcodes: usize,
    pub councils: Vec<CouncilFound>,
    pub places: Vec<PlaceFound>,
}

impl Found {
    pub fn system_href(&self) -> Option<String> {
        self.system.as_ref().map(links::system)
    }
}

impl CouncilFound {
    /// What residents go to it for.
    pub fn services(&self) -> &'static str {
        match self.tier.as_str() {
            "county" => "social care, public health, schools, roads",
            "district" => "housing, planning, bins, leisure",
            _ => "all council services",
        }
    }
}

impl SmallAreaFound {
    pub fn deprivation(&self) -> Option<String> {
        self.deprivation_decile.map(deprivation_in_words)
    }

    pub fn residents_in_words(&self) -> Option<String> {
        self.residents.map(|residents| format!("{} residents at the census of 2021", count(residents)))
    }
}

impl PracticeFound {
    pub fn distance(&self) -> String {
        miles(self.metres)
    }

    pub fn patients_in_words(&self) -> String {
        self.patients.map_or_else(String::new, count)
    }
}

impl PlaceFound {
    pub fn href(&self) -> String {
        links::place(&self.slug)
    }
}

fn count(number: i64) -> String {
    thousands(number.unsigned_abs())
}
