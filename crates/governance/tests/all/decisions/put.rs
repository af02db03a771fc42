//! Putting a decision, with the look at the answers before it counts.

use crate::support::{Given, body, given, is_saved, item, meeting, moment, priority};
use folkmoot_governance::actions::{change_item, close_body, decisions::DecisionError};
use folkmoot_governance::body::BodyKind;
use folkmoot_governance::item::ItemDetails;
use folkmoot_governance::power::Power;
use folkmoot_web::testing::{TestApp, TestPage};

const OWN: [(&str, &str); 5] = [
    ("title", "Saturday clinic"),
    ("plain_summary", "You can see a nurse on Saturdays."),
    ("text", "The clinic opens on Saturdays."),
    ("power", "decide"),
    ("power_holder", "the board"),
];

fn path(given: &Given) -> String {
    format!("/bodies/{}/decisions/add", given.board)
}

fn due(day: &str) -> Vec<(String, String)> {
    moment("positions_due", day, "3", "2026", "17:00")
}

fn with<'a>(own: &[(&'a str, &'a str)], dates: &'a [(String, String)]) -> Vec<(&'a str, &'a str)> {
    super::support::fields(own, dates)
}

/// Presses a button of the look at the answers.
async fn press(browser: &TestApp, path: &str, looked: &TestPage, step: &str) -> TestPage {
    let names = looked.attributes("form[novalidate] input[type=hidden]", "name");
    let values = looked.attributes("form[novalidate] input[type=hidden]", "value");
    let mut all: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(values.iter().map(String::as_str)).collect();
    all.push(("step", step));
    browser.post_raw(path, &all).await
}

#[tokio::test]
async fn answers_are_looked_at_and_changed_before_they_count() {
    let given = given().await;
    let (path, dates) = (path(&given), due("20"));
    given.secretary.get(&path).await.shows("This is put in writing: nobody has to meet");

    let looked = given.secretary.post(&path, &with(&OWN, &dates)).await;
    looked.status(200).shows("Nothing is saved yet").shows("20 March 2026 at 17:00").shows("Lunch Club");
    given.app.get("/places/vale/decisions").await.hides("Saturday clinic");
    let changed = press(&given.secretary, &path, &looked, "change").await;
    changed.status(200);
    assert_eq!(changed.value("title"), "Saturday clinic");
    assert_eq!(changed.value("positions_due-day"), "20");
    assert_eq!(changed.attributes("input[name=power][checked]", "value"), ["decide"]);
    let page = is_saved(&press(&given.secretary, &path, &looked, "put").await);

    let shown = given.app.get(&page).await;
    shown
        .shows("You can see a nurse on Saturdays.")
        .shows("Positions open")
        .shows("0 of 3 are in")
        .shows("None: it was put in writing");
    given.app.get("/places/vale/decisions").await.shows("1. Saturday clinic");
}

#[tokio::test]
async fn sending_the_look_twice_puts_it_once() {
    let given = given().await;
    let (path, dates) = (path(&given), due("20"));
    let looked = given.secretary.post(&path, &with(&OWN, &dates)).await;

    let first = is_saved(&press(&given.secretary, &path, &looked, "put").await);
    let second = is_saved(&press(&given.secretary, &path, &looked, "put").await);

    assert_eq!(first, second);
}

#[tokio::test]
async fn what_is_missing_is_said_beside_its_field_and_what_was_typed_is_kept() {
    let given = given().await;
    let (path, past, future) = (path(&given), due("1"), due("20"));

    let early = given.secretary.post(&path, &with(&OWN, &past)).await;
    assert_eq!(early.refusal("positions_due"), "Give people time: the last moment for positions must be in the future");
    assert_eq!(early.value("title"), "Saturday clinic");
    let bare = given.secretary.post(&path, &with(&[("title", "Saturday clinic"), ("power", "decide")], &future)).await;
    assert!(!bare.refusal("plain_summary").is_empty());
    let endless = given.secretary.post_raw(&path, &OWN).await;
    assert_eq!(endless.refusal("positions_due"), "Enter the last moment for positions");
}

#[tokio::test]
async fn a_note_asks_nobody_and_needs_no_deadline() {
    let given = given().await;
    let mut own = OWN;
    own[3] = ("power", "note");

    let looked = given.secretary.post(&path(&given), &own).await;
    looked.status(200).shows("nobody is asked for a position");
    let page = is_saved(&press(&given.secretary, &path(&given), &looked, "put").await);

    given.app.get(&page).await.shows("Nobody was asked for a position").shows("Ready to close");
}

#[tokio::test]
async fn an_item_says_what_its_decision_begins_with() {
    let given = given().await;
    let store = given.app.store();
    let falls = priority(store, given.vale.id(), "Falls").await;
    let meets = meeting(store, given.board, "April board", store.now().plus_days(10)).await;
    let item = item(store, meets.id(), "Falls clinic", Power::Endorse).await;
    let details = ItemDetails { priority: Some(falls.id()), ..ItemDetails::titled("Falls clinic", Power::Endorse) };
    change_item(&super::program(store), item.id(), item.version(), details).await.unwrap();
    let path = format!("/items/{}/decisions/add", item.id());

    let form = given.secretary.get(&path).await;
    assert_eq!(form.value("title"), "Falls clinic");
    assert_eq!(form.attributes("input[name=power][checked]", "value"), ["endorse"]);
    assert_eq!(form.attributes("select[name=priority] option[selected]", "value"), [falls.id().to_string()]);
    let mut own = OWN.to_vec();
    let id = falls.id().to_string();
    own.push(("priority", &id));
    let dates = due("20");
    let looked = given.secretary.post(&path, &with(&own, &dates)).await;
    let page = is_saved(&press(&given.secretary, &path, &looked, "put").await);

    given.app.get(&page).await.shows("April board").shows("Falls clinic").shows("One in three people over 75 fell");
}

#[tokio::test]
async fn only_those_who_run_the_body_put_decisions() {
    let given = given().await;
    let path = path(&given);

    given.app.get(&path).await.location();
    for browser in [&given.member, &given.councillor, &given.elsewhere, &given.stranger] {
        browser.get(&path).await.status(403);
        browser.post_raw(&path, &OWN).await.status(403);
    }
    for browser in [&given.chair, &given.secretary, &given.team] {
        browser.get(&path).await.status(200);
    }
}

#[tokio::test]
async fn a_priority_of_another_place_is_none_of_this_one() {
    let given = given().await;
    let moor = folkmoot_register::store::place_named(&mut given.app.store().read().await.unwrap(), "moor").await;
    let foreign = priority(given.app.store(), moor.unwrap().unwrap().id(), "Elsewhere").await;
    let put = super::Put { priority: Some(foreign.id()), ..super::words(given.app.store()) };

    let refused = super::put_decision(&super::program(given.app.store()), super::PutTo::Body(given.board), put).await;

    assert!(matches!(refused, Err(DecisionError::NoSuch)));
}

#[tokio::test]
async fn nothing_is_put_to_a_body_that_closed() {
    let given = given().await;
    let store = given.app.store();
    let gone = body(store, given.vale.id(), BodyKind::DeliveryGroup, "Home first", None).await;
    close_body(&super::program(store), gone.id(), gone.version()).await.unwrap();
    let path = format!("/bodies/{}/decisions/add", gone.id());
    let mut own = OWN;
    own[3] = ("power", "note");

    let refused = given.team.post(&path, &own).await;

    assert_eq!(refused.refusal("title"), "This body is closed: put it to one that still meets");
}

#[tokio::test]
async fn an_address_that_is_no_decision_is_not_found() {
    let given = given().await;
    let nothing = "0000000000001";

    for id in [nothing, "nonsense"] {
        for end in ["", "/position", "/close", "/override"] {
            given.team.get(&format!("/decisions/{id}{end}")).await.status(404);
        }
        given.team.get(&format!("/bodies/{id}/decisions/add")).await.status(404);
        given.team.get(&format!("/items/{id}/decisions/add")).await.status(404);
        given.team.get(&format!("/overrides/{id}")).await.status(404);
        given.team.get(&format!("/overrides/{id}/reply")).await.status(404);
        for kind in ["priority", "decision", "promise", "nonsense"] {
            given.team.get(&format!("/thread/{kind}/{id}")).await.status(404);
        }
    }
    given.team.get("/places/nowhere/decisions").await.status(404);
    given.team.get("/places/nowhere/overrides").await.status(404);
    given.team.get("/places/nowhere/decisions.csv").await.status(404);
}
