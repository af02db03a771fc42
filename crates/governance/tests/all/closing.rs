//! A meeting run from its page: live, closed item by item, and what was put off carried to the next.

mod written;

use crate::support::{self, Given, at, date, fields, given, is_saved};
use folkmoot_governance::actions::decisions::{self, Put, PutTo};
use folkmoot_governance::closing::Found;
use folkmoot_governance::decision::Outcome;
use folkmoot_governance::power::Power;
use folkmoot_governance::{actions, store};
use folkmoot_kernel::{Id, OrganisationId};
use folkmoot_store::testing::NOON;

/// A meeting that began an hour ago with two items, and its page.
async fn begun(given: &Given) -> (String, [String; 2]) {
    let meeting = support::meeting(given.app.store(), given.board, "March", NOON.plus_minutes(-60)).await.id();
    let clinic = support::item(given.app.store(), meeting, "Falls clinic", Power::Note).await.id();
    let parking = support::item(given.app.store(), meeting, "Parking", Power::Note).await.id();
    (format!("/meetings/{meeting}"), [clinic.to_string(), parking.to_string()])
}

async fn held(given: &Given) -> (String, [String; 2]) {
    let (page, items) = begun(given).await;
    is_saved(&given.secretary.post(&format!("{page}/held"), &[]).await);
    (page, items)
}

async fn promise_on(given: &Given, item: &str) -> String {
    let (owner, confirmer) = (given.club.to_string(), given.trust.to_string());
    let typed = [
        ("owner", owner.as_str()),
        ("what", "Open the hall on Saturdays"),
        ("done_means", "The hall is open"),
        ("confirmer", confirmer.as_str()),
    ];
    let due = date("due", "30", "4", "2026");
    is_saved(&given.secretary.post(&format!("/items/{item}/promises/add"), &fields(&typed, &due)).await)
}

fn present(organisations: &[OrganisationId]) -> Vec<(String, String)> {
    organisations.iter().map(|id| (format!("of-{id}"), "present".to_owned())).collect()
}

#[tokio::test]
async fn while_a_meeting_is_on_its_page_grows_and_nothing_is_typed_twice() {
    let given = given().await;
    let (page, [clinic, _]) = begun(&given).await;
    let live = format!("{page}/live");

    given.member.get(&page).await.shows("Follow this meeting");
    given.secretary.get(&page).await.shows("Run this meeting");
    let shown = given.secretary.get(&live).await;
    shown
        .shows("It is 12:00. No item is planned for this minute")
        .shows("1. Falls clinic")
        .shows("Nothing written down yet");
    at(given.app.store(), NOON.plus_minutes(-55));
    given.member.get(&live).await.shows("Planned for now: Falls clinic (11:00 to 11:10)").hides("Write down a promise");
    at(given.app.store(), NOON);
    let attended = present(&[given.trust, given.council]);
    let back = is_saved(&given.secretary.post(&format!("{page}/attendance"), &fields(&[], &attended)).await);
    assert_eq!(back, live);
    assert_eq!(promise_on(&given, &clinic).await, live);

    let shown = given.member.get(&live).await;
    shown
        .shows("Present: Vale Council, Vale Trust.")
        .shows("Promise 1: Lunch Club by 30 April 2026: Open the hall on Saturdays.");
    let draft = given.secretary.get(&format!("{page}/minutes")).await;
    assert!(
        draft.value("minutes").contains("1. Falls clinic Promise 1: Lunch Club by 30 April 2026"),
        "{}",
        draft.value("minutes")
    );
    given.stranger.get(&live).await.status(403);
    assert!(given.app.get(&live).await.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_promise_on_an_item_is_accepted_after_the_meeting() {
    let given = given().await;
    let (page, [clinic, _]) = begun(&given).await;
    promise_on(&given, &clinic).await;
    let promise =
        given.member.get(&format!("{page}/live")).await.attributes("main a[href^='/promises/']", "href").remove(0);
    let trust = given.trust.to_string();

    let early = given.member.post(&format!("{promise}/accept"), &[("confirmer", &trust)]).await;
    early.status(422).shows(
        "Accept it after the meeting, when you have had time to look at it: the meeting ends 2 March 2026 at 13:00",
    );
    given.member.get("/mine").await.hides("Open the hall on Saturdays Accept");
    at(given.app.store(), NOON.plus_minutes(61));
    is_saved(&given.member.post(&format!("{promise}/accept"), &[("confirmer", &trust)]).await);

    given.app.get(&format!("/items/{clinic}")).await.shows("Lunch Club: Open the hall on Saturdays");
}

#[tokio::test]
async fn a_promise_on_an_item_returns_to_the_next_agenda_when_it_is_withdrawn() {
    let given = given().await;
    let (page, [clinic, _]) = begun(&given).await;
    promise_on(&given, &clinic).await;
    let promise =
        given.member.get(&format!("{page}/live")).await.attributes("main a[href^='/promises/']", "href").remove(0);
    at(given.app.store(), NOON.plus_minutes(61));
    let trust = given.trust.to_string();
    is_saved(&given.member.post(&format!("{promise}/accept"), &[("confirmer", &trust)]).await);
    is_saved(&given.member.post(&format!("{promise}/withdraw"), &[("why", "The hall burnt down")]).await);
    let next = support::meeting(given.app.store(), given.board, "April", NOON.plus_days(30)).await.id();

    work(&given).await;

    given.member.get(&format!("/meetings/{next}")).await.shows("Taken back by Lunch Club").shows("The hall burnt down");
}

#[tokio::test]
async fn a_meeting_is_closed_only_when_every_item_came_to_something() {
    let given = given().await;
    let (page, [clinic, parking]) = begun(&given).await;
    let close = format!("{page}/close");
    let (end_clinic, end_parking) = (format!("end-{clinic}"), format!("end-{parking}"));
    let (note_clinic, note_parking) = (format!("note-{clinic}"), format!("note-{parking}"));
    let both = [
        (end_clinic.as_str(), "note"),
        (note_clinic.as_str(), "Talked"),
        (end_parking.as_str(), "deferral"),
        (note_parking.as_str(), "No time"),
    ];

    given
        .secretary
        .post(&close, &both)
        .await
        .status(422)
        .shows("Say first that the meeting was held: then it can be closed");
    is_saved(&given.secretary.post(&format!("{page}/held"), &[]).await);
    let one = given.secretary.post(&close, &[(end_clinic.as_str(), "note")]).await;
    assert_eq!(one.refusal(&end_parking), "Say what item 2 came to");
    let wordless =
        given.secretary.post(&close, &[(end_clinic.as_str(), "note"), (end_parking.as_str(), "decision")]).await;
    assert_eq!(wordless.refusal(&note_clinic), "Say in a sentence what was said");
    assert_eq!(
        wordless.refusal(&end_parking),
        "No decision was put on this item: put it first, or choose something else"
    );
    given.member.get(&close).await.status(403);
    is_saved(&given.secretary.post(&close, &both).await);

    given
        .app
        .get(&page)
        .await
        .shows("closed on 2 March 2026: every item came to something")
        .shows("Put off to a later meeting: it waits for the next meeting");
    given.secretary.get(&page).await.hides("Put an item on the agenda").hides("Close this meeting");
    let add = [("title", "X"), ("power", "note"), ("minutes_planned", "5")];
    given.secretary.post(&format!("{page}/items/add"), &add).await.status(422).shows("This meeting was closed already");
    is_saved(&given.secretary.post(&format!("{page}/minutes"), &[("minutes", "We met.")]).await);
}

#[tokio::test]
async fn what_the_record_says_is_chosen_already() {
    let given = given().await;
    let (page, [clinic, _]) = held(&given).await;
    promise_on(&given, &clinic).await;

    let form = given.secretary.get(&format!("{page}/close")).await;

    assert_eq!(form.attributes(&format!("input[name='end-{clinic}'][checked]"), "value"), ["promise"]);
}

#[tokio::test]
async fn what_was_put_off_goes_onto_the_next_agenda_and_stays_there() {
    let given = given().await;
    let (page, [clinic, parking]) = held(&given).await;
    let (end_clinic, end_parking) = (format!("end-{clinic}"), format!("end-{parking}"));
    let (note_clinic, note_parking) = (format!("note-{clinic}"), format!("note-{parking}"));
    let ends = [
        (end_clinic.as_str(), "deferral"),
        (note_clinic.as_str(), "No nurse came"),
        (end_parking.as_str(), "note"),
        (note_parking.as_str(), "Talked"),
    ];
    is_saved(&given.secretary.post(&format!("{page}/close"), &ends).await);

    let april = support::meeting(given.app.store(), given.board, "April", NOON.plus_days(30)).await;
    work(&given).await;
    work(&given).await;

    let next = format!("/meetings/{}", april.id());
    let shown = given.secretary.get(&next).await;
    shown.shows("1. Falls clinic").hides("2. Falls clinic").shows("Put off from March, 2 March 2026, 11:00 to 13:00");
    given.app.get(&page).await.shows("it goes on at the meeting of 1 April 2026");
    let item = shown.attributes("h3 a", "href").remove(0);
    let kept = given.secretary.post(&format!("{item}/remove"), &[]).await;
    kept.status(422).shows("This was put off at an earlier meeting and came here by itself");

    is_saved(&given.secretary.post(&format!("{next}/cancel"), &[("reason", "Snow")]).await);
    let may = support::meeting(given.app.store(), given.board, "May", NOON.plus_days(60)).await;
    work(&given).await;
    given.app.get(&format!("/meetings/{}", may.id())).await.shows("1. Falls clinic");
}

#[tokio::test]
async fn a_later_meeting_that_is_called_already_takes_it_at_once() {
    let given = given().await;
    let april = support::meeting(given.app.store(), given.board, "April", NOON.plus_days(30)).await.id();
    let (page, [clinic, parking]) = held(&given).await;
    let (end_clinic, end_parking) = (format!("end-{clinic}"), format!("end-{parking}"));
    let note = format!("note-{parking}");
    let reason = format!("note-{clinic}");
    let ends = [
        (end_clinic.as_str(), "deferral"),
        (reason.as_str(), "No time"),
        (end_parking.as_str(), "note"),
        (note.as_str(), "Talked"),
    ];

    is_saved(&given.secretary.post(&format!("{page}/close"), &ends).await);

    given.app.get(&format!("/meetings/{april}")).await.shows("1. Falls clinic");
}

#[tokio::test]
async fn a_decision_that_was_withdrawn_is_no_end() {
    let given = given().await;
    let (page, [clinic, _]) = held(&given).await;
    let store = given.app.store();
    let ctx = support::program(store);
    let put = Put {
        title: "Saturdays".into(),
        text: "The clinic opens on Saturdays.".into(),
        plain_summary: "You can come.".into(),
        priority: None,
        power: Power::Decide,
        power_holder: "The board".into(),
        power_basis: String::new(),
        positions_due: NOON.plus_days(7),
        matter: folkmoot_governance::mandate::Matter::default(),
    };
    let item = clinic.parse().unwrap();
    let decision = decisions::put_decision(&ctx, PutTo::Item(item), put).await.unwrap();
    let meeting = page.rsplit('/').next().unwrap().parse().unwrap();
    let found = |found: Vec<Found>| found.iter().find(|one| one.item == item).unwrap().decisions;

    let before = found(store::found_on_items(&mut store.read().await.unwrap(), meeting).await.unwrap());
    decisions::close_decision(&ctx, decision.id(), decision.version(), Outcome::Withdrawn, "Too early").await.unwrap();
    let after = found(store::found_on_items(&mut store.read().await.unwrap(), meeting).await.unwrap());

    assert_eq!((before, after), (1, 0));
}

/// Runs what is due an hour later.
async fn work(given: &Given) {
    let store = given.app.store();
    at(store, store.now().plus_minutes(60));
    folkmoot_web::jobs::work_once(given.app.app()).await.unwrap();
}

#[tokio::test]
async fn nothing_is_lost_when_two_close_at_once() {
    let given = given().await;
    let (page, [clinic, parking]) = held(&given).await;
    let (end_clinic, end_parking) = (format!("end-{clinic}"), format!("end-{parking}"));
    let (note_clinic, note_parking) = (format!("note-{clinic}"), format!("note-{parking}"));
    let ends = [
        (end_clinic.as_str(), "note"),
        (note_clinic.as_str(), "Talked"),
        (end_parking.as_str(), "note"),
        (note_parking.as_str(), "Talked"),
    ];
    is_saved(&given.secretary.post(&format!("{page}/close"), &ends).await);

    let again = given.chair.post(&format!("{page}/close"), &ends).await;

    again.status(422).shows("This meeting was closed already");
    let items = store::items_put_off(&mut given.app.store().read().await.unwrap(), given.board).await.unwrap();
    assert!(items.is_empty());
    let nobody = actions::close_meeting(&support::program(given.app.store()), Id::from_number(5), 1, &[]).await;
    assert!(nobody.is_err());
}
