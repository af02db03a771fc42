//! Pages and forms of the directory, as people use them.

use folkmoot_kernel::PlaceId;
use folkmoot_register::testing::{self as given, RegisterPeople};
use folkmoot_store::{Store, sql};
use folkmoot_web::testing::TestApp;
use std::sync::Arc;

/// A place with its team, in front of a visitor and of the team.
pub struct Ground {
    pub visitor: TestApp,
    pub team: TestApp,
    pub store: Store,
    place: PlaceId,
}

pub async fn ground() -> Ground {
    let store = folkmoot_store::testing::store().await;
    let visitor = TestApp::building(store.clone(), |building| {
        let building = building.people(Arc::new(RegisterPeople)).capability(folkmoot_register::capability());
        building.capability(folkmoot_directory::capability())
    });
    let place = given::place(&store, "Oxmoor Vale").await;
    let person = given::team(&store, place.id(), "Asha Marsh").await;
    let team = visitor.as_person(person).await;
    Ground { visitor, team, store, place: place.id() }
}

const ADD: &str = "/places/oxmoor-vale/help/add";

fn walk<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", "A walk on Tuesdays"),
        ("summary", "We walk slowly and drink tea."),
        ("need", "company"),
        ("need_also", ""),
        ("run_by", ""),
        ("days", "TU"),
        ("opens", "10am"),
        ("closes", "noon"),
        ("when", ""),
        ("venue", "Mill Lane Hall"),
        ("street", "3 Mill Lane"),
        ("town", "Oxmoor"),
        ("postcode", "ox41aa"),
        ("ways", "drop_in"),
        ("whom", ""),
        ("charge", "free"),
        ("price", ""),
        ("phone", ""),
        ("email", ""),
        ("url", ""),
        ("contact_name", "Jo Planted"),
        ("contact_phone", "01632 960 123"),
        ("contact_email", ""),
    ]
}

fn with<'a>(mut fields: Vec<(&'a str, &'a str)>, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.retain(|(name, _)| changed.iter().all(|(other, _)| other != name));
    fields.extend(changed);
    fields
}

/// Told by a visitor; the address of its page.
async fn told(ground: &Ground) -> String {
    ground.visitor.post(ADD, &walk()).await.status(303);
    let id: i64 = sql("select id from directory_listing order by id desc")
        .one(&mut ground.store.read().await.unwrap())
        .await
        .unwrap();
    format!("/help/{}", folkmoot_directory::listing::ListingId::from_number(id))
}

pub async fn listed(ground: &Ground) -> String {
    let page = told(ground).await;
    ground.team.post(&format!("{page}/list"), &[]).await.status(303);
    page
}

#[tokio::test]
async fn what_a_visitor_tells_is_found_once_somebody_of_the_place_has_looked_at_it() {
    let ground = ground().await;
    let page = told(&ground).await;

    ground.visitor.get(&page).await.status(404);
    ground.visitor.get("/places/oxmoor-vale/help").await.shows("Nothing is listed here yet");
    ground.team.get("/places/oxmoor-vale/help").await.shows("1 listing waits for you to look at");
    ground.team.get("/places/oxmoor-vale/help/waiting").await.shows("A walk on Tuesdays");
    ground.team.post(&format!("{page}/list"), &[]).await.status(303);

    let shown = ground.visitor.get(&page).await;
    for words in [
        "Every Tuesday, 10am to noon",
        "Mill Lane Hall, 3 Mill Lane, Oxmoor, OX4 1AA",
        "Free",
        "Just come along",
        "Checked on",
    ] {
        shown.shows(words);
    }
    ground.visitor.get("/help?q=walk").await.shows("A walk on Tuesdays");
    ground.visitor.get("/help?q=swim").await.shows("Nothing here fits that");
}

#[tokio::test]
async fn each_refusal_stands_beside_its_field_and_nothing_is_lost() {
    let ground = ground().await;
    for (changed, field, words) in [
        (("name", ""), "name", "What is it called?"),
        (("opens", "tennish"), "opens", "Enter a time like 10:30 or 2:30pm"),
        (("postcode", "nowhere"), "postcode", "full postcode"),
        (("contact_phone", ""), "contact_email", "Leave a telephone number or an e-mail address"),
        (("contact_phone", "999"), "contact_phone", "Enter a telephone number"),
    ] {
        let page = ground.visitor.post(ADD, &with(walk(), &[changed])).await;
        let said = page.refusal(field);
        assert!(said.contains(words), "{field}: {said}");
        assert_eq!(page.value("summary"), "We walk slowly and drink tea.");
    }
    let nowhere = with(walk(), &[("venue", ""), ("street", ""), ("town", ""), ("postcode", "")]);
    assert!(ground.visitor.post(ADD, &nowhere).await.refusal("phone").contains("Say how to find out more"));
    let count: i64 =
        sql("select count(*) from directory_listing").one(&mut ground.store.read().await.unwrap()).await.unwrap();
    assert_eq!(count, 0);
}

#[tokio::test]
async fn whom_to_ask_is_for_the_team_alone_and_each_look_is_written_down() {
    let ground = ground().await;
    let page = listed(&ground).await;

    ground.visitor.get(&page).await.hides("Jo Planted").hides("01632 960 123");
    ground.team.get(&page).await.hides("01632 960 123");
    ground.visitor.get(&format!("{page}/contact")).await.status(303);
    let shown = ground.team.post(&format!("{page}/contact"), &[]).await;

    shown.shows("01632 960 123").shows("Jo Planted");
    let seen: i64 = sql("select count(*) from store_history where event = 'contact of a listing seen'")
        .one(&mut ground.store.read().await.unwrap())
        .await
        .unwrap();
    assert_eq!(seen, 1);
}

#[tokio::test]
async fn the_address_of_a_refuge_is_nowhere() {
    let ground = ground().await;
    ground.visitor.post(ADD, &with(walk(), &[("confidential", "yes"), ("phone", "01632 960999")])).await.status(303);

    let like = ["%3 Mill Lane%".to_owned(), "%OX4 1AA%".to_owned()];
    let mut db = ground.store.read().await.unwrap();
    let cells = folkmoot_store::personal::cells_like(&mut db, &like, |_| true).await.unwrap();
    assert_eq!(cells.len(), 0, "not in the listing, not in history");
}

#[tokio::test]
async fn the_team_changes_a_listing_piece_by_piece() {
    let ground = ground().await;
    let page = listed(&ground).await;
    let post = async |end: &str, fields: &[(&str, &str)]| {
        ground.team.post(&format!("{page}/{end}"), fields).await.status(303);
    };

    post("times/add", &[("days", "FR"), ("opens", "14:00"), ("closes", ""), ("when", "not in August")]).await;
    post("times/remove", &[("nth", "0")]).await;
    post("venues/add", &[("venue", "online"), ("street", ""), ("town", ""), ("postcode", "")]).await;
    post("room", &[("room", "waiting"), ("waiting", "4")]).await;
    post("stop", &[("state", "paused"), ("why", "The hall is being painted")]).await;

    let shown = ground.visitor.get(&page).await;
    shown.shows("Every Friday, from 2pm, not in August").hides("Every Tuesday");
    shown.shows("4 people are waiting").shows("This has stopped for a while: The hall is being painted");
    post("venues/remove", &[("nth", "0")]).await;
    ground.visitor.get(&page).await.hides("Mill Lane Hall");
    post("confirm", &[]).await;
    post("take-out", &[("why", "It is the same as another")]).await;
    let gone = ground.visitor.get(&page).await;
    gone.shows("This was taken out of the directory: It is the same as another")
        .hides("A walk on Tuesdays")
        .hides("We walk slowly");
    post("put-back", &[]).await;
    ground.visitor.get(&page).await.shows("A walk on Tuesdays");
}

#[tokio::test]
async fn words_are_changed_without_losing_what_the_form_does_not_ask() {
    let ground = ground().await;
    let page = listed(&ground).await;
    let edit = format!("{page}/edit");
    let form = ground.team.get(&edit).await;
    assert_eq!(
        (form.value("name").as_str(), form.value("summary").as_str()),
        ("A walk on Tuesdays", "We walk slowly and drink tea.")
    );

    let fields = [
        ("name", "The Tuesday walk"),
        ("summary", "We walk."),
        ("needs", "moving"),
        ("ways", "drop_in"),
        ("whom", "Everybody over 50"),
        ("from_age", "50"),
        ("to_age", ""),
        ("charge", "gift"),
        ("price", ""),
        ("phone", "01632 960111"),
        ("email", ""),
        ("url", ""),
        ("alert", ""),
    ];
    ground.team.post(&edit, &fields).await.status(303);

    let shown = ground.visitor.get(&page).await;
    for words in [
        "The Tuesday walk",
        "Getting more active",
        "Aged 50 and over. Everybody over 50",
        "What you can give",
        "Every Tuesday, 10am to noon",
        "01632 960111",
    ] {
        shown.shows(words);
    }
}

#[tokio::test]
async fn a_flood_stops_at_what_somebody_can_look_through() {
    let ground = ground().await;
    let ctx = folkmoot_web::Ctx::bare(&ground.store, folkmoot_kernel::Actor::Nobody);
    let phone = folkmoot_directory::listing::Phone { number: "01632 960123".into(), words: String::new() };
    let about = folkmoot_directory::listing::About {
        name: "Walk".into(),
        summary: "We walk".into(),
        phones: vec![phone],
        ..Default::default()
    };
    for _ in 0..folkmoot_directory::actions::WAITING_MAX {
        let told = folkmoot_directory::actions::Told {
            place: ground.place,
            about: about.clone(),
            run_by: "",
            contact: ("", "", "01632 960123"),
        };
        folkmoot_directory::actions::tell(&ctx, told).await.unwrap();
    }

    let refused = ground.visitor.post(ADD, &walk()).await;

    assert!(refused.refusal("name").contains("nothing more is taken today"));
}

#[tokio::test]
async fn everything_listed_goes_out_as_files_without_whom_to_ask() {
    let ground = ground().await;
    listed(&ground).await;
    let file = ground.visitor.get("/places/oxmoor-vale/help.csv").await;
    let text = file.status(200).text();
    for words in ["A walk on Tuesdays", "Every Tuesday, 10am to noon", "OX4 1AA", "Company and making friends"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("01632 960 123") && !text.contains("Jo Planted"));
    ground.visitor.get("/places/oxmoor-vale/help.xlsx").await.status(200);
    ground.visitor.get("/places/oxmoor-vale/help.json").await.status(200);
}

#[tokio::test]
async fn what_is_asked_oddly_is_named_beside_its_field_and_kept() {
    let ground = ground().await;
    let page = ground.visitor.get("/places/oxmoor-vale/help?q=walk&postcode=nowhere&age=old").await;
    page.status(200).shows("Enter a full postcode, like OX4 1AA").shows("Enter years, like 72");
    assert_eq!((page.value("postcode"), page.value("age")), ("nowhere".to_owned(), "old".to_owned()));
}
