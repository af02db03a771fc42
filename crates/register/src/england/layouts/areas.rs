//! Boards, regions and wards.

use crate::england::layout::{Known, Layout, Nested, Once, Rows, v};
use crate::england::nesting::{Links, WHOLE};
use crate::england::organisations::{Listed, Organisations};
use crate::england::sheet::{Fault, Line, fault};
use crate::organisation::Sector;
use folkmoot_kernel::Slug;
use folkmoot_kernel::id::{Anything, Id};
use folkmoot_store::Bulk;
use std::sync::Arc;

const AREA: &str = "register_area";

/// `icb24.csv`: the 42 integrated care boards of April 2024. Each is an area, a system and an organisation.
#[derive(Debug)]
pub(crate) struct Boards {
    known: Arc<Known>,
    once: Once,
    organisations: Organisations,
}

impl Boards {
    pub(crate) fn new(known: &Arc<Known>) -> Self {
        Self { known: Arc::clone(known), once: Once::default(), organisations: Organisations::new(known) }
    }
}

impl Layout for Boards {
    fn teaches(&self) -> bool {
        true
    }

    fn columns(&self) -> &'static [&'static str] {
        &["icb24_code", "icb24_code_nhs", "icb24_name"]
    }

    fn tables(&self) -> Vec<Bulk> {
        let [organisations, codes] = Organisations::tables();
        let system = ["id", "slug", "name", "area_code", "ods_code"];
        vec![
            Bulk::upsert(AREA, &["code"], &["code", "kind", "name", "vintage", "ods_code"]),
            Bulk::upsert_keeping("register_system", &["id"], &["slug"], &system),
            organisations,
            codes,
        ]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let (code, ods) = (line.area("icb24_code")?, line.text("icb24_code_nhs")?);
        let name = line.text("icb24_name")?;
        self.once.only("icb24_code", code)?;
        self.once.only("icb24_code_nhs", ods)?;

        out.put(0, [v(code), v("icb"), v(name), v("2024"), v(ods)]);
        let system = short_name(name);
        let there = self.known.systems.get(ods);
        if there.is_none_or(|there| there.version == 1) {
            let id: Id<Anything> = there.map_or_else(|| self.known.clock.new_id(), |there| Id::from_number(there.id));
            // The link name of a system that is there stays; "" is never written.
            let slug = there.map_or_else(|| Slug::of(system).to_string(), |_| String::new());
            out.put(1, [v(id), v(slug), v(system), v(code), v(ods)]);
        }
        let listed = Listed::public(name, Sector::Icb);
        self.organisations.put(&self.known, 2, &[("ods", ods), ("gss", code)], &listed, out);
        Ok(())
    }
}

/// "NHS South Yorkshire Integrated Care Board" runs the system "South Yorkshire".
fn short_name(name: &str) -> &str {
    let name = name.strip_prefix("NHS ").unwrap_or(name);
    name.strip_suffix(" Integrated Care Board").unwrap_or(name)
}

/// `sub_icb_locations24.csv`: the 106 parts of boards, which data about care still comes by.
#[derive(Debug, Default)]
pub(crate) struct SubBoards {
    once: Once,
    links: Links,
}

impl Layout for SubBoards {
    fn teaches(&self) -> bool {
        true
    }

    fn columns(&self) -> &'static [&'static str] {
        &["sicbl24_code", "sicbl24_code_nhs", "sicbl24_name", "icb24_code"]
    }

    fn tables(&self) -> Vec<Bulk> {
        vec![Bulk::upsert(AREA, &["code"], &["code", "kind", "name", "vintage", "ods_code"])]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let (code, ods) = (line.area("sicbl24_code")?, line.text("sicbl24_code_nhs")?);
        let (name, board) = (line.text("sicbl24_name")?, line.area("icb24_code")?);
        self.once.only("sicbl24_code", code)?;
        self.links.insert((code.into(), "icb", board.into()), WHOLE);
        out.put(0, [v(code), v("sicbl"), v(name), v("2024"), v(ods)]);
        Ok(())
    }

    fn links(&mut self) -> Option<Nested> {
        let links = std::mem::take(&mut self.links);
        Some(Nested { children: &["sicbl"], parents: &["icb"], links })
    }
}

/// `regions.csv`: the nine regions.
#[derive(Debug, Default)]
pub(crate) struct Regions {
    once: Once,
}

impl Layout for Regions {
    fn columns(&self) -> &'static [&'static str] {
        &["RGNCD", "RGNNM"]
    }

    fn tables(&self) -> Vec<Bulk> {
        vec![Bulk::upsert(AREA, &["code"], &["code", "kind", "name", "vintage"])]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let (code, name) = (line.area("RGNCD")?, line.text("RGNNM")?);
        self.once.only("RGNCD", code)?;
        out.put(0, [v(code), v("region"), v(name), v("2024")]);
        Ok(())
    }
}

/// `wards_england_all_years.csv`: every ward since 2016 with the first year that listed it (2016: or before).
/// Codes of wards change with every review of boundaries, so most are no longer in use.
#[derive(Debug)]
pub(crate) struct Wards {
    known: Arc<Known>,
    once: Once,
    links: Links,
}

impl Wards {
    pub(crate) fn new(known: &Arc<Known>) -> Self {
        Self { known: Arc::clone(known), once: Once::default(), links: Links::new() }
    }
}

impl Layout for Wards {
    fn columns(&self) -> &'static [&'static str] {
        &["WDCD", "WDNM", "SOURCEFILE", "LADCD_ACTIVE", "longitude", "latitude"]
    }

    fn tables(&self) -> Vec<Bulk> {
        let columns = ["code", "kind", "name", "vintage", "valid_from", "lat_u", "lon_u"];
        vec![Bulk::upsert(AREA, &["code"], &columns)]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let (code, name) = (line.area("WDCD")?, line.text("WDNM")?);
        let year = line.whole("SOURCEFILE", 2000..=2100, "a year")?.to_string();
        let council = line.area("LADCD_ACTIVE")?;
        let (lat, lon) = line.position("latitude", "longitude")?.unzip();
        self.once.only("WDCD", code)?;

        let council = self.known.council(council).into();
        self.links.insert((code.into(), "ltla", council), WHOLE);
        out.put(0, [v(code), v("ward"), v(name), v(&year), v(&year), v(lat), v(lon)]);
        Ok(())
    }

    fn links(&mut self) -> Option<Nested> {
        let links = std::mem::take(&mut self.links);
        Some(Nested { children: &["ward"], parents: &["ltla"], links })
    }
}

/// `lsoa11_to_lsoa21.csv`: small areas of 2011 and what became of them. Unchanged ones say nothing and are passed over.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    once: Once,
}

impl Layout for Changes {
    fn columns(&self) -> &'static [&'static str] {
        &["lsoa11_code", "change_code", "lsoa21_code"]
    }

    fn tables(&self) -> Vec<Bulk> {
        let columns = ["old_code", "new_code", "change"];
        vec![Bulk::upsert("register_area_change", &["old_code", "new_code"], &columns)]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let (old, new) = (line.area("lsoa11_code")?, line.area("lsoa21_code")?);
        let change = line.text("change_code")?;
        match change {
            "U" => return Ok(()),
            "S" | "M" | "X" => {}
            other => return Err(fault("change_code", format!("{other} is not U, S, M or X"))),
        }
        self.once.only("lsoa21_code", &format!("{old} {new}"))?;
        out.put(0, [v(old), v(new), v(change)]);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_called_by_its_short_name() {
        assert_eq!(short_name("NHS South Yorkshire Integrated Care Board"), "South Yorkshire");
        assert_eq!(short_name("Anywhere"), "Anywhere");
    }
}
