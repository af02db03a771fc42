//! A seat: a chair at a table that belongs to an organisation, whoever sits on it.

use folkmoot_kernel::{BodyId, Date, OrganisationId, PlaceId, Role, SeatId, Subject};
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the seat a title, like “Director of adult social care”")]
    NoTitle,
    #[error("A seat in the place's team has no body: choose another role, or no body")]
    TeamOnBody,
    #[error("A seat in the place's team speaks for no organisation")]
    TeamForOrganisation,
    #[error("Choose the body that the seat is on")]
    NoBody,
    #[error("An observer has no vote")]
    ObserverVotes,
    #[error("This seat was already closed on {}", on.in_words())]
    AlreadyClosed { on: Date },
}

impl Refusal {
    pub const fn field(&self) -> &'static str {
        match self {
            Refusal::NoTitle | Refusal::AlreadyClosed { .. } => "title",
            Refusal::TeamOnBody | Refusal::NoBody => "body",
            Refusal::TeamForOrganisation => "organisation",
            Refusal::ObserverVotes => "votes",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatDetails {
    pub title: String,
    pub role: Role,
    /// None: the place's own team.
    pub body: Option<BodyId>,
    /// None: an independent person, like an independent chair; or the team.
    pub organisation: Option<OrganisationId>,
    pub votes: bool,
}

impl SeatDetails {
    /// A seat in the place's own team.
    pub fn team(title: &str) -> Self {
        Self { title: title.to_owned(), role: Role::PlaceTeam, body: None, organisation: None, votes: false }
    }

    /// A member's voting seat for an organisation on a body.
    pub fn member(title: &str, body: BodyId, organisation: OrganisationId) -> Self {
        let (body, organisation) = (Some(body), Some(organisation));
        Self { title: title.to_owned(), role: Role::Member, body, organisation, votes: true }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    id: SeatId,
    place: PlaceId,
    details: SeatDetails,
    closed_on: Option<Date>,
    version: i64,
}

/// What history keeps of a seat.
#[derive(Debug, Serialize)]
pub(crate) struct SeatFacts<'a> {
    title: &'a str,
    role: &'static str,
    body: Option<BodyId>,
    organisation: Option<OrganisationId>,
    votes: bool,
    closed_on: Option<Date>,
}

impl Seat {
    pub fn new(id: SeatId, place: PlaceId, details: SeatDetails) -> Result<Self, Refusal> {
        Ok(Self { id, place, details: checked(details)?, closed_on: None, version: 1 })
    }

    pub(crate) fn stored(
        id: SeatId,
        place: PlaceId,
        details: SeatDetails,
        closed_on: Option<Date>,
        version: i64,
    ) -> Self {
        Self { id, place, details, closed_on, version }
    }

    /// Another title or vote. Body and organisation stay: a seat for somebody else is another seat.
    pub fn change(self, title: &str, votes: bool) -> Result<Self, Refusal> {
        let details = SeatDetails { title: title.to_owned(), votes, ..self.details };
        Ok(Self { details: checked(details)?, ..self })
    }

    pub fn close(self, today: Date) -> Result<Self, Refusal> {
        match self.closed_on {
            Some(on) => Err(Refusal::AlreadyClosed { on }),
            None => Ok(Self { closed_on: Some(today), ..self }),
        }
    }

    pub fn subject(&self) -> Subject {
        Subject { place: Some(self.place), body: self.details.body, organisation: self.details.organisation }
    }

    pub(crate) fn facts(&self) -> SeatFacts<'_> {
        let SeatDetails { title, role, body, organisation, votes } = &self.details;
        let (body, organisation, closed_on) = (*body, *organisation, self.closed_on);
        SeatFacts { title, role: role.key(), body, organisation, votes: *votes, closed_on }
    }

    pub fn id(&self) -> SeatId {
        self.id
    }
    pub fn place(&self) -> PlaceId {
        self.place
    }
    pub fn details(&self) -> &SeatDetails {
        &self.details
    }
    pub fn closed_on(&self) -> Option<Date> {
        self.closed_on
    }
    pub fn version(&self) -> i64 {
        self.version
    }
}

fn checked(mut details: SeatDetails) -> Result<SeatDetails, Refusal> {
    details.title = details.title.trim().to_owned();
    let team = details.role == Role::PlaceTeam;
    match &details {
        SeatDetails { title, .. } if title.is_empty() => Err(Refusal::NoTitle),
        SeatDetails { body: Some(_), .. } if team => Err(Refusal::TeamOnBody),
        SeatDetails { organisation: Some(_), .. } if team => Err(Refusal::TeamForOrganisation),
        SeatDetails { body: None, .. } if !team => Err(Refusal::NoBody),
        SeatDetails { role: Role::Observer, votes: true, .. } => Err(Refusal::ObserverVotes),
        _ => Ok(details),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    const BOARD: BodyId = Id::from_number(1);
    const TRUST: OrganisationId = Id::from_number(2);

    fn seat(details: SeatDetails) -> Result<Seat, Refusal> {
        Seat::new(Id::from_number(3), Id::from_number(4), details)
    }

    #[test]
    fn a_seat_is_on_a_body_or_in_the_team_and_never_both() {
        assert!(seat(SeatDetails::member("Member", BOARD, TRUST)).is_ok());
        assert!(seat(SeatDetails::team("Business manager")).is_ok());
        let both = SeatDetails { body: Some(BOARD), ..SeatDetails::team("Manager") };
        let neither = SeatDetails { body: None, ..SeatDetails::member("Member", BOARD, TRUST) };

        assert_eq!(seat(both), Err(Refusal::TeamOnBody));
        assert_eq!(seat(neither), Err(Refusal::NoBody));
    }

    #[test]
    fn the_team_speaks_for_nobody() {
        let team = SeatDetails { organisation: Some(TRUST), ..SeatDetails::team("Manager") };

        assert_eq!(seat(team), Err(Refusal::TeamForOrganisation));
    }

    #[test]
    fn an_observer_sits_in_and_does_not_vote() {
        let observer = |votes| SeatDetails { role: Role::Observer, votes, ..SeatDetails::member("Eye", BOARD, TRUST) };

        assert!(seat(observer(false)).is_ok());
        assert_eq!(seat(observer(true)), Err(Refusal::ObserverVotes));
    }

    #[test]
    fn a_seat_closes_once() {
        let on = Date::new(2026, 3, 31).unwrap();
        let closed = seat(SeatDetails::team("Manager")).unwrap().close(on).unwrap();

        assert_eq!(closed.close(on), Err(Refusal::AlreadyClosed { on }));
    }
}
