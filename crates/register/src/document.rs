//! A document that a place publishes: its plan, its terms of reference. The document stays where it is; we keep its address.

use folkmoot_kernel::words;
use folkmoot_kernel::{Date, Id, PlaceId};
use serde::Serialize;

#[derive(Debug)]
pub enum DocumentTag {}
pub type DocumentId = Id<DocumentTag>;

words! {
    pub enum DocumentKind {
        Plan => "plan", "Plan";
        Strategy => "strategy", "Strategy";
        TermsOfReference => "terms_of_reference", "Terms of reference";
        Memorandum => "memorandum", "Memorandum of understanding";
        Other => "other", "Other document";
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("Give the document a title")]
    NoTitle,
    #[error("Enter a full web address, like https://www.example.org/plan")]
    Url,
}

/// A document's title and address. An address is never anything but http or https: it becomes a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    pub id: DocumentId,
    pub place: PlaceId,
    pub kind: DocumentKind,
    pub title: String,
    pub url: String,
    pub dated: Option<Date>,
}

impl Document {
    pub fn checked(self) -> Result<Self, Refusal> {
        if self.title.trim().is_empty() {
            return Err(Refusal::NoTitle);
        }
        if is_web_address(&self.url) { Ok(self) } else { Err(Refusal::Url) }
    }
}

/// Whether this may become a link to elsewhere.
pub fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.') && !host.contains('@') && url.len() <= 2_000 && !url.contains(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert!(is_web_address("https://www.example.org/plan.html?year=2026"));
        for bad in
            ["javascript:alert(1)", "https://", "ftp://example.org", "https://a b.org", "https://u@example.org", ""]
        {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
