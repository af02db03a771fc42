//! Primary care networks and trusts.

use crate::england::layout::{Known, Layout, Once, Rows, v};
use crate::england::name::readable;
use crate::england::organisations::{Listed, Organisations};
use crate::england::sector::of_trust;
use crate::england::sheet::{Fault, Line};
use folkmoot_store::Bulk;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) const SITE: &str = "register_nhs_site";

/// `epcn_pcn_details_2023-02.csv`: primary care networks, closed ones too.
#[derive(Debug)]
pub(crate) struct Networks {
    known: Arc<Known>,
    once: Once,
}

impl Networks {
    pub(crate) fn new(known: &Arc<Known>) -> Self {
        Self { known: Arc::clone(known), once: Once::default() }
    }
}

impl Layout for Networks {
    fn columns(&self) -> &'static [&'static str] {
        &["pcn_code", "pcn_name", "current_sub_icb_loc_code", "open_date", "close_date", "postcode"]
    }

    fn tables(&self) -> Vec<Bulk> {
        let columns = ["code", "kind", "name", "postcode", "status", "parent", "opened", "closed", "icb"];
        vec![Bulk::upsert(SITE, &["code"], &columns)]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let (code, name) = (line.text("pcn_code")?, readable(line.text("pcn_name")?));
        let part = line.maybe("current_sub_icb_loc_code")?;
        let (opened, closed) = (line.compact_date("open_date")?, line.compact_date("close_date")?);
        let postcode = line.maybe("postcode")?;
        self.once.only("pcn_code", code)?;

        let icb = part.and_then(|part| self.known.icb_of_sicbl.get(part)).cloned();
        let status = if closed.is_some() { "closed" } else { "active" };
        let (name, part, postcode) = (v(name), v(part), v(postcode));
        out.put(0, [v(code), v("pcn"), name, postcode, v(status), part, v(opened), v(closed), v(icb)]);
        Ok(())
    }
}

/// `epcn_core_partners_2023-02.csv`: which practice is in which network, with partnerships that ended.
#[derive(Debug, Default)]
pub(crate) struct Membership {
    network_of: BTreeMap<String, Option<String>>,
}

impl Layout for Membership {
    fn columns(&self) -> &'static [&'static str] {
        &["partner_organisation_code", "pcn_code", "practice_to_pcn_relationship_end_date"]
    }

    fn tables(&self) -> Vec<Bulk> {
        vec![Bulk::update(SITE, "code", &["parent"])]
    }

    /// The last network listed without an end counts; a practice whose partnerships have all ended has none.
    fn read(&mut self, line: &Line<'_>, _: &mut Rows) -> Result<(), Fault> {
        let (practice, network) = (line.text("partner_organisation_code")?, line.text("pcn_code")?);
        let ended = line.compact_date("practice_to_pcn_relationship_end_date")?;
        let now = self.network_of.entry(practice.to_owned()).or_default();
        if ended.is_none() {
            *now = Some(network.to_owned());
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Rows) {
        for (practice, network) in std::mem::take(&mut self.network_of) {
            out.put(0, [v(practice), v(network)]);
        }
    }
}

/// `etr_trusts_2022.csv`: NHS trusts. Those of England are organisations; three Welsh ones stand under a pseudo-code.
#[derive(Debug)]
pub(crate) struct Trusts {
    known: Arc<Known>,
    once: Once,
    organisations: Organisations,
}

impl Trusts {
    pub(crate) fn new(known: &Arc<Known>) -> Self {
        Self { known: Arc::clone(known), once: Once::default(), organisations: Organisations::new(known) }
    }
}

impl Layout for Trusts {
    fn columns(&self) -> &'static [&'static str] {
        &["org_code", "name", "icb_code", "postcode", "open_date", "close_date"]
    }

    fn tables(&self) -> Vec<Bulk> {
        let columns = ["code", "kind", "name", "postcode", "status", "opened", "closed", "icb"];
        let [organisations, codes] = Organisations::tables();
        vec![Bulk::upsert(SITE, &["code"], &columns), organisations, codes]
    }

    fn read(&mut self, line: &Line<'_>, out: &mut Rows) -> Result<(), Fault> {
        let (code, name) = (line.text("org_code")?, readable(line.text("name")?));
        let (opened, closed) = (line.compact_date("open_date")?, line.compact_date("close_date")?);
        let (icb, postcode) = (line.maybe("icb_code")?, line.maybe("postcode")?);
        self.once.only("org_code", code)?;

        let icb = icb.and_then(|icb| self.known.icb(icb));
        let status = if closed.is_some() { "closed" } else { "active" };
        let row = [v(code), v("trust"), v(&name), v(postcode), v(status), v(opened), v(&closed), v(icb)];
        out.put(0, row);
        if icb.is_some() {
            let postcode = postcode.unwrap_or_default();
            let listed = Listed { postcode, closed_on: closed, ..Listed::public(&name, of_trust(&name)) };
            self.organisations.put(&self.known, 1, &[("ods", code)], &listed, out);
        }
        Ok(())
    }
}
