//! The files of this repository, with their text.

use std::fs;
use std::path::{Path, PathBuf};

/// A file, its path written from the top of the repository with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// The crate it lies in: "governance" for `crates/governance/src/promise.rs`.
    pub fn home(&self) -> &str {
        self.path.strip_prefix("crates/").and_then(|rest| rest.split_once('/')).map_or("", |(home, _)| home)
    }

    /// What it is inside its crate's `src`: "promise" for `src/promise.rs`, "pages" for `src/pages/board.rs`; none elsewhere.
    pub fn part(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("crates/")?.split_once('/')?.1.strip_prefix("src/")?;
        let first = inside.split('/').next()?;
        Some(first.strip_suffix(".rs").unwrap_or(first))
    }

    /// Whether only tests read it. Code behind `#[cfg(test)]` is for [`crate::rust::Scanned::shipped`].
    pub fn is_test(&self) -> bool {
        let beside = ["/tests/", "/examples/", "/testing/", "/tests.rs", "/testing.rs"];
        self.home() == "tidy" || beside.iter().any(|part| self.path.contains(part))
    }

    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

/// Everything written by hand that a rule reads: Rust, SQL, templates, prose, scripts.
pub fn read() -> Vec<Source> {
    let top = top();
    let mut found = Vec::new();
    walk(&top, &top, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("crates/tidy lies two below the top").to_owned()
}

const READ: [&str; 8] = ["rs", "sql", "html", "md", "toml", "js", "mjs", "scss"];
const SKIPPED: [&str; 5] = ["target", "node_modules", "built", ".git", "tmp"];

fn walk(top: &Path, folder: &Path, found: &mut Vec<Source>) {
    let entries = fs::read_dir(folder).expect("the repository can be read");
    for entry in entries {
        let path = entry.expect("the repository can be read").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && !SKIPPED.contains(&name) {
            walk(top, &path, found);
        } else if path.extension().is_some_and(|end| READ.iter().any(|read| end == *read)) {
            found.extend(source(top, &path));
        }
    }
}

fn source(top: &Path, path: &Path) -> Option<Source> {
    let text = fs::read_to_string(path).ok()?;
    let inside = path.strip_prefix(top).ok()?;
    Some(Source { path: inside.to_string_lossy().replace('\\', "/"), text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_knows_its_crate_and_its_part() {
        let page = Source::new("crates/governance/src/pages/board.rs", "");
        let noun = Source::new("crates/governance/src/promise.rs", "");
        let test = Source::new("crates/governance/tests/promises.rs", "");

        assert_eq!((page.home(), page.part()), ("governance", Some("pages")));
        assert_eq!(Source::new("crates/README.md", "").home(), "");
        assert_eq!(noun.part(), Some("promise"));
        assert_eq!(test.part(), None);
        assert!(test.is_test() && !noun.is_test());
    }
}
