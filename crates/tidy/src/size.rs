//! Size and habits: no file over its limit, no `unwrap` in the program, no floats where money lives, no test that is skipped
//! in silence.

use crate::tree::Source;
use crate::{Fault, rust};

/// Lines a Rust file may have. Source: our own rule, STYLE section 9: "over 400, make a folder".
pub const FILE_LINES_MAX: usize = 400;

/// Crates where money and counts live. Charts and statistics are elsewhere and say so with `#[expect]`.
const WITHOUT_FLOATS: [&str; 4] = ["kernel", "store", "register", "governance"];
/// Files among them that may: the national grid needs sines, and lets whole millionths of a degree in and out.
const WITH_FLOATS: [&str; 1] = ["crates/register/src/england/grid.rs"];

pub fn faults(sources: &[Source]) -> Vec<Fault> {
    sources.iter().filter(|source| source.is_rust()).flat_map(in_file).collect()
}

fn in_file(source: &Source) -> Vec<Fault> {
    let scanned = rust::scan(&source.text);
    let mut found = Vec::new();
    let lines = source.text.lines().count();
    if lines > FILE_LINES_MAX {
        found.push(Fault::at(
            &source.path,
            format!("has {lines} lines, {FILE_LINES_MAX} is the limit: make a folder of the same name"),
        ));
    }
    for line in lines_with(&scanned.code, "#[ignore") {
        found.push(Fault::at_line(
            &source.path,
            line,
            "a test that never runs proves nothing: make it run or take it out",
        ));
    }
    if !source.is_test() {
        found.extend(in_program(source, &scanned.shipped()));
    }
    found
}

fn in_program(source: &Source, code: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    for line in lines_with(code, ".unwrap()") {
        let advice = "unwrap is for tests: return a refusal, or use expect with the reason it cannot fail";
        found.push(Fault::at_line(&source.path, line, advice));
    }
    if WITHOUT_FLOATS.contains(&source.home()) && !WITH_FLOATS.contains(&source.path.as_str()) {
        for line in ["f64", "f32"].iter().flat_map(|float| rust::named(code, float)) {
            found.push(Fault::at_line(
                &source.path,
                line,
                "money is whole pence and shares are millionths: use an integer",
            ));
        }
    }
    found
}

fn lines_with(code: &str, what: &str) -> Vec<usize> {
    code.match_indices(what).map(|(at, _)| rust::line_of(code, at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        faults(&[Source::new(path, text)]).len()
    }

    #[test]
    fn unwrap_is_found_in_the_program_and_not_in_a_test_or_a_string() {
        assert_eq!(count("crates/money/src/pot.rs", "fn a() { b().unwrap() }"), 1);
        assert_eq!(count("crates/money/src/pot.rs", "#[cfg(test)]\nmod tests { fn a() { b().unwrap() } }"), 0);
        assert_eq!(count("crates/money/tests/pot.rs", "fn a() { b().unwrap() }"), 0);
        assert_eq!(count("crates/money/src/pot.rs", "const A: &str = \".unwrap()\"; // .unwrap()"), 0);
    }

    #[test]
    fn the_last_line_fits_and_not_one_more() {
        assert_eq!(count("crates/money/src/pot.rs", &"//\n".repeat(400)), 0);
        assert_eq!(count("crates/money/src/pot.rs", &"//\n".repeat(401)), 1);
    }

    #[test]
    fn a_float_near_money_is_found_and_one_in_a_chart_is_not() {
        assert_eq!(count("crates/governance/src/promise.rs", "fn a(share: f64) {}"), 1);
        assert_eq!(count("crates/web/src/charts.rs", "fn a(x: f64) {}"), 0);
        assert_eq!(count("crates/register/src/england/grid.rs", "fn a(x: f64) {}"), 0);
    }

    #[test]
    fn a_test_that_never_runs_is_found() {
        assert_eq!(count("crates/money/tests/pot.rs", "#[ignore = \"slow\"]\nfn a() {}"), 1);
    }
}
