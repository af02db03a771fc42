//! Overrides: recorded by the place, replied to once.

use super::{all_assent, close, page_of, put};
use crate::support::{date, fields, given, is_saved};
use folkmoot_governance::decision::Outcome;

const TOLD: [(&str, &str); 7] = [
    ("by_body", "The integrated care board"),
    ("power_used", "Delegation agreement, clause 9"),
    ("reason", "None was given"),
    ("promised_days", "30"),
    ("people", "5"),
    ("amount", "12,500"),
    ("effect", "The clinic stays closed on Saturdays"),
];

#[tokio::test]
async fn what_was_set_aside_is_told_with_the_places_reply_beside_it() {
    let given = given().await;
    let decision = put(&given).await;
    let (page, day) =
        (page_of(&decision), [date("on", "2", "3", "2026"), date("effect_on", "2", "3", "2026")].concat());
    let path = format!("{page}/override");

    let open = given.team.post(&path, &fields(&TOLD, &day)).await;
    assert_eq!(open.refusal("by_body"), "Only a decision that was closed can be set aside");
    assert_eq!(open.value("effect"), "The clinic stays closed on Saturdays");
    all_assent(&given, decision.id()).await;
    close(&given, decision.id(), Outcome::Agreed, "").await;
    let early = [date("on", "3", "3", "2026"), date("effect_on", "3", "3", "2026")].concat();
    assert_eq!(given.team.post(&path, &fields(&TOLD, &early)).await.refusal("on"), "This day is still to come");
    let told = is_saved(&given.team.post(&path, &fields(&TOLD, &day)).await);
    given
        .app
        .get(&told)
        .await
        .shows("£12,500")
        .shows("no notice")
        .shows("30 days fewer")
        .shows("fewer than 8")
        .shows("The place has not replied yet");
    given.app.get(&page).await.shows("Set aside").shows("The integrated care board");
    assert!(!given.team.post(&format!("{told}/reply"), &[]).await.refusal("reply").is_empty());
    is_saved(&given.team.post(&format!("{told}/reply"), &[("reply", "We were not asked.")]).await);

    given.app.get(&told).await.shows("We were not asked.");
    given.app.get(&page).await.shows("We were not asked.");
    given.team.get(&format!("{told}/reply")).await.status(303);
    let again = given.team.post_raw(&format!("{told}/reply"), &[("reply", "And again"), ("_version", "2")]).await;
    assert_eq!(again.refusal("reply"), "The place has replied already");
    let list = given.app.get("/places/vale/overrides").await;
    list.shows("Decision 1: Saturday clinic").shows("2026 1 1").shows("Replied");
    given.app.get("/places/vale/decisions?state=set_aside").await.shows("1. Saturday clinic");
}

#[tokio::test]
async fn only_the_team_records_and_replies() {
    let given = given().await;
    let decision = put(&given).await;
    all_assent(&given, decision.id()).await;
    close(&given, decision.id(), Outcome::Agreed, "").await;
    let path = format!("{}/override", page_of(&decision));
    let day = [date("on", "2", "3", "2026"), date("effect_on", "2", "3", "2026")].concat();
    let told = is_saved(&given.team.post(&path, &fields(&TOLD, &day)).await);

    for path in [path, format!("{told}/reply")] {
        given.app.get(&path).await.location();
        for browser in [&given.member, &given.chair, &given.stranger] {
            browser.get(&path).await.status(403);
            browser.post_raw(&path, &[("reply", "No")]).await.status(403);
        }
    }
}

#[tokio::test]
async fn a_place_without_overrides_says_so() {
    let given = given().await;

    given.app.get("/places/vale/overrides").await.shows("Nothing that this place decided has been set aside");
}
