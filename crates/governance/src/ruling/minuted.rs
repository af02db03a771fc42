//! Rulings in the minutes: written by the program, renewed with every draft, so that nobody has to remember.

use super::Verdict;

/// What the minutes say of one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minuted {
    pub name: String,
    /// "stands to gain", "bids for the contract Home care"
    pub because: Vec<String>,
    pub verdict: Verdict,
    pub reason: String,
}

/// How each such paragraph begins; a draft's own paragraphs that begin so are the program's.
const BEGINS: &str = "Interests, item ";

/// The paragraph of one item. `chairing`: who took the chair, if not the chair. `counted`: the quorum without them.
pub fn paragraph(number: i64, title: &str, parties: &[Minuted], chairing: &str, counted: &str) -> String {
    let mut text = format!("{BEGINS}{number}, {title}.");
    for one in parties {
        let because = if one.because.is_empty() { String::new() } else { format!(" ({})", one.because.join("; ")) };
        text += &format!(" {}{because} {}. Reason: {}", one.name, one.verdict.minuted(), closed(&one.reason));
    }
    for words in [chairing, counted].into_iter().filter(|words| !words.is_empty()) {
        text += &format!(" {}", closed(words));
    }
    text
}

fn closed(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.ends_with(['.', '!', '?']) { words } else { format!("{words}.") }
}

/// The draft with these paragraphs at its end; older ones of the program make way.
pub fn with_interests(draft: &str, paragraphs: &[String]) -> String {
    let own = draft.split("\n\n").filter(|words| !words.trim_start().starts_with(BEGINS));
    let all: Vec<&str> = own.chain(paragraphs.iter().map(String::as_str)).collect();
    all.join("\n\n").trim().to_owned()
}
