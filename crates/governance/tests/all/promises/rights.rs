//! Who may do what with a promise: nobody, the owner, the named partner, another partner, the team, a stranger.

use super::common::{
    accepted, agreed_decision, council_accepts, council_said, council_says_done, go_to, promise, sealed_decision,
};
use crate::support::{date, fields, given, is_saved};
use folkmoot_kernel::Role;
use folkmoot_register::testing as register;

const OF_THE_OWNER: [&str; 6] = ["accept", "decline", "renegotiate", "done", "withdraw", "way"];
const OF_ANOTHER: [&str; 2] = ["confirm", "send-back"];
const OF_PARTNERS: [&str; 2] = ["relied", "comment"];

#[tokio::test]
async fn nobody_signs_in_first_at_every_form() {
    let given = given().await;
    let id = accepted(&given).await;

    for form in OF_THE_OWNER.iter().chain(&OF_ANOTHER).chain(&OF_PARTNERS) {
        let page = given.app.get(&format!("/promises/{id}/{form}")).await;
        assert!(page.location().starts_with("/sign-in?next="), "{form}");
    }
    for path in ["/places/vale/promises/offer", "/places/vale/promises/patience"] {
        assert!(given.app.get(path).await.location().starts_with("/sign-in?next="), "{path}");
    }
}

#[tokio::test]
async fn only_people_of_the_owner_speak_for_it() {
    let given = given().await;
    let id = accepted(&given).await;

    for form in OF_THE_OWNER {
        let path = format!("/promises/{id}/{form}");
        for other in [&given.member, &given.chair, &given.team, &given.stranger, &given.elsewhere] {
            other.get(&path).await.status(403);
            other.post_raw(&path, &[("why", "x"), ("words", "x"), ("evidence", "x")]).await.status(403);
        }
        given.councillor.get(&path).await.status(200);
    }
    assert!(promise(&given, id).await.withdrawn().is_none());
}

#[tokio::test]
async fn an_owner_does_not_confirm_its_own_promise() {
    let given = given().await;
    let id = accepted(&given).await;
    council_says_done(&given, id).await;

    for form in OF_ANOTHER {
        given.secretary.get(&format!("/promises/{id}/{form}")).await.status(403).shows("nobody confirms their own");
    }
    given.secretary.get(&format!("/promises/{id}")).await.hides("/confirm");
}

#[tokio::test]
async fn somebody_who_sits_for_both_does_not_confirm_either() {
    let given = given().await;
    let id = accepted(&given).await;
    council_says_done(&given, id).await;
    let store = given.app.store();
    register::member(store, given.vale.id(), (given.board, given.club, Role::Member), "Bo Both").await;
    let both = register::member(store, given.vale.id(), (given.board, given.council, Role::Member), "Bo Both").await;
    let both = given.app.as_person(both).await;

    let refused = both.post_raw(&format!("/promises/{id}/confirm"), &[("note", "seen")]).await;

    refused.status(403);
    assert!(promise(&given, id).await.confirmed().is_none());
}

#[tokio::test]
async fn only_the_partner_who_was_named_confirms() {
    let given = given().await;
    let id = accepted(&given).await;
    council_says_done(&given, id).await;

    let other = given.chair.post(&format!("/promises/{id}/confirm"), &[("note", "seen")]).await;
    let team = given.team.get(&format!("/promises/{id}/confirm")).await;

    other.status(422).shows("Only the partner who was named can confirm this");
    team.status(403);
    given.chair.get(&format!("/promises/{id}")).await.hides("/confirm");
    given.member.get(&format!("/promises/{id}")).await.shows("Confirm that it is done");
}

#[tokio::test]
async fn an_observer_of_the_owner_binds_nobody() {
    let given = given().await;
    let id = council_said(&given, agreed_decision(&given).await.id()).await;
    let seat = (given.board, given.council, Role::Observer);
    let observer = register::member(given.app.store(), given.vale.id(), seat, "Olga Quiet").await;
    let observer = given.app.as_person(observer).await;

    observer.get(&format!("/promises/{id}/accept")).await.status(403);
    observer.get(&format!("/promises/{id}/comment")).await.status(200);
}

#[tokio::test]
async fn who_runs_the_body_writes_down_and_others_offer() {
    let given = given().await;
    let decision = agreed_decision(&given).await.id();
    let add = format!("/decisions/{decision}/promises/add");
    let offer = format!("/decisions/{decision}/promises/offer");

    for runs in [&given.chair, &given.secretary, &given.team] {
        runs.get(&add).await.status(200);
    }
    for other in [&given.member, &given.stranger, &given.elsewhere] {
        other.get(&add).await.status(403);
    }
    given.member.get(&offer).await.status(200).shows("Lunch Club");
    given.team.get(&offer).await.status(403);
    given.stranger.get(&offer).await.status(403);
}

#[tokio::test]
async fn nobody_offers_for_an_organisation_that_is_not_theirs() {
    let given = given().await;
    let council = given.council.to_string();
    let due = date("due", "1", "6", "2026");
    let own = [("owner", council.as_str()), ("what", "Pay for it"), ("done_means", "Money came")];

    let page = given.member.post_raw("/places/vale/promises/offer", &fields(&own, &due)).await;

    let shown = given.member.get(&is_saved(&page)).await;
    shown.shows("Promise 1 of Lunch Club");
}

#[tokio::test]
async fn the_team_chooses_patience_and_nobody_else() {
    let given = given().await;
    let path = "/places/vale/promises/patience";

    for other in [&given.member, &given.chair, &given.stranger] {
        other.get(path).await.status(403);
    }
    let too_long = [("accept_days", "400"), ("due_soon_days", "10"), ("public_delay_days", "5"), ("open_most", "12")];
    let refused = given.team.post(path, &too_long).await;
    assert_eq!(refused.status(422).refusal("accept_days"), "Enter a number from 0 to 365");
    let words = [("accept_days", "3"), ("due_soon_days", "10"), ("public_delay_days", "5"), ("open_most", "12")];
    is_saved(&given.team.post(path, &words).await);
    let late: Vec<_> = words.into_iter().chain([("_version", "0")]).collect();
    given.team.post_raw(path, &late).await.status(409);
}

#[tokio::test]
async fn reliance_is_for_other_partners_and_not_for_the_team() {
    let given = given().await;
    let id = accepted(&given).await;
    let path = format!("/promises/{id}/relied");

    let own = given.secretary.post(&path, &[("words", "We relied on ourselves")]).await;
    let team = given.team.post(&path, &[("words", "We relied")]).await;
    is_saved(&given.member.post(&path, &[("words", "We hired a driver")]).await);

    own.status(422).shows("This is for other partners");
    assert!(matches!(team.status, 403 | 422), "{}", team.words());
    given.chair.get(&format!("/promises/{id}")).await.shows("Lunch Club (Cleo Ash)").shows("We hired a driver");
    given.stranger.get(&path).await.status(403);
}

#[tokio::test]
async fn what_hangs_on_sealed_positions_is_seen_by_its_owner_alone() {
    let mut given = given().await;
    let decision = sealed_decision(&given).await.id();
    let due = date("due", "1", "6", "2026");
    let own = [("what", "Visit 200 cold homes"), ("done_means", "A list of 200 visits")];
    let offered = given.secretary.post(&format!("/decisions/{decision}/promises/offer"), &fields(&own, &due)).await;
    let page = is_saved(&offered);

    given.secretary.get(&page).await.status(200).shows("Visit 200 cold homes");
    for other in [&given.member, &given.chair, &given.team, &given.app, &given.stranger] {
        other.get(&page).await.status(404).hides("Visit 200");
        other.get("/places/vale/promises").await.status(200).hides("Visit 200");
        other.get(&format!("/decisions/{decision}")).await.status(200).hides("Visit 200");
        other.get("/places/vale/promises.csv").await.hides("Visit 200");
    }
    given.member.get(&format!("{page}/comment")).await.status(404);
    go_to(&mut given, folkmoot_store::testing::NOON.plus_days(7)).await;
    given.member.get(&page).await.status(200).shows("Visit 200 cold homes");
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let given = given().await;
    council_accepts(&given, council_said(&given, agreed_decision(&given).await.id()).await).await;
    let unknown = "0000000000001";

    for form in OF_THE_OWNER.iter().chain(&OF_ANOTHER).chain(&OF_PARTNERS) {
        given.secretary.get(&format!("/promises/{unknown}/{form}")).await.status(404);
        given.secretary.post_raw(&format!("/promises/{unknown}/{form}"), &[("why", "x")]).await.status(404);
    }
    for path in [
        format!("/promises/{unknown}"),
        "/promises/none".to_owned(),
        format!("/decisions/{unknown}/promises/add"),
        format!("/decisions/{unknown}/promises/offer"),
        "/places/nowhere/promises".to_owned(),
        "/places/nowhere/promises/offer".to_owned(),
        "/places/nowhere/promises/patience".to_owned(),
        "/places/nowhere/promises.csv".to_owned(),
        "/places/nowhere/promises.json".to_owned(),
    ] {
        given.secretary.get(&path).await.status(404);
    }
}
