//! The report, for whoever publishes the directory.

use super::run::{Checked, Finding, Kind, Level};

/// What came out, in a sentence.
pub fn verdict(checked: &Checked) -> &'static str {
    if checked.looked_at == 0 {
        return "Nothing of it could be looked at, so nothing can be said of it.";
    }
    match (checked.worst(Kind::Shape), checked.worst(Kind::Behaviour)) {
        (Level::Fault, _) => "It does not keep to the standard: programs that read it will fail.",
        (Level::Warning, _) => "It keeps to what the standard insists on, and not to all that it asks for.",
        (Level::Good, Level::Good) => "It keeps to the standard, in what it sends and in what it does.",
        (Level::Good, _) => "What it sends keeps to the standard. It does not do all that it is asked.",
    }
}

/// Lines of the report.
pub fn lines(checked: &Checked) -> Vec<String> {
    let version = checked.version.words();
    let mut lines =
        vec![format!("Open Referral UK {version}: {} looked at.", checked.looked_at), verdict(checked).to_owned()];
    for (kind, title) in [(Kind::Shape, "What it sends"), (Kind::Behaviour, "What it does when it is asked")] {
        let of_kind: Vec<&Finding> = checked.findings.iter().filter(|one| one.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        lines.extend([String::new(), title.to_owned()]);
        lines.extend(of_kind.into_iter().map(|one| format!("  {} {} {}", mark(one.level), one.at, one.words)));
    }
    lines
}

const fn mark(level: Level) -> &'static str {
    match level {
        Level::Good => "[good]   ",
        Level::Warning => "[warning]",
        Level::Fault => "[fault]  ",
    }
}
