//! A place with a board of eight partners, each with one person in a browser of their own, and a small ground that gives it
//! two priorities.

#![allow(dead_code, reason = "each test file uses some of it")]

use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{BodyId, Date, Id, OrganisationId, PlaceId, Role, Timestamp};
use folkmoot_register::organisation::Sector;
use folkmoot_register::place::Place;
use folkmoot_register::testing::{self as given, RegisterPeople};
use folkmoot_store::{Conn, Error, Store};
use folkmoot_surveys::wants::{BodyNow, Ground, MeetingNow, PriorityNow};
use folkmoot_web::testing::{TestApp, TestPage};
use futures_util::future::BoxFuture;
use std::sync::Arc;

pub const BOARD: BodyId = Id::from_number(77);

/// Two priorities and one body, for every place.
#[derive(Debug)]
pub struct SmallGround;

impl Ground for SmallGround {
    fn priorities<'a>(
        &'a self,
        _: &'a mut Conn,
        _: PlaceId,
        _: Date,
    ) -> BoxFuture<'a, Result<Vec<PriorityNow>, Error>> {
        let one = |number: i64, title: &str, sentence: &str| PriorityNow {
            id: Id::from_number(number),
            number,
            title: title.into(),
            sentence: sentence.into(),
            href: "/priorities".into(),
        };
        let both = vec![
            one(1, "Warm homes", "Nobody spends the winter in a cold home."),
            one(2, "Fewer falls", "Fewer older people break a bone."),
        ];
        Box::pin(async move { Ok(both) })
    }

    fn bodies<'a>(&'a self, _: &'a mut Conn, _: PlaceId) -> BoxFuture<'a, Result<Vec<BodyNow>, Error>> {
        Box::pin(async { Ok(vec![BodyNow { id: BOARD, name: "Vale board".into(), href: "/bodies".into() }]) })
    }

    fn meetings<'a>(
        &'a self,
        _: &'a mut Conn,
        _: PlaceId,
        _: Timestamp,
    ) -> BoxFuture<'a, Result<Vec<MeetingNow>, Error>> {
        let id: Id<Anything> = Id::from_number(5);
        Box::pin(async move { Ok(vec![MeetingNow { id, words: "Vale board, 12 March".into() }]) })
    }
}

pub struct Given {
    /// Nobody is signed in.
    pub app: TestApp,
    pub vale: Place,
    pub team: TestApp,
    /// One for each partner; the first chairs the board.
    pub members: Vec<TestApp>,
    pub partners: Vec<OrganisationId>,
    /// Somebody who only watches.
    pub observer: TestApp,
    /// Of another place's team.
    pub stranger: TestApp,
}

pub async fn given() -> Given {
    let store = folkmoot_store::testing::store().await;
    let app = TestApp::building(store.clone(), |building| {
        building
            .people(Arc::new(RegisterPeople))
            .capability(folkmoot_register::capability())
            .capability(folkmoot_surveys::capability())
            .provide::<dyn Ground>(Arc::new(SmallGround))
    });
    let vale = given::place(&store, "Vale").await;
    let moor = given::place(&store, "Moor").await;
    let (mut members, mut partners) = (Vec::new(), Vec::new());
    for (at, name) in
        ["Trust", "Council", "Club", "Network", "Homes", "Hospice", "School", "Carers"].into_iter().enumerate()
    {
        let partner = given::organisation(&store, vale.id(), &format!("Vale {name}"), Sector::Vcse).await;
        let role = if at == 0 { Role::Chair } else { Role::Member };
        let person = given::member(&store, vale.id(), (BOARD, partner, role), &format!("Person {name}")).await;
        members.push(app.as_person(person).await);
        partners.push(partner);
    }
    let watching = given::member(&store, vale.id(), (BOARD, partners[1], Role::Observer), "Olga Watcher").await;
    Given {
        team: app.as_person(given::team(&store, vale.id(), "Asha Marsh").await).await,
        stranger: app.as_person(given::team(&store, moor.id(), "Ben Oak").await).await,
        observer: app.as_person(watching).await,
        app,
        vale,
        members,
        partners,
    }
}

impl Given {
    pub fn store(&self) -> &Store {
        self.app.store()
    }

    /// Moves the clock, in which nobody's sign-in grows too old.
    pub fn later(&self, days: i64) {
        let hand = self.store().clock().hand().unwrap();
        hand.set(self.store().now().plus_days(days));
    }

    /// The team opens a round with this form.
    pub async fn opens(&self, form: &str, more: &[(&str, &str)]) -> String {
        let day = self.store().now().date().plus_days(5);
        let (d, m, y) = (day.day().to_string(), day.month().to_string(), day.year().to_string());
        let own = [
            ("title", "Spring"),
            ("closes-day", d.as_str()),
            ("closes-month", m.as_str()),
            ("closes-year", y.as_str()),
        ];
        let fields: Vec<(&str, &str)> = own.into_iter().chain(more.iter().copied()).collect();
        is_saved(&self.team.post(form, &fields).await)
    }

    pub async fn closes(&self, round: &str) {
        is_saved(&self.team.post(&format!("{round}/close"), &[]).await);
    }
}

#[track_caller]
pub fn is_saved(page: &TestPage) -> String {
    assert_eq!(page.status, 303, "{}: {}", page.path, page.words());
    page.location().to_owned()
}
