//! Small areas (LSOA 2021): where they lie, who lives there, how deprived they are.

use crate::england::layout::{Known, Layout, Nested, Once, Rows, Shared, v};
use crate::england::nesting::{Links, WHOLE};
use crate::england::sheet::{Fault, Line};
use folkmoot_store::Bulk;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Small areas in England at the census of 2021: ranks go from 1 to here. Source: IoD 2025 (sources.md#iod2025).
const SMALL_AREAS: i64 = 33_755;

/// `lsoa21_lookup_england.csv`: each small area with the larger ones that it lies in, and the middle layer (MSOA) by the
/// House of Commons Library's names, which people know.
#[derive(Debug)]
pub(crate) struct SmallAreas {
    known: Arc<Known>,
    once: Once,
    middle: BTreeMap<String, String>,
    links: Links,
    names: Shared,
}

/// Parents in the file: what they are to the small area, and their column.
const PARENTS: [(&str, &str); 6] = [
    ("msoa", "msoa21_code"),
    ("ltla", "ltla24_code"),
    ("utla", "utla23_code"),
    ("region", "region24_code"),
    ("sicbl", "sicbl24_code"),
    ("icb", "icb24_code"),
];

/// Parents that the register keeps. The region is its council's; wards come from postcodes, because this file's are a
/// best fit and a year older.
const PARENTS_KEPT: [&str; 5] = ["msoa", "ltla", "utla", "sicbl", "icb"];

impl SmallAreas {
    pub(crate) fn new(known: &Arc<Known>) -> Self {
        Self {
            known: Arc::clone(known),
            once: Once::default(),
            middle: BTreeMap::new(),
            links: Links::new(),
            names: Shared::default(),
        }
    }
}

impl Layout for SmallAreas {
    fn teaches(&self) -> bool {
        true
    }

    fn columns(&self) -> &'static [&'static str] {
        &[
            "lsoa21_code",
            "lsoa21_name",
            "msoa21_code",
            "msoa21_name",
            "msoa21_hcl_name",
            "ltla24_code",
            "utla23_code",
            "region24_code",
            "sicbl24_code",
            "icb24_code",
            "latitude",
            "longitude",
        ]
    }

    fn tables(&self) -> Vec<Bulk> {
        // The geometric middle is only a first guess: `Centroids` knows where people live.
        let columns = ["code", "kind", "name", "vintage", "lat_u", "lon_u"];
        vec![
            Bulk::upsert_keeping("register_area", &["code"], &["lat_u", "lon_u"], &columns),
            Bulk::upsert("register_area", &["code"], &["code", "kind", "name", "vintage"]),
        ]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let (code, name) = (line.area("lsoa21_code")?, line.text("lsoa21_name")?);
        let (lat, lon) = line.position("latitude", "longitude")?.unzip();
        let middle_name = line.maybe("msoa21_hcl_name")?.map_or_else(|| line.text("msoa21_name"), Ok)?;
        let mut parents = [("", ""); 6];
        for (parent, (kind, column)) in parents.iter_mut().zip(PARENTS) {
            *parent = (kind, line.area(column)?);
        }
        self.once.only("lsoa21_code", code)?;

        let code: Arc<str> = code.into();
        for (kind, parent) in parents {
            let parent = if matches!(kind, "ltla" | "utla") { self.known.council(parent) } else { parent };
            let parent = self.names.shared(parent);
            self.links.insert((Arc::clone(&code), kind, parent), WHOLE);
        }
        if !self.middle.contains_key(parents[0].1) {
            self.middle.insert(parents[0].1.to_owned(), middle_name.to_owned());
        }
        out.put(0, [v(code), v("lsoa"), v(name), v("2021"), v(lat), v(lon)]);
        Ok(())
    }

    fn end(&mut self, out: &mut Rows) {
        for (code, name) in std::mem::take(&mut self.middle) {
            out.put(1, [v(code), v("msoa"), v(name), v("2021")]);
        }
    }

    fn links(&mut self) -> Option<Nested> {
        let links = std::mem::take(&mut self.links);
        Some(Nested { children: &["lsoa"], parents: &PARENTS_KEPT, links })
    }
}

/// `lsoa21_postcode_centroids.csv`: the mean position of a small area's postcodes, so of where people live.
#[derive(Debug)]
pub(crate) struct Centroids {
    known: Arc<Known>,
    once: Once,
}

impl Centroids {
    pub(crate) fn new(known: &Arc<Known>) -> Self {
        Self { known: Arc::clone(known), once: Once::default() }
    }
}

impl Layout for Centroids {
    fn columns(&self) -> &'static [&'static str] {
        &["lsoa21_code", "lat_pc", "lon_pc"]
    }

    fn tables(&self) -> Vec<Bulk> {
        vec![Bulk::update("register_area", "code", &["lat_u", "lon_u"])]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let code = self.known.small_area("lsoa21_code", line.area("lsoa21_code")?)?;
        let (lat, lon) = line.position("lat_pc", "lon_pc")?.unzip();
        self.once.only("lsoa21_code", code)?;
        out.put(0, [v(code), v(lat), v(lon)]);
        Ok(())
    }
}

/// `census21_lsoa21_selected.csv`: residents at the census of 2021.
#[derive(Debug)]
pub(crate) struct Census {
    known: Arc<Known>,
    once: Once,
}

impl Census {
    pub(crate) fn new(known: &Arc<Known>) -> Self {
        Self { known: Arc::clone(known), once: Once::default() }
    }
}

impl Layout for Census {
    fn columns(&self) -> &'static [&'static str] {
        &["lsoa21_code", "residents_census21"]
    }

    fn tables(&self) -> Vec<Bulk> {
        vec![Bulk::update("register_area", "code", &["residents"])]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let code = self.known.small_area("lsoa21_code", line.area("lsoa21_code")?)?;
        let residents = line.whole("residents_census21", 0..=100_000, "a number of residents")?;
        self.once.only("lsoa21_code", code)?;
        out.put(0, [v(code), v(residents)]);
        Ok(())
    }
}

/// The index of multiple deprivation 2025 by small area.
#[derive(Debug)]
pub(crate) struct Deprivation {
    known: Arc<Known>,
    once: Once,
    columns: &'static [&'static str; 4],
}

/// Columns of `imd2025_england_lsoa21.csv`: code, rank, decile, score.
const COMPILED: [&str; 4] = ["lsoa21_code", "IMD_rank", "IMD_decile", "IMD_score"];
/// The same in the ministry's own "File 7: all ranks, scores, deciles and population denominators" (sources.md#iod2025).
const FILE_7: [&str; 4] = [
    "LSOA code (2021)",
    "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)",
    "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)",
    "Index of Multiple Deprivation (IMD) Score",
];

impl Deprivation {
    pub(crate) fn compiled(known: &Arc<Known>) -> Self {
        Self { known: Arc::clone(known), once: Once::default(), columns: &COMPILED }
    }

    pub(crate) fn file_7(known: &Arc<Known>) -> Self {
        Self { known: Arc::clone(known), once: Once::default(), columns: &FILE_7 }
    }
}

impl Layout for Deprivation {
    fn columns(&self) -> &'static [&'static str] {
        self.columns
    }

    fn tables(&self) -> Vec<Bulk> {
        vec![Bulk::update("register_area", "code", &["imd_rank", "imd_decile", "imd_score_m"])]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let [code, rank, decile, score] = *self.columns;
        let small = self.known.small_area(code, line.area(code)?)?;
        let rank = line.whole(rank, 1..=SMALL_AREAS, "a rank 1 to 33755")?;
        let decile = line.whole(decile, 1..=10, "a decile 1 to 10")?;
        let score = line.scaled(score, 3, "a score")?;
        self.once.only(code, small)?;
        out.put(0, [v(small), v(rank), v(decile), v(score)]);
        Ok(())
    }
}
