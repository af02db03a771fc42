//! Councils of both tiers, as areas and as organisations.

use crate::england::layout::{Known, Layout, Once, Rows, v};
use crate::england::organisations::{Listed, Organisations};
use crate::england::sector::{kind_of_council, of_council};
use crate::england::sheet::{Fault, Line, fault};
use folkmoot_store::Bulk;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Year of the two lists of councils.
const LISTED: &str = "2026";

fn area_table() -> Bulk {
    Bulk::upsert("register_area", &["code"], &["code", "kind", "name", "vintage", "successor"])
}

fn kind_of(column: &'static str, code: &str) -> Result<&'static str, Fault> {
    kind_of_council(code).ok_or_else(|| fault(column, format!("{code} is not the code of a council in England")))
}

/// `ltla_england_all_since_2011.csv`: districts and unitary councils, former ones with the code that took over.
#[derive(Debug, Default)]
pub(crate) struct Districts {
    once: Once,
}

impl Layout for Districts {
    fn teaches(&self) -> bool {
        true
    }

    fn columns(&self) -> &'static [&'static str] {
        &["LADCD", "LADNM", "LADCD_ACTIVE", "Current"]
    }

    fn tables(&self) -> Vec<Bulk> {
        vec![area_table()]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let (code, name) = (line.area("LADCD")?, line.text("LADNM")?);
        let kind = kind_of("LADCD", code)?;
        let active = line.area("LADCD_ACTIVE")?;
        let successor = match line.text("Current")? {
            "TRUE" => None,
            "FALSE" if active != code => Some(active.to_owned()),
            "FALSE" => return Err(fault("LADCD_ACTIVE", format!("{code} is not current and names no other"))),
            other => return Err(fault("Current", format!("{other} is neither TRUE nor FALSE"))),
        };
        self.once.only("LADCD", code)?;
        out.put(0, [v(code), v(kind), v(name), v(LISTED), v(successor)]);
        Ok(())
    }
}

/// `utla_england.csv`: the 153 councils that run social care and public health. Those that are districts too are in the
/// list of districts already, and stand there the same way.
#[derive(Debug, Default)]
pub(crate) struct UpperTier {
    once: Once,
}

impl Layout for UpperTier {
    fn teaches(&self) -> bool {
        true
    }

    fn columns(&self) -> &'static [&'static str] {
        &["UTLACD", "UTLANM"]
    }

    fn tables(&self) -> Vec<Bulk> {
        vec![area_table()]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let (code, name) = (line.area("UTLACD")?, line.text("UTLANM")?);
        let kind = kind_of("UTLACD", code)?;
        self.once.only("UTLACD", code)?;
        out.put(0, [v(code), v(kind), v(name), v(LISTED), v(None::<String>)]);
        Ok(())
    }
}

/// A council that stands in the lists, and has no successor.
#[derive(Debug, Clone)]
pub(crate) struct Council {
    pub(crate) code: String,
    pub(crate) kind: String,
    pub(crate) name: String,
}

/// `la_orgid_to_gss.csv`: the full names of councils. Every current council becomes an organisation; one that this list
/// does not know yet is called "... Council".
#[derive(Debug)]
pub(crate) struct Councils {
    known: Arc<Known>,
    once: Once,
    organisations: Organisations,
    current: BTreeMap<String, Council>,
}

impl Councils {
    pub(crate) fn new(known: &Arc<Known>) -> Self {
        let current = known.councils.iter().map(|council| (council.code.clone(), council.clone())).collect();
        Self { known: Arc::clone(known), once: Once::default(), organisations: Organisations::new(known), current }
    }

    fn put(&mut self, council: &Council, name: &str, out: &mut Rows) {
        let listed = Listed::public(name, of_council(&council.kind));
        self.organisations.put(&self.known, 0, &[("gss", &council.code)], &listed, out);
    }
}

impl Layout for Councils {
    fn teaches(&self) -> bool {
        true
    }

    fn columns(&self) -> &'static [&'static str] {
        &["name", "gss_code", "active"]
    }

    fn tables(&self) -> Vec<Bulk> {
        Organisations::tables().into()
    }

    /// Passes over what is no current council of England: former ones, combined authorities, other countries.
    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let name = line.text("name")?;
        let Some(code) = line.maybe_area("gss_code")?.map(|code| self.known.council(code).to_owned()) else {
            return Ok(());
        };
        if line.text("active")? != "TRUE" || !self.current.contains_key(&code) {
            return Ok(());
        }
        self.once.only("gss_code", &code)?;
        if let Some(council) = self.current.remove(&code) {
            self.put(&council, name, out);
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Rows) {
        for council in std::mem::take(&mut self.current).into_values() {
            self.put(&council, &format!("{} Council", council.name), out);
        }
    }
}
