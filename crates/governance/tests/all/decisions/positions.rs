//! Giving a position: with its reason, its promise, for one organisation or another.

use super::{all_assent, on_a_later_day, page_of, put, say};
use crate::support::{date, fields, given, is_saved};
use folkmoot_governance::position::Stance;
use folkmoot_kernel::Role;
use folkmoot_register::organisation::Sector;
use folkmoot_register::testing as register;

#[tokio::test]
async fn an_objection_without_a_reason_is_refused_and_what_was_typed_is_kept() {
    let given = given().await;
    let path = format!("{}/position", page_of(&put(&given).await));

    let silent = given.member.post(&path, &[("stance", "object"), ("what", "We open the hall")]).await;
    assert_eq!(silent.refusal("due"), "Say by when it will be done");
    let silent = given.member.post(&path, &[("stance", "object"), ("reason", "  ")]).await;
    assert_eq!(silent.refusal("reason"), "Say why you object: the reason is published with the decision");
    assert_eq!(silent.attributes("input[name=stance][checked]", "value"), ["object"]);
    let bare = given.member.post(&path, &[("stance", "assent_with_conditions")]).await;
    assert!(bare.refusal("reason").starts_with("Say what your conditions are"));
    let none = given.member.post(&path, &[("reason", "Because it is far")]).await;
    assert!(!none.refusal("stance").is_empty());
    assert_eq!(none.value("reason"), "Because it is far");
}

#[tokio::test]
async fn a_position_brings_its_promise_and_both_are_saved_together() {
    let given = given().await;
    let decision = put(&given).await;
    let path = format!("{}/position", page_of(&decision));
    let (day, past) = (date("due", "30", "6", "2026"), date("due", "1", "1", "2026"));
    let confirmer = given.trust.to_string();
    let own = [
        ("stance", "assent"),
        ("what", "We open the hall on Saturdays"),
        ("done_means", "The door is open"),
        ("confirmer", &confirmer),
    ];

    let late = given.member.post(&path, &fields(&own, &past)).await;
    assert_eq!(late.refusal("due"), "Choose a day that is still to come");
    assert_eq!(late.value("what"), "We open the hall on Saturdays");
    given.member.get(&page_of(&decision)).await.shows("0 of 3 are in");
    is_saved(&given.member.post(&path, &fields(&own, &day)).await);

    let mut db = given.app.store().read().await.unwrap();
    let promises = folkmoot_governance::store::promises_of_decision(&mut db, decision.id()).await.unwrap();
    assert_eq!(promises.len(), 1);
    assert_eq!(promises[0].owner(), given.club);
    assert_eq!(promises[0].confirmer(), Some(given.trust));
    assert!(promises[0].accepted().is_none());
    drop(db);
    given.member.get(&page_of(&decision)).await.shows("We open the hall on Saturdays").shows("1 of 3 are in");
    given.member.get(&path).await.shows("The position of Lunch Club").hides("What will your organisation do");
}

#[tokio::test]
async fn only_an_organisation_with_a_seat_on_the_body_speaks() {
    let given = given().await;
    let path = format!("{}/position", page_of(&put(&given).await));

    given.app.get(&path).await.location();
    for browser in [&given.elsewhere, &given.stranger, &given.team] {
        browser.get(&path).await.status(403);
        browser.post_raw(&path, &[("stance", "assent")]).await.status(403);
    }
    let trust = format!("{path}?for={}", given.trust);
    let sneaked = given.member.post_raw(&trust, &[("stance", "object"), ("reason", "No"), ("_version", "1")]).await;
    sneaked.status(303);
    given.chair.get(&path).await.shows("The position of Vale Trust").hides("checked");
}

#[tokio::test]
async fn who_sits_for_two_organisations_chooses_for_which() {
    let given = given().await;
    let (store, place) = (given.app.store(), given.vale.id());
    let choir = register::organisation(store, place, "Choir", Sector::Vcse).await;
    register::member(store, place, (given.board, choir, Role::Member), "Cleo Ash").await;
    let page = page_of(&put(&given).await);
    let path = format!("{page}/position");

    let choose = given.member.get(&path).await;
    choose.shows("For which organisation?").shows("Lunch Club").shows("Choir");
    let of_choir = format!("{path}?for={choir}");
    assert!(choose.attributes("main a", "href").contains(&of_choir));
    given.member.post_raw(&path, &[("stance", "assent"), ("_version", "1")]).await.shows("For which organisation?");
    is_saved(&given.member.post(&of_choir, &[("stance", "stand_aside")]).await);

    given.member.get(&path).await.shows("Answered").shows("Awaited");
    given.member.get(&page).await.shows("Stand aside").shows("Give your organisation's position");
}

#[tokio::test]
async fn a_deputy_who_was_slower_sees_what_was_saved_and_loses_nothing() {
    let given = given().await;
    let decision = put(&given).await;
    let path = format!("{}/position", page_of(&decision));
    let version = given.councillor.get(&path).await.value("_version");

    say(&given, decision.id(), (given.people.sue, given.council), Stance::StandAside, "").await;
    let slower = [("stance", "object"), ("reason", "It is too far"), ("_version", version.as_str())];
    let conflict = given.councillor.post_raw(&path, &slower).await;

    conflict.status(409).shows("Somebody else changed this").shows("Stand aside");
    assert_eq!(conflict.value("reason"), "It is too far");
}

#[tokio::test]
async fn a_late_first_position_is_welcome_and_a_late_change_is_not() {
    let given = given().await;
    let decision = put(&given).await;
    let path = format!("{}/position", page_of(&decision));
    is_saved(&given.member.post(&path, &[("stance", "assent")]).await);

    let councillor = on_a_later_day(&given, decision.positions_due(), given.people.carl).await;
    let member = given.app.as_person(given.people.cleo).await;
    is_saved(&councillor.post(&path, &[("stance", "assent")]).await);
    let late = member.post(&path, &[("stance", "stand_aside")]).await;

    assert_eq!(late.refusal("stance"), "Positions are open for all to see now, so this one can no longer change");
    member.get(&page_of(&decision)).await.shows("2 of 3 are in").hides("Change your organisation");
}

#[tokio::test]
async fn once_all_are_in_none_changes() {
    let given = given().await;
    let decision = put(&given).await;

    all_assent(&given, decision.id()).await;
    let late = given.member.post(&format!("{}/position", page_of(&decision)), &[("stance", "stand_aside")]).await;

    assert!(late.refusal("stance").starts_with("Positions are open"));
}
