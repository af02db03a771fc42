//! What an act is about: the facts that grant power or take it, loaded from the thing itself, never from the request.

use crate::id::{BodyId, OrganisationId, PersonId, PlaceId};
use crate::pence::Pence;

/// Where a thing belongs, and which organisation it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Subject {
    pub place: Option<PlaceId>,
    pub body: Option<BodyId>,
    pub organisation: Option<OrganisationId>,
}

/// People and organisations.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Parties {
    pub people: Vec<PersonId>,
    pub organisations: Vec<OrganisationId>,
}

/// What forbids on a thing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Facts {
    /// Who takes no part.
    pub recused: Parties,
    /// Who may not read.
    pub withheld: Parties,
    /// How much money it is about.
    pub amount: Option<Pence>,
    /// How much its body may decide; none where nothing limits it.
    pub limit: Option<Pence>,
}

/// A thing with all that its policies ask.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Thing {
    pub subject: Subject,
    pub facts: Facts,
}

impl Subject {
    pub fn place(place: PlaceId) -> Self {
        Self { place: Some(place), ..Self::default() }
    }
    pub fn body(place: PlaceId, body: BodyId) -> Self {
        Self { place: Some(place), body: Some(body), organisation: None }
    }
    /// Something that an organisation owns in a place, like a promise.
    pub fn owned(place: PlaceId, organisation: OrganisationId) -> Self {
        Self { place: Some(place), body: None, organisation: Some(organisation) }
    }
    /// Something an organisation says on one body, like a position.
    pub fn said(place: PlaceId, body: BodyId, organisation: OrganisationId) -> Self {
        Self { place: Some(place), body: Some(body), organisation: Some(organisation) }
    }
    /// With what forbids on it.
    pub fn with(self, facts: Facts) -> Thing {
        Thing { subject: self, facts }
    }
}

impl From<Subject> for Thing {
    fn from(subject: Subject) -> Self {
        subject.with(Facts::default())
    }
}
