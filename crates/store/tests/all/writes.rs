//! Writes: recorded or undone, grouped, asked once. Runs on SQLite and on the PostgreSQL named by the environment.

use folkmoot_kernel::act::permit;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Act, Actor, Id, Needs, Permit, Subject};
use folkmoot_store::{Error, Event, Store, history_of, reading, setting, sql, testing};

const KEEP: Act = Act { key: "test.keep", words: "keep a value", needs: Needs::Program };
const THING: Id<Anything> = Id::from_number(7);

fn allowed() -> Permit {
    permit(&Actor::Program("test"), KEEP, &Subject::default().into()).unwrap()
}

async fn keep(store: &Store, name: &str, value: i64) -> Result<(), Error> {
    let mut tx = store.write().await?;
    setting::set(&mut tx, name, &value).await?;
    tx.record(allowed(), Event::new("kept", "thing", THING).after(&value)).await?.commit().await
}

async fn kept(store: &Store, name: &str) -> i64 {
    setting::get(&mut store.read().await.unwrap(), name, 0).await.unwrap()
}

#[tokio::test]
async fn a_recorded_write_is_there_with_its_event() {
    let store = testing::store().await;

    keep(&store, "a", 5).await.unwrap();

    assert_eq!(kept(&store, "a").await, 5);
    let history = history_of(&mut store.read().await.unwrap(), "thing", THING, 10).await.unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!(history[0].program.as_deref(), Some("test"));
    assert_eq!(history[0].after_json.as_deref(), Some("5"));
}

#[tokio::test]
async fn a_dropped_write_is_undone_and_its_neighbours_stay() {
    let store = testing::store().await;

    keep(&store, "before", 1).await.unwrap();
    let mut dropped = store.write().await.unwrap();
    setting::set(&mut dropped, "dropped", &9).await.unwrap();
    drop(dropped);
    keep(&store, "after", 2).await.unwrap();

    assert_eq!(kept(&store, "before").await, 1);
    assert_eq!(kept(&store, "dropped").await, 0);
    assert_eq!(kept(&store, "after").await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_at_the_same_time_are_all_kept() {
    let store = testing::store().await;

    let writes = (0..100).map(|n| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut tx = store.write().await?;
            let so_far: i64 = setting::get(&mut tx, "sum", 0).await?;
            setting::set(&mut tx, "sum", &(so_far + 1)).await?;
            if n % 10 == 3 {
                return Ok(());
            }
            tx.record(allowed(), Event::new("counted", "thing", THING)).await?.commit().await
        })
    });
    for write in writes.collect::<Vec<_>>() {
        write.await.unwrap().unwrap_or_else(|err: Error| panic!("{err}"));
    }

    assert_eq!(kept(&store, "sum").await, 90, "ten of a hundred were dropped, none lost, none doubled");
}

#[tokio::test]
async fn a_form_sent_twice_works_once_and_says_what_it_did() {
    let store = testing::store().await;

    let tx = store.write().await.unwrap().asked_by("r1", Some("form-1")).await.unwrap();
    tx.record(allowed(), Event::new("kept", "thing", THING)).await.unwrap().commit().await.unwrap();
    let again = store.write().await.unwrap().asked_by("r2", Some("form-1")).await;

    assert!(matches!(again, Err(Error::AlreadyDone { kind, id }) if kind == "thing" && id == THING));
}

#[tokio::test]
async fn a_write_at_an_old_version_is_a_conflict() {
    let store = testing::store().await;
    keep(&store, "v", 1).await.unwrap();

    let mut tx = store.write().await.unwrap();
    let stale =
        sql("update store_setting set value_json = '2', version = version + 1 where name = $1 and version = $2")
            .bind("v")
            .bind(99_i64)
            .run_one(&mut tx)
            .await;

    assert!(matches!(stale, Err(Error::Conflict)));
}

#[tokio::test]
async fn a_broken_table_rule_is_named_and_only_that_write_is_lost() {
    let store = testing::store().await;

    let mut tx = store.write().await.unwrap();
    setting::set(&mut tx, "half", &1).await.unwrap();
    let refused = sql("insert into store_reconciler (name, ran_at, outcome) values ('a', null, '')").run(&mut tx).await;
    drop(tx);

    assert!(matches!(refused, Err(Error::Rule { .. })), "{refused:?}");
    assert_eq!(kept(&store, "half").await, 0);
}

#[tokio::test]
async fn the_generation_rises_with_each_save() {
    let store = testing::store().await;
    let before = store.generation();

    keep(&store, "a", 1).await.unwrap();

    assert!(store.generation() > before);
}

#[tokio::test]
async fn a_reader_cannot_write_to_sqlite() {
    let store = testing::store().await;
    if std::env::var("FOLKMOOT_TEST_POSTGRES").is_ok() {
        return;
    }

    let refused = setting::set(&mut store.read().await.unwrap(), "a", &1).await;

    assert!(refused.is_err());
}

#[tokio::test]
async fn a_nul_in_a_text_is_kept_as_a_sign_and_breaks_nothing() {
    let store = testing::store().await;
    let mut db = store.read().await.unwrap();

    let kept: String = sql("select cast($1 as text)").bind("a\0b").one(&mut db).await.unwrap();

    assert_eq!(kept, "a\u{fffd}b");
}

/// Rows that no history tells of have ids as well.
#[tokio::test]
async fn ids_rise_past_every_row_though_the_clock_stepped_back_before_a_restart() {
    let address = testing::address();
    let ahead = testing::store_at(address.clone()).await;
    testing::set_clock(&ahead, ahead.now().plus_minutes(60));
    let read = async |store: &Store| {
        let mut tx = store.write().await.unwrap();
        reading::note(&mut tx, &Actor::Nobody, None, "names", "asked").await.unwrap();
        tx.commit_housekeeping().await.unwrap();
    };
    read(&ahead).await;
    ahead.close().await;

    let behind = testing::store_at(address).await;
    read(&behind).await;

    let ids: Vec<i64> =
        sql("select id from store_reading order by at desc, id").all(&mut behind.read().await.unwrap()).await.unwrap();
    assert!(ids[1] > ids[0], "the later one has the larger id: {ids:?}");
}
