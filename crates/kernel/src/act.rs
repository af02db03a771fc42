//! Who may do what: an [`Act`] says what it needs, an [`Actor`] brings what they hold, a [`Subject`] carries the facts
//! that grant power, and a [`Permit`] is the proof that the three met. Pure: facts are loaded before.

use crate::id::{BodyId, OrganisationId, PersonId, PlaceId, SeatId};

/// One thing a person can do, named as history and the policy page name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// Stable key in history rows: "promise.accept".
    pub key: &'static str,
    /// Words after "may": "accept a promise for their organisation".
    pub words: &'static str,
    pub needs: Needs,
}

/// What an act asks of the person. Each is one sentence on the page "who may do what here".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Anybody, signed in or not.
    Nothing,
    /// Anybody who is signed in.
    SignIn,
    /// A seat on the body, or the team of its place.
    SeatOnBody,
    /// A seat in the place, on any body, or its team.
    SeatInPlace,
    /// Chair, deputy chair or secretary of the body, or the team of its place.
    RunsBody,
    /// A seat held for the organisation concerned, which may bind it.
    SpeaksForOrganisation,
    /// A seat in the place for an organisation that is NOT the one concerned: owners do not confirm their own.
    AnotherOrganisation,
    /// The team of the place.
    PlaceTeam,
    /// An administrator of this installation.
    Administrator,
    /// The program itself: command line and reconciling jobs.
    Program,
}

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

/// Who is asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    Nobody,
    Person {
        id: PersonId,
        held: Vec<Held>,
        administrator: bool,
    },
    /// The command line or a job, by name.
    Program(&'static str),
}

/// What the act is about: the facts that grant power, loaded from the thing itself, never from the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Subject {
    pub place: Option<PlaceId>,
    pub body: Option<BodyId>,
    pub organisation: Option<OrganisationId>,
}

/// Proof that an actor was allowed an act. Only [`permit`] makes one, and recording the change consumes it.
#[derive(Debug, PartialEq, Eq)]
#[must_use = "a permit is for recording the change it allowed"]
pub struct Permit {
    act: Act,
    by: By,
    place: Option<PlaceId>,
}

/// Who did it, as history keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Nobody,
    Person { id: PersonId, seat: Option<SeatId> },
    Program(&'static str),
}

/// Why not, as a sentence for the person who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("sign in first")]
    SignInFirst,
    #[error("only people with a seat on this body can do this")]
    NoSeatOnBody,
    #[error("only people with a seat in this place can do this")]
    NoSeatInPlace,
    #[error("only the chair, the deputy chair, the secretary or the place team can do this")]
    DoesNotRunBody,
    #[error("only somebody who holds a seat for this organisation can do this")]
    NotForOrganisation,
    #[error("another organisation must do this: nobody confirms their own")]
    OwnOrganisation,
    #[error("only the place team can do this")]
    NotPlaceTeam,
    #[error("only an administrator of this site can do this")]
    NotAdministrator,
    #[error("only the program itself can do this")]
    NotProgram,
}

/// Allows `act` on `subject`, or says why not. The seat that allowed it goes into history.
pub fn permit(actor: &Actor, act: Act, subject: &Subject) -> Result<Permit, Refused> {
    let by = match actor {
        Actor::Program(name) => By::Program(name),
        Actor::Nobody if act.needs == Needs::Nothing => By::Nobody,
        Actor::Nobody => return Err(Refused::SignInFirst),
        Actor::Person { id, held, administrator } => {
            By::Person { id: *id, seat: allowing_seat(held, *administrator, act.needs, subject)? }
        }
    };
    Ok(Permit { act, by, place: subject.place })
}

fn allowing_seat(
    held: &[Held],
    administrator: bool,
    needs: Needs,
    subject: &Subject,
) -> Result<Option<SeatId>, Refused> {
    let with = |fits: &dyn Fn(&Held) -> bool, why: Refused| {
        held.iter().find(|seat| fits(seat)).map(|seat| Some(seat.seat)).ok_or(why)
    };
    match needs {
        Needs::Nothing | Needs::SignIn => Ok(held.first().map(|seat| seat.seat)),
        Needs::SeatOnBody => with(&|seat| seat.on_body(subject) || seat.on_team(subject), Refused::NoSeatOnBody),
        Needs::SeatInPlace => with(&|seat| seat.in_place(subject), Refused::NoSeatInPlace),
        Needs::RunsBody => with(&|seat| seat.runs(subject) || seat.on_team(subject), Refused::DoesNotRunBody),
        Needs::SpeaksForOrganisation => with(&|seat| seat.binds(subject), Refused::NotForOrganisation),
        Needs::AnotherOrganisation => another(held, subject),
        Needs::PlaceTeam => with(&|seat| seat.on_team(subject), Refused::NotPlaceTeam),
        Needs::Administrator if administrator => Ok(None),
        Needs::Administrator => Err(Refused::NotAdministrator),
        Needs::Program => Err(Refused::NotProgram),
    }
}

/// A person with any seat for the owner is its owner, whatever other seats they hold.
fn another(held: &[Held], subject: &Subject) -> Result<Option<SeatId>, Refused> {
    if held.iter().any(|seat| seat.organisation.is_some() && seat.organisation == subject.organisation) {
        return Err(Refused::OwnOrganisation);
    }
    let other = held.iter().find(|seat| seat.in_place(subject) && seat.organisation.is_some() && !seat.observes());
    other.map(|seat| Some(seat.seat)).ok_or(Refused::NoSeatInPlace)
}

impl Held {
    fn in_place(&self, subject: &Subject) -> bool {
        subject.place == Some(self.place)
    }
    fn on_body(&self, subject: &Subject) -> bool {
        self.body.is_some() && self.body == subject.body
    }
    fn observes(&self) -> bool {
        self.role == Role::Observer
    }
    fn on_team(&self, subject: &Subject) -> bool {
        self.role == Role::PlaceTeam && self.in_place(subject)
    }
    fn runs(&self, subject: &Subject) -> bool {
        self.on_body(subject) && matches!(self.role, Role::Chair | Role::DeputyChair | Role::Secretary)
    }
    fn binds(&self, subject: &Subject) -> bool {
        let same_place = subject.place.is_none_or(|place| place == self.place);
        let same_body = subject.body.is_none_or(|body| self.body == Some(body));
        let same_organisation = self.organisation.is_some() && self.organisation == subject.organisation;
        same_place && same_body && same_organisation && !self.observes()
    }
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
}

impl Permit {
    pub fn act(&self) -> Act {
        self.act
    }
    pub fn by(&self) -> By {
        self.by
    }
    pub fn place(&self) -> Option<PlaceId> {
        self.place
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;

    const PLACE: PlaceId = Id::from_number(1);
    const BOARD: BodyId = Id::from_number(2);
    const TRUST: OrganisationId = Id::from_number(3);
    const CLUB: OrganisationId = Id::from_number(4);

    fn act(needs: Needs) -> Act {
        Act { key: "test", words: "test", needs }
    }

    fn seat(role: Role, organisation: Option<OrganisationId>) -> Held {
        let body = (role != Role::PlaceTeam).then_some(BOARD);
        Held { seat: Id::from_number(9), place: PLACE, body, organisation, role }
    }

    fn person(held: Vec<Held>) -> Actor {
        Actor::Person { id: Id::from_number(7), held, administrator: false }
    }

    #[test]
    fn an_owner_never_confirms_its_own_promise_whatever_else_they_hold() {
        let both = person(vec![seat(Role::Member, Some(CLUB)), seat(Role::Member, Some(TRUST))]);

        let refused = permit(&both, act(Needs::AnotherOrganisation), &Subject::owned(PLACE, TRUST));

        assert_eq!(refused, Err(Refused::OwnOrganisation));
    }

    #[test]
    fn another_partner_may_confirm() {
        let club = person(vec![seat(Role::Member, Some(CLUB))]);

        let permit = permit(&club, act(Needs::AnotherOrganisation), &Subject::owned(PLACE, TRUST)).unwrap();

        assert_eq!(permit.by(), By::Person { id: Id::from_number(7), seat: Some(Id::from_number(9)) });
    }

    #[test]
    fn an_observer_binds_nobody() {
        let observer = person(vec![seat(Role::Observer, Some(TRUST))]);

        let refused = permit(&observer, act(Needs::SpeaksForOrganisation), &Subject::said(PLACE, BOARD, TRUST));

        assert_eq!(refused, Err(Refused::NotForOrganisation));
    }

    #[test]
    fn a_seat_in_one_place_opens_nothing_in_another() {
        let chair = person(vec![seat(Role::Chair, Some(TRUST)), seat(Role::PlaceTeam, None)]);
        let elsewhere = Subject::body(Id::from_number(99), Id::from_number(98));

        for needs in [Needs::SeatOnBody, Needs::SeatInPlace, Needs::RunsBody, Needs::PlaceTeam] {
            assert!(permit(&chair, act(needs), &elsewhere).is_err(), "{needs:?}");
        }
    }

    #[test]
    fn the_team_runs_every_body_of_its_place_and_speaks_for_none() {
        let team = person(vec![seat(Role::PlaceTeam, None)]);

        assert!(permit(&team, act(Needs::RunsBody), &Subject::body(PLACE, BOARD)).is_ok());
        let refused = permit(&team, act(Needs::SpeaksForOrganisation), &Subject::said(PLACE, BOARD, TRUST));
        assert_eq!(refused, Err(Refused::NotForOrganisation));
    }

    #[test]
    fn nobody_signs_in_first() {
        assert_eq!(permit(&Actor::Nobody, act(Needs::SignIn), &Subject::default()), Err(Refused::SignInFirst));
        assert!(permit(&Actor::Nobody, act(Needs::Nothing), &Subject::default()).is_ok());
    }
}
