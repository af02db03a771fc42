//! A restored backup is the same site: every page of the invented place, as several people see it, before and after. On PostgreSQL the
//! backup, made of SQLite, is restored there, so both databases answer alike.

use crate::demo;
use crate::rights::{Ground, Somebody, ground};
use folkmoot_app::{compose, home::About};
use folkmoot_store::backup::{backup, restore, verify};
use folkmoot_store::testing;
use folkmoot_web::testing::{TestApp, TestPage};
use folkmoot_web::{Mode, Site};

/// Those who see most, and somebody who sees least.
const READERS: [&str; 4] = ["visitor", "manager", "trust", "administrator"];
/// Where one is signed in, and since when, is another thing for each browser.
const OF_BROWSERS: [&str; 3] = ["/sessions", "/mine/data", "/mine/data.json"];

/// What hides in forms is new on every page.
fn shown(page: &TestPage) -> String {
    let text = page.text();
    let mut parts = text.split("<input type=\"hidden\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('>').map_or("", |(_, rest)| rest))
}

fn first_difference(one: &str, other: &str) -> String {
    let at = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let near = |text: &str| {
        String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(80)..text.len().min(at + 120)]).into_owned()
    };
    format!("\n  {}\n  {}", near(one), near(other))
}

async fn restored(ground: &Ground) -> TestApp {
    let file = testing::folder().join("crawled.db");
    let before = ground.everybody[0].app.store();
    backup(before, &file).await.unwrap();
    assert!(verify(&file).await.unwrap().is_whole());
    let to = testing::address();
    restore(&file, &to).await.unwrap();
    let (store, _) = demo::open(to, demo::today()).await;
    TestApp::of(compose::app(store, Site::new("Folkmoot", "http://folkmoot.test", Mode::Demo), About::default()))
}

async fn seen(app: &TestApp, one: &Somebody) -> TestApp {
    match one.actor.person() {
        Some(person) => app.as_person(person).await,
        None => app.clone(),
    }
}

#[tokio::test]
async fn every_page_of_a_restored_backup_is_as_it_was() {
    let ground = ground().await;
    let again = restored(&ground).await;
    let paths = ground.examples.iter().filter(|((method, _), _)| *method == "GET").map(|(_, path)| path);
    let paths: Vec<&String> = paths.filter(|path| !OF_BROWSERS.contains(&path.as_str())).collect();
    let (mut compared, mut other) = (0, Vec::new());
    for one in ground.everybody.iter().filter(|one| READERS.contains(&one.name)) {
        let there = seen(&again, one).await;
        for path in &paths {
            let (before, after) = (one.app.get(path).await, there.get(path).await);
            let (text, now) = (shown(&before), shown(&after));
            compared += usize::from(before.status == 200);
            if before.status != after.status || text != now {
                other.push(format!("{path}, {}:{}", one.name, first_difference(&text, &now)));
            }
        }
    }

    assert!(other.is_empty(), "{} pages differ:\n{}", other.len(), other.join("\n"));
    assert!(compared > 400, "only {compared} pages were compared");
}
