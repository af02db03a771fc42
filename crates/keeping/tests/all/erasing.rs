//! Searching for somebody, who was shown what, and erasing to the last trace: on both databases.

use super::{app, count};
use folkmoot_keeping::actions::{ErasedFile, Extent, erase, everything_of, repeat};
use folkmoot_kernel::{Date, Id, PersonId};
use folkmoot_register::holder::Capacity;
use folkmoot_register::person::PersonDetails;
use folkmoot_register::seat::SeatDetails;
use folkmoot_register::testing as register;
use folkmoot_register::{actions, store as rows};
use folkmoot_store::testing::{NOON, folder, sqlite_address, store_at};
use folkmoot_store::{Address, Store, backup, personal, reading};
use folkmoot_web::mail;
use folkmoot_web::testing::TestApp;

const NAME: &str = "Quillon Zephyrwick";
const EMAIL: &str = "quillon.zephyrwick@people.example";
const PHONE: &str = "01632 960 123";
/// What must be found nowhere afterwards, in any letters.
const TRACES: [&str; 4] = ["quillon", "zephyrwick", "01632 960", "01632960"];

/// Somebody who held a seat, signed in, was written to and written about.
async fn somebody(app: &TestApp) -> PersonId {
    let store = app.store();
    let place = register::place(store, "Oxmoor Vale").await;
    let seat = register::seat(store, place.id(), SeatDetails::team("Business manager")).await;
    let person = register::sits(store, seat.id(), NAME, Capacity::Holder).await;
    let details = PersonDetails { name: NAME.into(), email: EMAIL.into(), phone: PHONE.into() };
    let program = register::program(store);
    actions::change_person(&program, person, 1, details).await.unwrap();
    let browser = app.as_person(person).await;
    browser.get("/mine/data").await.status(200);
    app.post("/sign-in", &[("email", EMAIL)]).await.status(303);
    let mut tx = store.write().await.unwrap();
    let words = format!("{NAME} said so. Ring 01632-960123 or write to {EMAIL}.");
    mail::queue(&mut tx, "ben.frost@people.example", "What was said", &words).await.unwrap();
    tx.commit_housekeeping().await.unwrap();
    register::seat(store, place.id(), SeatDetails::team(&format!("Deputy of QUILLON  {}", "Zephyrwick"))).await;
    person
}

async fn end_term(store: &Store, person: PersonId) {
    let mut db = store.read().await.unwrap();
    let held = rows::held_by(&mut db, person, NOON.date()).await.unwrap();
    let lines = rows::holder_lines(&mut db, held[0].seat).await.unwrap();
    drop(db);
    let (holder, until) = (lines[0].id, Date::new(2026, 1, 1).unwrap());
    actions::end_term(&register::program(store), holder, 1, until, "").await.unwrap();
}

async fn administrator(app: &TestApp) -> TestApp {
    let id = register::administrator(app.store(), "Ada Keeper").await;
    app.as_person(id).await
}

async fn search(browser: &TestApp, sought: &str) -> String {
    let why = "asked for what we keep of him";
    let answer = browser.post("/administration/searches/add", &[("sought", sought), ("why", why)]).await;
    answer.status(303);
    answer.location().to_owned()
}

async fn traces(store: &Store) -> Vec<String> {
    let like: Vec<String> = TRACES.iter().map(|trace| format!("%{trace}%")).collect();
    let cells = personal::cells_like(&mut store.read().await.unwrap(), &like, |_| true).await.unwrap();
    cells.into_iter().map(|cell| format!("{} {}: {}", cell.table, cell.column, cell.text)).collect()
}

/// What the files of a SQLite database hold, in small letters.
fn on_the_disk(store: &Store) -> String {
    let Address::Sqlite(file) = store.address() else { return String::new() };
    let read = |ending: &str| std::fs::read(format!("{}{ending}", file.display())).unwrap_or_default();
    let bytes = [read(""), read("-wal")].concat();
    String::from_utf8_lossy(&bytes).to_lowercase()
}

#[tokio::test]
async fn nothing_is_left_of_who_was_erased() {
    let app = app().await;
    let person = somebody(&app).await;
    end_term(app.store(), person).await;
    let browser = administrator(&app).await;
    let found = search(&browser, "quillon zephyrwick").await;
    browser
        .get(&found)
        .await
        .status(200)
        .shows(NAME)
        .shows(EMAIL)
        .shows("letters that were sent")
        .shows("said so. Ring");
    assert!(on_the_disk(app.store()).is_empty() || on_the_disk(app.store()).contains("zephyrwick"));
    let erasing = format!("{found}/people/{person}/erase");
    let form = browser.get(&erasing).await;
    let ticked = form.attributes("input[name=passages][checked]", "value");
    assert!(ticked.len() >= 3, "{ticked:?}");

    let mut fields = vec![("extent", "name")];
    fields.extend(ticked.iter().map(|one| ("passages", one.as_str())));
    browser.post(&erasing, &fields).await.status(303);

    assert_eq!(traces(app.store()).await, Vec::<String>::new());
    let left = on_the_disk(app.store());
    for trace in TRACES {
        assert!(!left.contains(trace), "{trace} is in the file");
    }
    let there = rows::person(&mut app.store().read().await.unwrap(), person).await.unwrap().unwrap();
    assert_eq!(there.details().name, "Somebody who was erased");
    assert_eq!(count(app.store(), "keeping_erasure").await, 1);
}

#[tokio::test]
async fn the_name_stays_on_what_was_done_in_a_seat_unless_it_is_asked_and_nobody_signs_in_any_more() {
    let app = app().await;
    let person = somebody(&app).await;
    let session = app.as_person(person).await;
    end_term(app.store(), person).await;
    let browser = administrator(&app).await;
    let erasing = format!("{}/people/{person}/erase", search(&browser, EMAIL).await);

    browser.post(&erasing, &[("extent", "contact")]).await.status(303);

    let mut db = app.store().read().await.unwrap();
    let there = rows::person(&mut db, person).await.unwrap().unwrap();
    assert_eq!((there.details().name.as_str(), there.details().phone.as_str()), (NAME, ""));
    assert!(there.left_on().is_some());
    assert_eq!(rows::person_by_email(&mut db, EMAIL).await.unwrap(), None);
    drop(db);
    assert!(session.get("/mine/data").await.status(303).location().starts_with("/sign-in"));
}

#[tokio::test]
async fn who_holds_a_seat_or_administers_is_not_erased_and_the_form_says_why() {
    let app = app().await;
    let person = somebody(&app).await;
    let other = register::administrator(app.store(), "Otto Keeper").await;
    let browser = administrator(&app).await;
    let found = search(&browser, NAME).await;
    let refusal = async |person: PersonId| {
        let answer = browser.post(&format!("{found}/people/{person}/erase"), &[("extent", "name")]).await;
        answer.status(422).refusal("extent")
    };

    assert!(refusal(person).await.contains("End their terms first"));
    assert!(refusal(other).await.contains("administer this site"));
    assert_eq!(count(app.store(), "keeping_erasure").await, 0);
}

#[tokio::test]
async fn whoever_is_shown_what_is_kept_of_somebody_is_written_down_and_the_person_sees_it() {
    let app = app().await;
    let person = somebody(&app).await;
    let browser = administrator(&app).await;
    let found = search(&browser, PHONE).await;
    browser.get(&found).await.status(200);
    browser.get(&format!("{found}/people/{person}")).await.status(200);
    browser.get(&format!("{found}/people/{person}/data.json")).await.status(200);
    browser.get(&format!("/people/{person}/edit")).await.status(200);

    let read = reading::of(&mut app.store().read().await.unwrap(), person).await.unwrap();
    let what: Vec<&str> = read.iter().rev().map(|one| one.what.as_str()).collect();

    let wanted = [
        "name and e-mail address",
        "everything that is kept",
        "everything that is kept, as a file",
        "name, e-mail address and telephone number",
    ];
    assert_eq!(what, wanted);
    assert!(read.iter().rev().take(3).all(|one| one.why == "asked for what we keep of him"));
    let own = app.as_person(person).await.get("/mine/data").await;
    own.status(200).shows("Ada Keeper").shows("asked for what we keep of him").shows("to change them");
    // Who looks at their own is no reader.
    assert_eq!(reading::of(&mut app.store().read().await.unwrap(), person).await.unwrap().len(), wanted.len());
}

#[tokio::test]
async fn nobody_else_searches_and_a_search_needs_a_whole_name_and_a_reason() {
    let app = app().await;
    let person = somebody(&app).await;
    let browser = administrator(&app).await;
    let found = search(&browser, NAME).await;
    let of_the_team = app.as_person(person).await;

    for path in [&found, &format!("{found}/people/{person}"), &format!("{found}/people/{person}/erase")] {
        of_the_team.get(path).await.status(403);
        assert!(app.get(path).await.status(303).location().starts_with("/sign-in"));
    }
    let sent = |sought: &'static str, why: &'static str| {
        let browser = &browser;
        async move { browser.post("/administration/searches/add", &[("sought", sought), ("why", why)]).await }
    };
    assert!(sent("Jo", "a letter").await.status(422).refusal("sought").contains("would find too much"));
    assert!(sent("Asha Marsh", "x").await.status(422).refusal("why").contains("Say why"));
}

#[tokio::test]
async fn who_comes_back_with_a_backup_is_erased_again() {
    let app = app().await;
    let person = somebody(&app).await;
    end_term(app.store(), person).await;
    let copies = folder();
    let copy = copies.join("before.db");
    backup::backup(app.store(), &copy).await.unwrap();
    let list = ErasedFile::beside(&copies.join("folkmoot.key"));
    list.add(Id::from_number(7), Extent::Contact, NOON).unwrap();
    erase(&register::program(app.store()), person, Extent::Name, &[]).await.unwrap();
    let knows = async |store: &Store, list: &ErasedFile| repeat(&register::program(store), list).await.unwrap();
    // Nothing to do here, and what the list lacked is noted.
    assert_eq!(knows(app.store(), &list).await, 0);
    assert_eq!(list.read().unwrap(), [(Id::from_number(7), Extent::Contact), (person, Extent::Name)]);

    let address = sqlite_address();
    backup::restore(&copy, &address).await.unwrap();
    let again = store_at(address).await;
    assert!(!traces(&again).await.is_empty());

    assert_eq!(knows(&again, &list).await, 1);
    assert_eq!(traces(&again).await, Vec::<String>::new());
    assert!(!on_the_disk(&again).contains("zephyrwick"));
    assert_eq!(knows(&again, &list).await, 0);
}

#[tokio::test]
async fn what_is_kept_elsewhere_of_others_stays() {
    let app = app().await;
    let person = somebody(&app).await;
    end_term(app.store(), person).await;
    let ben = register::person(app.store(), "Ben Frost").await;
    let before = everything_of(&mut app.store().read().await.unwrap(), ben).await.unwrap();

    erase(&register::program(app.store()), person, Extent::Name, &[]).await.unwrap();

    assert_eq!(everything_of(&mut app.store().read().await.unwrap(), ben).await.unwrap(), before);
}

/// More passages than the form lists, behind more rows that only look alike than anybody reads.
#[tokio::test]
async fn however_much_was_written_of_somebody_all_of_it_goes() {
    let app = app().await;
    let person = somebody(&app).await;
    end_term(app.store(), person).await;
    let mut tx = app.store().write().await.unwrap();
    for nth in 0..1_100 {
        // The digits of the number, in their order, and not the number.
        let alike = format!("0x1x6x3x2x9x6x0x1x2x3 in letter {nth}");
        mail::queue(&mut tx, "ben.frost@people.example", "Alike", &alike).await.unwrap();
    }
    for nth in 0..230 {
        mail::queue(&mut tx, "ben.frost@people.example", &format!("Letter {nth}"), &format!("Ring {PHONE}"))
            .await
            .unwrap();
    }
    tx.commit_housekeeping().await.unwrap();
    let browser = administrator(&app).await;
    let erasing = format!("{}/people/{person}/erase", search(&browser, EMAIL).await);
    let form = browser.get(&erasing).await;
    form.shows("more passages that are not listed here");
    let ticked = form.attributes("input[name=passages][checked]", "value");

    let mut fields = vec![("extent", "name")];
    fields.extend(ticked.iter().map(|one| ("passages", one.as_str())));
    browser.post(&erasing, &fields).await.status(303);

    assert_eq!(traces(app.store()).await, Vec::<String>::new());
    // Letters to others stay, without the number; those to the person are gone.
    assert_eq!(count(app.store(), "web_mail").await, 1_100 + 230 + 1);
}
