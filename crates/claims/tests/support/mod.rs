//! A place with six voluntary groups and a trust, each with one person in a browser of their own, and small joins.

#![allow(clippy::unwrap_used, reason = "a fixture that cannot be made is a failed test")]
#![allow(dead_code, reason = "each test file uses some of it")]

use folkmoot_claims::measure::{Cell, Counted, Facts, Notice, Period};
use folkmoot_claims::stage::Kind;
use folkmoot_claims::wants::{Measures, Thing, Things};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{BodyId, Date, Id, OrganisationId, PlaceId, Role};
use folkmoot_register::organisation::Sector;
use folkmoot_register::place::Place;
use folkmoot_register::testing::{self as given, RegisterPeople};
use folkmoot_store::{Conn, Error, Store};
use folkmoot_web::testing::{TestApp, TestPage};
use futures_util::future::BoxFuture;
use std::sync::Arc;

const BOARD: BodyId = Id::from_number(77);

/// Three seats for groups, five for trusts, one late paper of two.
#[derive(Debug)]
pub struct SmallMeasures;

impl Measures for SmallMeasures {
    fn facts<'a>(
        &'a self,
        _: &'a mut Conn,
        _: PlaceId,
        _: &'a [Period],
        _: Date,
    ) -> BoxFuture<'a, Result<Facts, Error>> {
        let cell = |sector: &str, count| Cell { period: 5, sector: sector.into(), counted: Counted::Seats, count };
        let notice = |days| Notice { period: 5, days, papers: 1 };
        let facts = Facts { cells: vec![cell("vcse", 3), cell("nhs_acute", 5)], notices: vec![notice(3), notice(7)] };
        Box::pin(async move { Ok(facts) })
    }
}

/// One priority, in the place of whoever asks.
#[derive(Debug)]
pub struct SmallThings(pub PlaceId);

impl Things for SmallThings {
    fn thing<'a>(
        &'a self,
        _: &'a mut Conn,
        kind: Kind,
        id: Id<Anything>,
    ) -> BoxFuture<'a, Result<Option<Thing>, Error>> {
        let one = Thing { kind, id, place: self.0, title: "Warm homes".into(), href: "/priorities".into() };
        Box::pin(async move { Ok((id == Id::from_number(9)).then_some(one)) })
    }

    fn things<'a>(&'a self, _: &'a mut Conn, place: PlaceId, _: Date) -> BoxFuture<'a, Result<Vec<Thing>, Error>> {
        let id = Id::from_number(9);
        let one = Thing { kind: Kind::Priority, id, place, title: "Warm homes".into(), href: "/priorities".into() };
        Box::pin(async move { Ok(vec![one]) })
    }
}

pub struct Given {
    /// Nobody is signed in.
    pub app: TestApp,
    pub vale: Place,
    pub team: TestApp,
    /// Of six voluntary groups.
    pub groups: Vec<TestApp>,
    pub partners: Vec<OrganisationId>,
    /// Of an NHS trust.
    pub trust: TestApp,
}

pub async fn given() -> Given {
    let store = folkmoot_store::testing::store().await;
    let vale = given::place(&store, "Vale").await;
    let place = vale.id();
    let app = TestApp::building(store.clone(), |building| {
        building
            .people(Arc::new(RegisterPeople))
            .capability(folkmoot_register::capability())
            .capability(folkmoot_claims::capability())
            .provide::<dyn Measures>(Arc::new(SmallMeasures))
            .provide::<dyn Things>(Arc::new(SmallThings(place)))
    });
    let (mut groups, mut partners) = (Vec::new(), Vec::new());
    for name in ["Club", "Sheds", "Carers", "Hospice", "Larder", "Walkers"] {
        let (partner, person) = seated(&store, place, name, Sector::Vcse).await;
        partners.push(partner);
        groups.push(app.as_person(person).await);
    }
    let (_, of_trust) = seated(&store, place, "Trust", Sector::NhsAcute).await;
    Given {
        team: app.as_person(given::team(&store, place, "Asha Marsh").await).await,
        trust: app.as_person(of_trust).await,
        app,
        vale,
        groups,
        partners,
    }
}

async fn seated(
    store: &Store,
    place: PlaceId,
    name: &str,
    sector: Sector,
) -> (OrganisationId, folkmoot_kernel::PersonId) {
    let partner = given::organisation(store, place, &format!("Vale {name}"), sector).await;
    (partner, given::member(store, place, (BOARD, partner, Role::Member), &format!("Person {name}")).await)
}

#[track_caller]
pub fn is_saved(page: &TestPage) -> String {
    assert_eq!(page.status, 303, "{}: {}", page.path, page.words());
    page.location().to_owned()
}
