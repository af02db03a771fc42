//! The map of who decides holds the line where something is put to a body: the whole application together.

use crate::support;
use folkmoot_authority::actions as map;
use folkmoot_authority::function::FunctionDetails;
use folkmoot_authority::holding::{Holder, HoldingDetails, Origin};
use folkmoot_governance::actions;
use folkmoot_governance::body::{BodyDetails, BodyKind};
use folkmoot_governance::item::ItemDetails;
use folkmoot_governance::meeting::MeetingDetails;
use folkmoot_kernel::{Actor, BodyId, FunctionId, OrganisationId, Pence, Power, Role};
use folkmoot_register::organisation::Sector;
use folkmoot_register::testing as given;
use folkmoot_store::Store;
use folkmoot_web::testing::{TestApp, TestPage};

struct Given {
    app: TestApp,
    team: TestApp,
    member: TestApp,
    board: BodyId,
    trust: OrganisationId,
    grants: FunctionId,
}

/// A board that decides about small grants up to £50,000, with nobody above that.
async fn board_with_a_limit() -> Given {
    let app = support::app().await;
    let store = app.store();
    let program = app.acting(Actor::Program("test"));
    let vale = given::place(store, "Vale").await.id();
    let details = BodyDetails::named("Vale board", BodyKind::PlaceBoard, "Joins up care in the vale.");
    let board = actions::add_body(&program, vale, details).await.unwrap().id();
    let trust = given::organisation(store, vale, "Vale Trust", Sector::NhsCommunity).await;
    let tom = given::member(store, vale, (board, trust, Role::Member), "Tom Reed").await;
    let asha = given::team(store, vale, "Asha Marsh").await;
    let text = |words: &str| words.to_owned();
    let grants =
        FunctionDetails { heading: text("Money"), name: text("Small grants"), about: text(""), words: text("club") };
    let grants = map::add_function(&program, vale, grants).await.unwrap().id();
    let power = HoldingDetails {
        holder: Holder::Body(board),
        power: Power::Decide,
        limit: Some(Pence::pounds(50_000)),
        origin: Origin { basis: text("Scheme, line 3"), ..Origin::default() },
        from: store.now().date().plus_days(-100),
        until: None,
    };
    map::give_power(&program, grants, power).await.unwrap();
    let (team, member) = (app.as_person(asha).await, app.as_person(tom).await);
    Given { team, member, board, trust, grants, app }
}

/// An item about the grants on the board's next agenda, as somebody typed that they may only note it.
async fn item(given: &Given, store: &Store) -> String {
    let program = given.app.acting(Actor::Program("test"));
    let starts_at = store.now().plus_days(3);
    let details = MeetingDetails {
        title: "March".to_owned(),
        starts_at,
        ends_at: starts_at.plus_minutes(120),
        venue: "Town hall".to_owned(),
        online_url: String::new(),
        in_public: true,
    };
    let meeting = actions::call_meeting(&program, given.board, details).await.unwrap();
    let about =
        ItemDetails { function: Some(given.grants), ..ItemDetails::titled("A grant for the club", Power::Note) };
    let item = actions::add_item(&program, meeting.id(), about).await.unwrap();
    assert_eq!(item.power(), Power::Decide, "the map says what the body can do");
    format!("/items/{}", item.id())
}

fn asking(given: &Given, power: &'static str, amount: &'static str) -> Vec<(&'static str, String)> {
    vec![
        ("title", "A hall for the club".to_owned()),
        ("plain_summary", "The club can use the hall.".to_owned()),
        ("text", "The board pays for the hall.".to_owned()),
        ("power", power.to_owned()),
        ("power_holder", "the board".to_owned()),
        ("function", given.grants.to_string()),
        ("amount", amount.to_owned()),
        ("positions_due-day", "20".to_owned()),
        ("positions_due-month", "3".to_owned()),
        ("positions_due-year", "2026".to_owned()),
        ("positions_due-time", "17:00".to_owned()),
    ]
}

async fn put(given: &Given, item: &str, power: &'static str, amount: &'static str) -> TestPage {
    let told = asking(given, power, amount);
    let fields: Vec<(&str, &str)> = told.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let checked = given.team.post(&format!("{item}/decisions/add"), &fields).await;
    if checked.status != 200 {
        return checked;
    }
    let mut carried: Vec<(String, String)> = checked
        .attributes("input[type=hidden]", "name")
        .into_iter()
        .zip(checked.attributes("input[type=hidden]", "value"))
        .filter(|(name, _)| !name.starts_with('_'))
        .collect();
    carried.push(("step".to_owned(), "put".to_owned()));
    let fields: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let action = checked.attributes("main form", "action")[0].clone();
    given.team.post_raw(&action, &fields).await
}

#[tokio::test]
async fn an_item_says_what_the_body_can_do_and_more_than_its_limit_goes_up() {
    let given = board_with_a_limit().await;
    let item = item(&given, given.app.store()).await;

    given.app.get(&item).await.shows("up to £50,000").shows("nobody decides yet");
    let much = put(&given, &item, "decide", "50,000.01").await;
    assert!(much.refusal("amount").contains("up to £50,000, and this is £50,000.01"), "{}", much.words());
    let unsaid = put(&given, &item, "decide", "").await;
    assert!(unsaid.refusal("amount").contains("say how much money"), "{}", unsaid.words());
    let endorsed = put(&given, &item, "endorse", "60,000").await;
    assert_eq!(endorsed.status, 303, "{}", endorsed.words());
    let decided = put(&given, &item, "decide", "50,000").await;
    assert_eq!(decided.status, 303, "{}", decided.words());

    let page = given.app.get(decided.location()).await;
    page.shows("What is decided").shows("Small grants").shows("£50,000");
    let function = given.app.get(&format!("/functions/{}", given.grants)).await;
    function.shows("A hall for the club").shows("£60,000");
}

#[tokio::test]
async fn what_was_settled_elsewhere_says_where_and_each_organisation_when_it_saw_it() {
    let given = board_with_a_limit().await;
    let add = format!("/bodies/{}/settled/add", given.board);
    let told = [
        ("title", "The hall is let"),
        ("plain_summary", "The hall is let to a school."),
        ("text", "The hall is let for ten years."),
        ("settled_in", "Call of two directors"),
        ("on-day", "20"),
        ("on-month", "2"),
        ("on-year", "2026"),
        ("present", "Vale Trust, director"),
    ];

    given.member.get(&add).await.status(403);
    let unsaid: Vec<(&str, &str)> = told.into_iter().filter(|(name, _)| *name != "present").collect();
    assert!(!given.team.post_raw(&add, &unsaid).await.refusal("present").is_empty());
    let saved = given.team.post(&add, &told).await;
    assert_eq!(saved.status, 303, "{}", saved.words());
    let page = saved.location().to_owned();

    given.app.get(&page).await.shows("Settled elsewhere").shows("Call of two directors").shows("Has not said");
    let sight = given.member.get(&page).await.attributes("a[href$='/first-sight']", "href")[0].clone();
    let own = given.trust.to_string();
    let days = [("organisation", own.as_str()), ("saw-day", "27"), ("saw-month", "2"), ("saw-year", "2026")];
    let said = given.member.post(&sight, &days).await;
    assert_eq!(said.status, 303, "{}", said.words());
    given.app.get(&page).await.hides("Has not said");
}
