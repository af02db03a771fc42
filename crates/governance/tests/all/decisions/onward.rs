//! What hangs on decisions: put again, adopted by each, on their way through bodies, and asked from above.

use super::{all_assent, close, page_of, put};
use crate::support::{date, fields, given, is_saved, moment};
use folkmoot_governance::decision::Outcome;

#[tokio::test]
async fn a_decision_is_put_again_only_with_what_is_new() {
    let given = given().await;
    let decision = put(&given).await;
    let reopen = format!("{}/reopen", page_of(&decision));
    let due = moment("positions_due", "20", "3", "2026", "17:00");
    let again = [
        ("evidence", "An audit counted the visits."),
        ("spent", "1,200"),
        ("spent_source", "The ledger"),
        ("title", "Saturday clinic"),
        ("plain_summary", "You can see a nurse on Saturdays."),
        ("text", "The clinic opens on Saturdays."),
    ];

    assert!(given.chair.post(&reopen, &fields(&again, &due)).await.refusal("evidence").contains("still open"));
    all_assent(&given, decision.id()).await;
    close(&given, decision.id(), Outcome::Agreed, "").await;
    given.member.get(&reopen).await.status(403);
    let silent: Vec<_> = again.iter().copied().filter(|(name, _)| *name != "evidence").collect();
    assert!(!given.chair.post(&reopen, &fields(&silent, &due)).await.refusal("evidence").is_empty());
    let unsourced: Vec<_> = again.iter().copied().filter(|(name, _)| *name != "spent_source").collect();
    assert!(
        given
            .chair
            .post(&reopen, &fields(&unsourced, &due))
            .await
            .refusal("spent_source")
            .contains("where the sum is from")
    );
    let new = is_saved(&given.chair.post(&reopen, &fields(&again, &due)).await);

    let shown = given.app.get(&new).await;
    shown
        .shows("The second time since 2026")
        .shows("An audit counted the visits.")
        .shows("£1,200 (The ledger)")
        .shows("Decision 1: Saturday clinic");
    given
        .app
        .get(&page_of(&decision))
        .await
        .shows("How often this was put")
        .shows("New then: An audit counted the visits.");
    let late = given.chair.post_raw(&reopen, &fields(&again, &due)).await;
    assert!(late.refusal("evidence").contains("newest of its chain"));
}

#[tokio::test]
async fn each_adopts_a_decision_for_itself_with_its_variation() {
    let given = given().await;
    let decision = put(&given).await;
    let page = page_of(&decision);
    let (ask, council) = (format!("{page}/adoption"), given.council.to_string());

    assert!(
        given
            .chair
            .post(&ask, &[("organisations", council.as_str())])
            .await
            .refusal("organisations")
            .contains("agreed")
    );
    all_assent(&given, decision.id()).await;
    close(&given, decision.id(), Outcome::Agreed, "").await;
    assert!(!given.chair.post(&ask, &[]).await.refusal("organisations").is_empty());
    is_saved(&given.chair.post(&ask, &[("organisations", council.as_str())]).await);
    given.app.get(&page).await.shows("Vale Council").shows("Not yet");
    given.councillor.get("/mine").await.shows("Has your organisation adopted it?").shows("Saturday clinic");
    let answer = format!("{ask}/{council}");
    given.member.get(&answer).await.status(403);
    let day = date("decided_on", "2", "3", "2026");
    let varied = [("state", "varied"), ("decided_by", "The cabinet")];
    assert!(
        given.councillor.post(&answer, &fields(&varied, &day)).await.refusal("words").contains("what is different")
    );
    let varied = [("state", "varied"), ("decided_by", "The cabinet"), ("words", "From June.")];
    is_saved(&given.councillor.post(&answer, &fields(&varied, &day)).await);

    given.app.get(&page).await.shows("Adopted with a variation").shows("The cabinet").shows("From June.");
    given.app.get("/places/vale/adoptions").await.shows("1. Saturday clinic 1 0 1 0");
    assert_eq!(given.app.get("/places/vale/adoptions.xlsx").await.status, 200);
    given.app.get("/places/vale/adoptions.csv").await.shows("Saturday clinic");
}

#[tokio::test]
async fn a_paper_goes_through_bodies_and_its_place_comes_from_what_they_decided() {
    let given = given().await;
    let decision = put(&given).await;
    let list = "/places/vale/routes";
    given.app.get(list).await.shows("No paper is on its way");
    given.chair.get(&format!("{list}/add")).await.status(403);
    let route = is_saved(&given.team.post(&format!("{list}/add"), &[("title", "Fund plan")]).await);
    let (board, add) = (given.board.to_string(), format!("{route}/steps/add"));

    assert!(!given.team.post(&add, &[("role", "decide")]).await.refusal("body").is_empty());
    is_saved(&given.team.post(&add, &[("body", board.as_str()), ("role", "decide")]).await);
    is_saved(&given.team.post(&add, &[("outside", "The regional team"), ("role", "ratify")]).await);
    given
        .app
        .get(&route)
        .await
        .shows("Waits for Vale board")
        .shows("On no agenda yet")
        .shows("The regional team (outside this place)");
    let links = given.team.get(&route).await.attributes("main a", "href");
    let tie = links.iter().find(|href| href.ends_with("/tie")).unwrap();
    let told = links.iter().find(|href| href.ends_with("/told")).unwrap();
    given.member.get(tie).await.status(403);
    is_saved(&given.chair.post(tie, &[("before", &format!("decision-{}", decision.id()))]).await);
    given.app.get(&route).await.shows("Positions are being taken");
    given.app.get(&page_of(&decision)).await.shows("On the way: Fund plan");
    all_assent(&given, decision.id()).await;
    close(&given, decision.id(), Outcome::Agreed, "").await;
    given.app.get(list).await.shows("Waits for The regional team");
    let day = date("told_on", "2", "3", "2026");
    is_saved(&given.team.post(told, &fields(&[("told", "passed"), ("words", "By letter")], &day)).await);

    given.app.get(&route).await.shows("Through all bodies").shows("Ratified").shows("By letter");
    for ending in ["csv", "json"] {
        given.app.get(&format!("{list}.{ending}")).await.shows("Fund plan");
    }
}

#[tokio::test]
async fn what_was_asked_from_above_is_counted_beside_what_was_set_aside() {
    let given = given().await;
    let trust = given.trust.to_string();
    let list = "/places/vale/overrides";
    let days = [date("asked_on", "1", "2", "2026"), date("answered_on", "1", "3", "2026")].concat();
    let told = [
        ("by_body", "Vale Trust"),
        ("organisation", trust.as_str()),
        ("what", "Close the walk-in hours"),
        ("answer", "declined"),
    ];

    given.member.get("/places/vale/asked/add").await.status(403);
    assert!(!given.team.post("/places/vale/asked/add", &fields(&told, &days)).await.refusal("why").is_empty());
    let told = [told.as_slice(), &[("why", "People use them.")]].concat();
    is_saved(&given.team.post("/places/vale/asked/add", &fields(&told, &days)).await);
    given.member.get(list).await.shows("2026 0 1 1").shows("People use them.");
    given.app.get(list).await.hides("2026 0 1 1").shows("People use them.").shows("None yet");
    let shown = given.chair.get(list).await;
    let reply = shown.attributes("main a", "href").into_iter().find(|href| href.ends_with("/reply")).unwrap();
    given.member.get(&reply).await.status(403);
    is_saved(&given.chair.post(&reply, &[("reply", "We counted visits.")]).await);

    given.app.get(list).await.shows("We counted visits.");
    given.app.get(&format!("{list}.csv")).await.shows("We counted visits.");
}
