//! What is written about the code is true: each crate has its sentence, each capability its README, each cited source its
//! entry; and templates carry no style or script of their own.

use crate::Fault;
use crate::nouns::is_capability;
use crate::tree::Source;
use std::collections::BTreeSet;

/// Every crate is one sentence in crates/README.md, and every sentence is a crate.
pub fn crate_sentences(sources: &[Source]) -> Vec<Fault> {
    const LIST: &str = "crates/README.md";
    let crates: BTreeSet<&str> = sources
        .iter()
        .filter(|source| source.path.ends_with("/Cargo.toml"))
        .map(Source::home)
        .filter(|home| !home.is_empty())
        .collect();
    let list = sources.iter().find(|source| source.path == LIST).map_or("", |source| source.text.as_str());
    let listed: BTreeSet<&str> = list.lines().filter_map(listed_crate).collect();
    let missing = crates
        .difference(&listed)
        .map(|name| Fault::at(LIST, format!("say in one sentence what `{name}` is: - **{name}**: ...")));
    let gone =
        listed.difference(&crates).map(|name| Fault::at(LIST, format!("take out **{name}**: there is no such crate")));
    missing.chain(gone).collect()
}

fn listed_crate(line: &str) -> Option<&str> {
    line.strip_prefix("- **")?
        .split_once("**: ")
        .filter(|(_, sentence)| sentence.trim_end().ends_with('.'))
        .map(|(name, _)| name)
}

/// Every capability says what it is for in a README of its own.
pub fn capability_readmes(sources: &[Source]) -> Vec<Fault> {
    let homes: BTreeSet<&str> = sources.iter().map(Source::home).filter(|home| is_capability(home)).collect();
    let has = |home: &str| sources.iter().any(|source| source.path == format!("crates/{home}/README.md"));
    let bare = homes.into_iter().filter(|home| !has(home));
    bare.map(|home| {
        Fault::at(format!("crates/{home}"), "write its README.md: what it is for, its words, its pages, its rules")
    })
    .collect()
}

/// Every `sources.md#x` in the code stands in docs/sources.md as `<a id="x">`.
pub fn cited_sources(sources: &[Source]) -> Vec<Fault> {
    let list = sources.iter().find(|source| source.path == "docs/sources.md").map_or("", |source| source.text.as_str());
    let known: BTreeSet<&str> = after(list, "<a id=\"").map(|(_, rest)| word(rest)).collect();
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| source.home() != "tidy") {
        for (line, rest) in after(&source.text, "sources.md#").filter(|(_, rest)| !known.contains(word(rest))) {
            let advice = format!(
                "cites a source that docs/sources.md does not have: add <a id=\"{}\"></a> there with where it was published",
                word(rest)
            );
            found.push(Fault::at_line(&source.path, line, advice));
        }
    }
    found
}

/// Every "test `name`" in the documents is a test that there is.
pub fn named_tests(sources: &[Source]) -> Vec<Fault> {
    let is_there = |name: &str| {
        let head = format!("fn {name}(");
        sources.iter().any(|source| source.is_rust() && source.text.contains(&head))
    };
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| source.path.starts_with("docs/")) {
        for (line, rest) in after(&source.text, "test `") {
            let name = rest.split('`').next().unwrap_or_default();
            if !is_there(name) {
                let advice =
                    format!("names the test {name}, which there is not: a control without a test holds nothing");
                found.push(Fault::at_line(&source.path, line, advice));
            }
        }
    }
    found
}

fn after<'t>(text: &'t str, mark: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
    text.match_indices(mark).map(move |(at, _)| (crate::rust::line_of(text, at), &text[at + mark.len()..]))
}

fn word(text: &str) -> &str {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').next().unwrap_or("")
}

/// The content security policy blocks what a template styles or scripts by itself, so nobody would see it work.
pub fn inline_in_templates(sources: &[Source]) -> Vec<Fault> {
    let templates =
        sources.iter().filter(|source| source.path.contains("/templates/") && source.path.ends_with(".html"));
    templates.flat_map(inline_in).collect()
}

fn inline_in(template: &Source) -> Vec<Fault> {
    let mut found = Vec::new();
    for (number, line) in template.text.lines().enumerate() {
        let line = line.to_ascii_lowercase();
        let script = line.contains("<script") && !line.contains(" src=");
        if line.contains(" style=") || line.contains("<style") || script || has_event_attribute(&line) {
            let advice = "no style, script or on... attribute in a page: use a class in the style sheet, or enhance from the script file";
            found.push(Fault::at_line(&template.path, number + 1, advice));
        }
    }
    found
}

fn has_event_attribute(line: &str) -> bool {
    const EVENTS: [&str; 8] = ["click", "change", "submit", "load", "input", "focus", "blur", "key"];
    EVENTS.iter().any(|event| line.contains(&format!(" on{event}")) && line.contains('<') && line.contains('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_whose_test_is_gone_is_found() {
        let code = Source::new("crates/money/src/pot.rs", "fn a_pot_is_never_negative() {}");
        let page = Source::new("docs/safety/hazards.md", "test `a_pot_is_never_negative`\ntest `a_pot_is_kept`");

        let found = named_tests(&[code, page]);

        assert_eq!(found.len(), 1);
        assert!(found[0].advice.contains("a_pot_is_kept"));
    }

    #[test]
    fn a_crate_without_its_sentence_and_a_sentence_without_its_crate_are_found() {
        let list = "- **money**: pots and postings.\n- **ghosts**: nothing.\n- **web**: no full stop";
        let tree = ["money", "web"].map(|name| Source::new(&format!("crates/{name}/Cargo.toml"), ""));

        let found = crate_sentences(&[tree[0].clone(), tree[1].clone(), Source::new("crates/README.md", list)]);

        let said: Vec<_> = found.iter().map(|fault| fault.advice.as_str()).collect();
        assert_eq!(
            said,
            ["say in one sentence what `web` is: - **web**: ...", "take out **ghosts**: there is no such crate"]
        );
    }

    #[test]
    fn a_capability_without_a_readme_is_found_and_the_ground_needs_none() {
        let tree = [Source::new("crates/money/src/lib.rs", ""), Source::new("crates/kernel/src/lib.rs", "")];

        assert_eq!(capability_readmes(&tree).len(), 1);
    }

    #[test]
    fn a_source_that_is_not_listed_is_found() {
        let list = Source::new("docs/sources.md", "<a id=\"gss\"></a>");
        let code = Source::new("crates/money/src/pot.rs", "/// (sources.md#gss)\n/// (sources.md#hes-disclosure).");

        let found = cited_sources(&[list, code]);

        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place, "crates/money/src/pot.rs:2");
    }

    #[test]
    fn a_style_a_script_or_an_event_in_a_template_is_found() {
        let found = |text| inline_in_templates(&[Source::new("crates/web/templates/a.html", text)]).len();

        assert_eq!(found("<p class=\"a\">on click of a button</p>"), 0);
        assert_eq!(found("<script src=\"/a.js\" defer></script>"), 0);
        for bad in ["<p style=\"color:red\">", "<script>a()</script>", "<style>", "<a href=\"/\" onclick=\"b()\">"] {
            assert_eq!(found(bad), 1, "{bad}");
        }
    }
}
