//! Who is who: organisations, bodies and seats by the names that the content uses.

use super::DemoError;
use super::maker::unknown;
use folkmoot_authority::outside::OutsideId;
use folkmoot_governance::priority::PriorityId;
use folkmoot_kernel::{BodyId, FunctionId, OrganisationId, PersonId, PlaceId, Role, SeatId};
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
    /// What stands on the map of who decides, and bodies beside and above.
    pub(super) functions: BTreeMap<String, FunctionId>,
    pub(super) outside: BTreeMap<String, OutsideId>,
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

    pub(super) fn function(&self, key: &str) -> Result<FunctionId, DemoError> {
        self.functions.get(key).copied().ok_or_else(|| unknown(format!("the function {key}")))
    }

    /// The seat of somebody of the place's team.
    pub(super) fn team_seat(&self, nth: usize) -> Option<SeatId> {
        self.seats.iter().filter(|seat| seat.role == Role::PlaceTeam).nth(nth).map(|seat| seat.seat)
    }

    /// The first seat of an organisation on a body.
    pub(super) fn seat_of(&self, body: &str, organisation: &str) -> Option<SeatId> {
        self.of_body(body).find(|seat| seat.organisation() == Some(organisation)).map(|seat| seat.seat)
    }

    /// The organisation that a seat belongs to, as a post is spoken of.
    pub(super) fn post_of(&self, seat: SeatId) -> String {
        let of = self.seats.iter().find(|one| one.seat == seat).and_then(Seated::organisation);
        of.map_or_else(|| "The place team".to_owned(), |key| self.name(key))
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
