use super::*;
use crate::session::{Day, Often};
use crate::venue::{Access, Kind};
use serde_json::json;

fn today() -> Date {
    "2026-11-25".parse().unwrap()
}

fn read(value: &Value) -> Taken {
    service(value, today()).unwrap()
}

fn repairs(taken: &Taken) -> Vec<Repair> {
    taken.repairs.iter().map(|one| one.repair).collect()
}

const ID: &str = "86cf2e63-7ba2-4b86-9942-bcd99a394ea1";

#[test]
fn a_service_of_3_0_is_understood_whole() {
    let taken = read(&json!({
        "id": ID, "name": "Lunch club", "description": "Soup and company.", "status": "active", "url": "https://club.example",
        "minimum_age": 60, "assured_date": "2026-10-01",
        "organization": {"id": "0f9d3a0e-0000-4000-8000-000000000001", "name": "St Anne's", "description": "A church", "website": "https://st.example"},
        "schedules": [{"id": ID, "freq": "WEEKLY", "byday": "TU,TH", "opens_at": "12:00", "closes_at": "14:00"}],
        "cost_options": [{"id": ID, "option": "a meal", "amount": 3.5}],
        "languages": [{"id": ID, "name": "Polish"}],
        "service_areas": [{"id": ID, "name": "Oxford", "uri": "http://statistics.data.gov.uk/id/statistical-geography/E07000178"}],
        "contacts": [{"id": ID, "title": "Kitchen", "phones": [{"number": "01632 960123"}]}],
        "attributes": [{"id": ID, "taxonomy_term": {"id": "t1", "name": "Food", "taxonomy": "LGSL"}}],
        "service_at_locations": [{"id": ID, "location": {"id": ID, "location_type": "physical", "name": "Hall", "latitude": 51.75, "longitude": -1.25,
            "addresses": [{"address_1": "1 Mill Lane", "city": "Oxford", "postal_code": "ox41aa"}],
            "accessibility": [{"description": "Ramp and accessible toilet"}]}}]
    }));

    assert_eq!(taken.uuid.to_string(), ID);
    assert_eq!(taken.checked_on.unwrap().to_string(), "2026-10-01");
    let about = &taken.about;
    assert_eq!(about.sessions[0].in_words(), "Every Tuesday and Thursday, noon to 2pm");
    assert_eq!(about.cost.in_words(), "£3.50 a meal");
    assert_eq!(about.whom.in_words(), "Aged 60 and over");
    assert_eq!(about.venues[0].in_words(), "Hall, 1 Mill Lane, Oxford, OX4 1AA");
    assert_eq!(about.venues[0].access, [Access::StepFree, Access::WheelchairToilet].into());
    assert_eq!(about.areas[0].code, "E07000178");
    assert_eq!((about.phones[0].number.as_str(), about.phones[0].words.as_str()), ("01632 960123", "Kitchen"));
    assert_eq!((about.tags[0].list.as_str(), about.tags[0].name.as_str()), ("LGSL", "Food"));
    assert_eq!(repairs(&taken), []);
}

#[test]
fn a_service_of_1_0_is_understood_whole() {
    let taken = read(&json!({
        "id": ID, "name": "Stroke group", "description": "", "attending_type": "venue", "attending_access": "drop-in", "fees": "Free",
        "organization": {"id": ID, "name": "Group", "description": "g"},
        "eligibilitys": [{"eligibility": "Stroke survivors", "minimum_age": 18, "maximum_age": 120}],
        "regular_schedules": [{"byday": "1MO", "freq": "MONTHLY", "opens_at": "10:00:00", "closes_at": "11:30:00"}],
        "holiday_schedules": [{"closed": true, "start_date": "2026-12-07", "end_date": "2026-12-08"}],
        "service_taxonomys": [{"taxonomy": {"id": "x", "name": "Stroke", "vocabulary": "need"}}],
        "service_at_locations": [{"location": {"name": "Hall", "physical_addresses": [{"address_1": "Hall", "city": "Bristol", "postal_code": "BS1 1AA"}],
            "accessibility_for_disabilities": [{"accessibility": "No wheelchair access"}]}}]
    }));

    let about = &taken.about;
    assert_eq!(about.ways, [Way::DropIn].into());
    assert_eq!(about.cost, Cost::free());
    assert_eq!(about.whom.in_words(), "Aged 18 and over. Stroke survivors");
    assert_eq!(about.sessions[0].often, Often::Monthly);
    assert!(!about.sessions[0].is_on("2026-12-07".parse().unwrap()));
    assert!(about.sessions[0].is_on("2027-01-04".parse().unwrap()));
    assert_eq!(about.venues[0].in_words(), "Hall, Bristol, BS1 1AA");
    assert!(about.venues[0].access.is_empty(), "what is denied is not there");
    assert_eq!(about.venues[0].kind, Kind::Building);
}

#[test]
fn what_cannot_be_listed_is_put_aside_with_a_reason() {
    let reason = |value: &Value| service(value, today()).unwrap_err().reason;

    assert_eq!(reason(&json!({"id": ID, "name": " "})), Reason::NoName);
    assert_eq!(reason(&json!({"name": "a"})), Reason::NoId);
    assert_eq!(reason(&json!("a")), Reason::NotAnObject);
    assert_eq!(reason(&json!({"id": ID, "name": "<p><br></p>"})), Reason::NoName);
}

#[test]
fn every_repair_is_named_with_its_place() {
    let taken = read(&json!({
        "id": "7", "name": "Walk", "description": "<p>We walk</p>", "url": "walk.example", "email": "no", "status": "open",
        "assured_date": "2027-01-01", "pc_metadata": {"assured_by": "officer@council.example"},
        "minimum_age": 70, "maximum_age": 60, "contacts": [{"name": "Jo", "phones": [{"number": "ask"}]}],
        "schedules": [{"freq": "WEEKLY", "byday": "MO", "opens_at": "tennish"}],
        "service_at_locations": [{"location": {"latitude": 1, "longitude": 1, "addresses": [{"address_1": "x", "postal_code": "nowhere"}]}}]
    }));

    let told: Vec<(Repair, &str)> = taken.repairs.iter().map(|one| (one.repair, one.at.as_str())).collect();
    assert_eq!(
        told,
        [
            (Repair::Id, "id"),
            (Repair::Marks, "description"),
            (Repair::Scheme, "url"),
            (Repair::Email, "email"),
            (Repair::ContactName, "contacts"),
            (Repair::Phone, "phones"),
            (Repair::Ages, "minimum_age"),
            (Repair::Time, "schedules/0/opens_at"),
            (Repair::Postcode, "service_at_locations/0/location/addresses/0/postal_code"),
            (Repair::Point, "service_at_locations/0/location/latitude"),
            (Repair::Status, "status"),
            (Repair::Officer, "assurer_email"),
            (Repair::Future, "assured_date"),
            (Repair::NoOrganisation, "organization"),
        ]
    );
    assert!(taken.repairs.iter().all(|one| !one.was.contains("officer@")));
    assert_eq!(taken.about.sessions[0].in_words(), "Every Monday, tennish");
    assert_eq!(taken.about.sessions[0].days, [Day::Monday].into());
}

#[test]
fn what_has_another_shape_and_what_is_not_kept_is_told() {
    let taken = read(&json!({
        "id": ID, "name": "Walk", "organization": {"id": ID, "name": "Group", "description": "g"}, "schedules": {"byday": "MO"},
        "service_at_locations": "no", "reviews": [{"title": "good"}], "deliverable_type": "", "funding": [{"source": "council"}]
    }));

    let told: Vec<(Repair, &str)> = taken.repairs.iter().map(|one| (one.repair, one.at.as_str())).collect();
    let wanted = [
        (Repair::Unread, "schedules"),
        (Repair::Unread, "service_at_locations"),
        (Repair::NotKept, "reviews"),
        (Repair::NotKept, "funding"),
    ];
    assert_eq!(told, wanted);
}

#[test]
fn nobodys_name_or_address_comes_in() {
    let taken = read(&json!({
        "id": ID, "name": "Walk", "pc_metadata": {"assured_by": "officer@council.example"}, "assurer_email": "other@council.example",
        "contacts": [{"name": "Jo Planted", "email": "jo@planted.example", "phones": [{"number": "01632 960123"}]}]
    }));

    let kept = format!("{:?}{}", taken, serde_json::to_string(&taken.about).unwrap());
    for trace in ["officer@", "other@", "Planted", "jo@"] {
        assert!(!kept.contains(trace), "{trace}");
    }
}

proptest::proptest! {
    /// Whatever stands in the fields, a service is read or put aside, and what is read keeps the rules of listings.
    #[test]
    fn anything_is_read_or_put_aside(bytes in ".{0,40}", number in proptest::num::f64::ANY, which in 0_usize..24) {
        const FIELDS: [&str; 12] = ["name", "description", "url", "email", "status", "fees", "minimum_age", "maximum_age", "assured_date",
            "organization", "schedules", "service_at_locations"];
        let mut value = json!({"id": ID, "name": "Walk", "description": "We walk"});
        let odd = match which % 3 { 0 => json!(bytes), 1 => json!(number), _ => json!([{"name": bytes, "opens_at": bytes, "byday": bytes,
            "dtstart": bytes, "location": {"latitude": number, "longitude": bytes, "addresses": [{"postal_code": bytes}]}}]) };
        value[FIELDS[which % 12]] = odd;
        if let Ok(taken) = service(&value, today()) {
            proptest::prop_assert!(taken.about.checked().is_ok());
        }
    }
}
