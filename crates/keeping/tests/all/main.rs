//! What is kept of whom, how long, and everything about oneself: on both databases, with every table that there is.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod erasing;

use folkmoot_keeping::actions::everything_of;
use folkmoot_keeping::table::{TABLES, Until};
use folkmoot_kernel::Timestamp;
use folkmoot_register::testing::{self as register, RegisterPeople};
use folkmoot_store::testing::{NOON, set_clock};
use folkmoot_store::{Store, job, personal, sql};
use folkmoot_web::testing::TestApp;
use folkmoot_web::{jobs, mail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

async fn app() -> TestApp {
    TestApp::building(folkmoot_store::testing::store().await, |building| {
        building
            .people(Arc::new(RegisterPeople))
            .capability(folkmoot_register::capability())
            .capability(folkmoot_keeping::capability())
    })
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[tokio::test]
async fn every_table_is_in_the_list_and_nothing_else() {
    let app = app().await;
    let there = personal::table_names(&mut app.store().read().await.unwrap()).await.unwrap();

    let listed: Vec<String> = TABLES.iter().map(|kept| kept.table.to_owned()).collect();

    assert_eq!(listed, there);
}

/// Columns that name a person, by table, as the committed schema says.
fn people_in_the_schema() -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(top().join("crates/store/schema/sqlite.sql")).unwrap();
    let (mut table, mut found) = (String::new(), BTreeMap::<String, Vec<String>>::new());
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [create, kind, name, ..] if create.eq_ignore_ascii_case("create") => {
                table = if kind.eq_ignore_ascii_case("table") { (*name).to_owned() } else { String::new() };
            }
            [column, ..] if line.contains("references register_person") || column.ends_with("person_id") => {
                found.entry(table.clone()).or_default().push((*column).to_owned());
            }
            _ => {}
        }
    }
    found.remove("");
    found
}

#[test]
fn every_column_that_names_a_person_is_in_the_list() {
    for (table, columns) in people_in_the_schema() {
        let kept = TABLES.iter().find(|kept| kept.table == table).unwrap();
        assert_eq!(kept.people, columns, "{table}");
    }
}

/// With `FOLKMOOT_TEST_WRITE_SCHEMA` it is written anew.
#[test]
fn the_document_says_what_the_list_says() {
    let line = |kept: &folkmoot_keeping::table::Kept| {
        let people: Vec<&str> = kept.people.iter().copied().chain(kept.email).collect();
        let of = if people.is_empty() { "nobody".to_owned() } else { people.join(", ") };
        format!("| `{}` | {} | {} | {} | {of} |", kept.table, kept.words, kept.class.words(), kept.until.words())
    };
    let lines: Vec<String> = TABLES.iter().map(line).collect();
    let text = format!(
        "# What is kept, and how long\n\nWritten from `crates/keeping/src/table/all.rs` by its test. What has a number of days is deleted by the program's own daily job.\n\n| table | what | class | how long | of whom |\n|---|---|---|---|---|\n{}\n",
        lines.join("\n")
    );
    let file = top().join("docs/retention.md");
    if std::env::var_os("FOLKMOOT_TEST_WRITE_SCHEMA").is_some() {
        std::fs::write(&file, &text).unwrap();
    }

    assert_eq!(std::fs::read_to_string(file).unwrap_or_default(), text);
}

async fn count(store: &Store, table: &str) -> i64 {
    sql(format!("select count(*) from {table}")).one(&mut store.read().await.unwrap()).await.unwrap()
}

async fn at(app: &TestApp, now: Timestamp) {
    set_clock(app.store(), now);
    jobs::work_once(app.app()).await.unwrap();
    while job::claim(app.store()).await.unwrap().is_some() {}
}

#[tokio::test]
async fn each_thing_goes_on_its_day_and_not_before() {
    let app = app().await;
    register::person(app.store(), "Asha Marsh").await;
    app.post("/sign-in", &[("email", "asha.marsh@people.example")]).await.status(303);
    assert_eq!((count(app.store(), "web_mail").await, count(app.store(), "web_sign_in_code").await), (1, 1));

    for kept in ["web_sign_in_code", "web_mail"] {
        let Some(Until::Days { days, .. }) = TABLES.iter().find(|one| one.table == kept).map(|one| one.until) else {
            panic!("{kept} has no day")
        };
        // A code lives for ten minutes first, and the job comes once a day.
        at(&app, NOON.plus_days(days - 1)).await;
        assert_eq!(count(app.store(), kept).await, 1, "{kept} the day before");
        at(&app, NOON.plus_days(days + 1)).await;
        assert_eq!(count(app.store(), kept).await, 0, "{kept} after {days} days");
    }
}

#[tokio::test]
async fn everybody_sees_and_takes_away_all_that_is_kept_of_them_and_nothing_of_others() {
    let app = app().await;
    let place = register::place(app.store(), "Oxmoor Vale").await;
    let asha = register::team(app.store(), place.id(), "Asha Marsh").await;
    let ben = register::team(app.store(), place.id(), "Ben Frost").await;
    let mut tx = app.store().write().await.unwrap();
    mail::queue(&mut tx, "asha.marsh@people.example", "Planted subject", "Planted words").await.unwrap();
    mail::queue(&mut tx, "ben.frost@people.example", "Of another", "Of another").await.unwrap();
    tx.commit_housekeeping().await.unwrap();
    let browser = app.as_person(asha).await;

    let page = browser.get("/mine/data").await;
    let file = browser.get("/mine/data.json").await.status(200).text();

    page.status(200).shows("people: name, e-mail address, telephone number").shows("letters that were sent");
    for planted in ["Asha Marsh", "asha.marsh@people.example", "Planted subject", "register_holder", "web_session"] {
        assert!(file.contains(planted), "{planted} is not in {file}");
    }
    for foreign in ["Ben Frost", "Of another", "token_hash", "csrf", &ben.number().to_string()] {
        assert!(!file.contains(foreign), "{foreign} is in {file}");
    }
    let nobody = everything_of(&mut app.store().read().await.unwrap(), folkmoot_kernel::Id::from_number(1)).await;
    assert_eq!(nobody.unwrap(), []);
}

#[tokio::test]
async fn what_is_kept_is_a_public_page() {
    app().await.get("/privacy/kept").await.status(200).shows("codes that were sent").shows("30 days").shows("web_mail");
}
