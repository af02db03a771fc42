//! What all migrations together make, kept as text, so that a change of the schema is read in a review.

use folkmoot_store::{Address, Conn, Store, sql, testing};
use std::path::Path;

#[tokio::test]
async fn all_migrations_on_an_empty_database_equal_the_committed_schema() {
    let store = testing::store().await;
    let (name, made) = match store.address() {
        Address::Sqlite(_) => ("sqlite.sql", of_sqlite(&mut store.read().await.unwrap()).await),
        Address::Postgres { schema, .. } => ("postgres.txt", of_postgres(&store, schema.as_deref().unwrap()).await),
    };
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(name);

    if std::env::var_os("FOLKMOOT_TEST_WRITE_SCHEMA").is_some() {
        std::fs::write(&file, &made).unwrap();
    }

    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    if let Some(why) = first_difference(&kept, &made) {
        panic!(
            "schema/{name} is not what the migrations make: {why}\nRun script/schema to write it anew, and read what changed."
        );
    }
}

#[tokio::test]
async fn migrating_again_changes_nothing() {
    let store = testing::lasting_store().await;
    let address = store.address().clone();
    store.close().await;

    let again = testing::store_at(address).await;

    let newest: i64 =
        sql("select max(number) from store_migration").one(&mut again.read().await.unwrap()).await.unwrap();
    assert_eq!(newest, folkmoot_store::MIGRATIONS.last().unwrap().number);
}

#[test]
fn every_file_of_a_migration_is_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut files: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();

    let listed: Vec<String> = folkmoot_store::MIGRATIONS.iter().map(|one| format!("{}.sql", one.name)).collect();
    assert_eq!(files, listed, "migrate.rs lists what is run");
}

#[test]
fn the_first_line_that_differs_is_named() {
    assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
    assert_eq!(first_difference("a\nb\n", "a\nc\n").unwrap(), "line 2 is \"b\" and should be \"c\"");
    assert_eq!(first_difference("a\n", "a\nc\n").unwrap(), "line 2 is \"\" and should be \"c\"");
}

fn first_difference(kept: &str, made: &str) -> Option<String> {
    let mut lines = (kept.lines().map(Some).chain(std::iter::repeat(None)))
        .zip(made.lines().map(Some).chain(std::iter::repeat(None)))
        .take_while(|(kept, made)| kept.is_some() || made.is_some());
    let place = lines.position(|(kept, made)| kept != made)?;
    let line = |text: &str| text.lines().nth(place).unwrap_or_default().to_owned();
    Some(format!("line {} is {:?} and should be {:?}", place + 1, line(kept), line(made)))
}

/// SQLite keeps the text it was given.
async fn of_sqlite(db: &mut Conn) -> String {
    let statements: Vec<String> = sql("select sql
           from sqlite_schema
          where sql is not null
            and name not like 'sqlite@_%' escape '@'
          order by tbl_name, type = 'index', name")
    .all(db)
    .await
    .unwrap();
    statements.iter().map(|statement| format!("{};\n", statement.trim())).collect::<Vec<_>>().join("\n")
}

/// PostgreSQL keeps what the text meant: columns, rules and indexes, put into words here.
async fn of_postgres(store: &Store, schema: &str) -> String {
    let mut db = store.read().await.unwrap();
    let lines: Vec<(String, String)> = sql("select c.relname::text, line
           from pg_class c
          cross join lateral (
                select 1 as part, attnum::bigint as place,
                       '    ' || attname || ' ' || format_type(atttypid, atttypmod)
                         || case when attnotnull then ' not null' else '' end
                         || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
                  from pg_attribute a
                  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                 where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                union all
                select 2, row_number() over (order by conname::text collate \"C\"),
                       '    ' || conname || ' ' || pg_get_constraintdef(oid)
                  from pg_constraint
                 where conrelid = c.oid and contype in ('p', 'u', 'f', 'c')
                union all
                select 3, row_number() over (order by indexrelid::regclass::text collate \"C\"), '    ' || pg_get_indexdef(indexrelid)
                  from pg_index
                 where indrelid = c.oid
                   and not exists (select 1 from pg_constraint where conindid = indexrelid)
                ) as lines
          where c.relnamespace = current_schema()::regnamespace
            and c.relkind = 'r'
          order by c.relname::text collate \"C\", part, place")
    .all(&mut db)
    .await
    .unwrap();
    let mut text = String::new();
    let mut last = "";
    for (table, line) in &lines {
        if table != last {
            text.push_str(if last.is_empty() { "" } else { "\n" });
            text.push_str(&format!("{table}\n"));
            last = table;
        }
        text.push_str(&line.replace(&format!("{schema}."), ""));
        text.push('\n');
    }
    text
}
