//! What is taken back returns to the next agenda by itself; what lapses waits for nobody.

use super::common::{accepted, board_meets, council_said, noon, open_decision, promise, sign_in_anew, work_at};
use crate::support::{self, Given, given, is_saved};
use folkmoot_governance::actions::decisions::close_decision;
use folkmoot_governance::decision::Outcome;
use folkmoot_governance::promise::PromiseId;
use folkmoot_governance::store;
use folkmoot_kernel::Timestamp;

async fn withdrawn(given: &Given) -> PromiseId {
    let id = accepted(given).await;
    is_saved(&given.secretary.post(&format!("/promises/{id}/withdraw"), &[("why", "The building is sold")]).await);
    id
}

async fn items_back(given: &Given) -> usize {
    let mut db = given.app.store().read().await.unwrap();
    let found = store::returned_items(&mut db, given.board, given.app.store().now()).await.unwrap();
    assert!(found.iter().all(|item| item.title.starts_with("Taken back by Vale Council")), "{found:?}");
    found.len()
}

#[tokio::test]
async fn a_withdrawn_promise_stands_on_the_next_agenda_once() {
    let mut given = given().await;
    board_meets(&given).await;
    let id = withdrawn(&given).await;

    work_at(&given.app, noon(3, 2)).await;
    sign_in_anew(&mut given).await;
    work_at(&given.app, Timestamp::at(noon(3, 2).date(), 18, 0)).await;
    sign_in_anew(&mut given).await;

    assert_eq!(items_back(&given).await, 1);
    let page = given.member.get(&format!("/promises/{id}")).await;
    page.shows("It came back to the agenda by itself: March meeting, 3 March 2026 at 10:00");
    let item = page.attributes("a[href^='/items/']", "href");
    given.member.get(&item[0]).await.status(200).shows("The building is sold");
}

#[tokio::test]
async fn it_waits_for_a_meeting_that_is_called_later() {
    let mut given = given().await;
    let id = withdrawn(&given).await;

    work_at(&given.app, noon(3, 2)).await;
    sign_in_anew(&mut given).await;
    given.member.get(&format!("/promises/{id}")).await.shows("It returns by itself to the next agenda of Vale board");
    support::meeting(given.app.store(), given.board, "April meeting", noon(4, 7)).await;
    work_at(&given.app, noon(3, 3)).await;
    sign_in_anew(&mut given).await;

    assert_eq!(items_back(&given).await, 1);
    given.member.get(&format!("/promises/{id}")).await.shows("April meeting, 7 April 2026");
}

#[tokio::test]
async fn it_moves_on_when_the_meeting_it_came_back_to_is_cancelled() {
    let mut given = given().await;
    let id = withdrawn(&given).await;
    let april = support::meeting(given.app.store(), given.board, "April meeting", noon(4, 7)).await;
    work_at(&given.app, noon(3, 3)).await;
    sign_in_anew(&mut given).await;
    let version =
        store::meeting(&mut given.app.store().read().await.unwrap(), april.id()).await.unwrap().unwrap().version();
    let ctx = support::program(given.app.store());
    folkmoot_governance::actions::cancel_meeting(&ctx, april.id(), version, "Snow").await.unwrap();
    support::meeting(given.app.store(), given.board, "May meeting", noon(5, 5)).await;

    work_at(&given.app, noon(3, 4)).await;
    sign_in_anew(&mut given).await;

    given.member.get(&format!("/promises/{id}")).await.shows("May meeting, 5 May 2026");
}

#[tokio::test]
async fn partners_say_what_they_did_in_reliance_and_the_chair_sees_what_came_back() {
    let mut given = given().await;
    board_meets(&given).await;
    let id = withdrawn(&given).await;
    work_at(&given.app, noon(3, 2)).await;
    sign_in_anew(&mut given).await;

    let page = given.member.get(&format!("/promises/{id}")).await;
    page.shows("Withdrawn").shows("Nobody has said so yet").shows("Say what you did in reliance on it");
    is_saved(&given.member.post(&format!("/promises/{id}/relied"), &[("words", "We hired a driver")]).await);

    given.chair.get(&format!("/promises/{id}")).await.shows("We hired a driver");
    given.chair.get("/mine").await.shows("Back on an agenda of yours").shows("Taken back by Vale Council");
}

#[tokio::test]
async fn what_nobody_accepted_lapses_with_its_decision() {
    let mut given = given().await;
    let decision = open_decision(&given).await;
    let id = council_said(&given, decision.id()).await;
    let ctx = support::program(given.app.store());
    close_decision(&ctx, decision.id(), decision.version(), Outcome::Withdrawn, "Not now").await.unwrap();

    work_at(&given.app, noon(3, 4)).await;
    sign_in_anew(&mut given).await;

    assert!(promise(&given, id).await.lapsed_at().is_some());
    given.secretary.get(&format!("/promises/{id}")).await.shows("No longer needed");
    given.chair.get(&format!("/decisions/{}/promises/add", decision.id())).await.status(200);
}
