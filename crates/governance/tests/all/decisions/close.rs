//! Closing: by whom, when, and with which words.

use super::{all_assent, on_a_later_day, page_of, put, put_as, say, words};
use crate::support::{date, fields, given, is_saved};
use folkmoot_governance::actions::change_body;
use folkmoot_governance::body::{BodyDetails, BodyKind};
use folkmoot_governance::position::Stance;
use folkmoot_governance::power::Power;

#[tokio::test]
async fn a_decision_is_closed_once_positions_are_in_and_stays_closed() {
    let given = given().await;
    let decision = put(&given).await;
    let path = format!("{}/close", page_of(&decision));

    let early = given.chair.post(&path, &[("outcome", "agreed")]).await;
    assert!(early.refusal("outcome").starts_with("3 of 3 positions are still awaited until"));
    all_assent(&given, decision.id()).await;
    let version = given.chair.get(&path).await.value("_version");
    is_saved(&given.chair.post(&path, &[("outcome", "agreed")]).await);
    given.app.get(&page_of(&decision)).await.shows("Agreed").shows("3 of 3 organisations gave their position");
    let twice =
        given.secretary.post_raw(&path, &[("outcome", "not_agreed"), ("words", "No"), ("_version", &version)]).await;

    assert_eq!(twice.refusal("outcome"), "This decision is already closed");
    given.secretary.get(&path).await.status(303);
}

#[tokio::test]
async fn an_objection_needs_the_bodys_way_out_and_its_author_is_heard() {
    let given = given().await;
    let decision = put(&given).await;
    let (people, path) = (&given.people, format!("{}/close", page_of(&decision)));
    say(&given, decision.id(), (people.tom, given.trust), Stance::Assent, "").await;
    say(&given, decision.id(), (people.carl, given.council), Stance::StandAside, "").await;
    say(&given, decision.id(), (people.cleo, given.club), Stance::Object, "It is too far to walk").await;

    let silent = given.chair.post(&path, &[("outcome", "agreed")]).await;
    assert_eq!(silent.refusal("words"), "Somebody objects: write how the body resolved it, or close it as not agreed");
    is_saved(&given.chair.post(&path, &[("outcome", "agreed"), ("words", "A minibus will run")]).await);

    let page = given.app.get(&page_of(&decision)).await;
    page.shows("Agreed, with dissent").shows("Minority statement").shows("It is too far to walk");
    page.shows("A minibus will run");
}

#[tokio::test]
async fn the_quorum_counts_those_who_take_part() {
    let given = given().await;
    let store = given.app.store();
    let details = BodyDetails { quorum: 2, ..BodyDetails::named("Vale board", BodyKind::PlaceBoard, "Joins up care.") };
    change_body(&super::program(store), given.board, 1, details).await.unwrap();
    let decision = put(&given).await;
    let (people, path) = (&given.people, format!("{}/close", page_of(&decision)));
    say(&given, decision.id(), (people.tom, given.trust), Stance::Assent, "").await;
    say(&given, decision.id(), (people.cleo, given.club), Stance::Recused, "").await;
    let chair = on_a_later_day(&given, decision.positions_due(), people.tom).await;

    let few = chair.post(&path, &[("outcome", "agreed")]).await;
    assert_eq!(few.refusal("outcome"), "One organisation took part, and this body needs 2 to agree something");
    say(&given, decision.id(), (people.carl, given.council), Stance::StandAside, "").await;
    is_saved(&chair.post(&path, &[("outcome", "agreed")]).await);
}

#[tokio::test]
async fn what_is_not_agreed_says_why_and_its_promises_lapse() {
    let given = given().await;
    let decision = put(&given).await;
    let (page, day) = (page_of(&decision), date("due", "30", "6", "2026"));
    let own = [("stance", "assent"), ("what", "We open the hall"), ("done_means", "The door is open")];
    is_saved(&given.member.post(&format!("{page}/position"), &fields(&own, &day)).await);
    let chair = on_a_later_day(&given, decision.positions_due(), given.people.tom).await;

    let silent = chair.post(&format!("{page}/close"), &[("outcome", "not_agreed")]).await;
    assert_eq!(silent.refusal("words"), "Say in a sentence why it was not agreed");
    let words = [("outcome", "not_agreed"), ("words", "There is no room")];
    is_saved(&chair.post(&format!("{page}/close"), &words).await);

    chair.get(&page).await.shows("Not agreed").shows("There is no room").shows("No longer needed");
}

#[tokio::test]
async fn a_note_is_closed_as_noted() {
    let given = given().await;
    let note = super::Put { power: Power::Note, ..words(given.app.store()) };
    let decision = put_as(&given, note).await;

    is_saved(&given.secretary.post(&format!("{}/close", page_of(&decision)), &[("outcome", "agreed")]).await);

    given.app.get(&page_of(&decision)).await.shows("Noted");
}

#[tokio::test]
async fn only_those_who_run_the_body_close() {
    let given = given().await;
    let path = format!("{}/close", page_of(&put(&given).await));

    given.app.get(&path).await.location();
    for browser in [&given.member, &given.councillor, &given.elsewhere, &given.stranger] {
        browser.get(&path).await.status(403);
        browser.post_raw(&path, &[("outcome", "withdrawn"), ("words", "No"), ("_version", "1")]).await.status(403);
    }
    for browser in [&given.chair, &given.secretary, &given.team] {
        browser.get(&path).await.status(200);
    }
    given.chair.get(&path.replace("/close", "")).await.shows("Close this decision");
    let member = given.member.get(&path.replace("/close", "")).await;
    member.hides("Close this decision").hides("made in the room").shows("Offer a promise of your organisation");
    given.secretary.get(&path.replace("/close", "")).await.shows("Write down a promise made in the room");
    let stranger = given.stranger.get(&path.replace("/close", "")).await;
    stranger.hides("Close this decision").hides("Offer a promise").hides("position</a>");
}
