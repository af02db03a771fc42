//! What is written of a meeting: its minutes, the pack, the year's report and what a seat hands over.

use super::{begun, held, present, promise_on};
use crate::promises::common::{letters, sign_in_anew};
use crate::support::{self, at, date, fields, given, is_saved};
use folkmoot_governance::power::Power;
use folkmoot_store::testing::NOON;

#[tokio::test]
async fn minutes_go_to_those_who_attended_who_say_what_is_wrong() {
    let mut given = given().await;
    let (page, _) = held(&given).await;
    let attended = present(&[given.trust, given.council]);
    is_saved(&given.secretary.post(&format!("{page}/attendance"), &fields(&[], &attended)).await);
    let round = format!("{page}/minutes/round");
    let until = date("until", "9", "3", "2026");
    given.secretary.post(&round, &fields(&[], &until)).await.status(422).shows("Write the minutes");
    is_saved(&given.secretary.post(&format!("{page}/minutes"), &[("minutes", "We met at ten.")]).await);
    let today = date("until", "2", "3", "2026");
    let hasty = given.secretary.post(&round, &fields(&[], &today)).await;
    assert_eq!(hasty.refusal("until"), "Leave those who attended a day at least to read them: choose a later day");
    let amend = format!("{page}/minutes/amend");
    given
        .chair
        .post(&amend, &[("words", "Eleven")])
        .await
        .status(422)
        .shows("These minutes are not with those who attended");
    is_saved(&given.secretary.post(&round, &fields(&[], &until)).await);

    let round: Vec<_> =
        letters(&given.app).await.into_iter().filter(|one| one.subject.starts_with("Draft minutes of March")).collect();
    // Tom Reed for the trust, Sue Finch and Carl Moss for the council; not Cleo Ash, whose club was not there.
    assert_eq!(round.len(), 3, "{round:?}");
    assert!(round.iter().all(|one| one.body.contains("say so by 9 March 2026") && one.body.contains(&page)));
    given.chair.get(&page).await.shows("With those who attended").shows("Say what is wrong in these minutes");
    let absent = given.member.post(&amend, &[("words", "Twelve")]).await;
    assert_eq!(
        absent.refusal("words"),
        "Organisations that attended say what is wrong in the minutes, and yours is not among them"
    );
    let misread = given.chair.post(&amend, &[("instead_of", "at noon"), ("words", "at eleven")]).await;
    assert_eq!(
        misread.refusal("instead_of"),
        "These words do not stand in the draft: copy them as they are, or leave this empty"
    );
    is_saved(&given.chair.post(&amend, &[("instead_of", "at ten"), ("words", "at eleven")]).await);
    is_saved(&given.councillor.post(&amend, &[("words", "The clock was slow.")]).await);

    let shown = given.secretary.get(&page).await;
    shown.shows("Vale Trust , instead of “at ten”: at eleven");
    let answers = shown.attributes("a[href^='/amendments/']", "href");
    let silent = given.secretary.post(&answers[1], &[("verdict", "not_taken")]).await;
    assert_eq!(silent.refusal("reply"), "Say why it is not taken: those who asked read it");
    given.councillor.get(&page).await.shows("Not answered yet");
    is_saved(&given.secretary.post(&answers[0], &[("verdict", "taken")]).await);
    given.secretary.get(&page).await.shows("We met at eleven.").shows("Taken into the minutes");
    let approve = format!("{page}/minutes/approve");
    given.secretary.post(&approve, &[]).await.status(422).shows("They are with those who attended until 9 March 2026");
    at(given.app.store(), NOON.plus_days(8));
    sign_in_anew(&mut given).await;
    let late = given.chair.post(&amend, &[("words", "Too late")]).await;
    assert!(late.refusal("words").starts_with("Amendments could be asked for until 9 March 2026"));
    given.secretary.post(&approve, &[]).await.status(422).shows("One amendment is without an answer: answer it first");
    let no = [("verdict", "not_taken"), ("reply", "It was not talked about.")];
    is_saved(&given.secretary.post(&answers[1], &no).await);
    is_saved(&given.secretary.post(&approve, &[]).await);

    given.app.get(&page).await.shows("We met at eleven.").shows("Final").hides("The clock was slow");
    given.member.get(&page).await.shows("The clock was slow").shows("Not taken It was not talked about.");
    given.stranger.get(&answers[0]).await.status(403);
}

#[tokio::test]
async fn the_board_pack_has_what_its_reader_may_read() {
    let given = given().await;
    let meeting = support::meeting(given.app.store(), given.board, "March", NOON.plus_days(3)).await.id();
    let item = support::item(given.app.store(), meeting, "Falls clinic", Power::Note).await.id();
    for (title, marking, words) in
        [("Open paper", "open", "The clinic is full."), ("Costs", "confidential", "It costs a lot.")]
    {
        let file = ("file", "paper.txt", "text/plain", words.as_bytes());
        let typed = [("title", title), ("marking", marking)];
        is_saved(&given.secretary.upload(&format!("/items/{item}/papers/add"), &typed, file).await);
    }
    let pack = format!("/meetings/{meeting}/pack");

    let open = given.app.get(&pack).await;
    open.shows("Vale board: March").shows("1. Falls clinic").shows("The clinic is full.").hides("It costs a lot.");
    given.member.get(&pack).await.shows("It costs a lot.");
    let pdf = given.app.get(&format!("{pack}.pdf")).await;
    assert_eq!(pdf.headers["content-type"], "application/pdf");
    assert!(pdf.body.starts_with(b"%PDF-"));
    let private = support::private_meeting(given.app.store(), given.board, "Private", NOON.plus_days(4)).await.id();
    given.app.get(&format!("/meetings/{private}/pack")).await.status(404);
    given.app.get(&format!("/meetings/{private}/pack.pdf")).await.status(404);
}

#[tokio::test]
async fn the_years_report_is_drawn_from_the_record() {
    let given = given().await;
    support::priority(given.app.store(), given.vale.id(), "Fewer falls").await;
    held(&given).await;

    let report = given.app.get("/places/vale/annual-report?year=2025").await;
    report.shows("Annual report 2025/26").shows("1 April 2025 to 31 March 2026, so far").shows("Fewer falls");
    report.shows("No decision of this place was set aside in this year.").shows("No priority 20");
    given
        .app
        .get("/places/vale/annual-report")
        .await
        .shows("Annual report 2024/25")
        .shows("No meeting was recorded for this year");
    for nonsense in ["2027", "x", "99999"] {
        given.app.get(&format!("/places/vale/annual-report?year={nonsense}")).await.status(404);
    }
    let pdf = given.app.get("/places/vale/annual-report.pdf?year=2025").await;
    assert!(pdf.body.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn whoever_takes_over_a_seat_finds_what_hangs_on_it() {
    let given = given().await;
    let (_, [clinic, _]) = begun(&given).await;
    promise_on(&given, &clinic).await;
    let store = given.app.store();
    let seats = folkmoot_register::store::seats_of_body(&mut store.read().await.unwrap(), given.board, NOON.date())
        .await
        .unwrap();
    let seat = seats.iter().find(|seat| seat.organisation_id == Some(given.club)).unwrap().id;
    let pack = format!("/seats/{seat}/handover-pack");

    let shown = given.member.get(&pack).await;
    shown.shows("Open the hall on Saturdays").shows("Vale board").shows("Cleo Ash").shows("30 April 2026");
    given.member.get("/mine").await.shows("Handover pack");
    given.team.get(&pack).await.status(200);
    given.chair.get(&pack).await.status(403);
    given.stranger.get(&pack).await.status(403);
    assert!(given.app.get(&pack).await.location().starts_with("/sign-in"));
    let pdf = given.member.get(&format!("{pack}.pdf")).await;
    assert!(pdf.body.starts_with(b"%PDF-"));
    given.team.get("/seats/0000000000001/handover-pack").await.status(404);
}
