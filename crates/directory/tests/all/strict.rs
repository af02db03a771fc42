//! What goes out is valid by the standard's own schemas, whatever came in. They lie beside the repository.

use crate::feeds::read;
use folkmoot_directory::listing::Listing;
use folkmoot_directory::oruk::read::services_of;
use folkmoot_directory::oruk::v1;
use folkmoot_directory::oruk::v3::{self, Shown};
use folkmoot_directory::provider::Provider;
use folkmoot_directory::store::{self, ListingFilter};
use folkmoot_store::{Conn, testing};
use jsonschema::{Retrieve, Uri, Validator};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const BASE: &str = "https://raw.githubusercontent.com/openreferral/uk-profile/main/schema/";

/// Every file of the schema, by the address that the files call each other by.
struct Files(BTreeMap<String, Value>);

impl Retrieve for Files {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        self.0.get(uri.as_str()).cloned().ok_or_else(|| format!("no file for {uri}").into())
    }
}

fn files(folder: &Path) -> Files {
    let mut files = BTreeMap::new();
    for part in ["", "compiled/"] {
        for entry in std::fs::read_dir(folder.join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "json") {
                let name = path.file_name().unwrap().to_str().unwrap();
                files.insert(
                    format!("{BASE}{part}{name}"),
                    serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap(),
                );
            }
        }
    }
    Files(files)
}

pub fn schema(folder: &Path, name: &str) -> Validator {
    let schema =
        json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": format!("{BASE}{name}.json")});
    let options = jsonschema::options()
        .with_retriever(files(&folder.join("oruk/uk-profile/schema")))
        .should_validate_formats(true);
    options.build(&schema).unwrap()
}

/// A schema of the file of 1.0.
fn schema_of_1(folder: &Path, name: &str) -> Validator {
    let file: Value =
        serde_json::from_slice(&std::fs::read(folder.join("oruk/site-specifications/1.0/openapi.json")).unwrap())
            .unwrap();
    let mut schema = file["components"]["schemas"][name].clone();
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn faults(schema: &Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

async fn everything(db: &mut Conn) -> Vec<(Listing, Option<Provider>)> {
    let lines = store::lines(db, &ListingFilter::default(), 10_000).await.unwrap();
    let ids: Vec<_> = lines.iter().map(|line| line.id).collect();
    let listings = store::listings_by_id(db, &ids).await.unwrap();
    let providers: Vec<_> = listings.values().filter_map(Listing::provider).collect();
    let providers = store::providers_by_id(db, &providers).await.unwrap();
    listings.into_values().map(|one| (one.clone(), one.provider().map(|id| providers[&id].clone()))).collect()
}

fn shared(test: &str) -> Option<PathBuf> {
    testing::shared_data(test)
}

async fn all_is_valid(folder: &Path, services: Vec<Value>) -> usize {
    let store = testing::store().await;
    read(&store, services).await;
    let (whole, short, at, at_short) = (
        schema(folder, "compiled/service"),
        schema(folder, "compiled/service_list"),
        schema(folder, "compiled/service_at_location"),
        schema(folder, "compiled/service_at_location_list"),
    );
    let (whole_1, short_1) = (schema_of_1(folder, "service_details"), schema_of_1(folder, "service"));
    let all = everything(&mut store.read().await.unwrap()).await;
    for (listing, provider) in &all {
        let shown = Shown { listing, provider: provider.as_ref() };
        let mut wrong = faults(&whole, &v3::service(shown));
        wrong.extend(faults(&short, &v3::listed(shown)));
        wrong.extend(faults(&whole_1, &v1::service(shown)));
        wrong.extend(faults(&short_1, &v1::listed(shown)));
        for nth in 0..listing.about().venues.len() {
            wrong.extend(faults(&at_short, &v3::at_location_listed(shown, nth)));
            let one = v3::at_location_whole(shown, nth);
            wrong.extend(faults(&at, &one));
            wrong.extend(faults(&whole, &one));
        }
        wrong.extend(faults(&short, &v3::tombstone(listing)));
        assert_eq!(wrong, Vec::<String>::new(), "{}", listing.about().name);
    }
    all.len()
}

#[tokio::test]
async fn a_real_feed_goes_out_strictly_valid() {
    let Some(folder) = shared("a_real_feed_goes_out_strictly_valid") else { return };
    let bytes = std::fs::read(folder.join("oruk/feeds/bristol-council.oruk1.json")).unwrap();

    assert_eq!(all_is_valid(&folder, services_of(&bytes).unwrap().services).await, 817);
}

/// The examples of the validator: what it takes for good, for doubtful and for wrong.
#[tokio::test]
async fn whatever_the_validators_examples_hold_goes_out_strictly_valid() {
    let Some(folder) = shared("whatever_the_validators_examples_hold_goes_out_strictly_valid") else { return };
    for kind in ["Default", "Test", "Warn", "Fail"] {
        let folder_of = folder.join(format!("oruk/validator-mocks/V3.0-UK-{kind}"));
        for name in ["service_full.json", "service_list.json"] {
            let bytes = std::fs::read(folder_of.join(name)).unwrap();
            let services = services_of(&bytes).unwrap().services;
            let found = all_is_valid(&folder, services).await;
            assert!(found > 0 || kind == "Fail", "{kind} {name}");
        }
    }
}

/// Everything that a listing can hold, and the least that it can.
#[tokio::test]
async fn the_fullest_and_the_barest_listing_go_out_strictly_valid() {
    let Some(folder) = shared("the_fullest_and_the_barest_listing_go_out_strictly_valid") else { return };
    let full = json!({"id": "x", "name": "Full", "description": "d", "url": "full.example", "email": "a@b.example", "fees": "£2",
        "minimum_age": "18", "maximum_age": 99, "assured_date": "2026-01-01", "alert": "Closed on Monday",
        "organization": {"id": "o", "name": "O", "organization_identifiers": [{"identifier_type": "charity", "identifier": "1"}]},
        "regular_schedules": [{"byday": "1MO,-1FR", "freq": "MONTHLY", "opens_at": "10am"}, {"dtstart": "2026-12-05", "opens_at": "14:00"}],
        "languages": [{"language": "Polish"}], "service_areas": [{"service_area": "Oxford"}, {"uri": "x/E07000178"}],
        "cost_options": [{"option": "each", "amount": "2.50"}, {"option": "family"}],
        "contacts": [{"name": "Jo", "title": "Office", "phones": [{"number": "01632 960123"}]}],
        "service_taxonomys": [{"taxonomy": {"id": "t", "name": "T", "vocabulary": "v"}}],
        "service_at_locations": [{"location": {"latitude": "51.5", "longitude": "-1.2", "physical_addresses": [{"address_1": "1 Mill Lane", "city": "Oxford",
            "postal_code": "OX4 1AA"}]}, "regular_schedule": [{"weekday": "Monday"}]}, {"location": {"location_type": "virtual"}}]});
    let bare = json!({"id": "y", "name": "Bare"});

    assert_eq!(all_is_valid(&folder, vec![full, bare]).await, 2);
}

/// What goes out in one shape and comes in again is the same listing: nothing is lost on the way round.
#[tokio::test]
async fn what_goes_out_comes_in_again_as_it_was() {
    use folkmoot_directory::oruk::read::service;
    let store = testing::store().await;
    let Some(folder) = shared("what_goes_out_comes_in_again_as_it_was") else { return };
    let bytes = std::fs::read(folder.join("oruk/validator-mocks/V3.0-UK-Default/service_full.json")).unwrap();
    read(&store, services_of(&bytes).unwrap().services).await;
    let all = everything(&mut store.read().await.unwrap()).await;
    assert!(!all.is_empty());
    for (listing, provider) in &all {
        let out = v3::service(Shown { listing, provider: provider.as_ref() });
        let again = service(&out, "2030-01-01".parse().unwrap()).unwrap();
        assert_eq!(again.uuid, listing.uuid());
        assert_eq!(again.about.name, listing.about().name);
        assert_eq!(again.about.summary, listing.about().summary);
        assert_eq!(again.about.phones, listing.about().phones);
        let names = |venues: &[folkmoot_directory::venue::Venue]| {
            venues.iter().map(|venue| (venue.kind, venue.name.clone())).collect::<Vec<_>>()
        };
        assert_eq!(names(&again.about.venues), names(&listing.about().venues));
        let days = |sessions: &[folkmoot_directory::session::Session]| {
            sessions.iter().map(|one| (one.days.clone(), one.opens, one.closes)).collect::<Vec<_>>()
        };
        assert_eq!(days(&again.about.sessions), days(&listing.about().sessions));
    }
}
