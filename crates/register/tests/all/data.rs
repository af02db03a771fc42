//! The register as data, and other people's data in it.

use folkmoot_kernel::{Actor, PlaceId, Timestamp};
use folkmoot_register::actions;
use folkmoot_register::footprint::Footprint;
use folkmoot_register::harvest::{self, HarvestError};
use folkmoot_register::organisation::Sector;
use folkmoot_register::place_file;
use folkmoot_register::profile::{GovernanceModel, Profile};
use folkmoot_register::testing::{self as given, RegisterPeople};
use folkmoot_register::wants::{BodyLine, News, NewsLine, NextMeeting, PlaceNews};
use folkmoot_store::{Conn, Error, testing};
use folkmoot_web::testing::TestApp;
use futures_util::future::BoxFuture;
use serde_json::Value;
use std::sync::Arc;

async fn app() -> TestApp {
    let store = testing::store().await;
    TestApp::building(store, |building| {
        building.people(Arc::new(RegisterPeople)).capability(folkmoot_register::capability())
    })
}

pub(crate) async fn vale(app: &TestApp) -> PlaceId {
    crate::ground::lay(app.store()).await;
    let place = given::place(app.store(), "Vale").await;
    let program = given::program(app.store());
    let models = [GovernanceModel::JointCommittee].into();
    let profile = Profile { models, leader_name: "=Kim Vale".into(), ..Profile::default() };
    actions::say_profile(&program, place.id(), 1, profile).await.unwrap();
    let footprint = Footprint::read("Z01000001 25%").unwrap();
    actions::change_footprint(&program, place.id(), footprint).await.unwrap();
    given::organisation(app.store(), place.id(), "Vale Hospital", Sector::NhsAcute).await;
    place.id()
}

fn json(page: &folkmoot_web::testing::TestPage) -> Value {
    serde_json::from_slice(&page.body).unwrap()
}

#[tokio::test]
async fn a_place_publishes_a_file_that_fits_its_own_schema() {
    let app = app().await;
    vale(&app).await;

    let page = app.get("/places/vale/place.json").await;

    let file = json(page.status(200));
    assert_eq!(place_file::check(&file), []);
    assert_eq!(file["leader"]["name"], "=Kim Vale");
    assert_eq!(file["place"]["invented"], true);
    assert_eq!(file["governance"]["models"][0], "joint_committee");
    assert_eq!(file["partners"][0]["sector"], "nhs_acute");
    assert_eq!(file["footprint"]["small_areas"][0]["share_millionths"], 250_000);
    assert_eq!(file["footprint"]["residents"], 250);
    assert_eq!(page.headers["access-control-allow-origin"], "*");
    assert_eq!(json(&app.get("/place.schema.json").await)["properties"]["folkmoot_place"]["const"], 1);
    app.get("/places/nowhere/place.json").await.status(404);
}

#[tokio::test]
async fn the_only_place_of_a_site_is_at_the_root_and_of_two_none() {
    let app = app().await;

    app.get("/place.json").await.status(404);
    given::place(app.store(), "Vale").await;
    assert_eq!(json(&app.get("/place.json").await)["place"]["name"], "Vale");
    given::place(app.store(), "Moor").await;
    app.get("/place.json").await.status(404);
}

#[tokio::test]
async fn lists_are_data_with_the_filters_of_their_pages() {
    let app = app().await;
    vale(&app).await;
    given::place(app.store(), "Moor").await;

    let places = json(&app.get("/places.json?model=joint_committee").await);
    let csv = app.get("/places.csv?q=vale").await.text();
    let organisations = json(&app.get("/organisations.json?sector=nhs_acute").await);

    assert_eq!(places["places"].as_array().unwrap().len(), 1);
    assert_eq!(places["places"][0]["place_json"], "http://folkmoot.test/places/vale/place.json");
    assert!(csv.contains("\nVale,Vale System,North,'=Kim Vale,,joint_committee,"), "{csv}");
    assert_eq!(csv.lines().count(), 2);
    assert_eq!(organisations["organisations"][0]["name"], "Vale Hospital");
    assert_eq!(organisations["next"], Value::Null);
    assert!(app.get("/organisations.csv").await.text().contains("Vale Hospital,nhs_acute"));
    for path in ["/places.xlsx?q=vale", "/organisations.xlsx"] {
        assert!(app.get(path).await.body.starts_with(b"PK"), "{path}");
    }
}

#[tokio::test]
async fn systems_partners_and_neighbourhoods_come_as_files_too() {
    let app = app().await;
    vale(&app).await;

    let systems = app.get("/systems.csv").await.text();
    let partners = json(&app.get("/places/vale/partners.json").await);
    let neighbourhoods = app.get("/places/vale/neighbourhoods.csv").await.text();

    assert!(systems.contains("\nVale System,North,,1,http://folkmoot.test/systems/vale-system"), "{systems}");
    assert_eq!(partners[0]["partner"], "Vale Hospital");
    assert_eq!(partners[0]["page"], "http://folkmoot.test/organisations/vale-hospital");
    assert!(neighbourhoods.contains("Neighbourhood,Stage of its team,Lead,Small areas,Page"), "{neighbourhoods}");
    for path in ["/systems", "/places/vale/partners"] {
        let page = app.get(path).await;
        let files = page.attributes(".govuk-body a", "href");
        for ending in ["csv", "xlsx", "json"] {
            assert!(files.contains(&format!("{path}.{ending}")), "{path}: {files:?}");
            app.get(&format!("{path}.{ending}")).await.status(200);
        }
    }
    app.get("/places/nowhere/partners.csv").await.status(404);
    app.get("/places/nowhere/neighbourhoods.csv").await.status(404);
}

const ELSEWHERE: &str =
    r#"{"folkmoot_place": 1, "system": {"name": "Toller System"}, "place": {"name": "Toller Dale"}}"#;

#[tokio::test]
async fn what_another_site_publishes_is_listed_beside_ours() {
    let app = app().await;
    let program = app.acting(Actor::Program("harvest"));
    let url = "https://toller.example/place.json";

    harvest::take(&program, url, ELSEWHERE).await.unwrap();
    harvest::take(&program, url, &ELSEWHERE.replace("Toller Dale", "Tollerdale")).await.unwrap();

    let page = app.get("/places").await;
    page.shows("Published elsewhere").shows("Toller System (read 2 March 2026)").hides("Toller Dale");
    assert_eq!(page.attributes("a[rel=external]", "href"), [url]);
    app.get("/places?q=tollerd").await.shows("Tollerdale");
    app.get("/places?q=nowhere").await.hides("Tollerdale");
}

#[tokio::test]
async fn a_file_that_does_not_fit_is_refused_with_its_faults() {
    let app = app().await;
    let program = app.acting(Actor::Program("harvest"));
    let take = |url: &'static str, text: String| {
        let program = program.clone();
        async move { harvest::take(&program, url, &text).await.unwrap_err().to_string() }
    };
    let url = "https://toller.example/place.json";

    assert_eq!(take(url, ELSEWHERE.replace("Toller Dale", " ")).await, "place.name is empty");
    assert_eq!(take("file:///etc/passwd", ELSEWHERE.into()).await, "file:///etc/passwd is no web address");
    let invented = ELSEWHERE.replace(r#"{"name": "Toller Dale"}"#, r#"{"name": "Toller Dale", "invented": true}"#);
    assert_eq!(take(url, invented).await, "Toller Dale is invented, a demonstration: it does not belong in a register");
    let nobody = harvest::take(&app.acting(Actor::Nobody), url, ELSEWHERE).await.unwrap_err();
    assert!(matches!(nobody, HarvestError::Permit(_)));
    app.get("/places").await.hides("Published elsewhere");
}

/// What governance would tell.
#[derive(Debug)]
pub(crate) struct Told;

impl PlaceNews for Told {
    fn handover_href(&self, seat: folkmoot_kernel::SeatId) -> String {
        format!("/seats/{seat}/handover-pack")
    }

    fn bodies<'a>(&'a self, _: &'a mut Conn, _: PlaceId) -> BoxFuture<'a, Result<Vec<BodyLine>, Error>> {
        let board = BodyLine {
            id: folkmoot_kernel::BodyId::from_number(7),
            name: "Place Board".into(),
            kind: "Board".into(),
            href: "/bodies/board".into(),
        };
        Box::pin(async move { Ok(vec![board]) })
    }

    fn news<'a>(&'a self, _: &'a mut Conn, _: PlaceId, now: Timestamp) -> BoxFuture<'a, Result<News, Error>> {
        let line = |words: &str| NewsLine { words: words.into(), href: "/d".into(), note: "Agreed".into() };
        let meeting = NextMeeting {
            words: "Board in March".into(),
            href: "/meetings/1".into(),
            at: now.plus_days(3),
            venue: "Town hall".into(),
        };
        let news = News {
            priorities: vec![line("Warm, dry homes")],
            priorities_href: "/priorities".into(),
            bodies_href: "/bodies".into(),
            decisions: vec![line("Warm homes first")],
            decisions_href: "/decisions".into(),
            next_meeting: Some(meeting),
            ..News::default()
        };
        Box::pin(async move { Ok(news) })
    }

    fn promises_of<'a>(
        &'a self,
        _: &'a mut Conn,
        _: folkmoot_kernel::OrganisationId,
        _: folkmoot_kernel::Date,
    ) -> BoxFuture<'a, Result<Vec<NewsLine>, Error>> {
        let line = NewsLine { words: "A warm room".into(), href: "/promises/1".into(), note: "Due in May".into() };
        Box::pin(async move { Ok(vec![line]) })
    }
}

#[tokio::test]
async fn what_governance_tells_stands_on_the_pages_and_in_the_file() {
    let store = testing::store().await;
    let app = TestApp::building(store, |building| {
        let told: Arc<dyn PlaceNews> = Arc::new(Told);
        building.people(Arc::new(RegisterPeople)).capability(folkmoot_register::capability()).provide(told)
    });
    let place = vale(&app).await;

    app.get("/places/vale")
        .await
        .shows("Board in March")
        .shows("5 March 2026 at 12:00, Town hall")
        .shows("Place Board (Board)")
        .shows("Warm, dry homes")
        .shows("How its boards and groups hang together")
        .shows("Warm homes first")
        .shows("Partners see them first")
        .shows("When it meets next");
    app.get("/organisations/vale-hospital").await.shows("A warm room").shows("Due in May");
    let file = json(&app.get("/place.json").await);
    assert_eq!(place_file::check(&file), []);
    assert_eq!(file["next_meeting"]["at"], "2026-03-05T12:00:00Z");
    assert_eq!(file["governance"]["bodies"][0]["page"], "http://folkmoot.test/bodies/board");

    let hospital = given::organisation(app.store(), place, "Choir", Sector::Vcse).await;
    let team = app.as_person(given::team(app.store(), place, "Asha Marsh").await).await;
    let body = folkmoot_kernel::BodyId::from_number(7);
    let fields = [
        ("title", "Voice of choirs".to_owned()),
        ("role", "member".to_owned()),
        ("body", body.to_string()),
        ("organisation", hospital.to_string()),
        ("votes", "yes".to_owned()),
    ];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let opened = team.post("/places/vale/seats/add", &fields).await;
    team.get(opened.location()).await.shows("Place Board").shows("Choir").shows("Vacant");
    team.get("/places/vale/seats").await.shows("One seat is vacant").shows("Place Board");
}
