//! Handlers stay short: read the form, call the verb, choose the page.

use crate::tree::Source;
use crate::{Fault, rust};

/// Lines a function of pages or api may have; aim for ten. Source: our own rule, STYLE "ten-line handlers", with room for a
/// form's declaration.
pub const HANDLER_LINES_MAX: usize = 40;

pub fn faults(sources: &[Source]) -> Vec<Fault> {
    let speaks = |source: &&Source| matches!(source.part(), Some("pages" | "api" | "forms" | "views"));
    sources.iter().filter(|source| source.is_rust()).filter(speaks).flat_map(too_long).collect()
}

fn too_long(source: &Source) -> Vec<Fault> {
    let code = rust::scan(&source.text).shipped();
    let long = rust::functions(&code).into_iter().filter(|function| function.lines > HANDLER_LINES_MAX);
    long.map(|function| {
        let rust::Function { name, line, lines } = function;
        let advice = format!("{name} has {lines} lines, {HANDLER_LINES_MAX} is the limit: move its rule to a noun or its steps to actions.rs");
        Fault::at_line(&source.path, line, advice)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handler(lines: usize) -> String {
        format!("async fn show() {{\n{}}}\n", "    step();\n".repeat(lines - 2))
    }

    #[test]
    fn the_last_line_is_allowed_and_not_one_more() {
        let at = |path: &str, lines| faults(&[Source::new(path, &handler(lines))]).len();

        assert_eq!(at("crates/money/src/pages.rs", 40), 0);
        assert_eq!(at("crates/money/src/pages.rs", 41), 1);
        assert_eq!(at("crates/money/src/pages/pots.rs", 41), 1);
        assert_eq!(at("crates/money/src/pot.rs", 41), 0);
    }
}
