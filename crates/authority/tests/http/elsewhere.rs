//! Seats on bodies beside and above, and what was brought back from there. Today is 2 March 2026.

use super::support::{date, fields, given, is_saved};

const LIST: &str = "/places/vale/representation";

#[tokio::test]
async fn whoever_sits_there_brings_back_what_they_heard() {
    let given = given().await;
    let board = given.board_above().await;
    given.app.get(LIST).await.shows("No seat for Vale");
    let post = given.post.to_string();
    let seat = [("title", "Partner member"), ("voice", "votes"), ("seat", post.as_str())];
    is_saved(&given.team.post(&format!("{board}/seats/add"), &fields(&seat, &date("from", "1", "1", "2026"))).await);

    let list = given.director.get(LIST).await;
    list.shows("Partner member").shows("Tom Reed").shows("Somebody sits on each");
    let report = list.attributes("a[href$='/report']", "href")[0].clone();
    given.club.get(&report).await.status(403);
    given.stranger.get(&report).await.status(403);
    let early =
        given.director.post(&report, &fields(&[("words", "We asked.")], &date("met_on", "1", "4", "2026"))).await;
    assert!(!early.refusal("met_on").is_empty());
    let told = [("words", "The board moved £2 million to places.")];
    is_saved(&given.director.post(&report, &fields(&told, &date("met_on", "20", "2", "2026"))).await);

    given.app.get(LIST).await.shows("moved £2 million").shows("Brought back lately");
    given.app.get(&board).await.shows("moved £2 million").shows("20 February 2026");
    given.app.get(&format!("{LIST}.csv")).await.shows("Partner member").shows("2026-02-20");
    given.app.get(&format!("{LIST}.json")).await.shows("Partner member");
}

#[tokio::test]
async fn a_seat_that_nobody_fills_is_shown_and_one_that_ended_stays_readable() {
    let given = given().await;
    let board = given.board_above().await;
    let seat = [("title", "In attendance"), ("voice", "speaks")];
    is_saved(&given.team.post(&format!("{board}/seats/add"), &fields(&seat, &date("from", "1", "1", "2026"))).await);

    given.app.get(LIST).await.shows("Nobody sits here").shows("One has nobody on it");
    let ends = given.team.get(&board).await.attributes("a[href$='/end']", "href")[0].clone();
    is_saved(&given.team.post(&ends, &fields(&[("_version", "1")], &date("until", "1", "3", "2026"))).await);
    given.app.get(&board).await.shows("Seats that ended").shows("In attendance");
    given.director.get(&format!("{board}/edit")).await.status(403);
    given.app.get("/outside/1").await.status(404);
}
