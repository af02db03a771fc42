//! Whose priorities these are.

use super::given;
use super::support::{self, is_saved};

const PAGE: &str = "/places/vale/support";

#[tokio::test]
async fn everybody_sees_counts_and_partners_see_who_says_what() {
    let given = given().await;
    let priority = support::priority(given.app.store(), given.vale.id(), "Fewer falls").await.id();
    given.app.get(PAGE).await.shows("Nobody has said yet").shows("1. Fewer falls");
    let own = format!("/priorities/{priority}/support/{}", given.club);
    given.member.get(PAGE).await.shows("Say how far it is Lunch Club’s own");

    is_saved(&given.member.post(&own, &[("level", "live_with"), ("words", "We feed people, mostly.")]).await);
    let trust = format!("/priorities/{priority}/support/{}", given.trust);
    is_saved(&given.chair.post(&trust, &[("level", "ours")]).await);

    let public = given.app.get(PAGE).await;
    public.shows("Partners see who says what").shows("nobody stands behind it from: Voluntary and community");
    public.hides("We feed people").hides("Lunch Club");
    given.chair.get(PAGE).await.shows("We can live with it. We feed people, mostly.");
    let file = given.app.get(&format!("{PAGE}.csv")).await.text();
    assert!(file.contains("Voluntary and community,live_with,1") && !file.contains("Lunch Club"), "{file}");
    given.member.get(&own).await.shows("We feed people, mostly.");
}

#[tokio::test]
async fn who_does_not_share_it_says_why_and_speaks_for_itself_alone() {
    let given = given().await;
    let priority = support::priority(given.app.store(), given.vale.id(), "Fewer falls").await.id();
    let own = format!("/priorities/{priority}/support/{}", given.club);

    let silent = given.member.post(&own, &[("level", "not_ours")]).await;

    assert_eq!(silent.refusal("words"), "Say what your organisation would work on instead, or why not on this");
    assert!(!given.member.post(&own, &[]).await.refusal("level").is_empty());
    given.chair.get(&own).await.status(403);
    given.stranger.post(&own, &[("level", "ours")]).await.status(403);
    assert!(given.app.get(&own).await.location().starts_with("/sign-in"));
    given.member.get("/priorities/0000000000009/support/0000000000009").await.status(404);
}
