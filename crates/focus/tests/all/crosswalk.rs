//! Priorities beside partners' own strategies.

use super::given;
use super::support::{self, is_saved};

const PAGE: &str = "/places/vale/crosswalk";

#[tokio::test]
async fn gaps_are_seen_from_both_sides_and_close_when_they_meet() {
    let given = given().await;
    let priority = support::priority(given.app.store(), given.vale.id(), "Fewer falls").await.id().to_string();
    let add = format!("{PAGE}/add/{}", given.club);
    given.member.get(PAGE).await.shows("Write down an aim of Lunch Club").shows("1. Fewer falls");

    is_saved(&given.member.post(&add, &[("words", "A hot meal a week"), ("source", "Our plan, line 1")]).await);

    let shown = given.app.get(PAGE).await;
    shown.shows("Aims that no priority of the place meets").shows("“A hot meal a week”").shows("Our plan, line 1");
    shown.hides("Change “");
    let edit = given.member.get(PAGE).await.attributes("a[href$='/edit']", "href")[0].clone();
    let typed = [("words", "A hot meal a week"), ("priorities", priority.as_str()), ("_version", "1")];
    is_saved(&given.member.post(&edit, &typed).await);
    let met = given.app.get(PAGE).await;
    met.shows("Where they meet").shows("“A hot meal a week”");
    let text = met.words();
    assert_eq!(text.matches("None.").count(), 2, "{text}");
    let again = given.member.post(&edit, &[("words", "Two meals"), ("_version", "1")]).await;
    again.status(409);
    assert!(given.app.get(&format!("{PAGE}.csv")).await.text().contains("Lunch Club,A hot meal a week,"));
    let end = edit.replace("/edit", "/end");
    is_saved(&given.member.post(&end, &[("_version", "2")]).await);
    given.app.get(PAGE).await.hides("A hot meal a week");
}

#[tokio::test]
async fn an_organisation_writes_its_own_aims_and_nobody_elses() {
    let given = given().await;
    support::priority(given.app.store(), given.vale.id(), "Fewer falls").await;
    let add = format!("{PAGE}/add/{}", given.club);

    assert_eq!(given.member.post(&add, &[("words", " ")]).await.status, 422);
    let url = given.member.post(&add, &[("words", "Meals"), ("source_url", "javascript:x")]).await;
    assert!(!url.refusal("source_url").is_empty());
    let foreign = given.member.post(&add, &[("words", "Meals"), ("priorities", "0000000000009")]).await;
    assert!(!foreign.refusal("priorities").is_empty());
    given.chair.get(&add).await.status(403);
    given.team.post(&add, &[("words", "Meals")]).await.status(403);
    given.member.get("/aims/0000000000009/edit").await.status(404);
}
