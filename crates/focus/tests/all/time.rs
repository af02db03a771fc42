//! What meetings took, and what came twice.

use super::given;
use super::support::{self, Given, at, is_saved};
use folkmoot_governance::body::BodyKind;
use folkmoot_governance::power::Power;
use folkmoot_kernel::{BodyId, OrganisationId};
use folkmoot_store::testing::NOON;

const PAGE: &str = "/places/vale/meeting-time";

async fn held(given: &Given, body: BodyId, item: &str, present: &[OrganisationId]) {
    let meeting = support::meeting(given.app.store(), body, "Meeting", NOON.plus_minutes(-180)).await.id();
    support::item(given.app.store(), meeting, item, Power::Note).await;
    let said: Vec<(String, &str)> = present.iter().map(|id| (format!("of-{id}"), "present")).collect();
    let said: Vec<(&str, &str)> = said.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let by = if body == given.board { &given.secretary } else { &given.team };
    is_saved(&by.post(&format!("/meetings/{meeting}/held"), &[]).await);
    if !said.is_empty() {
        is_saved(&by.post(&format!("/meetings/{meeting}/attendance"), &said).await);
    }
}

#[tokio::test]
async fn hours_are_counted_and_by_whom_is_for_partners() {
    let given = given().await;
    held(&given, given.board, "Falls clinic in Weir", &[given.trust, given.council]).await;
    at(given.app.store(), NOON.plus_minutes(10));

    let public = given.app.get(PAGE).await;
    // Two hours of three people: one for the trust, two for the council.
    public.shows("2 hours").shows("6 hours").shows("Partners also see time by organisation").hides("Tom Reed");
    let partner = given.team.get(PAGE).await;
    partner.shows("Vale Council").shows("4 hours").shows("Tom Reed").hides("Cleo Ash");
    let file = given.app.get(&format!("{PAGE}.csv")).await.text();
    assert!(file.contains("Vale board,1,120,360,1,1"), "{file}");
}

#[tokio::test]
async fn the_same_matter_at_two_bodies_and_the_same_people_are_asked_about() {
    let given = given().await;
    let group =
        support::body(given.app.store(), given.vale.id(), BodyKind::DeliveryGroup, "Vale delivery", None).await.id();
    held(&given, given.board, "Falls clinic in Weir", &[given.trust]).await;
    held(&given, group, "Update on the falls clinic", &[]).await;
    at(given.app.store(), NOON.plus_minutes(10));

    let page = given.app.get(PAGE).await;

    page.shows("Did the same matter come twice?").shows("Update on the falls clinic");
    page.shows("Of one meeting nobody said who came").hides("Could these be one?");
    let file = given.app.get("/places/vale/overlap.csv").await.text();
    assert!(file.contains("Vale board,Vale forum,0,1,1") || file.contains("Vale forum,Vale board,0,1,1"), "{file}");
    given.app.get("/places/nowhere/meeting-time").await.status(404);
}
