//! The files that make England, in the order in which one builds on another, and the publishers' own layouts.

use super::layout::{Known, Layout};
use super::layouts::{areas, councils, nhs, postcodes, practices, small_areas};
use super::maps::{AreaKind, Map};
use std::sync::Arc;

/// What a file holds.
pub(crate) enum Contents {
    Table(Box<dyn Layout>),
    Map(Map),
}

/// One file of the folder, named without ".csv", ".geojson" and ".gz".
pub(crate) struct Step {
    pub(crate) stem: &'static str,
    pub(crate) contents: fn(&Arc<Known>) -> Contents,
}

/// A layout as its publisher offers it, for those who fetch newer files themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publisher {
    /// NHS England, Organisation Data Service: `epraccur.csv`, 27 columns without a heading.
    Epraccur,
    /// Ordnance Survey, Code-Point Open: one file for each postcode area, 10 columns without a heading.
    CodePoint,
    /// Ministry of Housing, Communities and Local Government: English indices of deprivation 2025, File 7.
    DeprivationFile7,
}

fn table(layout: impl Layout) -> Contents {
    Contents::Table(Box::new(layout))
}

pub(crate) const STEPS: [Step; 25] = [
    Step { stem: "geography/icb24", contents: |known| table(areas::Boards::new(known)) },
    Step { stem: "geography/sub_icb_locations24", contents: |_| table(areas::SubBoards::default()) },
    Step { stem: "geography/regions", contents: |_| table(areas::Regions::default()) },
    Step { stem: "geography/ltla_england_all_since_2011", contents: |_| table(councils::Districts::default()) },
    Step { stem: "geography/utla_england", contents: |_| table(councils::UpperTier::default()) },
    Step { stem: "geography/la_orgid_to_gss", contents: |known| table(councils::Councils::new(known)) },
    Step { stem: "geography/wards_england_all_years", contents: |known| table(areas::Wards::new(known)) },
    Step { stem: "geography/lsoa21_lookup_england", contents: |known| table(small_areas::SmallAreas::new(known)) },
    Step { stem: "geography/lsoa11_to_lsoa21", contents: |_| table(areas::Changes::default()) },
    Step { stem: "geography/lsoa21_postcode_centroids", contents: |known| table(small_areas::Centroids::new(known)) },
    Step { stem: "population/census21_lsoa21_selected", contents: |known| table(small_areas::Census::new(known)) },
    Step {
        stem: "deprivation/imd2025_england_lsoa21",
        contents: |known| table(small_areas::Deprivation::compiled(known)),
    },
    Step { stem: "postcodes/england_postcodes_2025-11", contents: |_| table(postcodes::Postcodes::default()) },
    Step { stem: "nhs/epraccur_2025", contents: |known| table(practices::Practices::compiled(known)) },
    Step { stem: "nhs/epcn_pcn_details_2023-02", contents: |known| table(nhs::Networks::new(known)) },
    Step { stem: "nhs/epcn_core_partners_2023-02", contents: |_| table(nhs::Membership::default()) },
    Step {
        stem: "nhs/icb_allocation_practice_weighted_populations_2025-26",
        contents: |known| table(practices::ListSizes::new(known)),
    },
    Step { stem: "nhs/etr_trusts_2022", contents: |known| table(nhs::Trusts::new(known)) },
    Step {
        stem: "boundaries/england_icb24_simplified",
        contents: |k| Contents::Map(Map::new(k, "icb24_code", AreaKind::Fixed("icb"))),
    },
    Step {
        stem: "boundaries/england_sicbl24_simplified",
        contents: |k| Contents::Map(Map::new(k, "sicbl24_code", AreaKind::Fixed("sicbl"))),
    },
    Step {
        stem: "boundaries/england_ltla24_simplified",
        contents: |k| Contents::Map(Map::new(k, "ltla24_code", AreaKind::Districts)),
    },
    Step {
        stem: "boundaries/england_utla23_simplified",
        contents: |k| Contents::Map(Map::new(k, "utla23_code", AreaKind::Counties)),
    },
    Step {
        stem: "boundaries/england_ward25_simplified",
        contents: |k| Contents::Map(Map::new(k, "ward25_code", AreaKind::Fixed("ward"))),
    },
    Step {
        stem: "boundaries/england_msoa21_simplified",
        contents: |k| Contents::Map(Map::new(k, "msoa21_code", AreaKind::Fixed("msoa"))),
    },
    Step {
        stem: "boundaries/england_lsoa21_simplified",
        contents: |k| Contents::Map(Map::new(k, "lsoa21_code", AreaKind::Fixed("lsoa"))),
    },
];

impl Publisher {
    /// The name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Publisher::Epraccur => "epraccur",
            Publisher::CodePoint => "code-point",
            Publisher::DeprivationFile7 => "iod-file-7",
        }
    }

    pub const ALL: [Publisher; 3] = [Publisher::Epraccur, Publisher::CodePoint, Publisher::DeprivationFile7];

    pub(crate) fn contents(self, known: &Arc<Known>) -> Contents {
        match self {
            Publisher::Epraccur => table(practices::Practices::published(known)),
            Publisher::CodePoint => table(postcodes::CodePoint::default()),
            Publisher::DeprivationFile7 => table(small_areas::Deprivation::file_7(known)),
        }
    }
}
