//! The postcode look-up over HTTP, on the invented England, on SQLite and on the PostgreSQL named by the environment.

use folkmoot_register::england::{self, Again, lookup};
use folkmoot_store::{Store, sql};
use folkmoot_web::Capability;
use folkmoot_web::testing::TestApp;
use std::path::Path;
use std::sync::Arc;

fn capability() -> Capability {
    Capability::new("register", "Who leads where.").routes(lookup::routes()).acts(&[lookup::LOOK_UP_POSTCODE])
}

async fn app_with_england() -> TestApp {
    let app = TestApp::new(vec![capability()]).await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/england");
    england::import(app.store(), &folder, Again::Skip, Arc::new(())).await.unwrap();
    app
}

async fn change(store: &Store, texts: &[&'static str]) {
    let mut tx = store.write().await.unwrap();
    for text in texts {
        sql(*text).run(&mut tx).await.unwrap();
    }
    tx.commit_housekeeping().await.unwrap();
}

#[tokio::test]
async fn a_postcode_shows_its_council_ward_small_area_and_practices() {
    let app = app_with_england().await;

    let page = app.get("/postcode/ZZ1+1AA").await;

    page.status(200)
        .shows("Riverford: all council services")
        .shows("Castle and Wharf")
        .shows("Castle & Wharf, Riverford 001A (E01999001)")
        .shows("1,000 residents at the census of 2021")
        .shows("among the 10% most deprived small areas of England")
        .shows("NHS Upper Vale Integrated Care Board")
        .shows("NHS Upper Vale ICB - Z01")
        .shows("The Wharf Surgery, ZZ1 1AB")
        .shows("less than 0.1 miles")
        .shows("3,929")
        .hides("Old Mill Practice");
    assert_eq!(page.all("tbody th"), ["The Wharf Surgery, ZZ1 1AB", "Dr O'Brien & Partners, ZZ10 1AA"]);
}

#[tokio::test]
async fn a_postcode_in_a_county_has_two_councils() {
    let app = app_with_england().await;

    let page = app.get("/postcode/zz10%201aa").await;

    page.status(200)
        .shows("Valeshire: social care, public health, schools, roads")
        .shows("Upland: housing, planning, bins, leisure")
        .hides("Riverford:");
}

#[tokio::test]
async fn a_place_is_named_with_its_neighbourhood() {
    let app = app_with_england().await;
    change(
        app.store(),
        &[
            "insert into register_place (id, slug, system_id, name)
             select 1, 'riverford', id, 'Riverford Together' from register_system where ods_code = 'QZ1'",
            "insert into register_place (id, slug, system_id, name)
             select 2, 'vale', id, 'The Vale' from register_system where ods_code = 'QZ1'",
            "insert into register_place_area (place_id, area_code) values (1, 'E01999001'), (2, 'E01999001')",
            "insert into register_neighbourhood (id, place_id, slug, name, stage) values (3, 1, 'wharf', 'Wharfside', 'idea')",
            "insert into register_neighbourhood_area (neighbourhood_id, area_code) values (3, 'E01999001')",
        ],
    )
    .await;

    let page = app.get("/postcode/ZZ1+1AA").await;

    page.shows("in the neighbourhood Wharfside").hides("No place-based partnership");
    assert_eq!(page.attributes("main ul a", "href"), ["/places/riverford", "/places/vale"]);
    let half = app.get("/postcode/ZZ1").await;
    half.status(200)
        .shows("4 postcodes begin with ZZ1")
        .shows("Riverford Together")
        .shows("Riverford: all council services");
    half.hides("Upland");
}

#[tokio::test]
async fn json_tells_the_same() {
    let app = app_with_england().await;

    let answer = app.get("/postcode/ZZ1+1AA.json").await;

    let json: serde_json::Value = serde_json::from_str(&answer.text()).unwrap();
    assert_eq!(json["latitude"], "51.751200");
    assert_eq!(json["longitude"], "-1.251300");
    assert_eq!(json["small_area"]["deprivation_decile"], 1);
    assert_eq!(json["ward"]["name"], "Castle and Wharf");
    assert_eq!(json["practices_near"][0]["code"], "Z81001");
    assert_eq!(json["practices_near"][0]["metres"], 13);
    assert_eq!(json["system"], "upper-vale");
    app.get("/postcode/ZZ9+9ZZ.json").await.status(404);
    app.get("/postcode/nonsense.json").await.status(400);
}

#[tokio::test]
async fn the_form_leads_to_the_postcode() {
    let app = app_with_england().await;

    app.get("/postcode").await.status(200).shows("Postcode");
    let found = app.get("/postcode?postcode=zz11aa").await;

    assert_eq!(found.status(303).location(), "/postcode/ZZ1+1AA");
}

#[tokio::test]
async fn what_is_no_postcode_is_refused_beside_its_field_and_kept() {
    let app = app_with_england().await;

    for path in ["/postcode?postcode=12%3Cb%3E", "/postcode/12%3Cb%3E"] {
        let page = app.get(path).await;

        page.status(400);
        assert!(page.refusal("postcode").contains("Enter a full postcode, like OX4 1AA"), "{path}");
        assert_eq!(page.value("postcode"), "12<b>");
    }
    app.get("/postcode?postcode=").await.status(400);
}

#[tokio::test]
async fn an_unknown_postcode_leads_to_its_first_half() {
    let app = app_with_england().await;

    let page = app.get("/postcode/ZZ1+9ZZ").await;

    page.status(404).shows("We do not know ZZ1 9ZZ").shows("Try the first half");
    assert_eq!(page.attributes("main p a", "href"), ["/postcode/ZZ1"]);
    app.get("/postcode/ZZ99").await.status(404).shows("We do not know ZZ99").hides("Try the first half");
}

#[tokio::test]
async fn without_a_list_the_page_says_so() {
    let app = TestApp::new(vec![capability()]).await;

    app.get("/postcode/ZZ1+1AA").await.status(404).shows("No list of postcodes has been put into this site yet");
}

#[tokio::test]
async fn a_postcode_out_of_use_says_since_when() {
    let app = app_with_england().await;
    change(app.store(), &["update register_postcode set ended_on = '2026-02-01' where postcode = 'ZZ1 1AD'"]).await;

    app.get("/postcode/ZZ1+1AD").await.status(200).shows("no longer in use: the list of 1 February 2026");
}

#[tokio::test]
async fn a_postcode_without_a_position_says_what_is_not_known() {
    let app = app_with_england().await;

    let page = app.get("/postcode/ZZ2+1AA").await;

    page.status(200)
        .shows("Not known: our list does not say")
        .shows("We do not know where this postcode lies")
        .shows("Lowland");
}
