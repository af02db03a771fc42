//! A page as a test sees it.

use axum::http::response::Parts;
use axum::http::{HeaderMap, header};
use scraper::{Html, Selector};

/// An answer, with its document when it is HTML.
#[derive(Debug, Clone)]
pub struct TestPage {
    pub path: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// A form on a page: its fields' names, and the values of the hidden and filled-in ones.
#[derive(Debug, Clone)]
pub struct TestForm {
    pub names: Vec<String>,
    pub hidden: Vec<(String, String)>,
}

impl TestPage {
    pub(super) fn new(path: &str, parts: Parts, body: Vec<u8>) -> Self {
        Self { path: path.to_owned(), status: parts.status.as_u16(), headers: parts.headers, body }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn is_html(&self) -> bool {
        self.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
    }

    pub fn document(&self) -> Html {
        Html::parse_document(&self.text())
    }

    /// The words a reader sees, with single spaces.
    pub fn words(&self) -> String {
        let document = self.document();
        let text: String = document.root_element().text().collect::<Vec<_>>().join(" ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Fails unless the reader sees these words.
    #[track_caller]
    pub fn shows(&self, words: &str) -> &Self {
        let seen = self.words();
        assert!(seen.contains(words), "{} ({}) does not show “{words}”:\n{seen}", self.path, self.status);
        self
    }

    /// Fails if the answer holds these words anywhere, markup included.
    #[track_caller]
    pub fn hides(&self, words: &str) -> &Self {
        assert!(!self.text().contains(words), "{} shows “{words}” and must not", self.path);
        self
    }

    #[track_caller]
    pub fn status(&self, expected: u16) -> &Self {
        assert_eq!(self.status, expected, "{}: {}", self.path, self.words());
        self
    }

    /// Where a redirect leads.
    #[track_caller]
    pub fn location(&self) -> &str {
        let location = self.headers.get(header::LOCATION);
        let why = || format!("{} ({}) leads nowhere:\n{}", self.path, self.status, self.words());
        location.unwrap_or_else(|| panic!("{}", why())).to_str().expect("an address")
    }

    /// The texts of all elements that match.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        let text = |element: scraper::ElementRef<'_>| element.text().collect::<String>();
        let tidy = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.document().select(&selector).map(text).map(tidy).collect()
    }

    /// The values of an attribute on all elements that match.
    pub fn attributes(&self, selector: &str, attribute: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        self.document().select(&selector).filter_map(|e| e.value().attr(attribute)).map(str::to_owned).collect()
    }

    /// The sentence beside a field that was refused.
    #[track_caller]
    pub fn refusal(&self, field: &str) -> String {
        let found = self.all(&format!("#{field}-error"));
        assert_eq!(found.len(), 1, "{} has no sentence beside {field}:\n{}", self.path, self.words());
        found[0].trim_start_matches("Error:").trim().to_owned()
    }

    /// What stands in a field.
    pub fn value(&self, field: &str) -> String {
        let input = self.attributes(&format!("input[name='{field}']"), "value");
        let area = self.all(&format!("textarea[name='{field}']"));
        input.into_iter().chain(area).next().unwrap_or_default()
    }

    /// The form that is sent to `action`, else the page's main form.
    #[track_caller]
    pub(super) fn form(&self, action: &str) -> TestForm {
        let document = self.document();
        let forms = Selector::parse("form").expect("a selector");
        let path = action.split('?').next().unwrap_or(action);
        let found = document
            .select(&forms)
            .find(|form| form.value().attr("action").is_some_and(|a| a.split('?').next() == Some(path)));
        let form = found.unwrap_or_else(|| panic!("{} has no form that is sent to {action}", self.path));
        let fields = Selector::parse("input, textarea, select").expect("a selector");
        let named = |e: scraper::ElementRef<'_>| e.value().attr("name").map(str::to_owned);
        let hidden = form.select(&fields).filter(|e| e.value().attr("type") == Some("hidden"));
        let pairs = hidden.filter_map(|e| Some((named(e)?, e.value().attr("value").unwrap_or_default().to_owned())));
        TestForm { names: form.select(&fields).filter_map(named).collect(), hidden: pairs.collect() }
    }
}
