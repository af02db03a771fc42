//! What a list may be asked: a page of it, and only what was made or changed in some time.

use super::entries::Entry;
use folkmoot_kernel::Timestamp;
use folkmoot_web::PageError;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Things on a page where nobody says how many.
const USUAL: usize = 25;
/// Most things on a page.
const MOST: usize = 100;

/// The address as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Asked {
    page: Option<String>,
    limit: Option<String>,
    created_since: Option<String>,
    created_until: Option<String>,
    modified_since: Option<String>,
    modified_until: Option<String>,
    omit_internal: Option<String>,
}

/// What it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filter {
    page: usize,
    limit: usize,
    created: (Option<Timestamp>, Option<Timestamp>),
    modified: (Option<Timestamp>, Option<Timestamp>),
    pub(super) omit_internal: bool,
    /// The filters again, for addresses of other pages.
    again: Vec<(&'static str, String)>,
}

/// A page of a list.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub(super) entries: &'a [Entry],
    number: usize,
    limit: usize,
    all: usize,
}

impl Asked {
    pub(super) fn read(self) -> Result<Filter, PageError> {
        let moment = |name: &str, words: &Option<String>| match words.as_deref() {
            None | Some("") => Ok(None),
            Some(words) => words.parse::<Timestamp>().map(Some).map_err(|_| {
                PageError::bad(format!("{name} must be a moment like 2026-03-02T12:00:00Z, and is {words:?}"))
            }),
        };
        let whole = |name: &str, words: &Option<String>, otherwise: usize| match words.as_deref() {
            None | Some("") => Ok(otherwise),
            Some(words) => {
                let number = words.parse().ok().filter(|number| *number > 0);
                number.ok_or_else(|| PageError::bad(format!("{name} must be a number from 1 on, and is {words:?}")))
            }
        };
        let created = (moment("created_since", &self.created_since)?, moment("created_until", &self.created_until)?);
        let modified =
            (moment("modified_since", &self.modified_since)?, moment("modified_until", &self.modified_until)?);
        Ok(Filter {
            page: whole("page", &self.page, 1)?,
            limit: whole("limit", &self.limit, USUAL)?.min(MOST),
            created,
            modified,
            omit_internal: self.omit_internal.as_deref() == Some("true"),
            again: self.again(),
        })
    }

    fn again(self) -> Vec<(&'static str, String)> {
        let all = [
            ("limit", self.limit),
            ("created_since", self.created_since),
            ("created_until", self.created_until),
            ("modified_since", self.modified_since),
            ("modified_until", self.modified_until),
            ("omit_internal", self.omit_internal),
        ];
        all.into_iter().filter_map(|(name, words)| words.filter(|w| !w.is_empty()).map(|words| (name, words))).collect()
    }
}

impl Filter {
    /// Whether history has to be asked when each thing changed.
    pub(super) fn asks_when_changed(&self) -> bool {
        self.modified != (None, None)
    }

    /// What is gone is told to those who ask what changed since they were here last, as the standard has it.
    pub(super) fn wants_gone(&self) -> bool {
        self.modified.0.is_some()
    }

    pub(super) fn fits(&self, entry: &Entry) -> bool {
        let within = |(since, until): (Option<Timestamp>, Option<Timestamp>), at: Timestamp| {
            since.is_none_or(|since| at >= since) && until.is_none_or(|until| at <= until)
        };
        within(self.created, entry.id.made_at()) && within(self.modified, entry.modified)
    }

    pub(super) fn page<'a>(&self, entries: &'a [Entry]) -> Page<'a> {
        let from = (self.page - 1).saturating_mul(self.limit).min(entries.len());
        let until = from.saturating_add(self.limit).min(entries.len());
        Page { entries: &entries[from..until], number: self.page, limit: self.limit, all: entries.len() }
    }

    fn address(&self, list: &str, page: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("page", &page.to_string());
        query.extend_pairs(self.again.iter().map(|(name, words)| (*name, words.as_str())));
        format!("{list}?{}", query.finish())
    }
}

impl Page<'_> {
    fn pages(&self) -> usize {
        self.all.div_ceil(self.limit).max(1)
    }

    pub(super) fn numbers(&self) -> Value {
        json!({
            "totalElements": self.all,
            "elementsPerPage": self.limit,
            "currentPage": self.number,
            "totalPages": self.pages(),
        })
    }

    pub(super) fn links(&self, asked: &Filter, list: &str) -> Value {
        let mut links = Map::new();
        let mut put = |name: &str, page: usize| links.insert(name.to_owned(), asked.address(list, page).into());
        put("first", 1);
        if self.number > 1 {
            put("prev", self.number - 1);
        }
        put("self", self.number);
        if self.number < self.pages() {
            put("next", self.number + 1);
        }
        put("last", self.pages());
        Value::Object(links)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::Id;

    fn entry(ms: i64, modified: i64) -> Entry {
        Entry { id: Id::new(ms, 0), modified: Timestamp::from_ms(modified), deleted: false }
    }

    #[test]
    fn a_list_goes_out_in_pages_that_lead_to_one_another() {
        let asked = Asked { page: Some("2".into()), limit: Some("2".into()), ..Asked::default() }.read().unwrap();
        let entries = [entry(1, 1), entry(2, 2), entry(3, 3), entry(4, 4), entry(5, 5)];

        let page = asked.page(&entries);

        assert_eq!(page.entries, &entries[2..4]);
        assert_eq!(
            page.numbers().to_string(),
            r#"{"totalElements":5,"elementsPerPage":2,"currentPage":2,"totalPages":3}"#
        );
        assert_eq!(
            page.links(&asked, "https://x.example/l").to_string(),
            r#"{"first":"https://x.example/l?page=1&limit=2","prev":"https://x.example/l?page=1&limit=2","self":"https://x.example/l?page=2&limit=2","next":"https://x.example/l?page=3&limit=2","last":"https://x.example/l?page=3&limit=2"}"#
        );
    }

    #[test]
    fn a_page_behind_the_last_is_empty() {
        let asked = Asked { page: Some("9".into()), ..Asked::default() }.read().unwrap();

        assert!(asked.page(&[entry(1, 1)]).entries.is_empty());
    }

    #[test]
    fn only_what_changed_since() {
        let since = Some("1970-01-01T00:00:05Z".to_owned());
        let asked = Asked { modified_since: since, ..Asked::default() }.read().unwrap();

        assert!(asked.fits(&entry(1, 5_000)) && !asked.fits(&entry(1, 4_999)));
        assert!(asked.wants_gone() && asked.asks_when_changed());
    }

    #[test]
    fn nonsense_is_refused_in_a_sentence() {
        let refused = |asked: Asked| asked.read().is_err();

        assert!(refused(Asked { page: Some("0".into()), ..Asked::default() }));
        assert!(refused(Asked { limit: Some("x".into()), ..Asked::default() }));
        assert!(refused(Asked { modified_since: Some("yesterday".into()), ..Asked::default() }));
    }
}
