//! What follows from a ruling: papers, positions, quorum, the chair, minutes.

use super::{club_bids, contract, program, put, rule, tender};
use crate::support::{self, at, given, is_saved};
use folkmoot_governance::actions::conflicts::{rule_on, say_names};
use folkmoot_governance::actions::{add_paper, change_body, change_item};
use folkmoot_governance::body::{BodyDetails, BodyKind};
use folkmoot_governance::check::CheckOf;
use folkmoot_governance::interest::Party;
use folkmoot_governance::item::ItemDetails;
use folkmoot_governance::named::Named;
use folkmoot_governance::paper::{Draft, Marking};
use folkmoot_governance::power::Power;
use folkmoot_governance::ruling::Verdict;
use folkmoot_governance::store;

#[tokio::test]
async fn who_was_told_to_leave_finds_no_paper_and_neither_does_anybody_who_sits_for_them() {
    let given = given().await;
    let store = given.app.store();
    let (meeting, item) = tender(&given).await;
    club_bids(&given, "Home care").await;
    let mut papers = Vec::new();
    for marking in Marking::ALL {
        let draft = Draft { title: "Three bids", marking, file_name: "bids.txt", content: b"Bids", by: None };
        papers.push(format!("/papers/{}", add_paper(&program(store), item.id(), draft).await.unwrap().id()));
    }
    given.member.get(&papers[2]).await.status(200);

    rule(&given, item.id(), "leave").await;

    for paper in &papers {
        given.member.get(paper).await.status(404);
        given.secretary.get(paper).await.status(200);
    }
    given.app.get(&papers[0]).await.status(404);
    given.councillor.get(&papers[1]).await.status(200);
    let seen = given.member.get(&format!("/items/{}", item.id())).await;
    seen.shows("3 papers are withheld from you").hides("Three bids").shows("take no part in this item");
    at(store, meeting.ends_at());
    let secretary = given.app.as_person(given.people.sue).await;
    is_saved(&secretary.post(&format!("/meetings/{}/held", meeting.id()), &[]).await);
    given.app.get(&papers[0]).await.status(200);
    given.app.as_person(given.people.cleo).await.get(&papers[1]).await.status(404);
}

#[tokio::test]
async fn a_position_is_impossible_and_one_that_was_given_is_struck() {
    let given = given().await;
    let (_, item) = tender(&given).await;
    let decision = put(&given, item.id()).await;
    let path = format!("/decisions/{}/position", decision.id());
    is_saved(&given.member.post(&path, &[("stance", "assent")]).await);
    club_bids(&given, "Home care").await;

    rule(&given, item.id(), "speak_only").await;

    let refused = given.member.post(&path, &[("stance", "assent")]).await;
    assert!(refused.refusal("stance").contains("takes no part in this item, so it has no position here"));
    let mut db = given.app.store().read().await.unwrap();
    let tally = store::tally(&mut db, decision.id()).await.unwrap();
    assert_eq!((tally.asked, tally.recused, tally.waiting()), (3, 1, 2));
    drop(db);
    rule_again(&given, item.id(), "no_conflict").await;
    let mut db = given.app.store().read().await.unwrap();
    assert_eq!(store::tally(&mut db, decision.id()).await.unwrap().waiting(), 3);
}

async fn rule_again(given: &support::Given, item: folkmoot_governance::item::ItemId, verdict: &str) {
    let path = format!("/items/{item}/interests/organisation-{}", given.club);
    let version = given.secretary.get(&path).await.value("_version");
    let sent = [("verdict", verdict), ("reason", "It withdrew its bid."), ("_version", version.as_str())];
    is_saved(&given.secretary.post(&path, &sent).await);
}

#[tokio::test]
async fn somebody_else_gives_the_position_of_a_person_who_is_ruled_out() {
    let given = given().await;
    let (_, item) = tender(&given).await;
    let day = support::date("from", "1", "1", "2026");
    let own = [("thing", "contract"), ("name", "Home care"), ("kind", "financial"), ("what", "I advise a bidder.")];
    is_saved(&given.councillor.post("/places/vale/interests/declare", &support::fields(&own, &day)).await);
    let party = Party::Person(given.people.carl);
    rule_on(&program(given.app.store()), item.id(), party, 0, (Verdict::Leave, "He is paid by a bidder."))
        .await
        .unwrap();
    let decision = put(&given, item.id()).await;
    let path = format!("/decisions/{}/position", decision.id());

    let refused = given.councillor.post(&path, &[("stance", "assent")]).await;
    assert!(refused.refusal("stance").contains("somebody else who sits for your organisation"));
    is_saved(&given.secretary.post(&path, &[("stance", "assent")]).await);
}

#[tokio::test]
async fn nobody_rules_on_their_own_and_nobody_closes_what_they_are_kept_out_of() {
    let given = given().await;
    let (_, item) = tender(&given).await;
    say_names(&program(given.app.store()), item.id(), &[contract("Home care"), Named::Organisation(given.trust)])
        .await
        .unwrap();
    let path = format!("/items/{}/interests/organisation-{}", item.id(), given.trust);

    let own = given.chair.post(&path, &[("verdict", "no_conflict"), ("reason", "We are honest.")]).await;
    assert!(own.refusal("verdict").starts_with("Nobody rules on their own interest"));
    is_saved(&given.secretary.post(&path, &[("verdict", "leave"), ("reason", "It stands to gain.")]).await);
    let decision = put(&given, item.id()).await;
    support::answer_checks(given.app.store(), CheckOf::Item(item.id())).await;
    for (app, path) in [(&given.secretary, "position"), (&given.member, "position")] {
        is_saved(&app.post(&format!("/decisions/{}/{path}", decision.id()), &[("stance", "assent")]).await);
    }
    let close = format!("/decisions/{}/close", decision.id());
    let kept = given.chair.post(&close, &[("outcome", "agreed")]).await;
    assert!(kept.refusal("outcome").starts_with("You take no part in this item"));
    is_saved(&given.secretary.post(&close, &[("outcome", "agreed")]).await);
}

#[tokio::test]
async fn nothing_is_agreed_before_interests_are_ruled_on_and_the_quorum_counts_without_the_recused() {
    let given = given().await;
    let store = given.app.store();
    let details = BodyDetails { quorum: 3, ..BodyDetails::named("Vale board", BodyKind::PlaceBoard, "Joins up care.") };
    change_body(&program(store), given.board, 1, details).await.unwrap();
    let (_, item) = tender(&given).await;
    let decision = put(&given, item.id()).await;
    support::answer_checks(store, CheckOf::Item(item.id())).await;
    club_bids(&given, "Home care").await;
    let close = format!("/decisions/{}/close", decision.id());
    for app in [&given.chair, &given.secretary, &given.member] {
        is_saved(&app.post(&format!("/decisions/{}/position", decision.id()), &[("stance", "assent")]).await);
    }

    let unruled = given.secretary.post(&close, &[("outcome", "agreed")]).await;
    assert!(unruled.refusal("outcome").starts_with("Nobody has ruled on an interest on this item"));
    rule(&given, item.id(), "leave").await;
    let few = given.secretary.post(&close, &[("outcome", "agreed")]).await;
    assert!(few.refusal("outcome").starts_with("2 organisations can take part without the recused"));
    given.secretary.get(&format!("/items/{}", item.id())).await.shows("That is below the quorum of 3");
}

#[tokio::test]
async fn the_deputy_takes_the_chair_when_the_chairs_organisation_puts_the_item() {
    let given = given().await;
    let store = given.app.store();
    let (_, item) = tender(&given).await;
    let details = ItemDetails { sponsor: Some(given.trust), ..ItemDetails::titled("Who cares at home", Power::Decide) };
    change_item(&program(store), item.id(), 1, details).await.unwrap();
    let page = format!("/items/{}", item.id());
    given.app.get(&page).await.shows("The members choose one of themselves to take the chair");

    let carl = (given.board, given.council, folkmoot_kernel::Role::DeputyChair);
    folkmoot_register::testing::member(store, given.vale.id(), carl, "Dora Pell").await;

    given.app.get(&page).await.shows("The deputy chair, Dora Pell for Vale Council, takes the chair");
}

#[tokio::test]
async fn the_minutes_say_what_was_ruled_by_themselves() {
    let given = given().await;
    let (meeting, item) = tender(&given).await;
    club_bids(&given, "Home care").await;
    rule(&given, item.id(), "leave").await;
    let path = format!("/meetings/{}", meeting.id());
    let form = given.secretary.get(&format!("{path}/minutes")).await;
    form.shows("Interests, item 1, Who cares at home.");

    is_saved(&given.secretary.post(&format!("{path}/minutes"), &[("minutes", "All were there.")]).await);
    let version = given.secretary.get(&format!("{path}/minutes")).await.value("_version");
    let again = [("minutes", "All were there, and on time."), ("_version", version.as_str())];
    is_saved(&given.secretary.post(&format!("{path}/minutes"), &again).await);

    let page = given.secretary.get(&path).await;
    page.shows("All were there, and on time.")
        .shows("Lunch Club (declared: We bid with two others, contract Home care)");
    page.shows("left for this item, had none of its papers, took no position");
    page.shows("2 of 3 organisations can take part: 1 is recused");
    assert_eq!(page.words().matches("Interests, item 1").count(), 1);
}
