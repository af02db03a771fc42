//! My page: what waits, for whom; and for somebody brand new.

use super::common::{accepted, agreed_decision, council_said, council_says_done, go_to, noon, sealed_decision};
use crate::support::given;
use folkmoot_register::testing as register;

#[tokio::test]
async fn my_page_of_nobody_leads_to_sign_in() {
    let given = given().await;

    assert_eq!(given.app.get("/mine").await.location(), "/sign-in?next=%2Fmine");
}

#[tokio::test]
async fn somebody_new_reads_that_nothing_waits_and_what_to_do() {
    let given = given().await;
    let nia = register::person(given.app.store(), "Nia New").await;
    let nia = given.app.as_person(nia).await;

    let page = nia.get("/mine").await;

    page.shows("Nia New").shows("Nothing waits for you.").shows("You hold no seat yet").shows("Find your place");
    assert_eq!(page.all(".fm-waiting"), [] as [&str; 0]);
}

#[tokio::test]
async fn a_promise_waits_for_the_people_of_its_owner_and_then_for_the_one_who_confirms() {
    let given = given().await;
    let id = council_said(&given, agreed_decision(&given).await.id()).await;

    let sue = given.secretary.get("/mine").await;
    sue.shows("One thing waits for you.").shows("Say yes or no").shows("Vale Council: Visit 200 cold homes");
    assert_eq!(sue.all(".fm-waiting"), ["1 waiting for you"]);
    given.member.get("/mine").await.shows("Nothing waits for you.");
    super::common::council_accepts(&given, id).await;
    given.secretary.get("/mine").await.shows("Nothing waits for you.").shows("What Vale Council promised in Vale");
    council_says_done(&given, id).await;

    let cleo = given.member.get("/mine").await;
    cleo.shows("One thing waits for you.").shows("Confirm for another partner");
    given.chair.get("/mine").await.shows("Nothing waits for you.");
}

#[tokio::test]
async fn a_date_that_comes_near_is_news_and_one_that_went_by_waits() {
    let mut given = given().await;
    accepted(&given).await;

    go_to(&mut given, noon(5, 25)).await;
    let near = given.secretary.get("/mine").await;
    go_to(&mut given, noon(6, 2)).await;
    let past = given.secretary.get("/mine").await;

    near.shows("Nothing waits for you.").shows("Due in the next two weeks");
    past.shows("One thing waits for you.").shows("What got in the way?").shows("was due 1 Jun 2026");
}

#[tokio::test]
async fn positions_and_decisions_to_close_wait_too() {
    let mut given = given().await;
    sealed_decision(&given).await;

    given.member.get("/mine").await.shows("Give your organisation's position").shows("Lunch Club");
    given.team.get("/mine").await.shows("Nothing waits for you.");
    go_to(&mut given, folkmoot_store::testing::NOON.plus_days(8)).await;
    given.chair.get("/mine").await.shows("Close these decisions").shows("Warm homes");
    given.member.get("/mine").await.hides("Close these decisions");
}

#[tokio::test]
async fn meetings_to_come_and_seats_stand_on_my_page() {
    let given = given().await;
    super::common::board_meets(&given).await;

    let page = given.member.get("/mine").await;

    assert_eq!(page.attributes("main a[href='/calendar']", "href").len(), 1);
    page.shows("Vale board, March meeting").shows("3 March 2026 at 10:00").shows("Member, for Lunch Club");
    given.elsewhere.get("/mine").await.shows("No meeting of a body where you sit is called yet");
}
