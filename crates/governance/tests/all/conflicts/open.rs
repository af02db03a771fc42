//! What was decided in private is for partners until the body publishes it: on pages, in lists, in files, on the thread.

use super::{program, put};
use crate::support::{self, Given, given, is_saved};
use folkmoot_governance::decision::Decision;
use folkmoot_governance::item::ItemDetails;
use folkmoot_governance::meeting::Meeting;
use folkmoot_governance::power::Power;

async fn decided_in_private(given: &Given) -> (Meeting, Decision) {
    let store = given.app.store();
    let priority = support::priority(store, given.vale.id(), "Fewer falls").await;
    let meeting = support::private_meeting(store, given.board, "Tenders", super::in_ten_days(store)).await;
    let details = ItemDetails { priority: Some(priority.id()), ..ItemDetails::titled("Bids", Power::Decide) };
    let item = folkmoot_governance::actions::add_item(&program(store), meeting.id(), details).await.unwrap();
    support::answer_checks(store, folkmoot_governance::check::CheckOf::Item(item.id())).await;
    (meeting, put(given, item.id()).await)
}

#[tokio::test]
async fn the_public_sees_that_something_was_decided_in_private_and_why_and_not_what() {
    let given = given().await;
    let (meeting, decision) = decided_in_private(&given).await;
    let page = format!("/decisions/{}", decision.id());
    let explain = format!("/meetings/{}/private", meeting.id());
    is_saved(&given.secretary.post(&explain, &[("words", "Bidders must not know each other’s prices.")]).await);

    let seen = given.app.get(&page).await;
    seen.shows("Decided in private").shows("Bidders must not know each other’s prices.");
    seen.hides("Home care").hides("Somebody else may come").hides("Vale Trust").hides("let for three years");
    given.member.get(&page).await.shows("Home care goes to the best bid").shows("Made in private");
    for path in ["", ".json", ".csv", "?q=bid", ".json?q=door"] {
        given.app.get(&format!("/places/vale/decisions{path}")).await.hides("best bid").hides("to your door");
    }
    given.app.get("/places/vale/decisions").await.shows("Decided in private");
    given.app.get("/places/vale/decisions?q=best").await.shows("No decision fits");
    given.member.get("/places/vale/decisions?q=best").await.shows("best bid");
    given.app.get(&format!("/thread/decision/{}", decision.id())).await.hides("best bid");
    given.app.get(&format!("/bodies/{}", given.board)).await.hides("best bid").shows("Decided in private");
}

#[tokio::test]
async fn a_promise_of_it_is_for_partners_too_until_it_is_published() {
    let given = given().await;
    let (_, decision) = decided_in_private(&given).await;
    let page = format!("/decisions/{}", decision.id());
    for app in [&given.chair, &given.member] {
        is_saved(&app.post(&format!("{page}/position"), &[("stance", "assent")]).await);
    }
    let day = support::date("due", "30", "12", "2026");
    let own = [("stance", "assent"), ("what", "We buy the vans"), ("done_means", "Two vans are there")];
    is_saved(&given.secretary.post(&format!("{page}/position"), &support::fields(&own, &day)).await);
    let early = given.secretary.post(&format!("{page}/publish"), &[]).await;
    assert_eq!(early.status, 422, "{}", early.words());
    is_saved(&given.secretary.post(&format!("{page}/close"), &[("outcome", "agreed")]).await);
    let store = given.app.store();
    support::at(store, store.now().plus_days(30));

    given.app.get("/places/vale/promises").await.hides("We buy the vans");
    given.app.get("/places/vale/promises.csv").await.hides("We buy the vans");
    let secretary = given.app.as_person(given.people.sue).await;
    secretary.get("/places/vale/promises").await.shows("We buy the vans");
    is_saved(&secretary.post(&format!("{page}/publish"), &[]).await);

    given.app.get(&page).await.shows("Home care goes to the best bid").shows("published by the body since");
    given.app.get("/places/vale/promises").await.shows("We buy the vans");
    given.app.as_person(given.people.cleo).await.get(&format!("{page}/publish")).await.status(403);
}
