//! Meetings over HTTP: called, changed, cancelled, held; agenda, attendance and minutes; who may read and do what.

use crate::support::{self, Given, at, fields, given, is_saved, moment};
use folkmoot_governance::actions::decisions::{self, Put, PutTo};
use folkmoot_governance::power::Power;
use folkmoot_governance::{actions, store};
use folkmoot_store::testing::NOON;

#[tokio::test]
async fn the_secretary_calls_a_meeting_and_everybody_finds_it() {
    let Given { app, board, secretary, .. } = given().await;
    let path = format!("/bodies/{board}/meetings/add");
    let starts = moment("starts", "5", "March", "2026", "2pm");

    let early = secretary
        .post(&path, &fields(&[("title", "March meeting"), ("ends", "13:00"), ("venue", "Hall")], &starts))
        .await;
    assert_eq!(early.refusal("in_public"), "Say whether anybody may come");
    let typed = [("title", "March meeting"), ("ends", "13:00"), ("venue", "Hall"), ("in_public", "yes")];
    let early = secretary.post(&path, &fields(&typed, &starts)).await;
    assert_eq!(early.refusal("ends"), "It must end after it begins, at 5 March 2026 at 14:00");
    assert_eq!((early.value("title"), early.value("starts-month")), ("March meeting".into(), "March".into()));
    let typed = [("title", "March meeting"), ("ends", "16:00"), ("in_public", "yes")];
    let nowhere = secretary.post(&path, &fields(&typed, &starts)).await;
    assert_eq!(nowhere.refusal("venue"), "Say where people meet: a room and its address, or a link to join");
    let typed = [("title", "March meeting"), ("ends", "16:00"), ("venue", "Town hall"), ("in_public", "yes")];
    let page = is_saved(&secretary.post(&path, &fields(&typed, &starts)).await);

    app.get(&page).await.shows("5 March 2026, 14:00 to 16:00").shows("Town hall").shows("Nothing is on the agenda yet");
    app.get("/places/vale/meetings").await.shows("March meeting").shows("Town hall").shows("In public");
    app.get(&format!("/bodies/{board}/meetings")).await.shows("March meeting");
    let csv = app.get("/places/vale/meetings.csv").await.text();
    assert!(csv.contains("2026-03-05T14:00:00Z,2026-03-05T16:00:00Z,Vale board,March meeting,Planned,yes"), "{csv}");
    assert_eq!(app.get(&format!("/bodies/{board}/meetings.csv")).await.text(), csv);
    app.get("/bodies/0000000000001/meetings.csv").await.status(404);
    app.get("/bodies/what/meetings.csv").await.status(404);
}

#[tokio::test]
async fn a_meeting_is_moved_cancelled_with_a_reason_and_stays_in_sight() {
    let Given { app, board, chair, .. } = given().await;
    let meeting = support::meeting(app.store(), board, "March meeting", NOON.plus_days(3)).await.id();
    let page = format!("/meetings/{meeting}");
    let starts = moment("starts", "6", "3", "2026", "10:00");
    let typed = [("title", "March meeting"), ("ends", "11:30"), ("venue", "Library"), ("in_public", "yes")];

    is_saved(&chair.post(&format!("{page}/edit"), &fields(&typed, &starts)).await);
    app.get(&page).await.shows("6 March 2026, 10:00 to 11:30").shows("Library");
    let mut late = fields(&typed, &starts);
    late.push(("_version", "1"));
    chair.post_raw(&format!("{page}/edit"), &late).await.status(409).shows("Somebody else changed this");
    let silent = chair.post(&format!("{page}/cancel"), &[("reason", " ")]).await;
    assert!(silent.refusal("reason").starts_with("Say in a sentence why it is cancelled"));
    is_saved(&chair.post(&format!("{page}/cancel"), &[("reason", "The library is flooded")]).await);

    app.get(&page).await.shows("Cancelled").shows("The library is flooded");
    app.get("/places/vale/meetings").await.shows("March meeting").shows("Cancelled");
    chair.post(&format!("{page}/edit"), &fields(&typed, &starts)).await.status(422).shows("This meeting was cancelled");
    chair
        .post(&format!("{page}/items/add"), &[("title", "X"), ("power", "note"), ("minutes_planned", "5")])
        .await
        .status(422);
}

#[tokio::test]
async fn past_meetings_are_paged() {
    let Given { app, board, .. } = given().await;
    for day in 1..=21 {
        support::meeting(app.store(), board, &format!("Meeting {day:02}"), NOON.plus_days(-day)).await;
    }

    let first = app.get("/places/vale/meetings").await;
    first.shows("Meeting 01").shows("Meeting 20").hides("Meeting 21");
    let older = first.attributes("a[rel=next]", "href").remove(0);
    app.get(&older).await.shows("Meeting 21").hides("Meeting 20").shows("Back to the latest meetings");
    app.get("/places/vale/meetings?before=nonsense").await.status(200);
}

#[tokio::test]
async fn an_agenda_is_made_ordered_and_taken_apart() {
    let Given { app, vale, board, trust, secretary, .. } = given().await;
    let falls = support::priority(app.store(), vale.id(), "Fewer falls").await;
    let meeting = support::meeting(app.store(), board, "March meeting", NOON.plus_days(3)).await.id();
    let (page, add) = (format!("/meetings/{meeting}"), format!("/meetings/{meeting}/items/add"));

    let refused = secretary.post(&add, &[("title", "Clinic"), ("minutes_planned", "0")]).await;
    assert_eq!(refused.refusal("power"), "Choose what this body can do");
    assert_eq!(refused.refusal("minutes_planned"), "Enter a number from 1 to 480");
    assert_eq!(refused.value("title"), "Clinic");
    let (priority, sponsor) = (falls.id().to_string(), trust.to_string());
    let clinic = [
        ("title", "Falls clinic"),
        ("summary", "Open on Saturdays?"),
        ("power", "decide"),
        ("minutes_planned", "30"),
        ("priority", priority.as_str()),
        ("sponsor", sponsor.as_str()),
    ];
    is_saved(&secretary.post(&add, &clinic).await);
    is_saved(&secretary.post(&add, &[("title", "Welcome"), ("power", "note"), ("minutes_planned", "5")]).await);

    let shown = app.get(&page).await;
    shown.shows("1. Falls clinic").shows("2. Welcome").shows("2 items, 35 minutes planned");
    shown.shows("This body can decide this").shows("Fewer falls").shows("Vale Trust").hides("Take off the agenda");
    shown.shows("Planned for 12:00 to 12:30").shows("Planned for 12:30 to 12:35").shows("minutes of the meeting free");
    shown.shows("Time for each priority").shows("No priority");
    let second = shown.attributes("h3 a", "href").remove(1);
    is_saved(&secretary.post(&format!("{second}/move"), &[("after", "first")]).await);
    app.get(&page).await.shows("1. Welcome").shows("2. Falls clinic");
    let edited = [("title", "Welcome and news"), ("power", "note"), ("minutes_planned", "10")];
    is_saved(&secretary.post(&format!("{second}/edit"), &edited).await);
    app.get(&second).await.shows("Welcome and news").shows("None of this place's priorities");
    is_saved(&secretary.post(&format!("{second}/outcome"), &[("outcome", "Everybody said hello.")]).await);
    app.get(&second).await.shows("Everybody said hello.");
    is_saved(&secretary.post(&format!("{second}/remove"), &[]).await);
    app.get(&second).await.status(404);
    app.get(&format!("/priorities/{}", falls.id())).await.shows("Falls clinic").shows("1 agenda item");
}

#[tokio::test]
async fn a_priority_of_another_place_cannot_be_named() {
    let Given { app, board, secretary, .. } = given().await;
    let elsewhere = folkmoot_register::testing::place(app.store(), "Fen").await;
    let theirs = support::priority(app.store(), elsewhere.id(), "Flood").await;
    let meeting = support::meeting(app.store(), board, "March", NOON.plus_days(3)).await.id();

    let theirs = theirs.id().to_string();
    let typed = [("title", "X"), ("power", "note"), ("minutes_planned", "5"), ("priority", theirs.as_str())];
    let refused = secretary.post(&format!("/meetings/{meeting}/items/add"), &typed).await;

    assert_eq!(refused.refusal("priority"), "Choose one from the list");
}

#[tokio::test]
async fn an_item_that_a_decision_was_put_with_shows_it_and_stays() {
    let Given { app, board, secretary, .. } = given().await;
    let meeting = support::meeting(app.store(), board, "March", NOON.plus_days(3)).await.id();
    let item = support::item(app.store(), meeting, "Clinic", Power::Note).await.id();
    let path = format!("/items/{item}");
    let put = Put {
        title: "Saturday clinic".into(),
        text: "The clinic opens on Saturdays.".into(),
        plain_summary: "You can come on Saturdays.".into(),
        priority: None,
        power: Power::Decide,
        power_holder: "The board".into(),
        power_basis: String::new(),
        positions_due: NOON.plus_days(7),
        matter: folkmoot_governance::mandate::Matter::default(),
    };
    decisions::put_decision(&support::program(app.store()), PutTo::Item(item), put).await.unwrap();

    app.get(&format!("/meetings/{meeting}")).await.shows("Decision 1: Saturday clinic");
    app.get(&path).await.shows("Decision 1: Saturday clinic").shows("Positions open");
    app.get(&format!("/bodies/{board}")).await.shows("Decision 1: Saturday clinic");
    let kept = secretary.post(&format!("{path}/remove"), &[]).await;
    kept.status(422).shows("A decision was put with this item, so it stays on the agenda");
}

#[tokio::test]
async fn who_came_is_said_by_organisation_from_the_minute_it_begins() {
    let Given { app, board, secretary, trust, club, .. } = given().await;
    let meeting = support::meeting(app.store(), board, "March", NOON.plus_minutes(30)).await.id();
    let (page, path) = (format!("/meetings/{meeting}"), format!("/meetings/{meeting}/attendance"));
    let (of_trust, of_club) = (format!("of-{trust}"), format!("of-{club}"));
    let said = [(of_trust.as_str(), "present"), (of_club.as_str(), "apologies")];

    secretary.get(&path).await.shows("Lunch Club").shows("Vale Council").shows("Vale Trust");
    secretary.post(&path, &said).await.status(422).shows("it cannot have been held before");
    at(app.store(), NOON.plus_minutes(30));
    is_saved(&secretary.post(&path, &said).await);

    app.get(&page).await.shows("Present Vale Trust").shows("Sent apologies Lunch Club").hides("Say who came");
    let again = secretary.get(&path).await;
    assert_eq!(again.attributes(&format!("input[name={of_club}][checked]"), "value"), ["apologies"]);
    let strange = [("of-0000000000001", "present"), ("_version", "2")];
    secretary.post_raw(&path, &strange).await.status(303);
    assert_eq!(store::attendance(&mut app.store().read().await.unwrap(), meeting).await.unwrap().len(), 2);
    let mut late = said.to_vec();
    late.push(("_version", "1"));
    secretary.post_raw(&path, &late).await.status(409);
}

#[tokio::test]
async fn minutes_are_drafted_for_partners_approved_for_everybody_and_then_only_corrected() {
    let Given { app, board, secretary, elsewhere, stranger, .. } = given().await;
    let meeting = support::meeting(app.store(), board, "March", NOON.plus_minutes(-60)).await.id();
    let page = format!("/meetings/{meeting}");

    let empty = secretary.post(&format!("{page}/minutes"), &[("minutes", "")]).await;
    assert_eq!(empty.refusal("minutes"), "Write the minutes");
    is_saved(&secretary.post(&format!("{page}/minutes"), &[("minutes", "We met.\n\nWe parted.")]).await);
    for outsider in [&app, &stranger] {
        outsider.get(&page).await.hides("We parted.").shows("The minutes are a draft still");
    }
    elsewhere.get(&page).await.shows("We parted.").shows("Draft");
    secretary
        .post(&format!("{page}/minutes/approve"), &[])
        .await
        .status(422)
        .shows("Say first that the meeting was held");
    is_saved(&secretary.post(&format!("{page}/held"), &[]).await);
    is_saved(&secretary.post(&format!("{page}/minutes/approve"), &[]).await);

    app.get(&page).await.shows("We parted.").shows("Approved on 2 March 2026");
    let again = [("minutes", "We never met."), ("_version", "4")];
    secretary.post_raw(&format!("{page}/minutes"), &again).await.status(422).shows("These minutes were approved");
    is_saved(&secretary.post(&format!("{page}/minutes/correct"), &[("words", "We parted at five.")]).await);
    app.get(&page).await.shows("We parted.").shows("We parted at five.").shows("Added on 2 March 2026");
    app.get("/places/vale/meetings").await.shows("March");
}

#[tokio::test]
async fn the_agenda_of_a_meeting_that_is_not_public_is_for_people_with_a_seat_in_the_place() {
    let Given { app, board, member, elsewhere, team, stranger, .. } = given().await;
    let meeting = support::private_meeting(app.store(), board, "March", NOON.plus_days(3)).await.id();
    let item = support::item(app.store(), meeting, "Staff changes", Power::Advise).await.id();
    let page = format!("/meetings/{meeting}");

    for outsider in [&app, &stranger] {
        outsider
            .get(&page)
            .await
            .shows("5 March 2026")
            .shows("it is not held in public")
            .hides("Staff changes")
            .hides("Town hall");
        outsider.get(&format!("/items/{item}")).await.status(404);
        outsider.get("/places/vale/meetings").await.shows("March").hides("Town hall");
        assert!(!outsider.get("/places/vale/meetings.csv").await.text().contains("Town hall"));
    }
    for insider in [&member, &elsewhere, &team] {
        insider.get(&page).await.shows("Staff changes").shows("Town hall");
        insider.get(&format!("/items/{item}")).await.shows("This body can advise on this");
    }
}

#[tokio::test]
async fn only_those_who_run_the_body_or_the_team_call_change_and_write() {
    let Given { app, board, chair, secretary, team, member, elsewhere, stranger, .. } = given().await;
    let meeting = support::meeting(app.store(), board, "March", NOON.plus_days(3)).await.id();
    let item = support::item(app.store(), meeting, "Clinic", Power::Note).await.id();
    let mut paths = vec![format!("/bodies/{board}/meetings/add")];
    for end in ["edit", "cancel", "held", "items/add", "attendance", "minutes", "minutes/approve", "minutes/correct"] {
        paths.push(format!("/meetings/{meeting}/{end}"));
    }
    for end in ["edit", "move", "remove", "outcome", "papers/add"] {
        paths.push(format!("/items/{item}/{end}"));
    }

    for path in &paths {
        for insider in [&chair, &secretary, &team] {
            insider.get(path).await.status(200);
        }
        for outsider in [&member, &elsewhere, &stranger] {
            outsider.get(path).await.status(403);
            outsider.post_raw(path, &[("title", "X")]).await.status(403);
        }
        assert!(app.get(path).await.location().starts_with("/sign-in"), "{path}");
    }
    for path in ["/meetings/0000000000001", "/meetings/nonsense", "/items/0000000000001", "/papers/0000000000001"] {
        chair.get(path).await.status(404);
    }
    chair.get("/meetings/0000000000001/edit").await.status(404);
}

#[tokio::test]
async fn a_body_that_closed_meets_no_more() {
    let Given { app, board, chair, .. } = given().await;
    actions::close_body(&support::program(app.store()), board, 1).await.unwrap();
    let starts = moment("starts", "5", "3", "2026", "14:00");
    let typed = [("title", "March"), ("ends", "16:00"), ("venue", "Hall"), ("in_public", "no")];

    let refused = chair.post(&format!("/bodies/{board}/meetings/add"), &fields(&typed, &starts)).await;

    refused.status(422).shows("This body has closed, so it meets no more");
    chair.get(&format!("/bodies/{board}")).await.hides("Call a meeting");
}
