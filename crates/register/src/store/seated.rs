//! Terms on bodies of a place, each with its seat and person.

use crate::holder::{HolderId, Term};
use folkmoot_kernel::{BodyId, Date, OrganisationId, PersonId, PlaceId, SeatId};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    /// Somebody's time on a body. Who sat there once is for the place's team; who sits there now is for everybody.
    pub struct Seated {
        pub id: HolderId,
        pub place_id: PlaceId,
        pub seat_id: SeatId,
        pub title: String,
        pub role: String,
        pub votes: bool,
        pub capacity: String,
        pub body_id: BodyId,
        pub organisation_id: Option<OrganisationId>,
        pub person_id: PersonId,
        pub person_name: String,
        pub from_date: Date,
        pub until_date: Option<Date>,
        pub seat_closed_on: Option<Date>,
    }
}

/// Most terms of a place.
const TERMS_MAX: u32 = 50_000;

const TERMS: &str = "select h.id, s.place_id, h.seat_id, s.title, s.role, s.votes, h.capacity, s.body_id,
                s.organisation_id, h.person_id, p.name as person_name, h.from_date, h.until_date,
                s.closed_on as seat_closed_on
           from register_seat s
           join register_holder h on h.seat_id = s.id
           join register_person p on p.id = h.person_id
          where s.body_id is not null";

impl Seated {
    pub fn sits(&self, day: Date) -> bool {
        let open = self.seat_closed_on.is_none_or(|closed| closed > day);
        open && Term::new(self.from_date, self.until_date).is_ok_and(|term| term.covers(day))
    }

    /// The last day, once it is known.
    pub fn ended(&self) -> Option<Date> {
        match (self.until_date, self.seat_closed_on) {
            (Some(until), Some(closed)) => Some(until.min(closed)),
            (until, closed) => until.or(closed),
        }
    }
}

/// All terms on bodies of a place, past ones as well, in the order in which they were written down.
pub async fn seated(db: &mut Conn, place: PlaceId) -> Result<Vec<Seated>, Error> {
    sql(format!("{TERMS} and s.place_id = $1 order by h.id limit $2")).bind(place).bind(TERMS_MAX).all(db).await
}

pub async fn seated_by(db: &mut Conn, person: PersonId) -> Result<Vec<Seated>, Error> {
    sql(format!("{TERMS} and h.person_id = $1 order by h.id limit $2")).bind(person).bind(TERMS_MAX).all(db).await
}

pub async fn seated_in(db: &mut Conn, term: HolderId) -> Result<Option<Seated>, Error> {
    sql(format!("{TERMS} and h.id = $1")).bind(term).maybe(db).await
}

/// Terms on one body.
pub async fn seated_on(db: &mut Conn, body: BodyId) -> Result<Vec<Seated>, Error> {
    sql(format!("{TERMS} and s.body_id = $1 order by h.id limit $2")).bind(body).bind(TERMS_MAX).all(db).await
}
