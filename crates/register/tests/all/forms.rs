//! Every form over HTTP: what it does, what it refuses beside which field with what was typed kept, and who may.

use folkmoot_kernel::PersonId;
use folkmoot_register::holder::Capacity;
use folkmoot_register::organisation::Sector;
use folkmoot_register::place::Place;
use folkmoot_register::seat::SeatDetails;
use folkmoot_register::store;
use folkmoot_register::testing::{self as given, RegisterPeople};
use folkmoot_store::testing;
use folkmoot_web::testing::{TestApp, TestPage};
use std::sync::Arc;

struct Given {
    app: TestApp,
    vale: Place,
    team: TestApp,
    asha: PersonId,
    admin: TestApp,
    stranger: TestApp,
}

/// Vale with its team, another place's team, an administrator.
async fn given() -> Given {
    let store = testing::store().await;
    let app = TestApp::building(store.clone(), |building| {
        building.people(Arc::new(RegisterPeople)).capability(folkmoot_register::capability())
    });
    crate::ground::lay(&store).await;
    let vale = given::place(&store, "Vale").await;
    let moor = given::place(&store, "Moor").await;
    let asha = given::team(&store, vale.id(), "Asha Marsh").await;
    let team = app.as_person(asha).await;
    let admin = app.as_person(given::administrator(&store, "Ada Keys").await).await;
    let stranger = app.as_person(given::team(&store, moor.id(), "Ben Oak").await).await;
    Given { app, vale, team, asha, admin, stranger }
}

#[track_caller]
fn is_saved(page: &TestPage) -> String {
    assert_eq!(page.status, 303, "{}: {}", page.path, page.words());
    page.location().to_owned()
}

#[tokio::test]
async fn who_is_not_of_the_place_is_refused_at_every_form() {
    let Given { app, vale, stranger, team, .. } = given().await;
    let seat = given::seat(app.store(), vale.id(), SeatDetails::team("Helper")).await;
    let of_the_team = [
        "/places/vale/edit",
        "/places/vale/profile",
        "/places/vale/confirm",
        "/places/vale/footprint",
        "/places/vale/footprint/councils",
        "/places/vale/neighbourhoods/add",
        "/places/vale/documents/add",
        "/places/vale/partners/add",
        "/places/vale/partners/new",
        "/places/vale/seats/add",
    ];
    let of_seat = ["edit", "close", "holders/begin"].map(|end| format!("/seats/{}/{end}", seat.id()));

    for path in of_the_team.into_iter().map(str::to_owned).chain(of_seat) {
        assert!(app.get(&path).await.location().starts_with("/sign-in"), "{path}");
        stranger.get(&path).await.status(403);
        team.get(&path).await.status(200);
    }
    for path in ["/systems/add", "/places/add", "/places/vale/close", "/organisations/add", "/people/add"] {
        team.get(path).await.status(403);
        stranger.post_raw(path, &[("name", "x")]).await.status(403);
    }
}

#[tokio::test]
async fn an_administrator_adds_a_system_and_a_place_and_closes_them() {
    let Given { app, admin, .. } = given().await;

    let refused = admin.post("/systems/add", &[("name", "Larkmere"), ("ods_code", "q!"), ("region", "East")]).await;
    assert_eq!(refused.refusal("ods_code"), "An ODS code has three to ten capital letters and digits, like QU9");
    assert_eq!((refused.value("name"), refused.value("region")), ("Larkmere".into(), "East".into()));
    let bad_area = admin.post("/systems/add", &[("name", "Larkmere"), ("area_code", "12")]).await;
    assert_eq!(bad_area.refusal("area_code"), "A code looks like E54000044");
    assert_eq!(
        is_saved(&admin.post("/systems/add", &[("name", "Larkmere"), ("ods_code", "QX1")]).await),
        "/systems/larkmere"
    );

    let nameless = admin.post("/places/add", &[("name", ""), ("summary", "Two valleys")]).await;
    assert_eq!(nameless.refusal("name"), "Answer “What is the place called?”");
    assert_eq!(nameless.value("summary"), "Two valleys");
    let system = store::system_named(&mut app.store().read().await.unwrap(), "larkmere").await.unwrap().unwrap();
    let id = system.id().to_string();
    assert_eq!(is_saved(&admin.post("/places/add", &[("name", "Add"), ("system", &id)]).await), "/places/add-2");
    is_saved(&admin.post("/places/add-2/close", &[]).await);
    app.get("/places").await.hides("add-2");
    app.get("/places/add-2").await.shows("This place closed on 2 March 2026");
    is_saved(&admin.post("/systems/larkmere/edit", &[("name", "Larkmere and Toll")]).await);
    is_saved(&admin.post("/systems/larkmere/close", &[]).await);
    app.get("/systems").await.hides("Larkmere");
}

#[tokio::test]
async fn the_team_says_who_leads_and_is_told_what_contradicts() {
    let Given { app, team, .. } = given().await;
    let path = "/places/vale/profile";

    let refused = team.post(path, &[("leader_name", "Kim Vale"), ("delegation", "partial")]).await;
    assert_eq!(
        refused.refusal("delegation_headings"),
        "Say what is delegated, like “Better Care Fund, community services”"
    );
    assert_eq!(refused.value("leader_name"), "Kim Vale");
    let accountable = team.post(path, &[("accountable", "somebody")]).await;
    assert_eq!(accountable.refusal("accountable_words"), "Say who is accountable: a post, like “Place director”");
    let fields = [
        ("leader_name", "Kim Vale"),
        ("leader_employer", "council"),
        ("models", "place_board"),
        ("models", "joint_committee"),
        ("outcomes", "in_development"),
    ];
    is_saved(&team.post(path, &fields).await);

    app.get("/places/vale").await.shows("Kim Vale").shows("Joint committee and place board").shows("is in development");
    let again = team.get(path).await;
    assert_eq!(again.attributes("input[name=models][checked]", "value"), ["joint_committee", "place_board"]);
    assert_eq!(again.attributes("input[name=leader_employer][checked]", "value"), ["council"]);
}

#[tokio::test]
async fn the_second_of_two_editors_sees_both_versions() {
    let Given { team, admin, .. } = given().await;
    let path = "/places/vale/profile";
    let old = team.get(path).await.attributes("input[name=_version]", "value").remove(0);
    is_saved(&admin.post(path, &[("leader_name", "Kim Vale")]).await);

    let second = team.post_raw(path, &[("leader_name", "Lee Moor"), ("_version", &old)]).await;

    second.status(409).shows("Kim Vale").shows("Somebody else changed this");
    assert_eq!(second.value("leader_name"), "Lee Moor");
    let newer = second.attributes("input[name=_version]", "value").remove(0);
    is_saved(&team.post_raw(path, &[("leader_name", "Lee Moor"), ("_version", &newer)]).await);
}

#[tokio::test]
async fn a_confirmation_stands_on_the_page_with_name_and_day() {
    let Given { app, team, .. } = given().await;

    is_saved(&team.post("/places/vale/confirm", &[]).await);

    app.get("/places/vale").await.shows("2 March 2026 by Asha Marsh");
}

#[tokio::test]
async fn a_footprint_is_pasted_or_chosen_by_councils() {
    let Given { app, team, .. } = given().await;
    let path = "/places/vale/footprint";

    let wrong = team.post(path, &[("areas", "Z01000001\nOX4 1AA")]).await;
    assert_eq!(wrong.refusal("areas"), "Line 2: “OX4” is no small-area code. A code looks like E01028534");
    assert_eq!(wrong.value("areas"), "Z01000001 OX4 1AA");
    let unknown = team.post(path, &[("areas", "Z01999999")]).await;
    assert!(unknown.refusal("areas").starts_with("Z01999999 is not in the register"));
    is_saved(&team.post(path, &[("areas", "Z01000001 50%")]).await);
    app.get("/places/vale").await.shows("Lies within Ashford and has 16.7% of its residents.");

    let none = team.post("/places/vale/footprint/councils", &[]).await;
    assert_eq!(none.refusal("councils"), "Tick at least one council");
    is_saved(&team.post("/places/vale/footprint/councils", &[("councils", "Z10000001")]).await);
    app.get("/places/vale").await.shows("Coterminous with Ashford.");
}

#[tokio::test]
async fn a_neighbourhood_lies_in_its_place() {
    let Given { app, team, .. } = given().await;
    is_saved(&team.post("/places/vale/footprint", &[("areas", "Z01000001")]).await);
    let path = "/places/vale/neighbourhoods/add";

    let outside = team.post(path, &[("name", "North"), ("stage", "idea"), ("areas", "Z01000002")]).await;
    assert!(outside.refusal("areas").starts_with("Z01000002 is not in the place"));
    let stageless = team.post(path, &[("name", "North")]).await;
    assert_eq!(stageless.refusal("stage"), "Say how far its team is");
    let saved = team.post(path, &[("name", "North"), ("stage", "idea"), ("areas", "Z01000001")]).await;
    assert_eq!(is_saved(&saved), "/places/vale/neighbourhoods/north");
    let edit = "/places/vale/neighbourhoods/north/edit";
    is_saved(&team.post(edit, &[("name", "North End"), ("stage", "mature"), ("lead", "Surgery")]).await);

    app.get("/places/vale/neighbourhoods/north").await.shows("North End").shows("Mature").shows("Surgery");
    team.get("/places/vale/neighbourhoods/south/edit").await.status(404);
}

#[tokio::test]
async fn a_document_is_linked_and_taken_off() {
    let Given { app, team, .. } = given().await;
    let path = "/places/vale/documents/add";

    let bad = team.post(path, &[("kind", "plan"), ("title", "Plan"), ("url", "javascript:alert(1)")]).await;
    assert!(!bad.refusal("url").is_empty());
    assert_eq!(bad.value("title"), "Plan");
    is_saved(&team.post(path, &[("kind", "plan"), ("title", "Plan"), ("url", "https://vale.example/plan")]).await);
    app.get("/places/vale").await.shows("Plan: Plan");

    let page = team.get("/places/vale").await;
    let remove = page.attributes("a[href$='/remove']", "href").remove(0);
    team.get(&remove.replace("/vale/", "/moor/")).await.status(404);
    is_saved(&team.post(&remove, &[]).await);
    app.get("/places/vale").await.shows("has not published its plan");
}

#[tokio::test]
async fn a_partner_is_looked_for_before_it_is_added() {
    let Given { app, vale, team, .. } = given().await;
    let moor = store::place_named(&mut app.store().read().await.unwrap(), "moor").await.unwrap().unwrap();
    given::organisation(app.store(), moor.id(), "Fritwell Forget Me Not Club", Sector::Vcse).await;

    let search = team.get("/places/vale/partners/add?q=forget").await;
    search.shows("Is it one of these?").shows("Fritwell Forget Me Not Club");
    is_saved(&team.post("/places/vale/partners/fritwell-forget-me-not-club/add", &[]).await);
    app.get("/places/vale/partners").await.shows("Fritwell Forget Me Not Club");
    is_saved(&team.post("/places/vale/partners/fritwell-forget-me-not-club/end", &[]).await);
    app.get("/places/vale/partners").await.hides("Fritwell");
    assert_eq!(vale.name(), "Vale");
}

#[tokio::test]
async fn a_group_with_a_name_like_another_is_asked_about_and_then_believed() {
    let Given { app, vale, team, .. } = given().await;
    given::organisation(app.store(), vale.id(), "Fritwell Forget Me Not Club", Sector::Vcse).await;
    let path = "/places/vale/partners/new";
    let fields = [("name", "Fritwell Forget me Nots"), ("sector", "vcse"), ("phone", "01865 000000")];

    let asked = team.post(path, &fields).await;
    assert!(asked.refusal("doubles").starts_with("There is already Fritwell Forget Me Not Club."));
    assert_eq!(asked.value("phone"), "01865 000000");
    let meant: Vec<_> = fields.into_iter().chain([("doubles", "another")]).collect();
    assert_eq!(is_saved(&team.post_raw(path, &meant).await), "/organisations/fritwell-forget-me-nots");
}

#[tokio::test]
async fn an_organisation_is_changed_by_its_places_and_itself_and_nobody_else() {
    let Given { app, vale, team, stranger, admin, .. } = given().await;
    let club = given::organisation(app.store(), vale.id(), "Lunch Club", Sector::Vcse).await;
    let body = folkmoot_kernel::BodyId::from_number(77);
    let own = given::member(app.store(), vale.id(), (body, club, folkmoot_kernel::Role::Member), "Cleo Ash").await;
    let own = app.as_person(own).await;
    let path = "/organisations/lunch-club/edit";

    stranger.get(path).await.status(403);
    let refused = own.post(path, &[("name", "Lunch Club"), ("sector", "vcse"), ("postcode", "nowhere")]).await;
    assert_eq!(refused.refusal("postcode"), "Enter a full postcode, like OX4 1AA");
    let number = own.post(path, &[("name", "Lunch Club"), ("sector", "vcse"), ("charity", "12")]).await;
    assert_eq!(number.refusal("charity"), "Charity number looks like 6 to 8 digits, such as 1117726");
    is_saved(&own.post(path, &[("name", "Lunch Club"), ("sector", "vcse"), ("about", "Soup on Tuesdays")]).await);
    app.get("/organisations/lunch-club").await.shows("Soup on Tuesdays").shows("Cleo Ash");
    is_saved(&team.post("/organisations/lunch-club/close", &[]).await);
    app.get("/organisations/lunch-club").await.shows("This organisation closed on 2 March 2026");
    app.get("/organisations").await.hides("Lunch Club");
    is_saved(&admin.post("/organisations/add", &[("name", "Choir"), ("sector", "vcse")]).await);
}

#[tokio::test]
async fn a_seat_is_opened_taken_handed_over_and_closed() {
    let Given { app, team, .. } = given().await;
    let path = "/places/vale/seats/add";

    let bodiless = team.post(path, &[("title", "Member"), ("role", "member"), ("votes", "yes")]).await;
    assert_eq!(bodiless.refusal("body"), "Choose the body that the seat is on");
    assert_eq!(bodiless.value("title"), "Member");
    let seat = is_saved(&team.post(path, &[("title", "Helper"), ("role", "place_team"), ("votes", "no")]).await);
    let begin = format!("{seat}/holders/begin");
    let from = [("from-day", "1"), ("from-month", "3"), ("from-year", "2026")];
    let who = [("name", "Cleo Ash"), ("email", "Cleo@Vale.example"), ("capacity", "holder")];
    let all: Vec<_> = who.into_iter().chain(from).collect();
    is_saved(&team.post(&begin, &all).await);
    let twice = team.post(&begin, &all).await;
    assert!(twice.refusal("from").starts_with("Somebody holds this seat from 1 March 2026"));
    assert_eq!(twice.value("name"), "Cleo Ash");

    let end = team.get(&seat).await.attributes("a[href^='/holders/']", "href").remove(0);
    let day = |day: &'static str| [("until-day", day), ("until-month", "2"), ("until-year", "2026")];
    let early = team.post(&end, &day("28")).await;
    assert_eq!(early.refusal("until"), "The last day cannot be before the first, 1 March 2026");
    let last = [("until-day", "2"), ("until-month", "3"), ("until-year", "2026"), ("note", "Keys in the drawer")];
    is_saved(&team.post(&end, &last).await);
    team.get(&seat).await.shows("1 March 2026 to 2 March 2026").shows("Handover note: Keys in the drawer");
    is_saved(&team.post(&format!("{seat}/edit"), &[("title", "Helper at large"), ("votes", "no")]).await);
    is_saved(&team.post(&format!("{seat}/close"), &[]).await);
    team.get(&seat).await.shows("Helper at large").shows("This seat closed on 2 March 2026");
    app.get("/seats/0000000000001").await.location();
    team.get("/seats/0000000000001").await.status(404);
    team.get("/seats/nonsense").await.status(404);
}

#[tokio::test]
async fn people_change_themselves_and_an_address_belongs_to_one() {
    let Given { app, vale, team, stranger, admin, asha } = given().await;
    let path = format!("/people/{asha}/edit");

    stranger.get(&path).await.status(403);
    let taken = team.post(&path, &[("name", "Asha M"), ("email", "ada.keys@people.example")]).await;
    assert_eq!(taken.refusal("email"), "Somebody else signs in with this address");
    assert_eq!(taken.value("name"), "Asha M");
    is_saved(&team.post(&path, &[("name", "Asha Marsh-Oak"), ("email", "asha@vale.example")]).await);
    team.get("/places").await.shows("Asha Marsh-Oak");
    let seat = given::seat(app.store(), vale.id(), SeatDetails::team("Helper")).await;
    let helper = given::sits(app.store(), seat.id(), "Cleo Ash", Capacity::Holder).await;
    is_saved(&team.post(&format!("/people/{helper}/left"), &[]).await);
    let mut db = app.store().read().await.unwrap();
    assert_eq!(store::person_by_email(&mut db, "cleo.ash@people.example").await.unwrap(), None);
    drop(db);
    let twice = [("name", "Dee"), ("email", "asha@vale.example"), ("standing", "ordinary")];
    assert_eq!(admin.post("/people/add", &twice).await.refusal("email"), "Somebody else signs in with this address");
    let new = [("name", "Dee"), ("email", "dee@vale.example"), ("standing", "administrator")];
    is_saved(&admin.post("/people/add", &new).await);
}

#[tokio::test]
async fn a_form_sent_twice_does_its_work_once() {
    let Given { app, admin, .. } = given().await;
    let fields = [("name", "Larkmere"), ("_key", "0123456789abcdef0123456789abcdef01234567")];

    admin.post_raw("/systems/add", &fields).await.status(303);
    admin.post_raw("/systems/add", &fields).await.status(303);

    let systems = store::systems(&mut app.store().read().await.unwrap()).await.unwrap();
    assert_eq!(systems.iter().filter(|system| system.name == "Larkmere").count(), 1);
}
