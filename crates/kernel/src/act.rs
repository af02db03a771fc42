//! Who may do what: an [`Act`] says what it needs, an [`Actor`] brings what they hold, a [`Thing`] carries the facts
//! that grant and forbid, the policies decide, and a [`Permit`] is the proof that they did. Pure: facts are loaded before.

mod facts;
pub mod policy;
mod refused;
mod slice;
#[cfg(test)]
mod tests;
mod who;

pub use facts::{Facts, Parties, Subject, Thing};
pub use refused::Refused;
pub use who::{Actor, Assurance, Held, Proof, Role};

use crate::id::{PersonId, PlaceId, SeatId};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// Allows `act` on a thing, or says why not. A seat must be there that would allow it, which goes into history; then the
/// policies decide.
pub fn permit(actor: &Actor, act: Act, thing: &Thing) -> Result<Permit, Refused> {
    let by = match actor {
        Actor::Program(name) => By::Program(name),
        Actor::Nobody if act.needs == Needs::Nothing => By::Nobody,
        Actor::Nobody => return Err(Refused::SignInFirst),
        Actor::Person { id, held, administrator, .. } => {
            By::Person { id: *id, seat: allowing_seat(held, *administrator, act.needs, &thing.subject)? }
        }
    };
    policy::decide(actor, act, thing)?;
    Ok(Permit { act, by, place: thing.subject.place })
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
