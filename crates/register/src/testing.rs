//! A place, its partners, people and seats in a line each, for tests of what stands on the register. They go through the
//! real actions, as the program, so that a test cannot arrange what the rules refuse.

#![allow(clippy::expect_used, reason = "a fixture that cannot be made is a failed test")]

use crate::actions::{self, Doubles, NewTerm};
use crate::holder::Capacity;
use crate::organisation::{OrganisationDetails, Sector};
use crate::person::{PersonDetails, Standing};
use crate::place::{Place, PlaceDetails, Reality};
use crate::seat::{Seat, SeatDetails};
use crate::store;
use crate::system::{System, SystemDetails};
use folkmoot_kernel::{Actor, BodyId, Date, OrganisationId, PersonId, PlaceId, Role, SeatId, Slug};
use folkmoot_store::{Conn, Error, Store};
use folkmoot_web::{Ctx, People, SignedIn};
use futures_util::future::BoxFuture;

/// Sign-in by the register, as the application has it.
#[derive(Debug, Clone, Copy)]
pub struct RegisterPeople;

impl People for RegisterPeople {
    fn by_email<'a>(&'a self, db: &'a mut Conn, email: &'a str) -> BoxFuture<'a, Result<Option<PersonId>, Error>> {
        Box::pin(store::person_by_email(db, email))
    }

    fn signed_in<'a>(
        &'a self,
        db: &'a mut Conn,
        id: PersonId,
        today: Date,
    ) -> BoxFuture<'a, Result<Option<SignedIn>, Error>> {
        Box::pin(store::signed_in(db, id, today))
    }
}

/// The program itself on this database.
pub fn program(store: &Store) -> Ctx {
    Ctx::bare(store, Actor::Program("test"))
}

pub async fn system(store: &Store, name: &str) -> System {
    let details = SystemDetails { name: name.to_owned(), region: "North".to_owned(), ..SystemDetails::default() };
    actions::add_system(&program(store), details).await.expect("a system")
}

/// A place in a system of its own.
pub async fn place(store: &Store, name: &str) -> Place {
    let system = system(store, &format!("{name} System")).await;
    place_in(store, &system, name).await
}

pub async fn place_in(store: &Store, system: &System, name: &str) -> Place {
    let details = PlaceDetails::named(system.id(), name);
    actions::add_place(&program(store), details, Reality::Invented).await.expect("a place")
}

/// A partner of the place.
pub async fn organisation(store: &Store, place: PlaceId, name: &str, sector: Sector) -> OrganisationId {
    let details = OrganisationDetails::named(name, sector);
    let added = actions::add_organisation(&program(store), Some(place), details, Doubles::Meant).await;
    added.expect("an organisation").id()
}

pub async fn slug_of(store: &Store, organisation: OrganisationId) -> Slug {
    let mut db = store.read().await.expect("the database reads");
    store::organisation(&mut db, organisation).await.expect("a row").expect("an organisation").slug().clone()
}

/// Somebody without a seat.
pub async fn person(store: &Store, name: &str) -> PersonId {
    added(store, name, Standing::Ordinary).await
}

pub async fn administrator(store: &Store, name: &str) -> PersonId {
    added(store, name, Standing::Administrator).await
}

async fn added(store: &Store, name: &str, standing: Standing) -> PersonId {
    let details = PersonDetails { name: name.to_owned(), email: email(name), phone: String::new() };
    actions::add_person(&program(store), details, standing).await.expect("a person").id()
}

/// "asha.marsh@people.example" for "Asha Marsh".
pub fn email(name: &str) -> String {
    format!("{}@people.example", Slug::of(name).as_str().replace('-', "."))
}

/// An empty seat.
pub async fn seat(store: &Store, place: PlaceId, details: SeatDetails) -> Seat {
    actions::open_seat(&program(store), place, details).await.expect("a seat")
}

/// Seats a person, added if need be, since the beginning of 2020.
pub async fn sits(store: &Store, seat: SeatId, name: &str, capacity: Capacity) -> PersonId {
    let from = Date::new(2020, 1, 1).expect("a day");
    let new = NewTerm { name: name.to_owned(), email: email(name), capacity, from, until: None };
    actions::begin_term(&program(store), seat, new).await.expect("a term").person()
}

/// Somebody of the place's own team.
pub async fn team(store: &Store, place: PlaceId, name: &str) -> PersonId {
    let seat = seat(store, place, SeatDetails::team("Business manager")).await;
    sits(store, seat.id(), name, Capacity::Holder).await
}

/// Somebody who sits on a body for an organisation, in this role.
pub async fn member(
    store: &Store,
    place: PlaceId,
    (body, organisation, role): (BodyId, OrganisationId, Role),
    name: &str,
) -> PersonId {
    let votes = role != Role::Observer;
    let details = SeatDetails { role, votes, ..SeatDetails::member(role.words(), body, organisation) };
    let seat = seat(store, place, details).await;
    sits(store, seat.id(), name, Capacity::Holder).await
}
