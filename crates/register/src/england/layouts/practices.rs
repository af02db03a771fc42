//! General practices and the people on their lists.

use super::nhs::SITE;
use crate::england::layout::{Known, Layout, Once, Rows, v};
use crate::england::name::readable;
use crate::england::organisations::{Listed, Organisations};
use crate::england::sheet::{Fault, Heading, Line, fault};
use crate::organisation::Sector;
use folkmoot_store::Bulk;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Prescribing setting of a GP practice in the NHS's list; others are walk-in centres, prisons, hospices and so on.
/// Source: NHS England, ODS epraccur specification (sources.md#ods).
const GP_PRACTICE: &str = "4";

/// `epraccur`: prescribing cost centres, of which GP practices are taken.
#[derive(Debug)]
pub(crate) struct Practices {
    known: Arc<Known>,
    once: Once,
    organisations: Organisations,
    heading: Heading,
}

/// The 27 columns of the NHS's own `epraccur.csv`, which has no heading (sources.md#ods).
const PUBLISHED: [&str; 27] = [
    "org_code",
    "name",
    "nhs_region_code",
    "icb_code",
    "address1",
    "address2",
    "address3",
    "address4",
    "address5",
    "postcode",
    "open_date",
    "close_date",
    "status_code",
    "org_subtype",
    "commissioner_code",
    "join_date",
    "left_date",
    "phone",
    "null19",
    "null20",
    "null21",
    "amended",
    "null23",
    "provider_purchaser",
    "null25",
    "prescribing_setting",
    "null27",
];

impl Practices {
    pub(crate) fn compiled(known: &Arc<Known>) -> Self {
        Self::of(known, Heading::Named)
    }

    pub(crate) fn published(known: &Arc<Known>) -> Self {
        Self::of(known, Heading::Published(&PUBLISHED))
    }

    fn of(known: &Arc<Known>, heading: Heading) -> Self {
        Self { known: Arc::clone(known), once: Once::default(), organisations: Organisations::new(known), heading }
    }
}

impl Layout for Practices {
    fn teaches(&self) -> bool {
        true
    }

    fn heading(&self) -> Heading {
        self.heading
    }

    fn columns(&self) -> &'static [&'static str] {
        &[
            "org_code",
            "name",
            "icb_code",
            "postcode",
            "open_date",
            "close_date",
            "status_code",
            "phone",
            "prescribing_setting",
        ]
    }

    fn tables(&self) -> Vec<Bulk> {
        let columns = ["code", "kind", "name", "postcode", "status", "opened", "closed", "icb"];
        let [organisations, codes] = Organisations::tables();
        vec![Bulk::upsert(SITE, &["code"], &columns), organisations, codes]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        if line.text("prescribing_setting")? != GP_PRACTICE {
            return Ok(());
        }
        let (code, name) = (line.text("org_code")?, readable(line.text("name")?));
        let postcode = line.postcode("postcode")?;
        let (opened, closed) = (line.compact_date("open_date")?, line.compact_date("close_date")?);
        let status = status(line.text("status_code")?)?;
        let (icb, phone) = (line.maybe("icb_code")?, line.maybe("phone")?.unwrap_or_default());
        self.once.only("org_code", code)?;

        let icb = icb.and_then(|icb| self.known.icb(icb));
        let row = [v(code), v("gp_practice"), v(&name), v(&postcode), v(status), v(opened), v(&closed), v(icb)];
        out.put(0, row);
        // Wales prescribes through the same list; dormant practices see nobody but are not gone.
        if icb.is_some() && status != "dormant" {
            let postcode = postcode.as_str();
            let sector = Sector::PrimaryCare;
            let listed = Listed { name: &name, sector, legal_form: None, postcode, phone, closed_on: closed };
            self.organisations.put(&self.known, 1, &[("ods", code)], &listed, out);
        }
        Ok(())
    }
}

fn status(code: &str) -> Result<&'static str, Fault> {
    match code {
        "A" => Ok("active"),
        "C" => Ok("closed"),
        "D" => Ok("dormant"),
        "P" => Ok("proposed"),
        other => Err(fault("status_code", format!("{other} is not A, C, D or P"))),
    }
}

/// `icb_allocation_practice_weighted_populations_2025-26.csv`: people registered with each practice, as NHS England
/// averages them over a year (so not whole, and rounded here); and the NHS region of each ICB, which no other file tells.
#[derive(Debug)]
pub(crate) struct ListSizes {
    known: Arc<Known>,
    once: Once,
    regions: BTreeMap<String, BTreeMap<String, u32>>,
}

impl ListSizes {
    pub(crate) fn new(known: &Arc<Known>) -> Self {
        Self { known: Arc::clone(known), once: Once::default(), regions: BTreeMap::new() }
    }
}

impl Layout for ListSizes {
    fn columns(&self) -> &'static [&'static str] {
        &["Practice_Code", "ICB", "Region", "Population"]
    }

    fn tables(&self) -> Vec<Bulk> {
        vec![Bulk::update(SITE, "code", &["patients"]), Bulk::update("register_system", "ods_code", &["region"])]
    }

    /// Cost centres that are no GP practices of the register are passed over.
    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let (code, icb) = (line.text("Practice_Code")?, line.text("ICB")?);
        let region = line.text("Region")?;
        let patients = line.scaled("Population", 0, "a number of patients")?;
        if patients < 0 {
            return Err(fault("Population", format!("{patients} is not a number of patients")));
        }
        self.once.only("Practice_Code", code)?;
        let region = region.strip_prefix("NHS ").unwrap_or(region).to_owned();
        *self.regions.entry(icb.to_owned()).or_default().entry(region).or_default() += 1;
        out.put(0, [v(code), v(patients)]);
        Ok(())
    }

    /// The region that most of an ICB's practices name. What a person has edited stays.
    fn end(&mut self, out: &mut Rows) {
        for (icb, regions) in std::mem::take(&mut self.regions) {
            let untouched = self.known.systems.get(&icb).is_some_and(|system| system.version == 1);
            let most = regions.into_iter().max_by_key(|(_, practices)| *practices);
            if let (true, Some((region, _))) = (untouched, most) {
                out.put(1, [v(icb), v(region)]);
            }
        }
    }
}
