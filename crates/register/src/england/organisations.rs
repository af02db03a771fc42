//! Organisations as a list names them: found again by scheme and code, so that a second import changes nothing; what a
//! person has edited since stays as they wrote it.

use super::layout::{Known, Rows, v};
use crate::organisation::{LegalForm, Sector, match_name};
use folkmoot_kernel::{OrganisationId, Slug};
use folkmoot_store::Bulk;
use std::collections::HashSet;

/// What a list says of an organisation.
#[derive(Debug, Clone)]
pub(crate) struct Listed<'a> {
    pub(crate) name: &'a str,
    pub(crate) sector: Sector,
    pub(crate) legal_form: Option<LegalForm>,
    pub(crate) postcode: &'a str,
    pub(crate) phone: &'a str,
    pub(crate) closed_on: Option<String>,
}

impl<'a> Listed<'a> {
    /// A board, council or trust of which the list says no more.
    pub(crate) fn public(name: &'a str, sector: Sector) -> Self {
        Self { name, sector, legal_form: Some(LegalForm::Public), postcode: "", phone: "", closed_on: None }
    }
}

/// Turns what lists say into rows of organisations and their codes.
#[derive(Debug)]
pub(crate) struct Organisations {
    slugs: HashSet<String>,
}

impl Organisations {
    pub(crate) fn new(known: &Known) -> Self {
        Self { slugs: known.slugs.clone() }
    }

    /// Tables for [`Organisations::put`]: organisations first, then their codes.
    pub(crate) fn tables() -> [Bulk; 2] {
        let columns = ["id", "slug", "name", "match_name", "sector", "legal_form", "postcode", "phone", "closed_on"];
        [
            Bulk::upsert_keeping("register_organisation", &["id"], &["slug"], &columns),
            Bulk::upsert("register_organisation_code", &["scheme", "code"], &["scheme", "code", "organisation_id"]),
        ]
    }

    /// Puts the organisation known by the first of its (scheme, code) pairs that the register knows, or a new one. Its row
    /// goes to the `table`th table, its codes to the next. Nothing new is made of an organisation that has closed.
    pub(crate) fn put(
        &mut self,
        known: &Known,
        table: usize,
        codes: &[(&str, &str)],
        listed: &Listed<'_>,
        out: &mut Rows,
    ) {
        let key = |&(scheme, code): &(&str, &str)| (scheme.to_owned(), code.to_owned());
        let found = codes.iter().find_map(|code| known.organisations.get(&key(code)));
        if found.is_none() && listed.closed_on.is_some() {
            return;
        }
        let id = found.map_or_else(|| known.clock.new_id(), |there| OrganisationId::from_number(there.id));
        if found.is_none_or(|there| there.version == 1) {
            let slug = if found.is_some() { String::new() } else { self.slug(listed.name, codes) };
            let legal_form = listed.legal_form.map_or("", LegalForm::key);
            out.put(
                table,
                [
                    v(id),
                    v(slug),
                    v(listed.name),
                    v(match_name(listed.name)),
                    v(listed.sector.key()),
                    v(legal_form),
                    v(listed.postcode),
                    v(listed.phone),
                    v(listed.closed_on.clone()),
                ],
            );
        }
        for &(scheme, code) in codes {
            out.put(table + 1, [v(scheme), v(code), v(id)]);
        }
    }

    /// A link name that nobody has: the name's, or with the code behind it.
    fn slug(&mut self, name: &str, codes: &[(&str, &str)]) -> String {
        let plain = Slug::of(name).to_string();
        let code = codes.first().map_or("", |&(_, code)| code);
        let taken = self.slugs.contains(&plain);
        let slug = if taken { Slug::of(&format!("{code} {name}")).to_string() } else { plain };
        self.slugs.insert(slug.clone());
        slug
    }
}
