//! A place with a board, three partners and their people, each in a browser of their own: what most tests begin with.

#![allow(dead_code, reason = "each test file uses some of it")]

use folkmoot_governance::actions;
use folkmoot_governance::actions::conflicts::{self, Answered};
use folkmoot_governance::body::{Body, BodyDetails, BodyKind};
use folkmoot_governance::check::{CheckOf, Evidence, Question};
use folkmoot_governance::item::{Item, ItemDetails};
use folkmoot_governance::meeting::{Meeting, MeetingDetails, MeetingId};
use folkmoot_governance::power::Power;
use folkmoot_governance::priority::{Many, Origin, Priority, PriorityDetails};
use folkmoot_kernel::{BodyId, OrganisationId, PersonId, PlaceId, Role, Timestamp};
use folkmoot_register::organisation::Sector;
use folkmoot_register::place::Place;
use folkmoot_register::testing::{self as given, RegisterPeople};
use folkmoot_store::Store;
use folkmoot_web::Ctx;
use folkmoot_web::testing::{TestApp, TestPage};
use std::sync::Arc;

/// Vale with its board: the trust chairs, the council has a member and the secretary, the club has a member.
pub struct Given {
    /// Nobody is signed in.
    pub app: TestApp,
    pub vale: Place,
    pub board: BodyId,
    pub trust: OrganisationId,
    pub council: OrganisationId,
    pub club: OrganisationId,
    /// Asha Marsh, of Vale's team.
    pub team: TestApp,
    /// Tom Reed, chair, for the trust.
    pub chair: TestApp,
    /// Sue Finch, secretary, for the council.
    pub secretary: TestApp,
    /// Carl Moss, member, for the council.
    pub councillor: TestApp,
    /// Cleo Ash, member, for the club.
    pub member: TestApp,
    /// Ned Byrne, of the trust, with a seat in Vale on another body.
    pub elsewhere: TestApp,
    /// Ben Oak, of another place's team.
    pub stranger: TestApp,
    pub people: People,
}

#[derive(Debug, Clone, Copy)]
pub struct People {
    pub asha: PersonId,
    pub tom: PersonId,
    pub sue: PersonId,
    pub carl: PersonId,
    pub cleo: PersonId,
    pub ned: PersonId,
    pub ben: PersonId,
}

/// An application with the register and governance, on this store.
pub fn app_on(store: &Store) -> TestApp {
    TestApp::building(store.clone(), |building| {
        building
            .people(Arc::new(RegisterPeople))
            .capability(folkmoot_register::capability())
            .capability(folkmoot_governance::capability())
    })
}

pub async fn given() -> Given {
    let store = folkmoot_store::testing::store().await;
    let app = app_on(&store);
    let vale = given::place(&store, "Vale").await;
    let moor = given::place(&store, "Moor").await;
    let place = vale.id();
    let board = body(&store, place, BodyKind::PlaceBoard, "Vale board", None).await.id();
    let forum = body(&store, place, BodyKind::ConsultativeForum, "Vale forum", None).await.id();
    let trust = given::organisation(&store, place, "Vale Trust", Sector::NhsCommunity).await;
    let council = given::organisation(&store, place, "Vale Council", Sector::CouncilUpper).await;
    let club = given::organisation(&store, place, "Lunch Club", Sector::Vcse).await;
    let people = People {
        asha: given::team(&store, place, "Asha Marsh").await,
        tom: given::member(&store, place, (board, trust, Role::Chair), "Tom Reed").await,
        sue: given::member(&store, place, (board, council, Role::Secretary), "Sue Finch").await,
        carl: given::member(&store, place, (board, council, Role::Member), "Carl Moss").await,
        cleo: given::member(&store, place, (board, club, Role::Member), "Cleo Ash").await,
        ned: given::member(&store, place, (forum, trust, Role::Member), "Ned Byrne").await,
        ben: given::team(&store, moor.id(), "Ben Oak").await,
    };
    Given {
        team: app.as_person(people.asha).await,
        chair: app.as_person(people.tom).await,
        secretary: app.as_person(people.sue).await,
        councillor: app.as_person(people.carl).await,
        member: app.as_person(people.cleo).await,
        elsewhere: app.as_person(people.ned).await,
        stranger: app.as_person(people.ben).await,
        app,
        vale,
        board,
        trust,
        council,
        club,
        people,
    }
}

/// The program itself on this database.
pub fn program(store: &Store) -> Ctx {
    given::program(store)
}

pub async fn body(store: &Store, place: PlaceId, kind: BodyKind, name: &str, parent: Option<BodyId>) -> Body {
    let details = BodyDetails { parent, ..BodyDetails::named(name, kind, "Joins up care in the vale.") };
    actions::add_body(&program(store), place, details).await.unwrap()
}

pub async fn priority(store: &Store, place: PlaceId, title: &str) -> Priority {
    let details = PriorityDetails {
        title: title.into(),
        sentence: "Fewer people over 75 break a bone at home.".into(),
        need: "One in three people over 75 fell last year.".into(),
        origin: Origin::Community,
        from: store.now().date(),
        until: None,
    };
    actions::add_priority(&program(store), place, details, Many::Known).await.unwrap()
}

/// A meeting in public of two hours that begins at this moment.
pub async fn meeting(store: &Store, body: BodyId, title: &str, starts_at: Timestamp) -> Meeting {
    call(store, body, details(title, starts_at)).await
}

/// A meeting that is not in public.
pub async fn private_meeting(store: &Store, body: BodyId, title: &str, starts_at: Timestamp) -> Meeting {
    call(store, body, MeetingDetails { in_public: false, ..details(title, starts_at) }).await
}

fn details(title: &str, starts_at: Timestamp) -> MeetingDetails {
    MeetingDetails {
        title: title.into(),
        starts_at,
        ends_at: starts_at.plus_minutes(120),
        venue: "Town hall, Vale".into(),
        online_url: "https://meet.example/vale".into(),
        in_public: true,
    }
}

async fn call(store: &Store, body: BodyId, details: MeetingDetails) -> Meeting {
    actions::call_meeting(&program(store), body, details).await.unwrap()
}

pub async fn item(store: &Store, meeting: MeetingId, title: &str, power: Power) -> Item {
    actions::add_item(&program(store), meeting, ItemDetails::titled(title, power)).await.unwrap()
}

/// The check-list is answered, so that something that binds can be closed as agreed.
pub async fn answer_checks(store: &Store, of: CheckOf) {
    let answered = |question: Question| Answered {
        question,
        words: "Nothing changes for anybody.".into(),
        evidence: Evidence::None,
    };
    conflicts::answer_checks(&program(store), of, Question::ALL.map(answered).into()).await.unwrap();
}

/// Moves the clock of this store.
pub fn at(store: &Store, now: Timestamp) {
    store.clock().hand().unwrap().set(now);
}

/// The three boxes of a date field.
pub fn date(name: &str, day: &str, month: &str, year: &str) -> Vec<(String, String)> {
    [("day", day), ("month", month), ("year", year)]
        .map(|(part, value)| (format!("{name}-{part}"), value.to_owned()))
        .to_vec()
}

/// The four boxes of a field for a moment.
pub fn moment(name: &str, day: &str, month: &str, year: &str, time: &str) -> Vec<(String, String)> {
    let mut boxes = date(name, day, month, year);
    boxes.push((format!("{name}-time"), time.to_owned()));
    boxes
}

/// Fields as `TestApp::post` takes them.
pub fn fields<'a>(own: &[(&'a str, &'a str)], dates: &'a [(String, String)]) -> Vec<(&'a str, &'a str)> {
    own.iter().copied().chain(dates.iter().map(|(name, value)| (name.as_str(), value.as_str()))).collect()
}

#[track_caller]
pub fn is_saved(page: &TestPage) -> String {
    assert_eq!(page.status, 303, "{}: {}", page.path, page.words());
    page.location().to_owned()
}
