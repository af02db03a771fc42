//! Claims, reviews and involvement over HTTP.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use folkmoot_store::sql;
use folkmoot_web::testing::{TestApp, TestPage};
use support::{Given, given, is_saved};

async fn claimed(given: &Given) -> String {
    let fields = [("words", "VCSE partners are equal partners"), ("measures", "seats"), ("measures", "money_received")];
    is_saved(&given.team.post("/places/vale/claims/add", &fields).await)
}

async fn asked(given: &Given) -> String {
    let day = given.app.store().now().date().plus_days(5);
    let (d, m, y) = (day.day().to_string(), day.month().to_string(), day.year().to_string());
    let fields =
        [("title", "Spring"), ("closes-day", d.as_str()), ("closes-month", m.as_str()), ("closes-year", y.as_str())];
    is_saved(&given.team.post("/places/vale/claims/review", &fields).await)
}

async fn answers(who: &TestApp, review: &str, level: &'static str) -> TestPage {
    let form = format!("{review}/answer");
    let names = who.get(&form).await.attributes("input[type=radio]", "name");
    let mut fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), level)).collect();
    fields.dedup();
    who.post(&form, &fields).await
}

#[tokio::test]
async fn a_claim_stands_beside_what_is_counted_and_what_is_not() {
    let given = given().await;
    let claim = claimed(&given).await;

    let page = given.app.get(&claim).await;
    page.shows("VCSE partners are equal partners").shows("Counted from the record").shows("Not in the record yet");
    assert_eq!(page.all("tbody tr:first-child td"), ["3", "5", "0", "0"]);
    given.app.get("/places/vale/claims.csv").await.shows("Seats on boards and groups");
    given.app.get("/places/vale/claims.xlsx").await.status(200);
    given.groups[0].get("/places/vale/claims/add").await.status(403);
    let bare = given.team.post("/places/vale/claims/add", &[("words", "We share")]).await;
    bare.status(422).shows("a claim without one cannot be looked at");
}

#[tokio::test]
async fn five_members_read_it_and_partners_see_it_before_everybody() {
    let given = given().await;
    let claim = claimed(&given).await;
    let review = asked(&given).await;
    for group in &given.groups[..5] {
        is_saved(&answers(group, &review, "a_little").await);
    }
    given.trust.get(&review).await.hides("a little");
    is_saved(&given.team.post(&format!("{review}/close"), &[]).await);

    given.trust.get(&claim).await.shows("say it is a little so").shows("The place has not replied yet");
    given.app.get(&claim).await.hides("say it is a little so");
    is_saved(&given.team.post(&format!("{claim}/reply"), &[("reply", "We have work to do")]).await);
    given.app.store().clock().hand().unwrap().set(given.app.store().now().plus_days(14));
    given.app.get(&claim).await.shows("say it is a little so").shows("We have work to do");
}

#[tokio::test]
async fn four_members_are_held_back_and_others_are_not_asked() {
    let given = given().await;
    let claim = claimed(&given).await;
    let review = asked(&given).await;
    for group in &given.groups[..4] {
        is_saved(&answers(group, &review, "fully").await);
    }

    given.trust.get(&format!("{review}/answer")).await.status(400);
    given.team.get(&format!("{review}/answer")).await.status(400);
    answers(&given.groups[0], &review, "fully").await.status(422).shows("You have answered already");
    is_saved(&given.team.post(&format!("{review}/close"), &[]).await);
    given.trust.get(&claim).await.shows("Fewer than five people answered").hides("nearly fully");
}

#[tokio::test]
async fn answers_are_counts_and_history_tells_nothing_of_them() {
    let given = given().await;
    claimed(&given).await;
    let review = asked(&given).await;
    is_saved(&answers(&given.groups[0], &review, "mostly").await);

    let mut db = given.app.store().read().await.unwrap();
    let told: i64 = sql("select count(*)
           from store_history
          where event = 'answer given'
            and (before_json is not null or after_json is not null)")
    .one(&mut db)
    .await
    .unwrap();
    let counted: i64 = sql("select mostly from claims_urn limit 1").one(&mut db).await.unwrap();
    assert_eq!((told, counted), (0, 1));
}

#[tokio::test]
async fn involvement_is_said_by_the_team_and_by_those_involved() {
    let given = given().await;
    let id = folkmoot_kernel::Id::<()>::from_number(9);
    let page = format!("/involvement/priority/{id}");
    is_saved(&given.team.post(&format!("{page}/team"), &[("stage", "designed"), ("words", "Two workshops")]).await);
    let said = [("stage", "told"), ("invited", "after"), ("words", "We saw the draft")];
    is_saved(&given.groups[0].post(&format!("{page}/say/{}", given.partners[0]), &said).await);

    let shown = given.app.get(&page).await;
    shown.shows("Designed together").shows("Two workshops").shows("Told").shows("When the draft was there");
    shown.shows("Everybody who was involved says that it was less");
    given.app.get("/places/vale/involvement").await.shows("Designed together").shows("Told (1)");
    given.app.get("/places/vale/involvement.json").await.shows("Warm homes");
    given.groups[1].get(&format!("{page}/say/{}", given.partners[0])).await.status(403);
    given.app.get("/involvement/priority/0000000000001").await.status(404);
    given.app.get(&format!("/involvement/song/{id}")).await.status(404);
}

#[tokio::test]
async fn hours_are_typed_by_the_organisation_and_said_to_be() {
    let given = given().await;
    let fields = [("words", "We pay for time"), ("measures", "time_paid"), ("measures", "notice")];
    let claim = is_saved(&given.team.post("/places/vale/claims/add", &fields).await);
    let form = format!("/places/vale/claims/hours/{}", given.partners[0]);

    given.groups[0].post(&form, &[("asked", "10"), ("paid", "11")]).await.status(422).shows("cannot be more");
    is_saved(&given.groups[0].post(&form, &[("asked", "120"), ("paid", "40")]).await);

    given.groups[1].get(&form).await.status(403);
    let page = given.app.get(&claim).await;
    page.shows("40 of 120 hours paid").shows("Typed by the organisations themselves").shows("not said");
    page.shows("1 came with less than 5");
}

#[tokio::test]
async fn who_has_a_say_is_shown_by_sector_and_over_time() {
    let given = given().await;

    let page = given.app.get("/places/vale/balance").await;

    page.status(200)
        .shows("NHS hospital trust")
        .shows("Voluntary and community")
        .shows("Money is not in the record yet");
    given.app.get("/places/vale/balance.csv").await.shows("nhs_acute,5");
    given.app.get("/places/vale/balance.json").await.shows("\"votes\"");
}
