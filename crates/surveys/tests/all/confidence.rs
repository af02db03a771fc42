//! Confidence notes over HTTP.

use crate::support::{BOARD, Given, given, is_saved};

async fn asked(given: &Given) -> String {
    given.opens("/places/vale/confidence/add", &[("body", &BOARD.to_string())]).await
}

async fn notes(given: &Given, round: &str, count: usize) {
    for (member, words) in given.members[1..=count].iter().zip(["a", "b", "c", "d", "e", "f"]) {
        let said = [("answer", "mostly"), ("words", words)];
        is_saved(&member.post(&format!("{round}/answer"), &said).await);
    }
}

#[tokio::test]
async fn members_are_asked_and_the_chair_and_observers_are_not() {
    let given = given().await;
    let round = asked(&given).await;

    notes(&given, &round, 1).await;
    given.members[0].get(&round).await.shows("this is about you");
    given.members[0].get(&format!("{round}/answer")).await.status(400);
    given.observer.get(&format!("{round}/answer")).await.status(400);
    given.team.get(&format!("{round}/answer")).await.status(400);
    given.stranger.get(&format!("{round}/answer")).await.status(403);
}

#[tokio::test]
async fn the_body_sees_it_first_and_the_chairs_reply_stands_beside_it() {
    let given = given().await;
    let round = asked(&given).await;
    notes(&given, &round, 6).await;
    given.closes(&round).await;

    given.members[1].get(&round).await.shows("Members are mostly confident").shows("The chair has not replied yet");
    given.app.get(&round).await.status(200).hides("mostly confident").shows("see what came of it first");
    given.members[1].get(&format!("{round}/reply")).await.status(403);
    is_saved(&given.members[0].post(&format!("{round}/reply"), &[("answer", "I heard you")]).await);

    given.members[2].get(&round).await.shows("I heard you");
    given.app.get(&round).await.hides("I heard you");
    given.app.get("/places/vale/confidence.json").await.status(200).hides("\"70\"");
}

#[tokio::test]
async fn others_see_it_two_weeks_later_and_not_a_day_before() {
    let given = given().await;
    let round = asked(&given).await;
    notes(&given, &round, 5).await;
    given.closes(&round).await;

    let early = given.team.post(&format!("{round}/show"), &[("audience", "everybody")]).await;

    early.status(422).shows("Those it is about reply first");
    let id = round.rsplit('/').next().unwrap().parse().unwrap();
    given.later(14);
    let ctx = given.app.acting(folkmoot_kernel::Actor::Program("test"));
    folkmoot_surveys::actions::widen_round(&ctx, id, 2, folkmoot_surveys::round::Audience::Everybody).await.unwrap();
    given.app.get(&round).await.shows("Members are mostly confident").shows("The chair has not replied yet");
    given.app.get("/places/vale/confidence.csv").await.shows("70");
}

#[tokio::test]
async fn four_notes_are_held_back_with_their_words() {
    let given = given().await;
    let round = asked(&given).await;
    notes(&given, &round, 4).await;
    given.closes(&round).await;

    given.members[1].get(&round).await.shows("Fewer than five people answered").hides("In members’ own words");
}
