//! What OParl tells, and what it keeps to itself.

use super::support::{self, at, date, fields, is_saved};
use super::{ask, given};
use folkmoot_governance::actions::conflicts::say_names;
use folkmoot_governance::named::{Named, Thing};
use folkmoot_governance::power::Power;
use folkmoot_kernel::PlaceId;
use folkmoot_store::testing::NOON;
use folkmoot_web::testing::TestApp;
use serde_json::Value;

async fn list(app: &TestApp, place: PlaceId, list: &str) -> Vec<Value> {
    ask(app, &format!("/oparl/bodies/{place}/{list}")).await["data"].as_array().unwrap().clone()
}

fn names(all: &[Value]) -> Vec<&str> {
    all.iter().filter_map(|one| one["name"].as_str()).collect()
}

async fn hand_in(team: &TestApp, item: &str, title: &str, marking: &str) -> String {
    let typed = [("title", title), ("marking", marking)];
    let file = ("file", "paper.txt", "text/plain", b"Words of the paper.".as_slice());
    is_saved(&team.upload(&format!("/items/{item}/papers/add"), &typed, file).await)
}

#[tokio::test]
async fn from_the_door_everything_is_reached() {
    let (given, app) = given().await;

    let door = ask(&app, "/oparl.json").await;
    let places = ask(&app, "/oparl/bodies").await;
    let vale = places["data"].as_array().unwrap().iter().find(|one| one["name"] == "Vale").unwrap();

    assert_eq!(door["body"], "http://folkmoot.test/oparl/bodies");
    assert_eq!(vale["system"], door["id"]);
    assert_eq!(vale["legislativeTerm"], serde_json::json!([]));
    assert_eq!(ask(&app, &format!("/oparl/bodies/{}", given.vale.id())).await, *vale);
    assert_eq!(list(&app, given.vale.id(), "legislative-terms").await, Vec::<Value>::new());
    let organizations = list(&app, given.vale.id(), "organizations").await;
    assert!(names(&organizations).contains(&"Vale board") && names(&organizations).contains(&"Lunch Club"));
    let board = organizations.iter().find(|one| one["name"] == "Vale board").unwrap();
    assert_eq!((board["votingMemberCount"].clone(), board["memberCount"].clone()), (4.into(), 4.into()));
    app.get("/oparl/bodies/0000000000009").await.status(404);
    app.get(&format!("/oparl/bodies/{}/thieves", given.vale.id())).await.status(404);
}

#[tokio::test]
async fn a_meeting_in_public_is_told_whole_and_one_in_private_not_at_all() {
    let (given, app) = given().await;
    let open = support::meeting(app.store(), given.board, "March", NOON.plus_days(3)).await.id();
    let item = support::item(app.store(), open, "Falls clinic", Power::Decide).await.id().to_string();
    let private = support::private_meeting(app.store(), given.board, "Closed", NOON.plus_days(4)).await.id();
    support::item(app.store(), private, "Secret", Power::Note).await;
    hand_in(&given.secretary, &item, "Costs", "open").await;
    hand_in(&given.secretary, &item, "Names", "confidential").await;

    let meetings = list(&app, given.vale.id(), "meetings").await;
    let [meeting] = meetings.as_slice() else { panic!("{meetings:?}") };
    let agenda = &meeting["agendaItem"][0];
    let papers = list(&app, given.vale.id(), "papers").await;
    let consultation = &papers[0]["consultation"][0];

    assert_eq!((meeting["name"].as_str(), meeting["meetingState"].as_str()), (Some("March"), Some("terminiert")));
    assert_eq!(meeting["location"]["description"], "Town hall, Vale");
    assert_eq!((agenda["name"].as_str(), agenda["order"].as_i64()), (Some("Falls clinic"), Some(1)));
    assert_eq!(names(&papers), ["Costs"]);
    assert_eq!(consultation["authoritative"], true);
    assert_eq!(consultation["id"], agenda["consultation"]);
    assert_eq!(consultation["organization"][0], meeting["organization"][0]);
    assert_eq!(names(&list(&app, given.vale.id(), "files").await), ["Costs"]);
    assert_eq!(names(&list(&app, given.vale.id(), "agenda-items").await), ["Falls clinic"]);
    app.get(&format!("/oparl/meetings/{private}")).await.status(404);
    app.get(&format!("/oparl/packs/{private}")).await.status(404);
    // Partners get the same: the address does not depend on who asks.
    given.member.get(&format!("/oparl/meetings/{private}")).await.status(404);
}

#[tokio::test]
async fn a_paper_for_which_somebody_leaves_is_not_told_until_the_meeting_was_held() {
    let (given, app) = given().await;
    let meeting = support::meeting(app.store(), given.board, "March", NOON.plus_days(3)).await.id();
    let item = support::item(app.store(), meeting, "Grant", Power::Decide).await.id().to_string();
    hand_in(&given.secretary, &item, "Bids", "open").await;
    assert_eq!(list(&app, given.vale.id(), "papers").await.len(), 1);

    let contract = Named::called(Thing::Contract, "Home care").unwrap();
    say_names(&support::program(app.store()), item.parse().unwrap(), &[contract]).await.unwrap();
    let own = [("thing", "contract"), ("name", "Home care"), ("kind", "bid"), ("what", "We bid with two others.")];
    let bids = format!("/places/vale/interests/declare?for={}", given.club);
    is_saved(&given.member.post(&bids, &fields(&own, &date("from", "1", "1", "2026"))).await);
    let ruling = format!("/items/{item}/interests/organisation-{}", given.club);
    is_saved(&given.secretary.post(&ruling, &[("verdict", "leave"), ("reason", "It bids.")]).await);

    assert_eq!(list(&app, given.vale.id(), "papers").await, Vec::<Value>::new());
    assert!(list(&app, given.vale.id(), "meetings").await[0]["agendaItem"][0]["auxiliaryFile"].is_null());
    at(app.store(), NOON.plus_days(4));
    let secretary = given.app.as_person(given.people.sue).await;
    is_saved(&secretary.post(&format!("/meetings/{meeting}/held"), &[]).await);
    assert_eq!(names(&list(&app, given.vale.id(), "papers").await), ["Bids"]);
}

#[tokio::test]
async fn people_are_a_name_and_where_they_sit_today() {
    let (given, app) = given().await;

    let people = list(&app, given.vale.id(), "people").await;
    let tom = people.iter().find(|one| one["name"] == "Tom Reed").unwrap();
    let membership = &tom["membership"][0];

    assert_eq!(people.len(), 5, "{:?}", names(&people));
    assert_eq!((membership["role"].as_str(), membership["votingRight"].as_bool()), (Some("Chair"), Some(true)));
    assert_eq!(membership["person"], tom["id"]);
    assert!(!tom.to_string().contains('@'), "{tom}");
    assert_eq!(list(&app, given.vale.id(), "memberships").await.len(), 5);
}

#[tokio::test]
async fn whoever_asks_what_changed_is_told_what_is_gone() {
    let (given, app) = given().await;
    let meeting = support::meeting(app.store(), given.board, "March", NOON.plus_days(3)).await.id();
    let item = support::item(app.store(), meeting, "Grant", Power::Decide).await.id().to_string();
    let later = support::item(app.store(), meeting, "Parking", Power::Note).await.id().to_string();
    for (title, marking) in [("Bids", "open"), ("Names", "confidential")] {
        let page = hand_in(&given.secretary, &item, title, marking).await;
        let shown = given.secretary.get(&page).await;
        let remove = shown.attributes("a[href^='/papers/'][href$='/remove']", "href").pop().unwrap();
        at(app.store(), NOON.plus_minutes(5));
        is_saved(&given.secretary.post(&remove, &[]).await);
    }
    is_saved(&given.secretary.post(&format!("/items/{later}/remove"), &[("_version", "1")]).await);
    let since = "?modified_since=2026-03-02T12:00:00Z";
    let gone = async |kind: &str| {
        let all = list(&app, given.vale.id(), &format!("{kind}{since}")).await;
        all.into_iter().filter(|one| one["deleted"] == true).collect::<Vec<_>>()
    };

    assert_eq!(list(&app, given.vale.id(), "papers").await, Vec::<Value>::new());
    let papers = gone("papers").await;
    assert_eq!(papers.len(), 1, "{papers:?}");
    assert_eq!(
        papers[0].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["id", "type", "created", "modified", "deleted"]
    );
    let items = gone("agenda-items").await;
    assert!(items.len() == 1 && items[0]["id"].as_str().unwrap().ends_with(&later), "{items:?}");
}

#[tokio::test]
async fn lists_go_out_in_pages_and_refuse_nonsense() {
    let (given, app) = given().await;
    for title in ["One", "Two", "Three"] {
        support::meeting(app.store(), given.board, title, NOON.plus_days(3)).await;
    }
    let meetings = format!("/oparl/bodies/{}/meetings", given.vale.id());

    let first = ask(&app, &format!("{meetings}?limit=2&omit_internal=true")).await;
    let next = first["links"]["next"].as_str().unwrap().trim_start_matches("http://folkmoot.test");
    let second = ask(&app, next).await;

    assert_eq!((first["data"].as_array().unwrap().len(), first["pagination"]["totalElements"].clone()), (2, 3.into()));
    assert_eq!(second["data"].as_array().unwrap().len(), 1);
    assert!(second["links"]["next"].is_null() && second["data"][0]["invitation"].is_null());
    assert_eq!(
        ask(&app, &format!("/oparl/organizations/{}/meetings", given.board)).await["data"].as_array().unwrap().len(),
        3
    );
    app.get(&format!("{meetings}?modified_since=yesterday")).await.status(400);
    app.get(&format!("{meetings}?page=0")).await.status(400);
}
