//! The checker of other people's directories: it judges the validator's examples as the validator does, agrees with the standard's own files,
//! and finds who passes parameters over.

use crate::strict::schema;
use folkmoot_directory::oruk::check::shape::{Version, faults};
use folkmoot_directory::oruk::check::{Answer, Checked, Kind, Level, Source, check_feed, check_services, report};
use folkmoot_store::testing;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The validator's examples, which answer the same whatever they are asked.
struct Mock(PathBuf);

impl Mock {
    fn file(&self, name: &str) -> Answer {
        let bytes = std::fs::read(self.0.join(name)).unwrap();
        Answer { code: 200, body: serde_json::from_slice(&bytes).unwrap(), open: true }
    }
}

impl Source for Mock {
    async fn ask(&self, path: &str) -> Result<Answer, String> {
        let path = path.split('?').next().unwrap_or_default();
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let of = |list: &str| {
            match list {
                "services" => "service",
                "service_at_locations" => "service_at_location",
                "taxonomies" => "taxonomy",
                other => other.trim_end_matches('s'),
            }
            .to_owned()
        };
        Ok(match parts.as_slice() {
            [] => self.file("api_details.json"),
            [list] => self.file(&format!("{}_list.json", of(list))),
            [list, _] if list.starts_with("taxonom") => self.file(&format!("{}.json", of(list))),
            [list, _] => self.file(&format!("{}_full.json", of(list))),
            _ => Answer { code: 404, body: Value::Null, open: true },
        })
    }
}

fn mock(folder: &Path, kind: &str) -> Mock {
    Mock(folder.join(format!("oruk/validator-mocks/V3.0-UK-{kind}")))
}

fn words(checked: &Checked) -> String {
    report::lines(checked).join("\n")
}

#[tokio::test]
async fn the_validators_examples_are_judged_as_it_judges_them() {
    let Some(folder) = testing::shared_data("the_validators_examples_are_judged_as_it_judges_them") else { return };
    for (kind, level) in
        [("Default", Level::Good), ("Test", Level::Good), ("Warn", Level::Warning), ("Fail", Level::Fault)]
    {
        let checked = check_feed(&mock(&folder, kind)).await;
        assert_eq!(checked.worst(Kind::Shape), level, "{kind}:\n{}", words(&checked));
    }
}

#[tokio::test]
async fn whoever_passes_parameters_over_and_counts_wrongly_is_told() {
    let Some(folder) = testing::shared_data("whoever_passes_parameters_over_and_counts_wrongly_is_told") else {
        return;
    };
    let checked = check_feed(&mock(&folder, "Test")).await;
    let told = words(&checked);
    for parameter in ["search", "minimum_age", "taxonomy_term_id", "modified_after"] {
        assert!(told.contains(&format!("{parameter} It does not filter")), "{parameter}:\n{told}");
    }
    assert!(told.contains("size says 31, and 128 are on the page"), "{told}");
}

/// Every document of the examples, and each with one of its parts put out of shape: wrong for us exactly where the standard's files say so.
#[test]
fn it_agrees_with_the_standards_own_files() {
    let Some(folder) = testing::shared_data("it_agrees_with_the_standards_own_files") else { return };
    let strict = schema(&folder, "compiled/service");
    let mut all = Vec::new();
    for kind in ["Default", "Test", "Warn", "Fail"] {
        all.push(mock(&folder, kind).file("service_full.json").body);
        let list = mock(&folder, kind).file("service_list.json").body;
        all.extend(list["contents"].as_array().unwrap().iter().cloned());
    }
    let spoilt =
        [json!(null), json!(""), json!(7), json!("not a date"), json!([]), json!({}), json!(true), json!("a b://c")];
    for document in all {
        let pointers = leaves(&document, "");
        for pointer in pointers.iter().map(Some).chain([None]) {
            for bad in &spoilt {
                let mut changed = document.clone();
                if let Some(place) = pointer.and_then(|pointer| changed.pointer_mut(pointer)) {
                    *place = bad.clone();
                }
                let ours = faults(Version::Third, "service", &changed);
                assert_eq!(
                    ours.is_empty(),
                    strict.is_valid(&changed),
                    "{pointer:?} {bad}: {ours:?}\n{:?}",
                    strict.iter_errors(&changed).map(|one| one.to_string()).collect::<Vec<_>>()
                );
            }
        }
    }
}

/// Addresses of the fields of a document.
fn leaves(value: &Value, at: &str) -> Vec<String> {
    let inside = |(name, inner): (String, &Value)| {
        let here = format!("{at}/{name}");
        let mut all = vec![here.clone()];
        all.extend(leaves(inner, &here));
        all
    };
    match value {
        Value::Object(fields) => fields.iter().map(|(name, inner)| (name.clone(), inner)).flat_map(inside).collect(),
        Value::Array(list) => {
            list.iter().enumerate().map(|(nth, inner)| (nth.to_string(), inner)).flat_map(inside).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn a_real_feed_of_the_first_version_is_told_what_is_wrong_with_it() {
    let Some(folder) = testing::shared_data("a_real_feed_of_the_first_version_is_told_what_is_wrong_with_it") else {
        return;
    };
    let bytes = std::fs::read(folder.join("oruk/feeds/bristol-council.oruk1.json")).unwrap();
    let services: Vec<Value> = serde_json::from_slice(&bytes).unwrap();

    let checked = check_services(Version::First, &services);

    assert_eq!((checked.looked_at, checked.worst(Kind::Shape)), (819, Level::Fault));
    let told = words(&checked);
    assert!(told.contains("attending_type: only the words of the standard may stand here"), "{told}");
    assert!(checked.findings.len() < 40, "faults that are alike are told once: {}", checked.findings.len());
}

#[test]
fn nothing_to_look_at_is_no_praise() {
    let checked = check_services(Version::Third, &[]);
    assert_eq!(checked.worst(Kind::Shape), Level::Warning);
    assert!(words(&checked).contains("nothing can be said of it"));
}

#[test]
fn what_is_no_service_at_all_is_named() {
    let told = words(&check_services(Version::Third, &[json!("a")]));
    assert!(told.contains("The thing itself: an object is needed here"), "{told}");
}

proptest! {
    #[test]
    fn any_document_is_borne(text in "\\PC{0,40}", number in any::<i64>()) {
        let odd = json!({"id": text, "schedules": [number, {"freq": text}], "organization": [text]});
        prop_assert!(!faults(Version::Third, "service", &odd).is_empty());
        prop_assert!(!faults(Version::First, "service", &json!(number)).is_empty());
    }
}
