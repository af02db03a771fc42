//! Nothing hangs on one person: who is alone, which seats stand empty and who is told; what goes from body to body, and what sleeps.

use crate::promises::common::{accepted, letters};
use crate::support::{self, Given, at, given};
use folkmoot_governance::body::BodyKind;
use folkmoot_kernel::Role;
use folkmoot_register::seat::SeatDetails;
use folkmoot_register::testing as register;
use folkmoot_store::testing::NOON;

async fn work(given: &Given, days: i64) {
    at(given.app.store(), NOON.plus_days(days));
    folkmoot_web::jobs::work_once(given.app.app()).await.unwrap();
}

#[tokio::test]
async fn a_promise_that_one_person_speaks_for_is_shown_to_partners() {
    let given = given().await;
    accepted(&given).await;

    // Two people sit for the council, whose promise it is: nobody is alone.
    given.chair.get("/places/vale/dependence").await.shows("at least two people hold a seat");
    let trust = given.trust.to_string();
    let typed = [("what", "Lend a van"), ("done_means", "The van is there"), ("confirmer", trust.as_str())];
    let due = support::date("due", "30", "4", "2026");
    support::is_saved(&given.member.post("/places/vale/promises/offer", &support::fields(&typed, &due)).await);

    let page = given.chair.get("/places/vale/dependence").await;
    page.shows("Of 2 open promises").shows("Cleo Ash Find a second Lunch Club 1 50%");
    let csv = given.chair.get("/places/vale/dependence.csv").await.text();
    assert!(csv.contains("One person speaks,Cleo Ash,Lunch Club,1"), "{csv}");
    given.stranger.get("/places/vale/dependence").await.status(403);
    given.stranger.get("/places/vale/dependence.csv").await.status(403);
    assert!(given.app.get("/places/vale/dependence").await.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn the_team_is_told_once_of_a_seat_that_stands_empty() {
    let given = given().await;
    let place = given.vale.id();
    let store = given.app.store();
    let (body, organisation) = (Some(given.board), Some(given.club));
    let details = SeatDetails { title: "Second member".into(), role: Role::Member, body, organisation, votes: true };
    let seat = register::seat(store, place, details).await.id();
    given.chair.get("/places/vale/dependence").await.shows("nobody has held it yet").shows("Long");

    work(&given, 1).await;
    work(&given, 2).await;

    let told: Vec<_> =
        letters(&given.app).await.into_iter().filter(|letter| letter.subject == "A seat stands empty").collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].body.contains(&format!("/seats/{seat}/handover-pack")), "{}", told[0].body);
}

#[tokio::test]
async fn bodies_that_do_not_meet_sleep_and_papers_between_them_are_counted() {
    let given = given().await;
    let store = given.app.store();
    support::body(store, given.vale.id(), BodyKind::DeliveryGroup, "Old group", Some(given.board)).await;
    support::meeting(store, given.board, "March", NOON.plus_days(3)).await;

    let page = given.app.get("/places/vale/traffic").await;
    page.shows("Old group has never met")
        .hides("Vale board has never met")
        .shows("Nothing went from one body to another");
    let csv = given.app.get("/places/vale/traffic.csv").await.text();
    assert!(csv.contains("Old group,Vale board,0,0,,,yes"), "{csv}");
    given.app.get("/places/nowhere/traffic").await.status(404);
}
