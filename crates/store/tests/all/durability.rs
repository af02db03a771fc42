//! What "saved" means: synced before it is answered, and a full disk never lies.

use folkmoot_kernel::act::permit;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Act, Actor, Id, Needs, Subject};
use folkmoot_store::{Address, Conn, Error, Event, Options, Store, setting, sql, testing};
use std::collections::BTreeSet;

const KEEP: Act = Act { key: "test.keep", words: "keep a value", needs: Needs::Program };

async fn a_store() -> Store {
    Store::open(Options::new(testing::address())).await.unwrap()
}

async fn keep(store: &Store, name: &str, size: usize) -> Result<(), Error> {
    let mut tx = store.write().await?;
    setting::set(&mut tx, name, &"x".repeat(size)).await?;
    let allowed = permit(&Actor::Program("test"), KEEP, &Subject::default().into()).unwrap();
    let event = Event::new("kept", "thing", Id::<Anything>::from_number(7));
    tx.record(allowed, event).await?.commit().await
}

async fn kept(store: &Store) -> BTreeSet<String> {
    let names: Vec<String> = sql("select name from store_setting").all(&mut store.read().await.unwrap()).await.unwrap();
    names.into_iter().collect()
}

async fn number(db: &mut Conn, text: &'static str) -> i64 {
    sql(text).one(db).await.unwrap()
}

async fn words(db: &mut Conn, text: &'static str) -> String {
    sql(text).one(db).await.unwrap()
}

/// With NORMAL, 327 of 400 power cuts lost answered rows (docs/adr/0003). No kill of a process can show that, so the setting is held here.
#[tokio::test]
async fn a_store_is_opened_so_that_an_answered_write_survives_a_power_cut() {
    let store = a_store().await;
    let mut tx = store.write().await.unwrap();

    if let Address::Postgres { .. } = store.address() {
        assert_eq!(words(&mut tx, "show synchronous_commit").await, "on");
        return;
    }

    const FULL: i64 = 2;
    assert_eq!(number(&mut tx, "pragma synchronous").await, FULL);
    assert_eq!(words(&mut tx, "pragma journal_mode").await, "wal");
    assert_eq!(number(&mut tx, "pragma foreign_keys").await, 1);
    assert_eq!(number(&mut tx, "pragma trusted_schema").await, 0);
    assert_eq!(number(&mut tx, "pragma cell_size_check").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_loses_nothing_that_was_answered_and_is_over_when_there_is_room() {
    let store = a_store().await;
    if let Address::Postgres { .. } = store.address() {
        return;
    }
    leave_room(&store, 60).await;

    let writers: Vec<_> = (0..8).map(|writer| tokio::spawn(fill(store.clone(), writer))).collect();
    let (mut answered, mut refused) = (BTreeSet::new(), BTreeSet::new());
    for writer in writers {
        let (yes, no) = writer.await.unwrap();
        answered.extend(yes);
        refused.extend(no);
    }

    assert!(!answered.is_empty() && !refused.is_empty(), "{} answered, {} refused", answered.len(), refused.len());
    assert_eq!(kept(&store).await, answered);
    leave_room(&store, 1_000_000).await;
    keep(&store, "afterwards", 4_000).await.unwrap();
    assert!(kept(&store).await.contains("afterwards"));
}

/// Lets the file grow by so many pages and no further, as a full disk would.
async fn leave_room(store: &Store, pages: i64) {
    let mut tx = store.write().await.unwrap();
    let used = number(&mut tx, "pragma page_count").await;
    let _set: i64 = sql(format!("pragma max_page_count = {}", used + pages)).one(&mut tx).await.unwrap();
}

/// Ten writes of a page or more: which were answered, which refused.
async fn fill(store: Store, writer: u32) -> (Vec<String>, Vec<String>) {
    let (mut answered, mut refused) = (Vec::new(), Vec::new());
    for n in 0..10 {
        let name = format!("{writer} {n}");
        match keep(&store, &name, 4_000).await {
            Ok(()) => answered.push(name),
            Err(_) => refused.push(name),
        }
    }
    (answered, refused)
}
