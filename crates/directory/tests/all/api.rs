//! Open Referral UK over HTTP: every page of every endpoint, valid by the standard's own schemas; and every parameter.

use crate::feeds::read;
use crate::strict::schema;
use folkmoot_directory::oruk::check::{Answer, Kind, Level, Source, check_feed, report};
use folkmoot_directory::oruk::read::services_of;
use folkmoot_register::testing::RegisterPeople;
use folkmoot_store::{Store, testing};
use folkmoot_web::testing::TestApp;
use serde_json::{Value, json};
use std::sync::Arc;

fn app(store: &Store) -> TestApp {
    TestApp::building(store.clone(), |building| {
        let building = building.people(Arc::new(RegisterPeople)).capability(folkmoot_register::capability());
        building.capability(folkmoot_directory::capability())
    })
}

async fn json_at(app: &TestApp, path: &str) -> Value {
    serde_json::from_str(&app.get(path).await.status(200).text()).unwrap()
}

async fn contents(app: &TestApp, path: &str) -> Vec<Value> {
    json_at(app, path).await["contents"].as_array().unwrap().clone()
}

/// Three services: a walk for older people on Tuesdays, a club for everybody, a helpline.
async fn ground() -> (Store, TestApp) {
    let store = testing::store().await;
    let amblers = json!({"id": "0f9d3a0e-0000-4000-8000-000000000001", "name": "Amblers", "description": "We walk"});
    let services = json!([
        {"id": "86cf2e63-7ba2-4b86-9942-bcd99a394ea1", "name": "Walk", "description": "Slowly", "organization": amblers, "minimum_age": 60, "maximum_age": 90,
            "status": "active", "schedules": [{"byday": "TU", "freq": "WEEKLY", "opens_at": "10:00", "closes_at": "12:00"}],
            "service_at_locations": [{"location": {"latitude": 51.75, "longitude": -1.25, "name": "Weir"}}, {"location": {"location_type": "virtual"}}],
            "attributes": [{"taxonomy_term": {"id": "t1", "name": "Walks", "taxonomy": "Ours"}}]},
        {"id": "86cf2e63-7ba2-4b86-9942-bcd99a394ea2", "name": "Club", "description": "Walks now and then", "organization": amblers},
        {"id": "86cf2e63-7ba2-4b86-9942-bcd99a394ea3", "name": "Helpline", "description": "Day and night"},
    ]);
    read(&store, services.as_array().unwrap().clone()).await;
    let app = app(&store);
    (store, app)
}

async fn names(app: &TestApp, query: &str) -> Vec<String> {
    let found = contents(app, &format!("/oruk/v3/services?{query}")).await;
    found.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_parameter_of_the_third_version_filters() {
    let (_store, app) = ground().await;
    let term = contents(&app, "/oruk/v3/taxonomy_terms?per_page=500").await;
    let walks = term.iter().find(|term| term["name"] == "Walks").unwrap();
    for (query, found) in [
        (String::new(), vec!["Walk", "Club", "Helpline"]),
        ("search=walking".into(), vec!["Walk", "Club"]),
        ("search=walk+slowly".into(), vec!["Walk"]),
        ("minimum_age=60".into(), vec!["Walk"]),
        ("minimum_age=61".into(), vec![]),
        ("maximum_age=90".into(), vec!["Walk"]),
        ("day=TU".into(), vec!["Walk"]),
        ("day=WE".into(), vec![]),
        ("start_time=10:00&end_time=12:00".into(), vec!["Walk"]),
        ("start_time=10:01".into(), vec![]),
        (format!("taxonomy_term_id={}", walks["id"].as_str().unwrap()), vec!["Walk"]),
        (format!("taxonomy_id={}", walks["taxonomy_id"].as_str().unwrap()), vec!["Walk"]),
        ("organization_id=0f9d3a0e-0000-4000-8000-000000000001".into(), vec!["Walk", "Club"]),
        ("modified_after=2000-01-01".into(), vec!["Walk", "Club", "Helpline"]),
        ("modified_after=2999-01-01".into(), vec![]),
        ("postcode=OX4+1AA".into(), vec!["Walk", "Club", "Helpline"]),
        ("postcode=OX4+1AA&proximity=100".into(), vec![]),
        ("page=2&per_page=2".into(), vec!["Helpline"]),
        ("page=9".into(), vec![]),
    ] {
        assert_eq!(names(&app, &query).await, found, "{query}");
    }
    app.get("/oruk/v3/services?day=someday").await.status(400).shows("day: a day of the week is needed");
    app.get("/oruk/v3/services/nothing").await.status(404);
}

#[tokio::test]
async fn lines_and_depths_are_as_they_are_asked_for() {
    let (_store, app) = ground().await;
    let lines = app.get("/oruk/v3/services?format=ndjson&full=true").await.status(200).text();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["schedules"][0]["byday"], "TU");

    let bare = json_at(&app, "/oruk/v3/services?minimal=true&per_page=1").await;
    assert_eq!((&bare["size"], &bare["total_pages"]), (&json!(3), &json!(1)));
    assert_eq!(bare["contents"][0].as_object().unwrap().len(), 2);
}

#[tokio::test]
async fn each_venue_of_a_service_is_found_by_its_own_id() {
    let (_store, app) = ground().await;
    let all = contents(&app, "/oruk/v3/service_at_locations").await;
    assert_eq!(all.len(), 2);
    for one in &all {
        let whole = json_at(&app, &format!("/oruk/v3/service_at_locations/{}", one["id"].as_str().unwrap())).await;
        assert_eq!(whole["location_id"], one["location_id"]);
        let first = json_at(&app, &format!("/oruk/v1/locations/{}", one["location_id"].as_str().unwrap())).await;
        assert_eq!(first["id"], one["location_id"]);
    }
}

/// Who keeps a copy is told what is gone.
#[tokio::test]
async fn what_is_gone_is_told_to_those_who_ask_what_changed() {
    let (store, app) = ground().await;
    read(
        &store,
        vec![json!({"id": "86cf2e63-7ba2-4b86-9942-bcd99a394ea3", "name": "Helpline", "description": "Day and night"})],
    )
    .await;

    assert_eq!(names(&app, "").await, ["Helpline"]);
    let changed = contents(&app, "/oruk/v3/services?modified_after=2000-01-01").await;
    let gone: Vec<&Value> = changed.iter().filter(|one| one["status"] == "defunct").collect();
    assert_eq!(gone.len(), 2);
    assert!(gone.iter().all(|one| one["name"] == "No longer listed" && one.get("description").is_none()));
    let one = json_at(&app, "/oruk/v3/services/86cf2e63-7ba2-4b86-9942-bcd99a394ea1").await;
    assert_eq!(one["status"], "defunct");
    app.get("/oruk/v1/services/86cf2e63-7ba2-4b86-9942-bcd99a394ea1").await.status(404);
}

#[tokio::test]
async fn every_endpoint_and_parameter_of_the_first_version_answers() {
    let (_store, app) = ground().await;
    let found = |query: &'static str| {
        let app = &app;
        async move {
            let all = json_at(app, &format!("/oruk/v1/services?{query}")).await;
            assert_eq!(all["content"], all["contents"]);
            all["content"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["name"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        }
    };
    assert_eq!(found("text=walking").await, ["Walk", "Club"]);
    assert_eq!(found("taxonomy_id=t1&vocabulary=Ours").await, ["Walk"]);
    assert_eq!(found("taxonomy_id[]=nothing").await, [""; 0]);
    assert_eq!(found("day=MO&day=TU&start_time=09:00&start_time=10:00&end_time=13:00&end_time=12:00").await, ["Walk"]);
    assert_eq!(found("minimum_age=60").await, ["Walk"]);
    assert_eq!(found("coverage=OX4+1AA").await.len(), 3);
    app.get("/oruk/v1/services?day=MO&start_time=09:00&start_time=10:00").await.status(400);
    for path in ["organizations", "locations", "reviews", "taxonomies"] {
        json_at(&app, &format!("/oruk/v1/{path}")).await;
    }
    let lists = json_at(&app, "/oruk/v1/vocabularies").await;
    assert!(lists.as_array().unwrap().contains(&json!("Ours")), "{lists}");
    let organisation = "/oruk/v1/organizations/0f9d3a0e-0000-4000-8000-000000000001";
    assert_eq!(json_at(&app, organisation).await["name"], "Amblers");
}

/// Ours, asked as anybody's.
struct Ours<'a>(&'a TestApp);

impl Source for Ours<'_> {
    async fn ask(&self, path: &str) -> Result<Answer, String> {
        let answer = self.0.get(&format!("/oruk/v3{path}")).await;
        let open = answer.headers.get("access-control-allow-origin").is_some_and(|who| who == "*");
        Ok(Answer { code: answer.status, body: serde_json::from_str(&answer.text()).unwrap_or(Value::Null), open })
    }
}

#[tokio::test]
async fn a_real_feed_goes_out_over_http_strictly_valid_and_our_own_checker_finds_nothing() {
    let test = "a_real_feed_goes_out_over_http_strictly_valid_and_our_own_checker_finds_nothing";
    let Some(folder) = testing::shared_data(test) else { return };
    let store = testing::store().await;
    let bytes = std::fs::read(folder.join("oruk/feeds/bristol-council.oruk1.json")).unwrap();
    read(&store, services_of(&bytes).unwrap().services).await;
    let app = app(&store);
    for (path, whole, name) in [
        ("services", "service", "compiled/service_list"),
        ("organizations", "organization", "compiled/organization_list"),
        ("taxonomies", "taxonomy", "taxonomy"),
        ("taxonomy_terms", "taxonomy_term", "taxonomy_term"),
    ] {
        let (list, one) = (
            schema(&folder, name),
            schema(&folder, if name.contains('/') { name.trim_end_matches("_list") } else { whole }),
        );
        let first = json_at(&app, &format!("/oruk/v3/{path}?per_page=200")).await;
        let pages = first["total_pages"].as_u64().unwrap();
        let mut seen = 0;
        for page in 1..=pages {
            let all = contents(&app, &format!("/oruk/v3/{path}?per_page=200&page={page}")).await;
            seen += all.len() as u64;
            for item in &all {
                assert!(list.is_valid(item), "{item}");
            }
            let id = all[0]["id"].as_str().unwrap();
            assert!(one.is_valid(&json_at(&app, &format!("/oruk/v3/{path}/{id}")).await), "{path} {id}");
        }
        assert_eq!(json!(seen), first["total_items"], "{path}");
    }
    assert_eq!(json_at(&app, "/oruk/v3/services").await["total_items"], 817);

    let checked = check_feed(&Ours(&app)).await;
    assert_eq!(checked.worst(Kind::Shape), Level::Good, "{}", report::lines(&checked).join("\n"));
    let told: Vec<_> =
        checked.findings.iter().filter(|one| one.kind == Kind::Behaviour && one.at != "assured_date").collect();
    assert!(told.is_empty(), "{told:?}");
}
