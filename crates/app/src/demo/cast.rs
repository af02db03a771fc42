//! Who is who: organisations, bodies and seats by the names that the content uses.

use super::DemoError;
use super::maker::unknown;
use folkmoot_governance::priority::PriorityId;
use folkmoot_kernel::{BodyId, OrganisationId, PersonId, PlaceId, Role, SeatId};
use folkmoot_register::holder::Holder;
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) place: Option<PlaceId>,
    pub(super) organisations: BTreeMap<String, OrganisationId>,
    pub(super) names: BTreeMap<String, String>,
    pub(super) bodies: BTreeMap<String, BodyId>,
    pub(super) priorities: Vec<PriorityId>,
    /// What data and people say, by priority.
    pub(super) needs: Vec<String>,
    pub(super) seats: Vec<Seated>,
}

/// A seat with who holds it now.
#[derive(Debug, Clone)]
pub(super) struct Seated {
    pub(super) seat: SeatId,
    pub(super) body: Option<String>,
    /// Organisation and the number of its person.
    pub(super) of: Option<(String, usize)>,
    pub(super) role: Role,
    pub(super) holder: Option<Holder>,
    pub(super) name: String,
}

impl Seated {
    fn person(&self) -> Option<PersonId> {
        self.holder.as_ref().map(Holder::person)
    }

    fn organisation(&self) -> Option<&str> {
        self.of.as_ref().map(|(organisation, _)| organisation.as_str())
    }
}

impl Cast {
    pub(super) fn place(&self) -> Result<PlaceId, DemoError> {
        self.place.ok_or_else(|| unknown("Oxmoor Vale"))
    }

    pub(super) fn organisation(&self, key: &str) -> Result<OrganisationId, DemoError> {
        self.organisations.get(key).copied().ok_or_else(|| unknown(format!("the organisation {key}")))
    }

    /// Its name, as minutes write it.
    pub(super) fn name(&self, key: &str) -> String {
        self.names.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    pub(super) fn body(&self, key: &str) -> Result<BodyId, DemoError> {
        self.bodies.get(key).copied().ok_or_else(|| unknown(format!("the body {key}")))
    }

    pub(super) fn of_body<'a>(&'a self, body: &'a str) -> impl Iterator<Item = &'a Seated> {
        self.seats.iter().filter(move |seat| seat.body.as_deref() == Some(body))
    }

    /// Organisations that are asked for a position on a body, in the order of their seats.
    pub(super) fn voices(&self, body: &str) -> Vec<String> {
        let mut voices: Vec<String> = Vec::new();
        let asked = self.of_body(body).filter(|seat| seat.role != Role::Observer && seat.holder.is_some());
        for organisation in asked.filter_map(Seated::organisation) {
            if !voices.iter().any(|voice| voice == organisation) {
                voices.push(organisation.to_owned());
            }
        }
        voices
    }

    /// Who speaks for an organisation on a body.
    pub(super) fn speaker(&self, body: &str, organisation: &str) -> Result<PersonId, DemoError> {
        let speaks = |seat: &&Seated| seat.organisation() == Some(organisation) && seat.role != Role::Observer;
        let person = self.of_body(body).find(speaks).and_then(Seated::person);
        person.ok_or_else(|| unknown(format!("a seat of {organisation} on {body}")))
    }

    /// Who speaks for an organisation anywhere in the place; on this body if it can.
    pub(super) fn voice(&self, body: &str, organisation: &str) -> Result<PersonId, DemoError> {
        if let Ok(person) = self.speaker(body, organisation) {
            return Ok(person);
        }
        let speaks = |seat: &&Seated| seat.organisation() == Some(organisation) && seat.role != Role::Observer;
        let person = self.seats.iter().filter(speaks).find_map(Seated::person);
        person.ok_or_else(|| unknown(format!("a seat that speaks for {organisation}")))
    }

    /// Who chairs a body.
    pub(super) fn chair(&self, body: &str) -> Result<PersonId, DemoError> {
        let chair = self.of_body(body).find(|seat| seat.role == Role::Chair).and_then(Seated::person);
        chair.ok_or_else(|| unknown(format!("a chair of {body}")))
    }

    /// Somebody of the place's team: 0 its business manager, 1 its governance officer.
    pub(super) fn team(&self, nth: usize) -> Result<PersonId, DemoError> {
        let team = self.seats.iter().filter(|seat| seat.role == Role::PlaceTeam).nth(nth);
        team.and_then(Seated::person).ok_or_else(|| unknown("somebody of the team"))
    }
}
