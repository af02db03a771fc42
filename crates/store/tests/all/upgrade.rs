//! A database that any older version left is brought up to date, with everything that was in it: on both databases alike.

use folkmoot_store::testing::{address, older, sqlite_address, store_at, sums_of};
use folkmoot_store::{Address, MIGRATIONS, backup};

const ROWS: &str = include_str!("../upgrade/rows.sql");

#[tokio::test]
async fn every_older_schema_comes_up_to_date_with_its_rows_and_alike_on_both_databases() {
    for migration in MIGRATIONS {
        let was = older(sqlite_address(), migration.number, ROWS).await.unwrap();
        let before = sums_of(&was).await.unwrap();
        let at = was.address().clone();
        let other = address();
        if matches!(other, Address::Postgres { .. }) {
            backup::copy_database(&was, &other).await.unwrap();
        }
        was.close().await;

        let upgraded = store_at(at).await;
        let after = sums_of(&upgraded).await.unwrap();

        for table in &before {
            let now = after.iter().find(|sum| sum.table == table.table).unwrap();
            assert_eq!(now.rows, table.rows, "{} from {}", table.table, migration.name);
        }
        if matches!(other, Address::Postgres { .. }) {
            assert_eq!(sums_of(&store_at(other).await).await.unwrap(), after, "from {}", migration.name);
        }
        upgraded.close().await;
    }
}

/// The rows that the migrations are tried with reach every table that there was something to put into.
#[tokio::test]
async fn there_are_rows_to_bring_along() {
    let last = MIGRATIONS.last().unwrap().number;
    let filled = older(sqlite_address(), last, ROWS).await.unwrap();
    let sums = sums_of(&filled).await.unwrap();

    assert!(sums.iter().filter(|sum| sum.rows > 0).count() > 60, "{sums:?}");
}
