//! What the store answers about bodies, priorities, meetings and agendas, on whichever database is under test.

use crate::support::{self, Given, given, program};
use folkmoot_governance::actions;
use folkmoot_governance::body::BodyKind;
use folkmoot_governance::power::Power;
use folkmoot_governance::promise::{Patience, Reader};
use folkmoot_governance::store::{self, Before, Which, Whose};
use folkmoot_store::testing::NOON;

#[tokio::test]
async fn bodies_come_in_the_order_of_their_tree() {
    let Given { app, vale, board, .. } = given().await;
    let falls = support::body(app.store(), vale.id(), BodyKind::DeliveryGroup, "Falls group", Some(board)).await;
    support::body(app.store(), vale.id(), BodyKind::TaskAndFinish, "Rails group", Some(falls.id())).await;
    let mut db = app.store().read().await.unwrap();

    let bodies = store::bodies_of_place(&mut db, vale.id(), Which::Open).await.unwrap();

    let names: Vec<&str> = bodies.iter().map(folkmoot_governance::body::Body::name).collect();
    assert_eq!(names, ["Vale board", "Falls group", "Rails group", "Vale forum"]);
}

#[tokio::test]
async fn past_meetings_go_on_after_the_last_one_seen() {
    let Given { app, vale, board, .. } = given().await;
    for day in 1..=5 {
        support::meeting(app.store(), board, &format!("Meeting {day}"), NOON.plus_days(-day)).await;
    }
    // Two at the same moment: neither is lost between pages.
    support::meeting(app.store(), board, "Meeting 2b", NOON.plus_days(-2)).await;
    support::meeting(app.store(), board, "Next", NOON.plus_days(1)).await;
    let mut db = app.store().read().await.unwrap();

    let mut seen = Vec::new();
    let mut before = Before::now(NOON);
    loop {
        let page = store::past_meetings(&mut db, Whose::Place(vale.id()), NOON, before, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        before = last.before();
        seen.extend(page.into_iter().map(|line| line.title));
    }

    seen.sort();
    assert_eq!(seen, ["Meeting 1", "Meeting 2", "Meeting 2b", "Meeting 3", "Meeting 4", "Meeting 5"]);
}

#[tokio::test]
async fn a_meeting_is_to_come_until_its_last_minute() {
    let Given { app, board, .. } = given().await;
    support::meeting(app.store(), board, "Now", NOON.plus_minutes(-60)).await;
    let next = support::meeting(app.store(), board, "Next", NOON.plus_days(7)).await;
    let mut db = app.store().read().await.unwrap();
    let upcoming = async |db: &mut folkmoot_store::Conn, now| {
        let lines = store::upcoming_meetings(db, Whose::Body(board), now, 9).await.unwrap();
        lines.into_iter().map(|line| line.title).collect::<Vec<_>>()
    };

    assert_eq!(upcoming(&mut db, NOON.plus_minutes(59)).await, ["Now", "Next"]);
    assert_eq!(upcoming(&mut db, NOON.plus_minutes(60)).await, ["Next"]);
    let after = store::next_meeting_of_body(&mut db, board, NOON).await.unwrap();
    assert_eq!(after.map(|meeting| meeting.id()), Some(next.id()));
}

#[tokio::test]
async fn items_stand_in_their_order_and_change_places() {
    let Given { app, board, .. } = given().await;
    let meeting = support::meeting(app.store(), board, "March", NOON).await;
    for title in ["Welcome", "Falls", "Close"] {
        support::item(app.store(), meeting.id(), title, Power::Note).await;
    }
    let ctx = program(app.store());
    let titles = async || {
        let mut db = app.store().read().await.unwrap();
        let items = store::items_of_meeting(&mut db, meeting.id()).await.unwrap();
        items.into_iter().map(|item| (item.title().to_owned(), item.id(), item.version())).collect::<Vec<_>>()
    };

    let (_, falls, version) = titles().await[1].clone();
    actions::move_item(&ctx, falls, version, None).await.unwrap();
    let [(_, first, version), _, (_, last, _)] = titles().await.try_into().unwrap();
    actions::move_item(&ctx, first, version, Some(last)).await.unwrap();

    let order: Vec<String> = titles().await.into_iter().map(|(title, ..)| title).collect();
    assert_eq!(order, ["Welcome", "Close", "Falls"]);
}

#[tokio::test]
async fn what_hangs_on_a_priority_is_counted() {
    let Given { app, vale, board, .. } = given().await;
    let falls = support::priority(app.store(), vale.id(), "Fewer falls").await;
    let second = support::priority(app.store(), vale.id(), "Warm homes").await;
    let meeting = support::meeting(app.store(), board, "March", NOON).await;
    let item = support::item(app.store(), meeting.id(), "Clinic", Power::Decide).await;
    let details = folkmoot_governance::item::ItemDetails {
        priority: Some(falls.id()),
        ..folkmoot_governance::item::ItemDetails::titled("Clinic", Power::Decide)
    };
    actions::change_item(&program(app.store()), item.id(), 1, details).await.unwrap();
    let mut db = app.store().read().await.unwrap();

    let view = Patience::default().view(Reader::Public, NOON);
    let counts = store::priority_counts(&mut db, &view, falls.place()).await.unwrap()[&falls.id()];
    let items = store::items_of_priority(&mut db, falls.id(), 9).await.unwrap();

    assert_eq!((falls.number(), second.number()), (1, 2));
    assert_eq!((counts.items, counts.decisions, counts.promises), (1, 0, 0));
    assert_eq!(items[0].body_name, "Vale board");
}
