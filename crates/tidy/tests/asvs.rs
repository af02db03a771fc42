//! docs/asvs.csv: every requirement of OWASP ASVS 5.0 at levels 1 and 2 is answered, and every test that it names is there.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Requirements of level 1 and of level 2 in version 5.0.0. (sources.md#asvs)
const LEVELS: [(&str, usize); 2] = [("1", 70), ("2", 183)];
/// What a state begins with.
const STATES: [&str; 5] = ["held", "partly", "open", "operator", "not here"];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Lines of the table: id, level, words, test, state.
fn rows() -> Vec<Vec<String>> {
    let mut table = csv::Reader::from_path(top().join("docs/asvs.csv")).unwrap();
    table.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Names of all functions under `folder`.
fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            functions(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let names = text.split("fn ").skip(1).filter_map(|rest| rest.split('(').next());
            found.extend(names.map(str::to_owned));
        }
    }
}

#[test]
fn every_requirement_is_answered_once_with_a_state() {
    let rows = rows();
    let ids: BTreeSet<&str> = rows.iter().map(|row| row[0].as_str()).collect();

    assert_eq!(ids.len(), rows.len());
    for (level, count) in LEVELS {
        assert_eq!(rows.iter().filter(|row| row[1] == level).count(), count, "level {level}");
    }
    for row in &rows {
        assert!(STATES.iter().any(|state| row[4].starts_with(state)), "{}: {}", row[0], row[4]);
        assert!(!row[2].is_empty(), "{} says nothing", row[0]);
    }
}

#[test]
fn every_test_that_the_table_names_is_there() {
    let mut known = BTreeSet::new();
    functions(&top().join("crates"), &mut known);

    let missing: Vec<String> = rows()
        .iter()
        .filter(|row| !row[3].is_empty() && !known.contains(&row[3]))
        .map(|row| format!("{}: {}", row[0], row[3]))
        .collect();

    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
