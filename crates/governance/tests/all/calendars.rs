//! Calendars, read as a calendar program reads them.

use crate::support::{self, Given, given, program};
use folkmoot_governance::actions;
use folkmoot_governance::body::BodyKind;
use folkmoot_store::testing::NOON;
use std::collections::BTreeMap;

type Event = BTreeMap<String, String>;

/// Lines put together again, values as they were before they were written; each line of 75 bytes at most.
fn events(text: &str) -> Vec<Event> {
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.trim_end().ends_with("END:VCALENDAR"), "{text}");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    assert!(!text.replace("\r\n", "").contains('\n'), "{text}");
    let mut events = Vec::new();
    let mut open: Option<Event> = None;
    for line in text.replace("\r\n ", "").split("\r\n").filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').unwrap();
        match (name, value) {
            ("BEGIN", "VEVENT") => open = Some(Event::new()),
            ("END", "VEVENT") => events.extend(open.take()),
            _ => drop(open.as_mut().map(|event| event.insert(name.to_owned(), read(value)))),
        }
    }
    events
}

fn read(value: &str) -> String {
    let (mut text, mut letters) = (String::new(), value.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => text.push(letters.next().map(|escaped| if escaped == 'n' { '\n' } else { escaped }).unwrap()),
            ';' | ',' => panic!("{value} is not escaped"),
            plain => text.push(plain),
        }
    }
    text
}

#[tokio::test]
async fn a_body_s_calendar_has_its_meetings_in_utc() {
    let Given { app, board, .. } = given().await;
    // After the clocks go forward: 13:00 in England is 12:00 in UTC.
    let title =
        "April meeting; with a title, that is so long that no line of a calendar can hold the whole of it – really";
    let meeting = support::meeting(app.store(), board, title, NOON.plus_days(40)).await.id();

    let answer = app.get(&format!("/bodies/{board}/calendar.ics")).await;

    assert_eq!(answer.headers.get("content-type").unwrap(), "text/calendar; charset=utf-8");
    let events = events(&answer.text());
    let event = &events[0];
    assert_eq!(events.len(), 1);
    assert_eq!(event["SUMMARY"], format!("Vale board: {title}"));
    assert_eq!((event["DTSTART"].as_str(), event["DTEND"].as_str()), ("20260411T120000Z", "20260411T140000Z"));
    assert_eq!((event["DTSTAMP"].as_str(), event["SEQUENCE"].as_str()), ("20260302T120000Z", "1"));
    assert_eq!(event["UID"], format!("{meeting}@folkmoot.test"));
    assert_eq!(event["LOCATION"], "Town hall, Vale");
    assert_eq!(event["URL"], format!("http://folkmoot.test/meetings/{meeting}"));
    assert!(event["DESCRIPTION"].starts_with("https://meet.example/vale\nhttp://"));
}

#[tokio::test]
async fn a_cancelled_meeting_is_marked_and_keeps_its_name() {
    let Given { app, board, .. } = given().await;
    let meeting = support::meeting(app.store(), board, "March", NOON.plus_days(3)).await.id();
    let path = format!("/bodies/{board}/calendar.ics");
    let before = events(&app.get(&path).await.text()).remove(0);

    actions::cancel_meeting(&program(app.store()), meeting, 1, "Snow, again").await.unwrap();

    let after = events(&app.get(&path).await.text()).remove(0);
    assert_eq!(before["UID"], after["UID"]);
    assert_eq!((before["STATUS"].as_str(), after["STATUS"].as_str()), ("CONFIRMED", "CANCELLED"));
    assert_eq!((before["SEQUENCE"].as_str(), after["SEQUENCE"].as_str()), ("1", "2"));
    assert!(after["DESCRIPTION"].starts_with("Snow, again\n"));
}

#[tokio::test]
async fn where_a_private_meeting_is_stands_only_in_the_calendars_of_its_people() {
    let Given { app, vale, board, member, .. } = given().await;
    let other = support::body(app.store(), vale.id(), BodyKind::DeliveryGroup, "Falls group", None).await.id();
    support::private_meeting(app.store(), board, "March", NOON.plus_days(3)).await;
    support::meeting(app.store(), other, "Falls", NOON.plus_days(4)).await;

    let public = events(&app.get(&format!("/bodies/{board}/calendar.ics")).await.text());
    assert!(!public[0].contains_key("LOCATION") && !public[0]["DESCRIPTION"].contains("meet.example"));
    let page = member.get("/calendar").await;
    page.shows("Vale board").hides("Falls group");
    let address = page.attributes("a[href$='.ics']", "href").remove(0);
    let file = app.get(address.strip_prefix("http://folkmoot.test").unwrap()).await;
    let own = events(&file.text());

    assert_eq!(own.len(), 1);
    assert_eq!((own[0]["SUMMARY"].as_str(), own[0]["LOCATION"].as_str()), ("Vale board: March", "Town hall, Vale"));
    assert_eq!(file.headers.get("cache-control").unwrap(), "no-store");
}

#[tokio::test]
async fn an_address_that_nobody_has_is_a_404() {
    let Given { app, .. } = given().await;

    for path in ["/calendar/.ics", "/calendar/0123.ics", "/calendar/0123", "/bodies/0000000000001/calendar.ics"] {
        app.get(path).await.status(404);
    }
    assert!(app.get("/calendar").await.location().starts_with("/sign-in"));
}
