//! Delegations on their way, step by step, and the assurance pack. Today is 2 March 2026.

use super::support::{at, date, fields, given, is_saved};

const LIST: &str = "/places/vale/delegations";

#[tokio::test]
async fn a_promised_delegation_goes_step_by_step_with_what_shows_each() {
    let given = given().await;
    let told =
        [("title", "Money for district nurses"), ("promised_in", "Minute 4 of the board"), ("amount", "2,000,000")];
    let early = given.team.post(&format!("{LIST}/add"), &fields(&told, &date("promised_on", "1", "4", "2026"))).await;
    assert!(!early.refusal("promised_on").is_empty());
    let page = is_saved(
        &given.team.post(&format!("{LIST}/add"), &fields(&told, &date("promised_on", "1", "2", "2026"))).await,
    );
    let add = format!("{page}/steps/add");
    let post = given.post.to_string();
    is_saved(
        &given.team.post(&add, &[("what", "The paper is written"), ("seat", &post), ("expected_days", "10")]).await,
    );
    let neither = given.team.post_raw(&add, &[("what", "The board agrees"), ("expected_days", "30")]).await;
    assert!(!neither.refusal("post").is_empty());
    let second = [("what", "The board agrees"), ("post", "ICB director of strategy"), ("expected_days", "30")];
    is_saved(&given.team.post(&add, &second).await);

    let shown = given.app.get(&page).await;
    shown
        .shows("£2,000,000")
        .shows("Minute 4 of the board")
        .shows("The paper is written")
        .shows("ICB director of strategy");
    given.director.get("/mine").await.status(404);
    let steps = given.team.get(&page).await.attributes("a[href^='/steps/'][href$='/done']", "href");
    let done = fields(&[("evidence", "Paper 7 of 20 February"), ("_version", "1")], &[]).to_vec();
    given.club.get(&steps[0]).await.status(403);
    let unsaid = given.director.post_raw(&steps[0], &fields(&[("evidence", "")], &date("on", "20", "2", "2026"))).await;
    assert!(!unsaid.refusal("evidence").is_empty());
    let on = date("on", "20", "2", "2026");
    let with_day: Vec<(&str, &str)> = done.iter().copied().chain(fields(&[], &on)).collect();
    is_saved(&given.director.post(&steps[0], &with_day).await);

    given.app.get(&page).await.shows("Paper 7 of 20 February");
    given.app.get(LIST).await.shows("The board agrees").shows("ICB director of strategy");
    given.app.get(&format!("{LIST}.csv")).await.shows("Money for district nurses,").shows("2000000");
}

#[tokio::test]
async fn that_it_waits_long_reaches_the_partners_two_weeks_before_everybody() {
    let given = given().await;
    let told = [("title", "Night care"), ("promised_in", "A letter")];
    let page = is_saved(
        &given.team.post(&format!("{LIST}/add"), &fields(&told, &date("promised_on", "1", "2", "2026"))).await,
    );
    let step = [("what", "The contract is signed"), ("post", "Director of finance"), ("expected_days", "20")];
    is_saved(&given.team.post(&format!("{page}/steps/add"), &step).await);
    let store = given.app.store();

    given.club.get(&page).await.shows("What would help it along?");
    given.app.get(&page).await.hides("What would help it along?");
    is_saved(&given.club.post(&format!("{page}/say"), &[("words", "Two lawyers disagree about VAT.")]).await);
    given.stranger.get(&format!("{page}/say")).await.status(403);
    at(store, store.now().plus_days(14));
    given
        .app
        .get(&page)
        .await
        .shows("What would help it along?")
        .shows("Two lawyers disagree")
        .shows("Chair of the club")
        .hides("Cleo Ash");
}

#[tokio::test]
async fn what_is_given_up_stays_with_its_reason() {
    let given = given().await;
    let told = [("title", "Night care"), ("promised_in", "A letter")];
    let page = is_saved(
        &given.team.post(&format!("{LIST}/add"), &fields(&told, &date("promised_on", "1", "2", "2026"))).await,
    );

    given.director.get(&format!("{page}/withdraw")).await.status(403);
    let unsaid = given.team.post_raw(&format!("{page}/withdraw"), &[("why", "")]).await;
    assert!(!unsaid.refusal("why").is_empty());
    is_saved(
        &given.team.post(&format!("{page}/withdraw"), &[("why", "The region stopped it."), ("_version", "1")]).await,
    );
    given.app.get(&page).await.shows("The region stopped it.");
}

#[tokio::test]
async fn partners_read_the_assurance_pack_of_a_period_before_everybody() {
    let given = given().await;
    let period = "/places/vale/assurance?from=2026-01-01&until=2026-03-01";

    given.director.get(period).await.shows("It is drawn from the record and judges nobody");
    given.app.get(period).await.shows("The partners see this period first");
    given.app.get("/places/vale/assurance?from=2026-03-01&until=2026-01-01").await.shows("Error:");
    given.app.get("/places/vale/assurance.csv").await.shows("Part,What,How many,Source");
    given.app.get("/places/vale/assurance.json").await.status(200);
}
