use super::*;
use crate::listing::{Listing, New, Served, State, Tag};
use crate::need::Need;
use crate::venue::{Kind, Venue};
use crate::whom::Whom;
use folkmoot_kernel::Id;

fn ask(query: &str) -> Result<Ask, Misread> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    read(&pairs)
}

fn now() -> Timestamp {
    Timestamp::at("2026-11-25".parse().unwrap(), 10, 0)
}

fn listing(about: About) -> Listing {
    let new = New { id: Id::from_number(1), uuid: Uuid::of("service", &["1"]), place: None, provider: None, about };
    Listing::sent(new, Id::from_number(9), State::Listed, None, now()).unwrap()
}

fn walk() -> About {
    let venue = Venue { lat_u: Some(51_750_000), lon_u: Some(-1_250_000), ..Venue::bare(Kind::Building) };
    About {
        name: "Walk".into(),
        summary: "We stroll along the weir".into(),
        needs: [Need::Moving].into(),
        whom: Whom { from_age: Some(50), to_age: Some(80), words: String::new() },
        sessions: vec![Session::weekly([Day::Tuesday], "10:00".parse().ok(), "12:00".parse().ok())],
        venues: vec![venue],
        areas: vec![Served { code: "E07000178".into(), name: String::new() }],
        tags: vec![Tag { list: "LGSL".into(), term: "t".into(), name: "Walks".into() }],
        ..About::default()
    }
}

fn takes(query: &str) -> bool {
    let near = Near { point: Some(Point { lat_u: 51_751_000, lon_u: -1_250_000 }), areas: vec!["E07000178".into()] };
    let run_by = (Uuid::of("organisation", &["o"]), "Amblers".to_owned());
    let shelved = Shelved { listing: listing(walk()), provider: Some(run_by) };
    ask(query).unwrap().filter.takes(&shelved, &near)
}

#[test]
fn each_parameter_filters_on_both_sides_of_its_line() {
    let (term, list) = (v3::need_id(Need::Moving), v3::list_id(v3::NEEDS));
    let organisation = Uuid::of("organisation", &["o"]);
    for (query, taken) in [
        (String::new(), true),
        ("search=weir%20walk".into(), true),
        ("search=weir%20swim".into(), false),
        ("search=strolling+ambler".into(), true),
        (format!("taxonomy_term_id={term}"), true),
        (format!("taxonomy_term_id={}", v3::need_id(Need::Food)), false),
        (format!("taxonomy_id={list}"), true),
        (format!("taxonomy_id={}", v3::list_id("LGSL")), true),
        (format!("taxonomy_id={}", v3::list_id("other")), false),
        (format!("organization_id={organisation}"), true),
        (format!("organization_id={term}"), false),
        ("minimum_age=50".into(), true),
        ("minimum_age=51".into(), false),
        ("maximum_age=80".into(), true),
        ("maximum_age=79".into(), false),
        ("day=TU".into(), true),
        ("day=Monday".into(), false),
        ("start_time=10:00".into(), true),
        ("start_time=10:01".into(), false),
        ("end_time=12:00".into(), true),
        ("end_time=11:59".into(), false),
        ("day=TU&start_time=09:00&end_time=12:30".into(), true),
        ("modified_after=2026-11-25T10:00:00Z".into(), true),
        ("modified_after=2026-11-25T10:00:01Z".into(), false),
        ("modified_after=2026-11-25".into(), true),
        ("modified_after=2026-11-26".into(), false),
        ("postcode=OX41AA".into(), true),
        ("postcode=OX41AA&proximity=112".into(), true),
        ("postcode=OX41AA&proximity=110".into(), false),
    ] {
        assert_eq!(takes(&query), taken, "{query}");
    }
}

#[test]
fn a_postcode_outside_every_area_of_a_service_is_not_served() {
    let filter = ask("postcode=OX41AA").unwrap().filter;
    let elsewhere = Near { point: None, areas: vec!["E07000001".into()] };

    let takes = |about: About| filter.takes(&Shelved { listing: listing(about), provider: None }, &elsewhere);
    assert!(!takes(walk()));
    assert!(takes(About { areas: Vec::new(), ..walk() }));
}

#[test]
fn what_is_asked_wrongly_names_its_parameter() {
    for (query, parameter) in [
        ("page=0", "page"),
        ("page=x", "page"),
        ("per_page=501", "per_page"),
        ("full=maybe", "full"),
        ("format=xml", "format"),
        ("taxonomy_term_id=7", "taxonomy_term_id"),
        ("minimum_age=121", "minimum_age"),
        ("minimum_age=-1", "minimum_age"),
        ("day=someday", "day"),
        ("start_time=25:00", "start_time"),
        ("modified_after=yesterday", "modified_after"),
        ("postcode=nowhere", "postcode"),
        ("proximity=100", "proximity"),
        ("postcode=OX41AA&proximity=-1", "proximity"),
    ] {
        assert_eq!(ask(query).unwrap_err().parameter, parameter, "{query}");
    }
    assert_eq!(ask("page=&unknown=1").unwrap(), Ask { page: 1, per_page: PER_PAGE, ..Ask::default() });
}
