//! Nouns do no IO. A noun is a file of a capability that bears the name of a thing; the five fixed names and a few helpers
//! beside them are not nouns.

use crate::tree::Source;
use crate::{Fault, rust};

/// Crates without nouns of the place: they are the ground and the composition.
pub const NOT_CAPABILITIES: [&str; 5] = ["kernel", "store", "web", "app", "tidy"];

/// Parts of a capability that may do IO or speak HTTP.
const NOT_NOUNS: [&str; 14] = [
    "lib", "actions", "store", "pages", "api", "jobs", "wants", "links", "forms", "feed", "views", "england",
    "harvest", "testing",
];

const BANNED: [&str; 9] =
    ["sqlx", "axum", "askama", "tokio", "folkmoot_store", "folkmoot_web", "std::fs", "std::net", "std::env"];

pub fn is_capability(home: &str) -> bool {
    !home.is_empty() && !NOT_CAPABILITIES.contains(&home)
}

pub fn is_noun(source: &Source) -> bool {
    let noun = source.part().is_some_and(|part| !NOT_NOUNS.contains(&part));
    source.is_rust() && is_capability(source.home()) && !source.is_test() && noun
}

pub fn faults(sources: &[Source]) -> Vec<Fault> {
    sources.iter().filter(|source| is_noun(source)).flat_map(io_in).collect()
}

fn io_in(noun: &Source) -> Vec<Fault> {
    let code = rust::scan(&noun.text).shipped();
    let places = |path: &'static str| rust::named(&code, path).into_iter().map(move |line| (line, path));
    BANNED.into_iter().flat_map(places).map(|(line, path)| fault(noun, line, path)).collect()
}

fn fault(noun: &Source, line: usize, path: &str) -> Fault {
    let advice = format!("a noun does no IO, and this one names {path}: move that to store.rs, actions.rs or pages.rs");
    Fault::at_line(&noun.path, line, advice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_that_names_a_database_is_found_with_its_line() {
        let pot = Source::new("crates/money/src/pot.rs", "//! sqlx is not code here\nuse folkmoot_store::sql;\n");

        let found = faults(&[pot]);

        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place, "crates/money/src/pot.rs:2");
    }

    #[test]
    fn a_folder_of_a_noun_is_a_noun_and_its_tests_are_free() {
        let page = "fn a() {}\n#[cfg(test)]\nmod tests { use tokio; }";

        assert_eq!(faults(&[Source::new("crates/money/src/pot/rules.rs", "use std::fs::read;")]).len(), 1);
        assert_eq!(faults(&[Source::new("crates/money/src/pot.rs", page)]), []);
    }

    #[test]
    fn pages_actions_and_stores_may() {
        for part in ["pages", "actions", "store/pots", "lib"] {
            assert_eq!(faults(&[Source::new(&format!("crates/money/src/{part}.rs"), "use axum;")]), [], "{part}");
        }
    }

    #[test]
    fn the_ground_below_is_not_a_noun() {
        assert_eq!(faults(&[Source::new("crates/store/src/tx.rs", "use sqlx;")]), []);
    }
}
