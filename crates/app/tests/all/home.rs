//! The pages of the whole site. TestApp checks every page besides what is asserted here.

use crate::support;
use folkmoot_app::demo::ROLES;
use folkmoot_app::home::About;
use folkmoot_register::actions;
use folkmoot_register::person::{PersonDetails, Standing};
use folkmoot_register::testing as given;
use folkmoot_web::Mode;
use folkmoot_web::testing::TestApp;

async fn with_contact(mode: Mode, contact: &str) -> TestApp {
    let source = "https://source.example/folkmoot".to_owned();
    support::saying(mode, About { contact: contact.to_owned(), source }).await
}

/// The person behind one of the eight roles.
async fn somebody(app: &TestApp, key: &str, name: &str) {
    let role = ROLES.iter().find(|role| role.key == key).unwrap();
    let details = PersonDetails { name: name.to_owned(), email: role.email.to_owned(), phone: String::new() };
    actions::add_person(&given::program(app.store()), details, Standing::Ordinary).await.unwrap();
}

#[tokio::test]
async fn the_front_page_asks_for_a_postcode_and_says_that_no_place_is_here() {
    let app = support::app().await;

    let page = app.get("/").await;

    page.status(200).shows("Who leads my place?").shows("No place is here yet");
    assert_eq!(page.attributes("form.fm-hero__ask", "action"), ["/postcode"]);
}

#[tokio::test]
async fn with_one_place_the_front_page_is_about_it() {
    let app = support::app().await;
    given::place(app.store(), "Oxmoor Vale").await;

    let page = app.get("/").await;

    assert_eq!(page.all("h1"), ["Oxmoor Vale"]);
    page.shows("See who leads Oxmoor Vale").shows("Next meeting").shows("Latest decisions");
    assert!(page.attributes("a", "href").iter().any(|href| href == "/places/oxmoor-vale"));
}

#[tokio::test]
async fn with_several_places_each_is_one_click_away_and_twelve_are_named() {
    let app = support::app().await;
    let system = given::system(app.store(), "North System").await;
    for number in 1..=13 {
        given::place_in(app.store(), &system, &format!("Place {number:02}")).await;
    }

    let page = app.get("/").await;

    page.shows("Place 12").hides("Place 13").shows("See all 13 places").shows("Name of a place or system");
}

#[tokio::test]
async fn about_names_the_version_and_the_source() {
    let app = with_contact(Mode::Production, "team@oxmoor.example").await;

    let page = app.get("/about").await;

    page.shows(env!("CARGO_PKG_VERSION")).shows("GNU Affero General Public License");
    let links = page.attributes("main a", "href");
    assert!(links.contains(&"https://source.example/folkmoot".to_owned()), "{links:?}");
    assert!(links.contains(&"mailto:team@oxmoor.example".to_owned()), "{links:?}");
}

#[tokio::test]
async fn a_site_that_has_not_said_its_source_says_whom_to_ask() {
    let app = support::in_mode(Mode::Production).await;

    app.get("/about").await.shows("has not said yet where the source is").shows("the team of the place");
}

#[tokio::test]
async fn accessibility_and_privacy_say_whom_to_tell() {
    let app = with_contact(Mode::Production, "Ring 01632 960000").await;

    app.get("/accessibility").await.status(200).shows("Ring 01632 960000").shows("WCAG) 2.2, level AA");
    app.get("/privacy").await.status(200).shows("Ring 01632 960000").shows("fm-browser");
}

#[tokio::test]
async fn every_act_stands_on_the_page_who_may_do_what() {
    let app = support::app().await;

    let page = app.get("/who-may-do-what").await;

    for (_, act) in app.app().act_list() {
        page.shows(&format!("may {}", act.words));
    }
    page.shows("Nobody confirms what their own organisation owes, whatever other seats they hold.");
}

#[tokio::test]
async fn in_production_nobody_reads_of_what_only_a_demonstration_has() {
    let app = support::in_mode(Mode::Production).await;

    let page = app.get("/who-may-do-what").await;

    page.hides("somebody of the invented place").hides("letters that were not sent");
}

#[tokio::test]
async fn one_click_makes_a_reader_somebody_of_the_invented_place_and_back() {
    let app = support::in_mode(Mode::Demo).await;
    somebody(&app, "trust", "Priya Okafor").await;

    let shown = app.get("/demo").await;
    let became = app.post("/demo", &[("role", "trust")]).await;
    let me = app.get("/demo").await;

    shown.shows("NHS trust representative").shows("Act as Priya Okafor").shows("You are one now");
    assert_eq!(became.location(), "/mine");
    me.shows("You act as this person").shows("Go back to being a resident");
}

#[tokio::test]
async fn a_role_that_there_is_not_is_refused_with_a_sentence() {
    let app = support::in_mode(Mode::Demo).await;
    somebody(&app, "trust", "Priya Okafor").await;

    app.post("/demo", &[("role", "king")]).await.status(400).shows("Choose one of the eight people");
    app.post("/demo", &[("role", "chair")]).await.status(404);
}

#[tokio::test]
async fn outside_a_demonstration_there_are_no_roles() {
    for mode in [Mode::Production, Mode::Development] {
        let app = support::in_mode(mode).await;
        somebody(&app, "administrator", "Sam Hale").await;

        app.get("/demo").await.status(404);
        app.post_raw("/demo", &[("role", "administrator")]).await.status(404);
    }
}

#[tokio::test]
async fn every_file_of_data_is_described_and_served() {
    let app = support::app().await;
    given::place(app.store(), "Oxmoor Vale").await;
    let page = app.get("/data").await;

    for file in folkmoot_app::home::data::files(app.app()) {
        let href = file.of("oxmoor-vale");
        assert!(file.words().is_some(), "say what {href} holds, in home/data.rs");
        assert!(page.attributes("main a", "href").contains(&href), "/data does not link {href}");
        app.get(&href).await.status(200);
    }
}

#[tokio::test]
async fn robots_read_a_real_site_and_leave_an_invented_one_alone() {
    let real = support::in_mode(Mode::Production).await;
    let invented = support::in_mode(Mode::Demo).await;

    let allowed = real.get("/robots.txt").await.text();
    assert!(allowed.contains("Sitemap: http://folkmoot.test/sitemap.xml"), "{allowed}");
    assert_eq!(invented.get("/robots.txt").await.text(), "User-agent: *\nDisallow: /\n");
}

#[tokio::test]
async fn every_page_of_the_site_map_is_there() {
    let app = support::app().await;
    given::place(app.store(), "Oxmoor Vale").await;
    let map = app.get("/sitemap.xml").await.text();
    let paths: Vec<&str> =
        map.split("<loc>http://folkmoot.test").skip(1).filter_map(|rest| rest.split('<').next()).collect();

    assert!(paths.contains(&"/") && paths.contains(&"/places/oxmoor-vale"), "{paths:?}");
    for path in paths {
        app.get(path).await.status(200);
    }
}

#[tokio::test]
async fn security_txt_is_there_when_there_is_somebody_to_tell() {
    let said = with_contact(Mode::Production, "team@oxmoor.example").await;

    let text = said.get("/.well-known/security.txt").await.text();
    assert!(text.starts_with("Contact: mailto:team@oxmoor.example\nExpires: 2026-08-29T00:00:00Z\n"), "{text}");
    support::app().await.get("/.well-known/security.txt").await.status(404);
}

#[tokio::test]
async fn a_page_that_is_not_there_has_ways_on() {
    let app = support::app().await;

    let page = app.get("/nowhere").await;

    page.status(404).shows("Page not found").shows("Where to go from here");
    assert_eq!(page.attributes("main a", "href"), ["/", "/places"]);
}
