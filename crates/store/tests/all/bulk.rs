//! Many rows at once, on SQLite and on the PostgreSQL named by the environment.

use folkmoot_store::{Bind, Bulk, Error, Store, Value, sql, testing};

fn rows(values: impl IntoIterator<Item = (String, &'static str, i64)>) -> Vec<Value> {
    let row = |(name, json, version): (String, &'static str, i64)| [name.value(), json.value(), version.value()];
    values.into_iter().flat_map(row).collect()
}

fn settings() -> Bulk {
    Bulk::upsert("store_setting", &["name"], &["name", "value_json", "version"])
}

async fn put(store: &Store, mut bulk: Bulk, values: Vec<Value>) -> Result<u64, Error> {
    let mut tx = store.write().await?;
    bulk.take(&mut tx, values).await?;
    bulk.send(&mut tx).await?;
    tx.commit_housekeeping().await?;
    Ok(bulk.changed())
}

#[tokio::test]
async fn five_thousand_rows_go_in_and_a_second_time_nothing_changes() {
    let store = testing::store().await;
    let many = || rows((0..5_000).map(|n| (format!("name {n}"), "1", n)));

    let first = put(&store, settings(), many()).await.unwrap();
    let second = put(&store, settings(), many()).await.unwrap();

    assert_eq!((first, second), (5_000, 0));
    let count: i64 = sql("select count(*) from store_setting").one(&mut store.read().await.unwrap()).await.unwrap();
    assert_eq!(count, 5_000);
}

#[tokio::test]
async fn one_row_that_differs_is_one_change() {
    let store = testing::store().await;
    put(&store, settings(), rows([("a".into(), "1", 1), ("b".into(), "1", 1)])).await.unwrap();

    let changed = put(&store, settings(), rows([("a".into(), "1", 1), ("b".into(), "2", 1)])).await.unwrap();

    assert_eq!(changed, 1);
}

#[tokio::test]
async fn an_update_changes_what_is_there_and_passes_over_what_is_not() {
    let store = testing::store().await;
    put(&store, settings(), rows([("a".into(), "1", 1), ("b".into(), "1", 1)])).await.unwrap();
    let update = || Bulk::update("store_setting", "name", &["value_json", "version"]);
    let given = || rows([("a".into(), "9", 2), ("b".into(), "1", 1), ("nobody".into(), "9", 9)]);

    let first = put(&store, update(), given()).await.unwrap();
    let second = put(&store, update(), given()).await.unwrap();

    assert_eq!((first, second), (1, 0));
    let found: Vec<(String, i64)> = sql("select value_json, version from store_setting order by name limit 9")
        .all(&mut store.read().await.unwrap())
        .await
        .unwrap();
    assert_eq!(found, [("9".to_owned(), 2), ("1".to_owned(), 1)]);
}

#[tokio::test]
async fn rows_are_deleted_by_their_keys() {
    let store = testing::store().await;
    put(&store, settings(), rows([("a".into(), "1", 1), ("b".into(), "1", 1)])).await.unwrap();
    let by_both = Bulk::delete("store_setting", &["name", "version"]);
    let keys = vec!["a".value(), 1_i64.value(), "b".value(), 2_i64.value()];

    assert_eq!(put(&store, by_both, keys).await.unwrap(), 1);
}

#[tokio::test]
async fn a_row_that_is_cut_short_is_a_fault_and_not_a_shifted_table() {
    let store = testing::store().await;

    let refused = put(&store, settings(), vec!["a".value(), "1".value()]).await;

    assert!(matches!(refused, Err(Error::Binds { wanted: 3, given: 2, .. })));
}
