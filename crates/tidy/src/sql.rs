//! SQL and table names stay at home: a table `money_pot` is named in SQL by the store files of `crates/money` and by nobody
//! else. Its neighbours ask its functions.

use crate::nouns::is_capability;
use crate::rust::is_word;
use crate::tree::Source;
use crate::{Fault, rust};

/// Names of the tables that the migrations make.
pub fn tables(sources: &[Source]) -> Vec<String> {
    sources.iter().filter(|source| is_migration(source)).flat_map(|source| tables_in(&source.text)).collect()
}

fn is_migration(source: &Source) -> bool {
    source.path.contains("/migrations/") && source.path.ends_with(".sql")
}

fn tables_in(text: &str) -> Vec<String> {
    let name = |line: &str| line.strip_prefix("create table ")?.split([' ', '(']).next().map(str::to_owned);
    text.lines().filter_map(name).collect()
}

pub fn faults(sources: &[Source]) -> Vec<Fault> {
    let tables = tables(sources);
    let shipped = sources.iter().filter(|source| source.is_rust() && !source.is_test());
    let mut found: Vec<Fault> = shipped.flat_map(|source| away_from_home(source, &tables)).collect();
    found.extend(sources.iter().filter(|source| is_migration(source)).flat_map(|source| prose(source, &tables)));
    found
}

fn away_from_home(source: &Source, tables: &[String]) -> Vec<Fault> {
    let scanned = rust::scan(&source.text);
    let mut found = Vec::new();
    // What is kept how long is said of every table, in one list.
    let tables = if source.home() == "keeping" { &[] } else { tables };
    for (line, text) in scanned.shipped_strings() {
        for table in named_in_sql(text, tables).filter(|table| !at_home(source, table)) {
            let advice = format!(
                "names the table {table} in SQL: only crates/{}/src/store* does, so ask one of its functions",
                owner(table)
            );
            found.push(Fault::at_line(&source.path, line, advice));
        }
    }
    let shipped = scanned.shipped();
    if is_capability(source.home()) && !holds_sql(source) || source.home() == "app" {
        for at in ["sql(", "sqlx"].iter().flat_map(|door| rust::named(&shipped, door)) {
            found.push(Fault::at_line(
                &source.path,
                at,
                "asks the database itself: move the query to this crate's store.rs",
            ));
        }
    }
    found.extend(housekeeping(source, &shipped));
    found
}

/// A commit without history is for housekeeping, which only the ground has, and what is begun and ended while somebody signs in, and what goes by its age.
fn housekeeping(source: &Source, shipped: &str) -> Vec<Fault> {
    if matches!(source.home(), "store" | "web" | "identity" | "keeping") {
        return Vec::new();
    }
    let advice = "commits without history: record an event with its permit, then commit";
    rust::named(shipped, "commit_housekeeping").into_iter().map(|at| Fault::at_line(&source.path, at, advice)).collect()
}

/// The part of a capability that may hold SQL: its store, and the importer that fills the store's tables in bulk.
fn holds_sql(source: &Source) -> bool {
    matches!(source.part(), Some("store" | "england"))
}

fn owner(table: &str) -> &str {
    table.split('_').next().unwrap_or(table)
}

fn at_home(source: &Source, table: &str) -> bool {
    source.home() == owner(table) && (holds_sql(source) || !is_capability(source.home()))
}

/// Tables that this string names: alone, or where SQL would name one, after `from`, `join`, `into`, `update` ...
fn named_in_sql<'t>(text: &str, tables: &'t [String]) -> impl Iterator<Item = &'t String> {
    let words: Vec<&str> = text.split(|letter: char| !is_word(letter)).filter(|word| !word.is_empty()).collect();
    let opens = |word: &str| ["from", "join", "into", "update", "table", "exists"].contains(&word);
    let after: Vec<&str> = words.windows(2).filter(|pair| opens(pair[0])).map(|pair| pair[1]).collect();
    let named: Vec<String> = after.into_iter().chain([text]).map(str::to_owned).collect();
    tables.iter().filter(move |table| named.contains(table))
}

/// A migration says what changes, why, and why it is safe; and it is lower case with a crate's name on each table.
fn prose(migration: &Source, tables: &[String]) -> Vec<Fault> {
    let mut found = Vec::new();
    for word in ["-- What:", "-- Why:", "-- Safe:"] {
        let opening = migration.text.lines().take_while(|line| line.starts_with("--"));
        if !opening.into_iter().any(|line| line.starts_with(word)) {
            found.push(Fault::at(&migration.path, format!("open it with a comment that has a line \"{word} ...\"")));
        }
    }
    for table in tables_in(&migration.text).iter().filter(|table| !table.contains('_') || !tables.contains(table)) {
        found.push(Fault::at(&migration.path, format!("name the table {table} after its crate, like money_pot")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIGRATION: &str = "-- What: a.\n-- Why: b.\n-- Safe: c.\n\ncreate table money_pot (\n    id bigint\n);\n";

    fn with(path: &str, text: &str) -> Vec<Fault> {
        faults(&[Source::new("crates/store/migrations/0009_money.sql", MIGRATION), Source::new(path, text)])
    }

    const QUERY: &str = "fn f() { sql(\"select id\n  from money_pot\n where id = $1\") }";

    #[test]
    fn a_query_at_home_is_welcome() {
        assert_eq!(with("crates/money/src/store.rs", QUERY), []);
        assert_eq!(with("crates/money/src/store/pots.rs", QUERY), []);
    }

    #[test]
    fn a_neighbour_that_reads_the_table_is_found() {
        let found = with("crates/grants/src/store.rs", QUERY);

        assert_eq!(found.len(), 1);
        assert!(found[0].advice.contains("crates/money/src/store*"), "{found:?}");
    }

    #[test]
    fn a_table_named_alone_is_found_as_well() {
        assert_eq!(with("crates/app/src/fill.rs", "fn f() { Bulk::upsert(\"money_pot\", KEY, COLUMNS) }").len(), 1);
    }

    #[test]
    fn a_page_with_a_query_is_found_even_at_home() {
        assert_eq!(with("crates/money/src/pages.rs", QUERY).len(), 2);
        assert_eq!(with("crates/money/src/pages.rs", "fn f() { sql(ONE) }").len(), 1);
        assert_eq!(with("crates/app/src/home.rs", "use sqlx::query;").len(), 1);
    }

    #[test]
    fn a_commit_that_nobody_recorded_is_found_outside_the_ground() {
        let quiet = "async fn f(tx: Tx) { tx.commit_housekeeping().await }";

        assert_eq!(with("crates/money/src/actions.rs", quiet).len(), 1);
        assert_eq!(with("crates/web/src/session.rs", quiet), []);
    }

    #[test]
    fn a_table_in_prose_or_in_a_test_is_no_query() {
        assert_eq!(with("crates/grants/src/pages.rs", "const A: &str = \"the money_pot page\";"), []);
        assert_eq!(with("crates/grants/tests/all.rs", QUERY), []);
    }

    #[test]
    fn a_migration_without_its_reasons_is_found() {
        let bare = Source::new("crates/store/migrations/0010_pots.sql", "-- What: a.\ncreate table pots (id bigint);");

        let found = faults(&[bare]);

        assert_eq!(found.len(), 3, "{found:?}");
    }
}
