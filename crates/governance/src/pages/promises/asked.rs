//! What a list of promises was asked for: the same words for the page, CSV and JSON.

use crate::pages::choices::query;
use crate::promise::Life;
use crate::store::PromiseFilter;
use folkmoot_kernel::PlaceId;
use serde::Deserialize;

/// Promises on one page of the list.
pub(crate) const PAGE: u32 = 25;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) q: String,
    pub(crate) state: String,
    pub(crate) organisation: String,
    pub(crate) priority: String,
    pub(crate) body: String,
    pub(crate) due_from: String,
    pub(crate) due_to: String,
    pub(crate) page: String,
}

impl Asked {
    /// What cannot be read narrows nothing.
    pub(crate) fn filter(&self, place: PlaceId) -> PromiseFilter {
        PromiseFilter {
            place: Some(place),
            words: self.q.clone(),
            life: Life::read(&self.state),
            organisation: self.organisation.parse().ok(),
            priority: self.priority.parse().ok(),
            body: self.body.parse().ok(),
            due_from: self.due_from.parse().ok(),
            due_to: self.due_to.parse().ok(),
        }
    }

    pub(crate) fn narrows(&self) -> bool {
        !self.query(1).is_empty()
    }

    /// From 1.
    pub(crate) fn page(&self) -> u32 {
        self.page.parse().unwrap_or(1).clamp(1, 100_000)
    }

    /// The query of one page of the same list.
    pub(crate) fn query(&self, page: u32) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        query(&[
            ("q", &self.q),
            ("state", &self.state),
            ("organisation", &self.organisation),
            ("priority", &self.priority),
            ("body", &self.body),
            ("due_from", &self.due_from),
            ("due_to", &self.due_to),
            ("page", &page),
        ])
    }
}
