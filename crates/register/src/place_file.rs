//! `place.json`: a small file that a place publishes about itself, so that a register of all places can be built by
//! reading them. The schema is both the documentation and what other people's files are checked against.

mod check;

pub use check::{Fault, check};

use serde::Serialize;
use serde_json::Value;

/// The schema, as it is served and as files are checked.
pub const SCHEMA: &str = include_str!("../schemas/place.schema.json");
/// Version of the schema. A file of another version is refused with a sentence.
pub const VERSION: u8 = 1;
/// Largest file that is read. Unit: bytes.
pub const BYTES_MAX: usize = 4 * 1024 * 1024;
/// Faults that are named; of more, the count is enough.
pub const FAULTS_SHOWN: usize = 20;

/// What a place publishes. Fields are named as the file names them; see docs/place-json.md.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceFile {
    pub folkmoot_place: u8,
    pub page: String,
    pub system: SystemPart,
    pub place: PlacePart,
    pub leader: LeaderPart,
    pub accountable: AccountablePart,
    pub governance: GovernancePart,
    pub delegation: DelegationPart,
    pub outcomes_framework: Option<&'static str>,
    pub partners: Vec<PartnerPart>,
    pub neighbourhoods: Vec<NeighbourhoodPart>,
    pub documents: Vec<DocumentPart>,
    pub contact: ContactPart,
    pub footprint: FootprintPart,
    pub next_meeting: Option<MeetingPart>,
    pub confirmed_on: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SystemPart {
    pub name: String,
    pub ods_code: Option<String>,
    pub region: String,
}
#[derive(Debug, Clone, Serialize)]
pub struct PlacePart {
    pub name: String,
    pub summary: String,
    pub website: Option<String>,
    pub invented: bool,
}
#[derive(Debug, Clone, Serialize)]
pub struct LeaderPart {
    pub name: String,
    pub post: String,
    pub employer: Option<&'static str>,
}
#[derive(Debug, Clone, Serialize)]
pub struct AccountablePart {
    pub is: Option<&'static str>,
    pub post: String,
}
#[derive(Debug, Clone, Serialize)]
pub struct GovernancePart {
    pub models: Vec<&'static str>,
    pub own_words: String,
    pub bodies: Vec<BodyPart>,
}
#[derive(Debug, Clone, Serialize)]
pub struct BodyPart {
    pub name: String,
    pub kind: String,
    pub page: String,
}
#[derive(Debug, Clone, Serialize)]
pub struct DelegationPart {
    pub level: Option<&'static str>,
    pub headings: String,
}
#[derive(Debug, Clone, Serialize)]
pub struct PartnerPart {
    pub name: String,
    pub sector: String,
}
#[derive(Debug, Clone, Serialize)]
pub struct NeighbourhoodPart {
    pub name: String,
    pub stage: &'static str,
}
#[derive(Debug, Clone, Serialize)]
pub struct DocumentPart {
    pub kind: &'static str,
    pub title: String,
    pub url: String,
    pub dated: Option<String>,
}
#[derive(Debug, Clone, Serialize)]
pub struct ContactPart {
    pub post: String,
    pub email: String,
    pub phone: String,
}
#[derive(Debug, Clone, Serialize)]
pub struct FootprintPart {
    pub residents: Option<i64>,
    pub councils: String,
    pub small_areas: Vec<AreaPart>,
}
#[derive(Debug, Clone, Serialize)]
pub struct AreaPart {
    pub code: String,
    pub share_millionths: i64,
}
#[derive(Debug, Clone, Serialize)]
pub struct MeetingPart {
    pub title: String,
    pub at: String,
    pub venue: String,
    pub page: String,
}

/// Another site's file that fits the schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    pub system_name: String,
    pub place_name: String,
    /// As it was published, without spaces between.
    pub json: String,
    /// A demonstration: a register leaves it out.
    pub invented: bool,
}

/// Why another site's file cannot be taken, in sentences for whoever keeps it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("the file is larger than {} bytes", BYTES_MAX)]
    TooLarge,
    #[error("this is no JSON: {0}")]
    NotJson(String),
    #[error("{}", sentences(.0))]
    Faults(Vec<Fault>),
}

fn sentences(faults: &[Fault]) -> String {
    let shown: Vec<String> = faults.iter().take(FAULTS_SHOWN).map(ToString::to_string).collect();
    let more = faults.len() - shown.len();
    let end = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!("{}{end}", shown.join("; "))
}

/// Reads another site's file.
pub fn read(text: &str) -> Result<Published, Unreadable> {
    if text.len() > BYTES_MAX {
        return Err(Unreadable::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = serde_json::from_str(text).map_err(|err| Unreadable::NotJson(err.to_string()))?;
    let faults = check(&value);
    if !faults.is_empty() {
        return Err(Unreadable::Faults(faults));
    }
    let name = |part: &str| value[part]["name"].as_str().unwrap_or_default().trim().to_owned();
    Ok(Published {
        system_name: name("system"),
        place_name: name("place"),
        invented: value["place"]["invented"].as_bool().unwrap_or(false),
        json: value.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn the_smallest_file_names_system_and_place() {
        let read =
            read(r#"{"folkmoot_place": 1, "system": {"name": "S"}, "place": {"name": "P"}, "extra": 1}"#).unwrap();

        assert_eq!((read.system_name.as_str(), read.place_name.as_str(), read.invented), ("S", "P", false));
    }

    #[test]
    fn each_fault_is_a_sentence_with_its_spot() {
        let text = r#"{"folkmoot_place": 2, "system": {}, "place": {"name": "", "website": "ftp://x"},
            "delegation": {"level": "huge"}, "documents": [{"kind": "plan", "title": 7, "url": "https://a.example"}],
            "confirmed_on": "2026-02-30", "footprint": {"residents": -1}, "partners": {}}"#;

        let said = said(text);

        for sentence in [
            "folkmoot_place is 2 and should be 1",
            "system.name is missing",
            "place.name is empty",
            "place.website is no web address",
            "delegation.level is \"huge\" and should be one of \"full\", \"partial\", \"planned\", \"none\", \"no_plans\", null",
            "documents[0].title should be a text",
            "confirmed_on is no day, like 2026-11-24",
            "footprint.residents is -1 and should be 0 or more",
            "partners should be a list",
        ] {
            assert!(said.contains(sentence), "{sentence}: {said}");
        }
    }

    #[test]
    fn what_is_no_json_says_so() {
        assert!(said("<html>").starts_with("this is no JSON: expected value at line 1"));
        assert_eq!(said("[]"), "the file should be an object");
    }

    #[test]
    fn many_faults_are_counted() {
        let documents = vec!["{}"; 30].join(",");
        let text = format!(
            r#"{{"folkmoot_place": 1, "system": {{"name": "S"}}, "place": {{"name": "P"}}, "documents": [{documents}]}}"#
        );

        assert!(said(&text).ends_with("; and 70 more"), "{}", said(&text));
    }

    proptest! {
        #[test]
        fn reading_any_text_never_panics(text in r#"[\[\]{}":,0-9a-z ]{0,80}"#) {
            let _ = read(&text);
        }
    }
}
