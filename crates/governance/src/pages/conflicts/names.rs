//! Names of those who have interests, and of what they are in.

use crate::interest::{Interest, Party};
use crate::named::{Named, Thing};
use folkmoot_kernel::{OrganisationId, PersonId, Slug};
use folkmoot_register::{links as register_links, store as register};
use folkmoot_store::{Conn, Error};
use std::collections::BTreeMap;

/// Names by id, asked for once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    organisations: BTreeMap<OrganisationId, (Slug, String)>,
    people: BTreeMap<PersonId, String>,
}

impl Names {
    pub(crate) async fn of(
        db: &mut Conn,
        parties: impl IntoIterator<Item = Party>,
        named: impl IntoIterator<Item = &Named>,
    ) -> Result<Self, Error> {
        let parties: Vec<Party> = parties.into_iter().collect();
        let mut organisations: Vec<OrganisationId> = parties.iter().filter_map(|party| party.organisation()).collect();
        organisations.extend(named.into_iter().filter_map(Named::organisation));
        let people: Vec<PersonId> = parties.iter().filter_map(|party| party.person()).collect();
        Ok(Self {
            organisations: register::organisation_names(db, &organisations).await?,
            people: register::person_names(db, &people).await?,
        })
    }

    pub(crate) async fn of_interests(db: &mut Conn, all: &[Interest]) -> Result<Self, Error> {
        Self::of(db, all.iter().map(Interest::party), all.iter().map(Interest::named)).await
    }

    pub(crate) fn party(&self, party: Party) -> String {
        match party {
            Party::Organisation(id) => self.organisations.get(&id).map(|(_, name)| name.clone()).unwrap_or_default(),
            Party::Person(id) => self.people.get(&id).cloned().unwrap_or_default(),
        }
    }

    pub(crate) fn organisation(&self, id: OrganisationId) -> String {
        self.party(Party::Organisation(id))
    }

    /// Where the page of an organisation is; people have none.
    pub(crate) fn href(&self, party: Party) -> String {
        let slug = party.organisation().and_then(|id| self.organisations.get(&id)).map(|(slug, _)| slug);
        slug.map(register_links::organisation).unwrap_or_default()
    }

    /// "The contract Home care", "Vale Trust"
    pub(crate) fn named(&self, named: &Named) -> String {
        match (named.thing(), named.organisation()) {
            (Thing::Contract, _) => format!("The contract “{}”", named.name()),
            (Thing::Pot, _) => format!("The pot “{}”", named.name()),
            (Thing::Organisation, id) => id.map(|id| self.organisation(id)).unwrap_or_default(),
        }
    }
}
