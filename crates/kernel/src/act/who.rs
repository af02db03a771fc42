//! Who asks: a visitor, a person with what they hold and how they signed in, or the program itself.

use super::Subject;
use crate::id::{BodyId, OrganisationId, PersonId, PlaceId, SeatId};

/// What a seat lets its holder do on its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Chair,
    DeputyChair,
    Secretary,
    Member,
    /// Sits in, speaks, takes no position.
    Observer,
    /// Works for the place as a whole: its business manager, its team.
    PlaceTeam,
}

/// One seat that the person holds today. A place's team holds no body and speaks for no organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub seat: SeatId,
    pub place: PlaceId,
    pub body: Option<BodyId>,
    pub organisation: Option<OrganisationId>,
    pub role: Role,
}

/// How sure we are that it is them. (sources.md#assurance)
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assurance {
    /// Whoever reads their e-mail.
    Email = 1,
    /// Whoever holds their device, or signed in through their organisation.
    Strong = 2,
    /// The same, and their organisation says that it proved who they are.
    Proved = 3,
}

/// What sign-in said of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Proof {
    pub assurance: Assurance,
    /// Signed in a short while ago.
    pub fresh: bool,
}

/// Who is asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    Nobody,
    Person {
        id: PersonId,
        held: Vec<Held>,
        administrator: bool,
        proof: Proof,
    },
    /// The command line or a job, by name.
    Program(&'static str),
}

impl Proof {
    /// Nothing more could be asked for.
    pub const WHOLE: Proof = Proof { assurance: Assurance::Proved, fresh: true };
}

impl Actor {
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Actor::Person { id, .. } => Some(*id),
            Actor::Nobody | Actor::Program(_) => None,
        }
    }

    pub fn held(&self) -> &[Held] {
        match self {
            Actor::Person { held, .. } => held,
            Actor::Nobody | Actor::Program(_) => &[],
        }
    }
}

impl Held {
    pub(super) fn in_place(&self, subject: &Subject) -> bool {
        subject.place == Some(self.place)
    }
    pub(super) fn on_body(&self, subject: &Subject) -> bool {
        self.body.is_some() && self.body == subject.body
    }
    pub(super) fn observes(&self) -> bool {
        self.role == Role::Observer
    }
    pub(super) fn on_team(&self, subject: &Subject) -> bool {
        self.role == Role::PlaceTeam && self.in_place(subject)
    }
    pub(super) fn runs_its_body(&self) -> bool {
        matches!(self.role, Role::Chair | Role::DeputyChair | Role::Secretary)
    }
    pub(super) fn runs(&self, subject: &Subject) -> bool {
        self.on_body(subject) && self.runs_its_body()
    }
    pub(super) fn binds(&self, subject: &Subject) -> bool {
        let same_place = subject.place.is_none_or(|place| place == self.place);
        let same_body = subject.body.is_none_or(|body| self.body == Some(body));
        let same_organisation = self.organisation.is_some() && self.organisation == subject.organisation;
        same_place && same_body && same_organisation && !self.observes()
    }
}

impl Role {
    pub const ALL: [Role; 6] =
        [Role::Chair, Role::DeputyChair, Role::Secretary, Role::Member, Role::Observer, Role::PlaceTeam];

    pub const fn key(self) -> &'static str {
        match self {
            Role::Chair => "chair",
            Role::DeputyChair => "deputy_chair",
            Role::Secretary => "secretary",
            Role::Member => "member",
            Role::Observer => "observer",
            Role::PlaceTeam => "place_team",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Role::Chair => "Chair",
            Role::DeputyChair => "Deputy chair",
            Role::Secretary => "Secretary",
            Role::Member => "Member",
            Role::Observer => "Observer",
            Role::PlaceTeam => "Place team",
        }
    }
}
