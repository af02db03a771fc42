//! Words out of the marks that feeds have in their descriptions: paragraphs and lists stay, everything else goes.

use scraper::Html;
use scraper::node::Node;

/// Elements whose words begin on a line of their own.
const BLOCKS: [&str; 17] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "table",
    "section",
    "article",
    "blockquote",
];
/// Elements whose words nobody reads.
const SILENT: [&str; 5] = ["script", "style", "template", "head", "iframe"];

/// Whether there are marks in it.
pub fn has_marks(text: &str) -> bool {
    let tag =
        text.split('<').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!'));
    let entity = text.split('&').skip(1).any(|rest| {
        let name = rest.split(';').next().unwrap_or_default();
        rest.len() > name.len()
            && (2..=8).contains(&name.len())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
    });
    tag || entity
}

/// The words, a paragraph on each line.
pub fn words(text: &str) -> String {
    let document = Html::parse_fragment(text);
    let mut said = String::with_capacity(text.len());
    let mut silent_until = None;
    for edge in document.root_element().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                _ if silent_until.is_some() => {}
                Node::Text(words) => said.push_str(words),
                Node::Element(element) if SILENT.contains(&element.name()) => silent_until = Some(node.id()),
                Node::Element(element) if BLOCKS.contains(&element.name()) => {
                    said.push('\n');
                    if element.name() == "li" {
                        said.push_str("- ");
                    }
                }
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if silent_until == Some(node.id()) {
                    silent_until = None;
                }
                if let Node::Element(element) = node.value()
                    && BLOCKS.contains(&element.name())
                    && element.name() != "br"
                {
                    said.push('\n');
                }
            }
        }
    }
    tidy(&said)
}

/// One blank between words, one empty line at most, nothing that cannot be seen.
pub fn tidy(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let seen = line.replace(
            |c: char| matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}') || c.is_control() && c != '\t',
            "",
        );
        let line = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        let after_gap = lines.last().is_none_or(String::is_empty);
        if line == "-" || line.is_empty() && after_gap {
            continue;
        }
        lines.push(line);
    }
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_lists_stay_and_marks_go() {
        let text = "<h2>What?</h2><p>We&nbsp;read <b>aloud</b>.<br>\u{200b}Tea &amp; cake.</p><ul><li>Free</li><li></li></ul><script>x()</script>";
        assert_eq!(words(text), "What?\n\nWe read aloud.\nTea & cake.\n\n- Free");
    }

    #[test]
    fn plain_words_have_no_marks() {
        for plain in ["Fish & chips", "2 < 3", "<3"] {
            assert!(!has_marks(plain), "{plain}");
        }
        for marked in ["<p>a</p>", "a&nbsp;b", "a &#39;b", "</div>"] {
            assert!(has_marks(marked), "{marked}");
        }
    }
}
