//! Public pages over HTTP. TestApp checks every page besides what is asserted here.

use folkmoot_kernel::{Actor, Slug};
use folkmoot_register::actions::{self, NeighbourhoodSaid, NewDocument};
use folkmoot_register::document::DocumentKind;
use folkmoot_register::footprint::Footprint;
use folkmoot_register::neighbourhood::Stage;
use folkmoot_register::organisation::{LegalForm, OrganisationDetails, Sector};
use folkmoot_register::place::Place;
use folkmoot_register::profile::{Delegation, Employer, GovernanceModel, Profile};
use folkmoot_register::testing::{self as given, RegisterPeople};
use folkmoot_store::testing;
use folkmoot_web::testing::TestApp;
use std::sync::Arc;

async fn app() -> TestApp {
    let store = testing::store().await;
    TestApp::building(store, |building| {
        building.people(Arc::new(RegisterPeople)).capability(folkmoot_register::capability())
    })
}

/// A place that has said a good deal.
async fn vale(app: &TestApp) -> Place {
    let store = app.store();
    crate::ground::lay(store).await;
    let place = given::place(store, "Vale").await;
    let program = given::program(store);
    let profile = Profile {
        models: [GovernanceModel::PlaceBoard].into(),
        leader_name: "Kim Vale".into(),
        leader_post: "Place director".into(),
        leader_employer: Some(Employer::Joint),
        delegation: Some(Delegation::Partial),
        delegation_headings: "Better Care Fund".into(),
        ..Profile::default()
    };
    actions::say_profile(&program, place.id(), 1, profile).await.unwrap();
    let footprint = Footprint::read("Z01000001\nZ01000003").unwrap();
    actions::change_footprint(&program, place.id(), footprint).await.unwrap();
    let north = NeighbourhoodSaid {
        name: "North".into(),
        stage: Stage::Emerging,
        lead: "North Surgery".into(),
        areas: "Z01000001".into(),
    };
    actions::add_neighbourhood(&program, place.id(), north).await.unwrap();
    let plan = NewDocument {
        kind: DocumentKind::Plan,
        title: "Our plan".into(),
        url: "https://vale.example/plan".into(),
        dated: None,
    };
    actions::add_document(&program, place.id(), plan).await.unwrap();
    given::organisation(store, place.id(), "Vale Hospital", Sector::NhsAcute).await;
    place
}

#[tokio::test]
async fn a_resident_finds_who_leads_the_place() {
    let app = app().await;
    vale(&app).await;

    let page = app.get("/places/vale").await;

    page.status(200)
        .shows("Kim Vale, Place director")
        .shows("Jointly by several partners")
        .shows("Partial delegation: Better Care Fund")
        .shows("NHS hospital trust: 1")
        .shows("Emerging")
        .shows("Plan: Our plan")
        .shows("Crosses two councils: Beckham (75.0%) and Ashford (25.0%).")
        .shows("4,000 residents")
        .shows("7 of 12 basics are here; 5 are missing.")
        .shows("Residents by how deprived their small area is")
        .shows("Small areas by deprivation")
        .shows("Nobody has confirmed this page yet")
        .hides("For the place team");
}

#[tokio::test]
async fn the_team_sees_what_it_may_do_and_another_places_team_does_not() {
    let app = app().await;
    let place = vale(&app).await;
    let other = given::place(app.store(), "Moor").await;
    let own = app.as_person(given::team(app.store(), place.id(), "Asha Marsh").await).await;
    let foreign = app.as_person(given::team(app.store(), other.id(), "Ben Oak").await).await;

    let page = own.get("/places/vale").await;
    page.shows("For the place team").shows("This is still right");
    let to_say = page.attributes(".govuk-task-list a", "href");
    assert!(to_say.contains(&"/places/vale/edit".to_owned()), "{to_say:?}");
    assert!(foreign.get("/places/vale").await.attributes(".govuk-task-list a", "href").is_empty());
    for form in to_say {
        own.get(&form).await.status(200);
    }
    foreign.get("/places/vale").await.hides("For the place team").hides("This is still right");
}

#[tokio::test]
async fn the_register_is_searched_filtered_and_sorted() {
    let app = app().await;
    vale(&app).await;
    given::place(app.store(), "Moor").await;
    let names = |path: &'static str| {
        let app = app.clone();
        async move { app.get(path).await.status(200).all("tbody th") }
    };

    assert_eq!(names("/places").await, ["Moor", "Vale"]);
    assert_eq!(names("/places?q=VAL").await, ["Vale"]);
    assert_eq!(names("/places?q=moor+system").await, ["Moor"]);
    assert_eq!(names("/places?delegation=partial").await, ["Vale"]);
    assert_eq!(names("/places?model=place_board&region=North").await, ["Vale"]);
    assert_eq!(names("/places?system=moor-system").await, ["Moor"]);
    assert_eq!(names("/places?q=%25").await, ["Moor", "Vale"]);
    app.get("/places?q=nowhere").await.shows("No place fits");
    app.get("/places?page=9").await.shows("There are no more places");
    app.get("/places?sort=confirmed&page=x&delegation=y").await.shows("Moor");
}

#[tokio::test]
async fn an_empty_register_says_what_to_do() {
    let app = app().await;

    app.get("/places").await.status(200).shows("An administrator adds the first one");
    app.get("/organisations").await.status(200).shows("The team of a place adds them");
    app.get("/systems").await.status(200).shows("There is no system here yet");
    app.get("/places/compare").await.status(200).shows("Choose places");
}

#[tokio::test]
async fn places_stand_side_by_side_six_at_most() {
    let app = app().await;
    vale(&app).await;
    for number in 1..=6 {
        given::place(app.store(), &format!("Moor {number}")).await;
    }

    let two = app.get("/places/compare?place=vale&place=moor-1&place=vale&place=nowhere").await;
    let seven =
        "/places/compare?place=vale&place=moor-1&place=moor-2&place=moor-3&place=moor-4&place=moor-5&place=moor-6";

    assert_eq!(two.all("thead th"), ["Question", "Vale", "Moor 1"]);
    two.shows("Kim Vale, Place director").shows("Add a place");
    let all = app.get(seven).await;
    all.shows("Six places are the most");
    assert_eq!(all.all("thead th").len(), 7);
}

#[tokio::test]
async fn a_list_of_partners_goes_on_and_back() {
    let app = app().await;
    let place = given::place(app.store(), "Vale").await;
    for number in 10..=61 {
        given::organisation(app.store(), place.id(), &format!("Choir {number}"), Sector::Vcse).await;
    }

    let first = app.get("/organisations").await;
    let more = first.attributes("a[rel=next]", "href").remove(0);
    let second = app.get(&more).await;

    assert_eq!(first.all("tbody th").len(), 50);
    assert_eq!(second.all("tbody th"), ["Choir 60", "Choir 61"]);
    second.shows("Back to the first");
    assert_eq!(app.get("/organisations?q=choir+33").await.all("tbody th"), ["Choir 33"]);
    app.get("/organisations?sector=housing").await.shows("No partner fits");
}

#[tokio::test]
async fn how_to_reach_a_small_group_is_for_partners() {
    let app = app().await;
    let place = given::place(app.store(), "Vale").await;
    let details = OrganisationDetails {
        legal_form: Some(LegalForm::Unincorporated),
        email: "lunch@club.example".into(),
        phone: "01865 000000".into(),
        ..OrganisationDetails::named("Lunch Club", Sector::Vcse)
    };
    let program = app.acting(Actor::Program("test"));
    actions::add_organisation(&program, Some(place.id()), details, actions::Doubles::Refuse).await.unwrap();
    let partner = app.as_person(given::team(app.store(), place.id(), "Asha Marsh").await).await;
    let stranger = app.as_person(given::person(app.store(), "Ben Oak").await).await;

    app.get("/organisations/lunch-club").await.hides("lunch@club.example").hides("01865").shows("Partners who are");
    stranger.get("/organisations/lunch-club").await.hides("lunch@club.example");
    partner.get("/organisations/lunch-club").await.shows("lunch@club.example").shows("01865 000000");
}

#[tokio::test]
async fn an_area_shows_what_it_lies_in_and_which_places_have_it() {
    let app = app().await;
    vale(&app).await;

    app.get("/areas/Z01000001").await.status(200).shows("Ashford 1").shows("Vale (whole)").shows("Ashford");
    app.get("/areas/Z10000002").await.status(200).shows("Beckham 1").shows("3,000 residents");
}

#[tokio::test]
async fn other_pages_of_a_place_open() {
    let app = app().await;
    vale(&app).await;

    app.get("/places/vale/partners").await.status(200).shows("Vale Hospital");
    app.get("/places/vale/neighbourhoods/north").await.status(200).shows("North Surgery").shows("1,000");
    app.get("/systems/vale-system").await.status(200).shows("Vale").shows("Kim Vale");
    app.get("/systems").await.status(200).shows("Vale System");
    app.get("/organisations/vale-hospital").await.status(200).shows("It has no seat");
}

#[tokio::test]
async fn what_is_not_there_is_404() {
    let app = app().await;
    vale(&app).await;

    for path in [
        "/places/nowhere",
        "/places/0000000000000",
        "/places/vale/neighbourhoods/nowhere",
        "/places/nowhere/partners",
        "/systems/nowhere",
        "/organisations/nowhere",
        "/areas/Z01999999",
        "/areas/nonsense",
    ] {
        app.get(path).await.status(404);
    }
}

#[tokio::test]
async fn pages_are_found_by_id_as_history_links_to_them() {
    let app = app().await;
    let place = vale(&app).await;

    app.get(&format!("/places/{}", place.id())).await.status(200).shows("Kim Vale");
    assert_eq!(place.slug(), &Slug::of("Vale"));
}

#[tokio::test]
async fn seats_are_seen_by_the_team_alone() {
    let app = app().await;
    let place = given::place(app.store(), "Vale").await;
    let asha = given::team(app.store(), place.id(), "Asha Marsh").await;
    let stranger = given::person(app.store(), "Ben Oak").await;

    assert!(app.get("/places/vale/seats").await.location().starts_with("/sign-in"));
    app.as_person(stranger).await.get("/places/vale/seats").await.status(403);
    let seats = app.as_person(asha).await.get("/places/vale/seats").await;
    seats.status(200).shows("Asha Marsh").shows("No seat is vacant");
    let seat = seats.attributes("tbody th a", "href").remove(0);
    app.as_person(asha).await.get(&seat).await.status(200).shows("since 1 January 2020");
    app.as_person(stranger).await.get(&seat).await.status(403);
}
