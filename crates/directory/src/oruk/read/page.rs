//! The services in a file or an answer: a list, a page of one, one service alone, or a service on each line.

use super::super::repair::Reason;
use serde_json::Value;

/// Pages of one feed that are asked for. Our own choice: more than a million services at 100 a page.
pub const PAGES_MAX: u64 = 20_000;

/// What was found, and where to ask for more.
#[derive(Debug, Clone, PartialEq)]
pub struct Feedful {
    pub services: Vec<Value>,
    /// How many pages there are, where it is said.
    pub pages: Option<u64>,
}

/// Why nothing could be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAFeed {
    #[error("this is not JSON: {why} at line {line}, column {column}")]
    NotJson { why: String, line: usize, column: usize },
    #[error("there is no list of services in it: the standard puts it under “contents” (3.0) or “content” (1.0)")]
    NoList,
}

impl From<&serde_json::Error> for NotAFeed {
    fn from(err: &serde_json::Error) -> Self {
        let words = err.to_string();
        let why = words.split(" at line").next().unwrap_or_default().to_owned();
        NotAFeed::NotJson { why, line: err.line(), column: err.column() }
    }
}

/// Reads the text of a file or an answer.
pub fn services_of(bytes: &[u8]) -> Result<Feedful, NotAFeed> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match serde_json::from_slice::<Value>(bytes) {
        Ok(value) => of_value(value),
        Err(err) => lines(bytes).ok_or_else(|| NotAFeed::from(&err)),
    }
}

fn of_value(value: Value) -> Result<Feedful, NotAFeed> {
    let pages = ["total_pages", "totalPages"].iter().find_map(|field| value.get(*field)?.as_u64());
    let mut map = match value {
        Value::Array(services) => return Ok(Feedful { services, pages: None }),
        Value::Object(map) => map,
        _ => return Err(NotAFeed::NoList),
    };
    for field in ["contents", "content", "services", "data", "items", "results"] {
        if let Some(Value::Array(services)) = map.get_mut(field) {
            return Ok(Feedful { services: std::mem::take(services), pages: pages.map(|pages| pages.min(PAGES_MAX)) });
        }
    }
    if map.contains_key("id") && map.contains_key("name") {
        return Ok(Feedful { services: vec![Value::Object(map)], pages: None });
    }
    Err(NotAFeed::NoList)
}

/// A service on each line, and nothing else.
fn lines(bytes: &[u8]) -> Option<Feedful> {
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let services: Vec<Value> = lines.map(|line| serde_json::from_slice(line).ok()).collect::<Option<_>>()?;
    (services.len() > 1 && services.iter().all(Value::is_object)).then_some(Feedful { services, pages: None })
}

/// Of services that share an id: those after the first are put aside.
pub fn repeated(first: &Value, again: &Value) -> Reason {
    if first == again { Reason::Same } else { Reason::Repeated }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> Result<usize, NotAFeed> {
        services_of(text.as_bytes()).map(|found| found.services.len())
    }

    #[test]
    fn every_shape_of_a_page_is_found() {
        for text in [
            r#"[{"id":"1"}]"#,
            r#"{"contents":[{"id":"1"}],"total_pages":3}"#,
            r#"{"content":[{"id":"1"}],"totalPages":3}"#,
            r#"{"id":"1","name":"a"}"#,
            "\u{feff}[{\"id\":\"1\"}]",
        ] {
            assert_eq!(count(text), Ok(1), "{text}");
        }
        assert_eq!(count("{\"id\":\"1\"}\n{\"id\":\"2\"}\n\n"), Ok(2));
        assert_eq!(services_of(br#"{"content":[],"totalPages":3}"#).unwrap().pages, Some(3));
    }

    #[test]
    fn what_is_no_feed_is_refused_with_its_place() {
        assert_eq!(count("{\"error\":1}"), Err(NotAFeed::NoList));
        assert_eq!(count("12"), Err(NotAFeed::NoList));
        let said = count("[\n{\"id\": }]").unwrap_err().to_string();
        assert!(said.starts_with("this is not JSON: expected value at line 2, column"), "{said}");
    }
}
