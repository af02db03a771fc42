//! What people wrote for the demonstration, by hand, in `crates/app/demo`: read at the start and checked by its tests.

use serde::Deserialize;

/// A file of ours that does not read as it should: a slip of the pen, found by the first test.
#[derive(Debug, thiserror::Error)]
#[error("the demonstration's {file} is not as it should be")]
pub struct BadContent {
    pub(super) file: &'static str,
    pub(super) source: toml::de::Error,
}

macro_rules! read {
    ($name:literal) => {
        toml::from_str(include_str!(concat!("../../demo/", $name))).map_err(|source| BadContent { file: $name, source })
    };
}

#[derive(Debug, Deserialize)]
pub(super) struct Land {
    pub(super) council: Vec<Council>,
    pub(super) neighbourhood: Vec<Neighbourhood>,
    pub(super) ward: Vec<Ward>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Council {
    pub(super) key: String,
    pub(super) code: String,
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) county: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Neighbourhood {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) stage: String,
    pub(super) lead: String,
    pub(super) district: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Ward {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) at: (i64, i64),
    pub(super) place: String,
    pub(super) neighbourhood: Option<String>,
    pub(super) council: String,
    pub(super) tenth: i64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Places {
    pub(super) system: System,
    pub(super) place: Vec<Place>,
}

#[derive(Debug, Deserialize)]
pub(super) struct System {
    pub(super) name: String,
    pub(super) region: String,
    pub(super) website: String,
}

/// Kind, title, address, months from today.
pub(super) type Document = (String, String, String, i64);

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) website: String,
    pub(super) contact_post: String,
    pub(super) contact_email: String,
    pub(super) contact_phone: String,
    pub(super) models: Vec<String>,
    pub(super) own_words: String,
    pub(super) leader_name: String,
    pub(super) leader_post: String,
    pub(super) leader_employer: String,
    pub(super) accountable: String,
    pub(super) accountable_words: String,
    pub(super) outcomes: String,
    pub(super) delegation: String,
    pub(super) delegation_headings: String,
    pub(super) documents: Vec<Document>,
    /// Name, kind, remit: of a neighbour that has few.
    pub(super) bodies: Vec<(String, String, String)>,
}

/// Key, name, sector, legal form, ward, number, about.
pub(super) type Organisation = (String, String, String, String, String, String, String);

#[derive(Debug, Deserialize)]
struct Organisations {
    organisations: Vec<Organisation>,
}

#[derive(Debug, Deserialize)]
pub(super) struct People {
    /// Name and post.
    pub(super) team: Vec<(String, String)>,
    pub(super) administrator: String,
    /// Organisation, name, post.
    pub(super) people: Vec<(String, String, String)>,
    /// Organisation, number, who sat there before, last month, handover note.
    pub(super) handovers: Vec<(String, usize, String, i64, String)>,
    /// Body, organisation, title.
    pub(super) vacancies: Vec<(String, String, String)>,
}

#[derive(Debug, Deserialize)]
struct Bodies {
    body: Vec<Body>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Body {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) parent: Option<String>,
    pub(super) remit: String,
    pub(super) authority: String,
    pub(super) quorum: u32,
    /// Every so many months, week of the month, day of the week, hour, minutes.
    pub(super) meets: (i64, i64, i8, i8, i64),
    pub(super) venue: String,
    pub(super) seats: Vec<String>,
    #[serde(default = "yes")]
    pub(super) public: bool,
    /// Months from the beginning in which it met first and last.
    #[serde(default)]
    pub(super) first: i64,
    pub(super) last: Option<i64>,
}

fn yes() -> bool {
    true
}

pub(super) fn land() -> Result<Land, BadContent> {
    read!("land.toml")
}

pub(super) fn places() -> Result<Places, BadContent> {
    read!("places.toml")
}

pub(super) fn organisations() -> Result<Vec<Organisation>, BadContent> {
    read!("organisations.toml").map(|read: Organisations| read.organisations)
}

pub(super) fn people() -> Result<People, BadContent> {
    read!("people.toml")
}

pub(super) fn bodies() -> Result<Vec<Body>, BadContent> {
    read!("bodies.toml").map(|read: Bodies| read.body)
}
