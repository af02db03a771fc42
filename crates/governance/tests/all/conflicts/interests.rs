//! Declared, shown in the register, changed and ended by those whose they are.

use super::{club_bids, contract};
use crate::support::{date, fields, given, is_saved};
use folkmoot_governance::interest::Party;
use folkmoot_governance::store;

#[tokio::test]
async fn an_organisations_interest_is_declared_and_everybody_reads_it() {
    let given = given().await;

    club_bids(&given, "Home care").await;

    let register = given.app.get("/places/vale/interests").await;
    register.shows("Lunch Club").shows("The contract “Home care”").shows("We bid with two others.");
    given.app.get("/places/vale/interests.json").await.shows("\"in_what\":\"The contract “Home care”\"");
    given.app.get("/places/vale/interests.csv").await.shows("Lunch Club,organisation");
    given.app.get("/places/vale/interests.xlsx").await.status(200);
    given.member.get("/interests").await.shows("Lunch Club in Vale").shows("Your own in Vale");
}

#[tokio::test]
async fn a_person_declares_for_themselves_and_nobody_changes_it_for_them() {
    let given = given().await;
    let trust = given.trust.to_string();
    let own = [
        ("thing", "organisation"),
        ("organisation", trust.as_str()),
        ("kind", "indirect"),
        ("what", "My partner works there."),
    ];
    let day = date("from", "1", "2", "2026");
    is_saved(&given.member.post("/places/vale/interests/declare", &fields(&own, &day)).await);
    let mut db = given.app.store().read().await.unwrap();
    let own_party = Party::Person(given.people.cleo);
    let interest = store::interests_of(&mut db, own_party).await.unwrap().pop().unwrap();
    drop(db);
    let page = format!("/interests/{}", interest.id());

    given.app.get("/places/vale/interests").await.shows("Cleo Ash").shows("My partner works there.");
    for other in [&given.secretary, &given.team, &given.stranger] {
        other.get(&format!("{page}/edit")).await.status(404);
        other.post(&format!("{page}/end"), &[]).await.status(404);
    }
    is_saved(&given.member.post(&format!("{page}/end"), &[]).await);
    let again = given.member.post(&format!("{page}/end"), &[]).await;
    assert!(again.status == 422 || again.status == 303, "{}", again.words());
}

#[tokio::test]
async fn what_is_missing_is_said_beside_its_field() {
    let given = given().await;
    let day = date("from", "1", "2", "2026");
    let nothing = [("thing", "contract"), ("name", " -- "), ("kind", "bid"), ("what", "A bid")];
    let path = format!("/places/vale/interests/declare?for={}", given.club);

    let refused = given.member.post(&path, &fields(&nothing, &day)).await;
    assert!(refused.refusal("thing").starts_with("Say which organisation, pot or contract"));
    given.secretary.get(&path).await.status(403);
    given.app.get("/places/vale/interests/declare").await.status(303);
    given.stranger.get("/places/vale/interests/declare").await.status(403);
}

#[tokio::test]
async fn an_item_finds_the_interests_in_what_it_names_whatever_the_spelling() {
    let given = given().await;
    let (_, item) = super::tender(&given).await;
    club_bids(&given, "home  CARE").await;
    club_bids(&given, "Meals").await;

    let page = given.secretary.get(&format!("/items/{}/interests", item.id())).await;

    page.shows("The contract “Home care”").shows("Lunch Club").shows("Not ruled yet").hides("“Meals”");
    assert!(contract("home  CARE").is(&contract("Home care")));
    given.member.get(&format!("/items/{}/interests", item.id())).await.status(403);
    given.chair.get("/mine").await.shows("Rule on declared interests").shows("Who cares at home");
}
