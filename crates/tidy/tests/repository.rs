//! The house rules, run on this repository. What fails says what to do.

use std::process::Command;
use tidy::{Fault, direction, handlers, nouns, paperwork, size, sql, tree};

fn none(rule: &str, faults: Vec<Fault>) {
    let said: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(said.is_empty(), "{rule}\n  {}\n", said.join("\n  "));
}

#[test]
fn crates_depend_downwards_and_never_sideways() {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--no-deps", "--format-version", "1"])
        .current_dir(tree::top())
        .output()
        .expect("cargo runs this test, so it is there");
    let metadata = serde_json::from_slice(&cargo.stdout).expect("cargo metadata answers in JSON");

    none("kernel <- store <- web <- register <- capabilities <- app", direction::faults(&metadata));
}

#[test]
fn nouns_do_no_io() {
    none("rules can be read and tested without a database", nouns::faults(&tree::read()));
}

#[test]
fn sql_and_table_names_stay_at_home() {
    let sources = tree::read();

    assert!(sql::tables(&sources).len() > 30, "the migrations were not read");
    none("a table is named by its own crate's store", sql::faults(&sources));
}

#[test]
fn no_handler_is_over_its_limit() {
    none("pages and api read the form, call the verb, choose the page", handlers::faults(&tree::read()));
}

#[test]
fn files_are_short_and_the_program_never_unwraps() {
    none("size and habits", size::faults(&tree::read()));
}

#[test]
fn every_crate_is_one_sentence() {
    none("crates/README.md is the map", paperwork::crate_sentences(&tree::read()));
}

#[test]
fn every_capability_says_what_it_is_for() {
    none("a capability has a README.md", paperwork::capability_readmes(&tree::read()));
}

#[test]
fn every_control_names_a_test_that_there_is() {
    let sources = tree::read();

    assert!(sources.iter().any(|source| source.path == "docs/safety/hazards.md"), "the hazard log was not read");
    none("what a document says is held is held", paperwork::named_tests(&sources));
}

#[test]
fn every_cited_source_is_listed() {
    none("numbers come from somewhere", paperwork::cited_sources(&tree::read()));
}

#[test]
fn templates_carry_no_style_or_script() {
    none("the content security policy would block it", paperwork::inline_in_templates(&tree::read()));
}
