//! The thread: each page's strip, and the walk both ways.

use super::{Put, all_assent, close, page_of, put, put_as, words};
use crate::support::{date, fields, given, is_saved, priority};
use folkmoot_governance::decision::Outcome;
use folkmoot_governance::store;

#[tokio::test]
async fn the_thread_leads_from_need_to_promise_and_back() {
    let given = given().await;
    let falls = priority(given.app.store(), given.vale.id(), "Falls").await;
    let decision = put_as(&given, Put { priority: Some(falls.id()), ..words(given.app.store()) }).await;
    let (page, day) = (page_of(&decision), date("due", "30", "6", "2026"));
    let own = [("stance", "assent"), ("what", "We open the hall"), ("done_means", "The door is open")];
    is_saved(&given.member.post(&format!("{page}/position"), &fields(&own, &day)).await);
    let mut db = given.app.store().read().await.unwrap();
    let promise = store::promises_of_decision(&mut db, decision.id()).await.unwrap().remove(0);
    drop(db);
    let (of_decision, of_promise) =
        (format!("/thread/decision/{}", decision.id()), format!("/thread/promise/{}", promise.id()));

    given.councillor.get(&of_promise).await.status(404);
    given.app.get(&of_promise).await.status(404);
    given.councillor.get(&of_decision).await.hides("We open the hall");
    given.member.get(&of_promise).await.shows("We open the hall").shows("Falls").shows("Saturday clinic");
    close(&given, decision.id(), Outcome::Withdrawn, "Not now").await;

    let strip = given.app.get(&page).await;
    strip.shows("One in three people over 75 fell last year.");
    let walk = given.app.get(&of_decision).await;
    walk.shows("Falls").shows("Decision 1: Saturday clinic").shows("where you came from");
    let hrefs = walk.attributes("main a", "href");
    assert!(hrefs.contains(&format!("/priorities/{}", falls.id())) && hrefs.contains(&page), "{hrefs:?}");
    let from_priority = given.app.get(&format!("/thread/priority/{}", falls.id())).await;
    from_priority.shows("Decision 1: Saturday clinic").shows("Withdrawn");
    assert!(from_priority.attributes("main a", "href").contains(&page));
}

#[tokio::test]
async fn partners_see_promises_on_the_thread_before_the_public() {
    let given = given().await;
    let decision = put(&given).await;
    let day = date("due", "30", "6", "2026");
    let own = [("stance", "assent"), ("what", "We open the hall"), ("done_means", "The door is open")];
    is_saved(&given.member.post(&format!("{}/position", page_of(&decision)), &fields(&own, &day)).await);
    let people = &given.people;
    super::say(&given, decision.id(), (people.tom, given.trust), super::Stance::Assent, "").await;
    super::say(&given, decision.id(), (people.carl, given.council), super::Stance::Assent, "").await;
    close(&given, decision.id(), Outcome::Agreed, "").await;
    let thread = format!("/thread/decision/{}", decision.id());

    given.chair.get(&thread).await.shows("We open the hall").shows("Lunch Club");
    given.app.get(&thread).await.hides("We open the hall");
    super::support::at(given.app.store(), given.app.store().now().plus_days(15));
    given.app.get(&thread).await.shows("We open the hall");
}

#[tokio::test]
async fn a_thread_without_priority_says_so() {
    let given = given().await;
    let decision = put(&given).await;
    all_assent(&given, decision.id()).await;

    given.app.get(&format!("/thread/decision/{}", decision.id())).await.shows("It names no priority");
    given.app.get(&page_of(&decision)).await.shows("none yet");
}
