//! Feeds of other directories: read, read again, changed, ended.

use folkmoot_directory::actions::{Given, Report, read_feed};
use folkmoot_directory::listing::State;
use folkmoot_directory::oruk::read::services_of;
use folkmoot_directory::oruk::repair::{Reason, Repair};
use folkmoot_directory::store::{self, ListingFilter};
use folkmoot_kernel::Actor;
use folkmoot_store::{Store, sql, testing};
use folkmoot_web::Ctx;
use serde_json::{Value, json};

const WALK: &str = "86cf2e63-7ba2-4b86-9942-bcd99a394ea1";
const CLUB: &str = "86cf2e63-7ba2-4b86-9942-bcd99a394ea2";

fn feed() -> Vec<Value> {
    let organisation =
        json!({"id": "0f9d3a0e-0000-4000-8000-000000000001", "name": "Amblers", "description": "We walk"});
    vec![
        json!({"id": WALK, "name": "Walk", "description": "We walk", "organization": organisation, "assured_date": "2026-01-10"}),
        json!({"id": CLUB, "name": "Club", "description": "<p>Soup</p>", "organization": organisation}),
        json!({"id": WALK, "name": "Another", "organization": organisation}),
        json!({"id": "9", "name": ""}),
    ]
}

pub async fn read(store: &Store, services: Vec<Value>) -> Report {
    let ctx = Ctx::bare(store, Actor::Program("test"));
    read_feed(&ctx, Given { address: "feed.json", place: None, services }).await.unwrap()
}

async fn names(store: &Store) -> Vec<String> {
    let mut db = store.read().await.unwrap();
    let lines = store::lines(&mut db, &ListingFilter::default(), 1_000).await.unwrap();
    lines.into_iter().map(|line| line.name).collect()
}

async fn by_uuid(store: &Store, uuid: &str) -> folkmoot_directory::listing::Listing {
    let mut db = store.read().await.unwrap();
    store::listing_by_uuid(&mut db, uuid.parse().unwrap()).await.unwrap().unwrap()
}

#[tokio::test]
async fn what_can_be_listed_is_and_the_rest_is_put_aside_with_its_reason() {
    let store = testing::store().await;

    let report = read(&store, feed()).await;

    assert_eq!((report.services, report.new), (4, 2));
    assert_eq!(report.aside, [(Reason::Repeated, 1), (Reason::NoName, 1)].into());
    assert_eq!(report.repairs, [(Repair::Marks, 1)].into());
    assert_eq!(names(&store).await, ["Club", "Walk"]);
    let mut db = store.read().await.unwrap();
    let feed = store::feed_by_address(&mut db, "feed.json").await.unwrap().unwrap();
    let aside = store::asides(&mut db, feed.id(), 10).await.unwrap();
    assert_eq!(
        aside.iter().map(|one| (one.position, one.reason)).collect::<Vec<_>>(),
        [(3, Reason::Repeated), (4, Reason::NoName)]
    );
    let providers: i64 = sql("select count(*) from directory_provider").one(&mut db).await.unwrap();
    assert_eq!(providers, 1);
}

#[tokio::test]
async fn the_same_feed_twice_changes_nothing() {
    let store = testing::store().await;
    read(&store, feed()).await;

    let again = read(&store, feed()).await;

    assert_eq!((again.new, again.changed, again.same, again.ended), (0, 0, 2, 0));
}

#[tokio::test]
async fn what_changed_is_changed_with_a_line_in_history_and_what_is_gone_is_ended() {
    let store = testing::store().await;
    read(&store, feed()).await;
    let mut next = vec![feed().remove(0)];
    next[0]["description"] = json!("We walk slowly");

    let report = read(&store, next).await;

    assert_eq!((report.changed, report.ended), (1, 1));
    assert_eq!(names(&store).await, ["Walk"]);
    assert_eq!(by_uuid(&store, WALK).await.about().summary, "We walk slowly");
    assert_eq!((by_uuid(&store, CLUB).await.state(), by_uuid(&store, CLUB).await.version()), (State::Ended, 2));
    let walk = by_uuid(&store, WALK).await.id().any();
    let lines = folkmoot_store::history_of(&mut store.read().await.unwrap(), "listing", walk, 10).await.unwrap();
    assert!(lines[0].before_json.as_deref().unwrap().contains("We walk"));
}

#[tokio::test]
async fn what_was_missing_once_is_listed_again_when_it_comes_back_as_it_was() {
    let store = testing::store().await;
    read(&store, feed()).await;
    read(&store, vec![feed().remove(0)]).await;
    assert_eq!(by_uuid(&store, CLUB).await.state(), State::Ended);

    let report = read(&store, feed()).await;

    assert_eq!((report.changed, by_uuid(&store, CLUB).await.state()), (1, State::Listed));
}

/// A second feed with the same id keeps the first listing as it is.
#[tokio::test]
async fn an_id_that_another_feed_has_is_not_taken_away() {
    let store = testing::store().await;
    read(&store, feed()).await;
    let ctx = Ctx::bare(&store, Actor::Program("test"));
    let services = vec![json!({"id": WALK, "name": "Theirs", "description": "Other"})];

    let report = read_feed(&ctx, Given { address: "other.json", place: None, services }).await.unwrap();

    assert_eq!(report.repairs, [(Repair::IdTaken, 1), (Repair::NoOrganisation, 1)].into());
    assert_eq!(by_uuid(&store, WALK).await.about().name, "Walk");
    assert_eq!(names(&store).await, ["Club", "Theirs", "Walk"]);
}

/// 819 services as a council published them.
#[tokio::test]
async fn a_real_feed_is_read_and_nobodys_address_comes_in() {
    let Some(folder) = testing::shared_data("a_real_feed_is_read_and_nobodys_address_comes_in") else { return };
    let bytes = std::fs::read(folder.join("oruk/feeds/bristol-council.oruk1.json")).unwrap();
    let store = testing::store().await;
    let services = services_of(&bytes).unwrap().services;
    let is_named =
        |one: &&Value| one["name"] != "" && one["pc_metadata"]["assured_by"].as_str().is_some_and(|by| !by.is_empty());
    let mut ids: Vec<&str> = services.iter().filter(is_named).filter_map(|one| one["id"].as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let named = ids.len() as u64;

    let report = read(&store, services.clone()).await;

    assert_eq!((report.services, report.new), (819, 817));
    assert_eq!(report.aside.values().sum::<u64>(), 2);
    assert_eq!(report.repairs[&Repair::Officer], named);
    let mut db = store.read().await.unwrap();
    let like = ["%assurer-%".to_owned()];
    let cells = folkmoot_store::personal::cells_like(&mut db, &like, |_| true).await.unwrap();
    assert_eq!(cells.len(), 0);
}
