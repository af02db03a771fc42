//! From the room to the end: every form of a promise, what it does and what it refuses.

use super::common::{
    accepted, agree, agreed_decision, council_accepts, council_said, council_says_done, go_to, noon, open_decision,
    promise,
};
use crate::support::{date, fields, given, is_saved};
use folkmoot_store::testing::NOON;

#[tokio::test]
async fn a_promise_is_written_down_accepted_moved_done_sent_back_and_confirmed() {
    let mut given = given().await;
    let decision = open_decision(&given).await;
    let id = council_said(&given, decision.id()).await;
    let page = format!("/promises/{id}");
    let club = given.club.to_string();

    given
        .secretary
        .get(&page)
        .await
        .shows("Proposed")
        .shows("once its decision is agreed")
        .hides("Accept this promise");
    agree(&given, &decision).await;
    given.secretary.get(&page).await.shows("after the meeting, which ends on 3 March 2026 at 12:00");
    let early = given.secretary.post(&format!("{page}/accept"), &[("confirmer", &club)]).await;
    early.status(422).shows("Accept it after the meeting");
    go_to(&mut given, noon(3, 3)).await;
    given.secretary.get(&page).await.shows("Accept this promise");
    council_accepts(&given, id).await;
    given.secretary.get(&page).await.shows("Under way").shows("90 days are left").shows("Lunch Club");

    let new_date = date("due", "1", "July", "2026");
    let moved = fields(&[("why", "Two surveyors left")], &new_date);
    is_saved(&given.councillor.post(&format!("{page}/renegotiate"), &moved).await);
    given.member.get(&page).await.shows("Promised first for 1 June 2026").shows("New date 1 July 2026");

    go_to(&mut given, noon(7, 3)).await;
    given.secretary.get(&page).await.shows("Its date went by 2 days ago. What got in the way?");
    is_saved(&given.secretary.post(&format!("{page}/way"), &[("words", "The van broke")]).await);
    council_says_done(&given, id).await;
    given.member.get(&page).await.shows("Said to be done").shows("The list is on our website");
    is_saved(&given.member.post(&format!("{page}/send-back"), &[("why", "150 names, not 200")]).await);
    council_says_done(&given, id).await;
    is_saved(&given.member.post(&format!("{page}/confirm"), &[("note", "All 200 are there")]).await);

    let end = given.member.get(&page).await;
    end.shows("Kept, later than promised").shows("Lunch Club has seen that it is done");
    for words in [
        "It was written down.",
        "Vale Council (Sue Finch) accepted it.",
        "Vale Council (Carl Moss) gave it a new date, 1 July 2026 instead of 1 June 2026: Two surveyors left",
        "Vale Council (Sue Finch) said what got in the way: The van broke",
        "Vale Council (Sue Finch) said that it is done: The list is on our website",
        "Lunch Club (Cleo Ash) sent it back: 150 names, not 200",
        "Lunch Club (Cleo Ash) confirmed that it is done: All 200 are there",
    ] {
        end.shows(words);
    }
    assert_eq!(end.all(".govuk-button-group a"), ["Ask or say something"]);
}

#[tokio::test]
async fn an_organisation_offers_a_promise_of_its_own_accord() {
    let given = given().await;
    let due = date("due", "1", "6", "2026");
    let own = [("what", "Lend our minibus"), ("done_means", "It runs on Fridays")];

    let page = given.member.post("/places/vale/promises/offer", &fields(&own, &due)).await;

    let shown = given.member.get(&is_saved(&page)).await;
    shown.shows("Promise 1 of Lunch Club").shows("offered of its own accord").shows("Accept this promise");
}

#[tokio::test]
async fn an_organisation_offers_a_promise_because_of_a_decision() {
    let given = given().await;
    let decision = agreed_decision(&given).await;
    let due = date("due", "1", "6", "2026");
    let own = [("what", "Lend our minibus"), ("done_means", "It runs on Fridays")];

    let page = given.member.post(&format!("/decisions/{}/promises/offer", decision.id()), &fields(&own, &due)).await;

    given.member.get(&is_saved(&page)).await.shows("Decision 1: Warm homes");
    given.member.get(&format!("/decisions/{}", decision.id())).await.shows("Lend our minibus");
}

#[tokio::test]
async fn what_was_refused_is_said_beside_its_field_and_nothing_typed_is_lost() {
    let given = given().await;
    let decision = agreed_decision(&given).await;
    let add = format!("/decisions/{}/promises/add", decision.id());
    let council = given.council.to_string();
    let past = date("due", "1", "3", "2026");
    let own = [("owner", council.as_str()), ("what", "Visit homes"), ("done_means", "A list"), ("confirmer", &council)];

    let bare = given.chair.post(&add, &[("what", "Visit homes")]).await;
    let late = given.chair.post(&add, &fields(&own[..3], &past)).await;
    let future = date("due", "1", "6", "2026");
    let own_confirmer = given.chair.post(&add, &fields(&own, &future)).await;

    assert_eq!(bare.status(422).refusal("owner"), "Choose the organisation that said it");
    assert_eq!(bare.refusal("done_means"), "Say how others will see that it is done");
    assert_eq!(bare.value("what"), "Visit homes");
    assert_eq!(late.status(422).refusal("due"), "Choose a day that is still to come");
    assert_eq!(late.value("due-day"), "1");
    let refused = own_confirmer.status(422).refusal("confirmer");
    assert_eq!(refused, "An organisation cannot confirm its own promise: name another partner");
}

#[tokio::test]
async fn each_word_that_is_owed_is_asked_for_beside_its_field() {
    let given = given().await;
    let id = accepted(&given).await;
    let same = date("due", "1", "6", "2026");

    let silent = given.secretary.post(&format!("/promises/{id}/renegotiate"), &fields(&[], &same)).await;
    let unmoved = given.secretary.post(&format!("/promises/{id}/renegotiate"), &fields(&[("why", "x")], &same)).await;
    let bare = given.secretary.post(&format!("/promises/{id}/done"), &[]).await;
    let gone = given.secretary.post(&format!("/promises/{id}/withdraw"), &[]).await;

    assert_eq!(silent.status(422).refusal("why"), "Say why: partners will want to help");
    assert_eq!(unmoved.status(422).refusal("due"), "This is the day that was promised already");
    assert_eq!(bare.status(422).refusal("evidence"), "Say what others can look at to see that it is done");
    assert_eq!(gone.status(422).refusal("why"), "Say why: partners will want to help");
}

#[tokio::test]
async fn the_second_of_two_editors_sees_both_versions_and_loses_nothing() {
    let given = given().await;
    let id = accepted(&given).await;
    let path = format!("/promises/{id}/renegotiate");
    let first = date("due", "1", "7", "2026");
    let second = date("due", "1", "8", "2026");
    is_saved(&given.secretary.post(&path, &fields(&[("why", "Staff")], &first)).await);

    let own = [("_version", "2"), ("why", "The van broke")];
    let late = given.councillor.post_raw(&path, &fields(&own, &second)).await;

    late.status(409).shows("The van broke");
    assert_eq!(promise(&given, id).await.due(), super::common::day(7, 1));
}

#[tokio::test]
async fn the_same_button_twice_works_once() {
    let given = given().await;
    let id = accepted(&given).await;
    let said = [("_key", "0123456789abcdef0123"), ("words", "How does it go?")];

    let first = given.member.post_raw(&format!("/promises/{id}/comment"), &said).await;
    let again = given.member.post_raw(&format!("/promises/{id}/comment"), &said).await;

    assert_eq!(is_saved(&first), format!("/promises/{id}"));
    assert_eq!(is_saved(&again), format!("/promises/{id}"));
    let page = given.member.get(&format!("/promises/{id}")).await.words();
    assert_eq!(page.matches("How does it go?").count(), 1, "{page}");
}

#[tokio::test]
async fn what_is_declined_is_an_answer_and_final() {
    let given = given().await;
    let decision = agreed_decision(&given).await;
    let id = council_said(&given, decision.id()).await;
    let club = given.club.to_string();

    is_saved(&given.secretary.post(&format!("/promises/{id}/decline"), &[("why", "No staff for it")]).await);

    given.chair.get(&format!("/promises/{id}")).await.shows("Declined").shows("No staff for it");
    let late = given.secretary.post(&format!("/promises/{id}/accept"), &[("confirmer", &club)]).await;
    late.status(422).shows("This promise has ended: it was declined");
}

#[tokio::test]
async fn silence_is_flagged_after_the_days_that_the_place_chose() {
    let mut given = given().await;
    let decision = agreed_decision(&given).await;
    let id = council_said(&given, decision.id()).await;
    let days = [("accept_days", "3"), ("due_soon_days", "10"), ("public_delay_days", "5"), ("open_most", "12")];

    is_saved(&given.team.post("/places/vale/promises/patience", &days).await);
    go_to(&mut given, NOON.plus_days(4)).await;

    given.secretary.get(&format!("/promises/{id}")).await.shows("Agreed in the room, not yet accepted");
    given.secretary.get(&format!("/promises/{id}")).await.shows("It was agreed in the room 4 days ago");
}
