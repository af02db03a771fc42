//! Follow-through: who sees which day, filters, charts, data.

use super::common::{accepted, agreed_decision, council_accepts, council_said, council_says_done, go_to, noon};
use crate::support::{date, fields, given, is_saved};
use folkmoot_store::testing::NOON;

const LIST: &str = "/places/vale/promises";

#[tokio::test]
async fn a_place_without_promises_says_where_they_come_from() {
    let given = given().await;

    given.app.get(LIST).await.shows("Nothing is promised here yet").shows("See what was decided");
    given.secretary.get(LIST).await.shows("Offer a promise for your organisation");
}

#[tokio::test]
async fn the_public_sees_later_what_partners_see_today() {
    let mut given = given().await;
    let id = accepted(&given).await;
    let page = format!("/promises/{id}");

    given.secretary.get(LIST).await.shows("Visit 200 cold homes").shows("Under way");
    given.app.get(LIST).await.hides("Visit 200").shows("This is how promises stood on 16 February 2026");
    given.app.get(&page).await.hides("Visit 200").shows("Partners see this promise first").shows("17 March 2026");
    given.stranger.get(LIST).await.hides("Visit 200");
    go_to(&mut given, noon(3, 20)).await;
    council_says_done(&given, id).await;

    given.member.get(&page).await.shows("Said to be done");
    let public = given.app.get(&page).await;
    public
        .shows("Under way")
        .hides("The list is on our website")
        .shows("This is how the promise stood on 6 March 2026");
    public.hides("Sue Finch").shows("Vale Council accepted it.");
    given.app.get(LIST).await.shows("Under way").hides("Said to be done</strong>");
    go_to(&mut given, noon(4, 4)).await;
    given.app.get(&page).await.shows("Said to be done").shows("The list is on our website");
}

#[tokio::test]
async fn a_place_may_let_everybody_see_today() {
    let given = given().await;
    let days = [("accept_days", "14"), ("due_soon_days", "14"), ("public_delay_days", "0"), ("open_most", "12")];
    is_saved(&given.team.post("/places/vale/promises/patience", &days).await);

    let id = accepted(&given).await;

    given.app.get(LIST).await.shows("Visit 200 cold homes").hides("This is how promises stood");
    given.app.get(&format!("/promises/{id}")).await.shows("Under way");
}

#[tokio::test]
async fn filters_narrow_the_page_and_the_data_alike() {
    let given = given().await;
    let decision = agreed_decision(&given).await.id();
    let visits = council_said(&given, decision).await;
    council_accepts(&given, visits).await;
    let due = date("due", "1", "9", "2026");
    let own = [("what", "Lend our minibus"), ("done_means", "It runs 100% of Fridays")];
    is_saved(&given.member.post("/places/vale/promises/offer", &fields(&own, &due)).await);
    let (club, board) = (given.club, given.board);

    for (query, visits, minibus) in [
        ("", true, true),
        ("?q=minibus", false, true),
        ("?q=100%25", false, true),
        ("?q=1", true, false),
        ("?q=promise+2", false, true),
        ("?state=under_way", true, false),
        ("?state=proposed", false, true),
        (&format!("?organisation={club}"), false, true),
        (&format!("?body={board}"), true, false),
        ("?due_from=2026-06-02", false, true),
        ("?due_to=2026-06-01", true, false),
        ("?due_from=rubbish&state=rubbish&page=rubbish", true, true),
        ("?q=nothing+like+it", false, false),
    ] {
        for ending in ["", ".csv", ".json"] {
            let page = given.secretary.get(&format!("{LIST}{ending}{query}")).await;
            let text = page.status(200).text();
            let holds = |words: &str| text.contains(words);
            assert_eq!((holds("Visit 200"), holds("Lend our minibus")), (visits, minibus), "{ending}{query}: {text}");
        }
    }
    given.secretary.get(&format!("{LIST}?q=nothing+like+it")).await.shows("No promise fits");
}

#[tokio::test]
async fn charts_tell_states_and_organisations_in_the_order_of_the_alphabet() {
    let given = given().await;
    accepted(&given).await;
    let due = date("due", "1", "9", "2026");
    let own = [("what", "Lend our minibus"), ("done_means", "It runs on Fridays")];
    is_saved(&given.member.post("/places/vale/promises/offer", &fields(&own, &due)).await);

    let page = given.secretary.get(LIST).await;

    page.shows("Promises by state").shows("Promises by organisation");
    let words = page.words();
    let table = words.split("Promises by organisation").last().unwrap().to_owned();
    assert!(table.find("Lunch Club").unwrap() < table.find("Vale Council").unwrap(), "{table}");
}

#[tokio::test]
async fn a_long_list_goes_on_and_comes_back() {
    let given = given().await;
    let decision = agreed_decision(&given).await.id();
    for _ in 0..26 {
        council_said(&given, decision).await;
    }

    let first = given.secretary.get(LIST).await;
    let second = given.secretary.get(&format!("{LIST}?page=2")).await;
    let beyond = given.secretary.get(&format!("{LIST}?page=9")).await;

    assert_eq!(first.all("tbody a[href^='/promises/']").len(), 25);
    assert_eq!(second.all("tbody a[href^='/promises/']").len(), 1);
    first.shows("More promises");
    second.shows("Earlier promises");
    beyond.shows("There are no more");
}

#[tokio::test]
async fn data_says_which_day_it_shows() {
    let mut given = given().await;
    let id = accepted(&given).await;
    go_to(&mut given, NOON.plus_days(20)).await;

    let json = given.app.get(&format!("{LIST}.json")).await;
    assert!(given.secretary.get(&format!("{LIST}.xlsx")).await.body.starts_with(b"PK"));
    let csv = given.secretary.get(&format!("{LIST}.csv")).await.text();

    let read: serde_json::Value = serde_json::from_slice(&json.body).unwrap();
    assert_eq!(read["as_of"], "2026-03-08");
    assert_eq!(read["promises"][0]["state"], "under_way");
    assert_eq!(read["promises"][0]["organisation"], "Vale Council");
    assert_eq!(read["promises"][0]["page"], format!("http://folkmoot.test/promises/{id}"));
    assert!(
        csv.contains("1,Visit 200 cold homes,A list of 200 visits,Vale Council,2026-06-01,2026-06-01,Under way"),
        "{csv}"
    );
}
