//! What every chart has: an id, a title, what is counted, and where the data is.

use super::unit::Unit;

/// What a chart is about, whatever its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) heading: String,
    pub(super) unit: Unit,
    pub(super) csv_href: Option<String>,
    pub(super) empty: String,
}

impl About {
    /// `id` must be the only one of its name on the page; signs that an id cannot have become hyphens.
    pub fn new(id: &str, title: impl Into<String>) -> Self {
        Self {
            id: safe_id(id),
            title: title.into(),
            heading: "Name".to_owned(),
            unit: Unit::Count { one: "item".into(), many: "items".into() },
            csv_href: None,
            empty: "There is nothing to show here yet.".to_owned(),
        }
    }

    /// What each row is: the heading of the table's first column, like "Neighbourhood" or "Month".
    pub fn each(mut self, heading: impl Into<String>) -> Self {
        self.heading = heading.into();
        self
    }

    /// What is counted, for one and for many: "promise", "promises".
    pub fn counting(mut self, one: &'static str, many: &'static str) -> Self {
        self.unit = Unit::Count { one: one.into(), many: many.into() };
        self
    }

    pub fn unit(mut self, unit: Unit) -> Self {
        self.unit = unit;
        self
    }

    /// Where the same data is as CSV.
    pub fn csv(mut self, href: impl Into<String>) -> Self {
        self.csv_href = Some(href.into());
        self
    }

    /// The sentence shown when there is nothing to draw. Say what makes it fill: "Promises appear here after a decision."
    pub fn empty(mut self, sentence: impl Into<String>) -> Self {
        self.empty = sentence.into();
        self
    }
}

fn safe_id(id: &str) -> String {
    let cleaned: String = id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    if cleaned.starts_with(|c: char| c.is_ascii_alphabetic()) { cleaned } else { format!("chart-{cleaned}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_from_a_name_is_a_legal_id() {
        assert_eq!(About::new("by state\"<", "T").id, "by-state--");
        assert_eq!(About::new("2025", "T").id, "chart-2025");
        assert_eq!(About::new("", "T").id, "chart-");
    }
}
