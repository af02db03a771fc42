//! People and seats from a file: nothing counts before it was looked at, and what goes out comes back unchanged.

use crate::data::{Told, vale};
use folkmoot_register::organisation::Sector;
use folkmoot_register::testing::{self as given, RegisterPeople};
use folkmoot_register::wants::PlaceNews;
use folkmoot_store::testing;
use folkmoot_web::testing::{TestApp, TestPage};
use std::sync::Arc;

const IMPORT: &str = "/places/vale/seats/import";
const SEATS: &str = "/places/vale/seats";
const FILE: &str = "Body,Post,Role,Voting,On behalf of,Name,Email,Since\n\
                    Place Board,Director,Chair,yes,Vale Trust,Ann Lee,ann@vale.example,1/4/2025\n\
                    place board,Treasurer,,no,,,,\n\
                    Place Board,Voice of carers,,,Vale Trust,Ben Orr,,\n";
const POPOLO: &str = r#"{ "persons": [{ "id": "p", "name": "Cleo Ash", "email": "cleo@vale.example" }],
  "organizations": [{ "id": "b", "name": "Place Board" }, { "id": "t", "name": "Vale Trust" }],
  "posts": [{ "id": "1", "label": "Director", "organization_id": "b" }],
  "memberships": [{ "person_id": "p", "post_id": "1", "on_behalf_of_id": "t", "start_date": "2026-04" }] }"#;

async fn team() -> (TestApp, TestApp) {
    let app = TestApp::building(testing::store().await, |building| {
        let told: Arc<dyn PlaceNews> = Arc::new(Told);
        building.people(Arc::new(RegisterPeople)).capability(folkmoot_register::capability()).provide(told)
    });
    let place = vale(&app).await;
    given::organisation(app.store(), place, "Vale Trust", Sector::NhsCommunity).await;
    let team = app.as_person(given::team(app.store(), place, "Asha Marsh").await).await;
    (app, team)
}

async fn send(team: &TestApp, name: &str, file: &str) -> TestPage {
    team.upload(IMPORT, &[], ("file", name, "text/csv", file.as_bytes())).await
}

/// Sends the preview on, as its button does.
async fn agree(team: &TestApp, preview: &TestPage) -> TestPage {
    let rows = preview.attributes("input[name='rows']", "value")[0].clone();
    team.post_raw(IMPORT, &[("rows", &rows)]).await
}

#[tokio::test]
async fn a_file_is_looked_at_first_and_counts_when_somebody_agrees() {
    let (_app, team) = team().await;

    let preview = send(&team, "people.csv", FILE).await;
    preview.shows("3 rows were read").shows("Ann Lee").shows("Place Board, chair, votes").shows("Treasurer");
    preview.shows("Ben Orr").shows("There is no e-mail address");
    team.get(SEATS).await.hides("Treasurer");
    let done = agree(&team, &preview).await;

    assert_eq!(done.location(), SEATS);
    team.get(SEATS).await.shows("Treasurer").shows("Ann Lee").shows("Voice of carers").hides("Ben Orr");
    let again = send(&team, "people.csv", &FILE.replace("Ben Orr", "")).await;
    again.shows("The register says all of this already");
}

#[tokio::test]
async fn what_goes_out_comes_back_and_changes_nothing() {
    let (app, team) = team().await;
    agree(&team, &send(&team, "people.csv", FILE).await).await;

    let written = team.get(&format!("{SEATS}.csv")).await.text();

    assert!(written.contains("Place Board,Director,Chair,yes,Vale Trust,Ann Lee,ann@vale.example,holder,2025-04-01"));
    send(&team, "people.csv", &written).await.shows("The register says all of this already");
    assert!(app.get(&format!("{SEATS}.csv")).await.location().starts_with("/sign-in"));
    assert!(team.get(&format!("{SEATS}/template.csv")).await.text().starts_with("\u{feff}Body,Seat,Role,Votes"));
}

#[tokio::test]
async fn popolo_is_the_same_table_and_whoever_comes_next_ends_the_term_before() {
    let (_app, team) = team().await;
    agree(&team, &send(&team, "people.csv", FILE).await).await;

    let preview = send(&team, "people.json", POPOLO).await;
    preview.shows("Ann Lee").shows("Last day 31 March 2026").shows("Cleo Ash").shows("Membership");
    agree(&team, &preview).await;

    let seats = team.get(SEATS).await.attributes("a[href^='/seats/']", "href");
    let shown = team.get(&seats[seats.len() - 3]).await;
    shown.shows("Ann Lee").shows("Cleo Ash").shows("1 April 2026");
}

#[tokio::test]
async fn what_is_broken_is_named_and_nothing_is_saved() {
    let (app, team) = team().await;
    let refusal = |page: TestPage| page.refusal("file");

    let unknown = refusal(send(&team, "people.csv", &FILE.replace("place board", "Cabinet")).await);
    assert!(unknown.contains("Line 3, column “Body”: no body of this place is called “Cabinet”"), "{unknown}");
    let day = refusal(send(&team, "people.csv", &FILE.replace("1/4/2025", "31/2/2025")).await);
    assert!(day.contains("Line 2, column H “From”") && day.contains("31/2/2025"), "{day}");
    let popolo = refusal(send(&team, "people.json", &POPOLO.replace("Vale Trust", "Nobody")).await);
    assert!(popolo.contains("Membership 1, column “Organisation”: “Nobody” is no partner"), "{popolo}");
    assert!(refusal(send(&team, "people.json", "{}").await).contains("no memberships"));
    assert!(!refusal(send(&team, "people.csv", "").await).is_empty());
    assert!(!refusal(team.post_raw(IMPORT, &[]).await).is_empty());
    team.get(SEATS).await.hides("Director");
    team.post_raw(IMPORT, &[("rows", "nonsense")]).await.status(400);
    app.get(IMPORT).await.status(303);
}
