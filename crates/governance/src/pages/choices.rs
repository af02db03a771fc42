//! What the filters of lists need: choices with the chosen one marked, and queries of what was chosen.

/// A choice of a filter.
#[derive(Debug, Clone)]
pub(crate) struct Chosen {
    pub(crate) value: String,
    pub(crate) words: String,
    pub(crate) chosen: bool,
}

pub(crate) fn options(all: impl IntoIterator<Item = (String, String)>, chosen: &str) -> Vec<Chosen> {
    all.into_iter().map(|(value, words)| Chosen { chosen: value == chosen, value, words }).collect()
}

/// A query of the pairs that say something: "?q=warm&year=2026", or nothing.
pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    let text = text.finish();
    if text.is_empty() { text } else { format!("?{text}") }
}
