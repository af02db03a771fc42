//! The index finds exactly what the rules on one listing say.

use super::*;
use crate::cost::Cost;
use crate::listing::{About, Listing, ListingId, New, Served, State, Tag, Way};
use crate::need::Need;
use crate::oruk::ask::{Filter, Near, Times};
use crate::oruk::v3;
use crate::session::{Day, Session};
use crate::time_of_day::TimeOfDay;
use crate::uuid::Uuid;
use crate::venue::{Access, Kind, Venue};
use crate::whom::Whom;
use folkmoot_kernel::{Id, PlaceId, Postcode, Timestamp};
use folkmoot_register::postcode::Point;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;

const OXFORD: Point = Point { lat_u: 51_750_000, lon_u: -1_250_000 };

fn now() -> Timestamp {
    Timestamp::at("2026-11-25".parse().unwrap(), 10, 30)
}

fn place(number: i64) -> PlaceId {
    Id::from_number(number)
}

prop_compose! {
    fn a_venue()(
        kind in select(Kind::ALL),
        access in btree_set(select(Access::ALL), 0..3),
        point in proptest::option::of((-200_000..200_000_i64, -300_000..300_000_i64)),
        confidential in proptest::bool::weighted(0.1),
    ) -> Venue {
        let (lat_u, lon_u) = point.map_or((None, None), |(up, right)| (Some(OXFORD.lat_u + up), Some(OXFORD.lon_u + right)));
        Venue { access, lat_u, lon_u, confidential, ..Venue::bare(kind) }.shown()
    }
}

prop_compose! {
    fn a_session()(
        days in btree_set(select(Day::ALL), 1..3),
        opens in proptest::option::of(0_u16..24),
        hours in proptest::option::of(1_u16..23),
        once in proptest::option::of(0_i64..7),
    ) -> Session {
        let at = |hour: u16| TimeOfDay::new(hour % 24, 0);
        let (from, until) = (opens.and_then(at), opens.zip(hours).and_then(|(opens, hours)| at(opens + hours)));
        match once {
            Some(days) => Session::once(now().date().plus_days(days), from, until),
            None => Session { days, ..Session::weekly([Day::Monday], from, until) },
        }
    }
}

prop_compose! {
    fn an_about()(
        name in select(&["Amblers", "Lunch club", "Food bank", "Knit and natter", "Swimming"][..]),
        summary in select(&["We walk along the weir", "Soup for anybody who is hungry", "Chat over a cup of tea", ""][..]),
        needs in btree_set(select(Need::ALL), 0..3),
        ages in proptest::option::of((0..60_u8, proptest::option::of(60..100_u8))),
        free in any::<bool>(),
        ways in btree_set(select(Way::ALL), 0..3),
        languages in vec(select(&["Polish", "Urdu", "Welsh"][..]), 0..2),
        sessions in vec(a_session(), 0..3),
        venues in vec(a_venue(), 0..4),
        areas in vec(select(&["E07000178", "E07000179", ""][..]), 0..2),
        tags in vec(select(&["a", "b", "c"][..]), 0..2),
    ) -> About {
        let whom = Whom { from_age: ages.map(|(from, _)| from), to_age: ages.and_then(|(_, to)| to), words: String::new() };
        About {
            name: name.into(),
            summary: summary.into(),
            needs,
            whom,
            cost: if free { Cost::free() } else { Cost::default() },
            ways,
            languages: languages.into_iter().map(str::to_owned).collect(),
            sessions,
            venues,
            areas: areas.into_iter().map(|code| Served { code: code.into(), name: "Somewhere".into() }).collect(),
            tags: tags.into_iter().map(|term| Tag { list: "LGSL".into(), term: term.into(), name: term.into() }).collect(),
            ..About::default()
        }
    }
}

fn shelved(number: i64, about: About, state: State, days: i64) -> Shelved {
    let uuid = Uuid::of("service", &[&number.to_string()]);
    let run_by =
        (number % 3 != 0).then(|| (Uuid::of("organisation", &[&(number % 3).to_string()]), "Friends".to_owned()));
    let new = New { id: Id::from_number(number), uuid, place: Some(place(number % 2 + 1)), provider: None, about };
    let now = now().plus_days(-days);
    let listing = Listing::sent(new, Id::from_number(9), state, None, now).unwrap();
    Shelved { listing, provider: run_by }
}

prop_compose! {
    fn some()(
        all in vec((an_about(), select(State::ALL), 0..200_i64), 30..60),
    ) -> Vec<Shelved> {
        all.into_iter().zip(1..).map(|((about, state, days), number)| shelved(number, about, state, days)).collect()
    }
}

prop_compose! {
    fn wanted()(
        place in proptest::option::weighted(0.2, 1..3_i64),
        need in proptest::option::weighted(0.2, select(Need::ALL)),
        within in proptest::option::weighted(0.4, (0..40_000_i64, proptest::option::of(1..3_i64))),
        open_now in proptest::bool::weighted(0.2),
        day in proptest::option::weighted(0.3, select(Day::ALL)),
        part in proptest::option::weighted(0.3, select(Part::ALL)),
        age in proptest::option::weighted(0.3, 0..110_u8),
        free in proptest::bool::weighted(0.2),
        language in proptest::option::weighted(0.2, select(&["polish", "urdu"][..])),
        kind in proptest::option::weighted(0.2, select(Kind::ALL)),
        way in proptest::option::weighted(0.2, select(Way::ALL)),
    ) -> Wanted {
        Wanted {
            place: place.map(self::place),
            need,
            here: within.map(|(_, place)| Here { point: OXFORD, place: place.map(self::place), area: None }),
            within: within.map(|(metres, _)| metres),
            open_now,
            day,
            part,
            age,
            free,
            language: language.map(str::to_owned),
            kind,
            way,
            ..Wanted::default()
        }
    }
}

prop_compose! {
    fn filter()(
        words in proptest::option::weighted(0.3, select(&["walking", "soup", "friends", "club tea"][..])),
        term in proptest::option::weighted(0.2, select(&["a", "b"][..])),
        need in proptest::option::weighted(0.2, select(Need::ALL)),
        organisation in proptest::option::weighted(0.2, 1..3_i64),
        minimum_age in proptest::option::weighted(0.2, 0..60_u8),
        maximum_age in proptest::option::weighted(0.2, 60..100_u8),
        opens_from in proptest::option::weighted(0.2, 0..24_u16),
        day in proptest::option::weighted(0.2, select(Day::ALL)),
        changed in proptest::option::weighted(0.3, 0..200_i64),
        near in proptest::option::weighted(0.4, proptest::option::of(0..40_000_i64)),
    ) -> Filter {
        let need = need.map(|need| v3::need_id(need).to_string());
        let times = Times { day, opens_from: opens_from.and_then(|hour| TimeOfDay::new(hour, 0)), closes_until: None };
        let postcode: Postcode = "OX4 1AA".parse().unwrap();
        Filter {
            words: words.map(super::words::stems).unwrap_or_default(),
            terms: term.map(str::to_owned).into_iter().chain(need).collect(),
            organisation: organisation.map(|number| Uuid::of("organisation", &[&number.to_string()])),
            minimum_age,
            maximum_age,
            times: if times == Times::default() { Vec::new() } else { vec![times] },
            changed_from: changed.map(|days| now().plus_days(-days)),
            served: near.filter(Option::is_none).map(|_| postcode.clone()),
            circle: near.flatten().map(|metres| (postcode, metres)),
            ..Filter::default()
        }
    }
}

fn ids(found: impl IntoIterator<Item = ListingId>) -> Vec<i64> {
    let mut ids: Vec<i64> = found.into_iter().map(Id::number).collect();
    ids.sort_unstable();
    ids
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_people_look_for_is_found_and_counted_as_the_rule_says(all in some(), questions in vec(wanted(), 20)) {
        let shelf = Shelf::of(all.clone()).unwrap();
        for wanted in questions {
            let fits: Vec<&Shelved> = all.iter().filter(|one| wanted.takes(&one.listing, now())).collect();

            let found = shelf.find(Sieve::of(&wanted, now()), 100, now().date()).unwrap();

            prop_assert_eq!(ids(found.hits.iter().map(|hit| hit.id)), ids(fits.iter().map(|one| one.listing.id())), "{:?}", wanted);
            prop_assert_eq!(found.total, fits.len() as u64);
            for choice in Choice::all() {
                let count = fits.iter().filter(|one| choice.fits(one.listing.about())).count() as u64;
                prop_assert_eq!(found.choices.get(&choice).copied().unwrap_or(0), count, "{:?}", choice);
            }
        }
    }

    #[test]
    fn every_parameter_of_open_referral_finds_what_its_rule_says(all in some(), questions in vec(filter(), 20)) {
        let shelf = Shelf::of(all.clone()).unwrap();
        let near = Near { point: Some(OXFORD), areas: vec!["E07000178".into()] };
        for filter in questions {
            let gone = filter.changed_from.is_some();
            let is_asked = |one: &&Shelved| match one.listing.state() {
                State::Listed | State::Paused => filter.takes(one, &near),
                // What is gone has nothing but the time when it went.
                State::Ended | State::Hidden => gone && Filter { changed_from: filter.changed_from, ..Filter::default() } == filter
                    && filter.takes(one, &near),
                State::Waiting => false,
            };
            let fits: Vec<i64> = ids(all.iter().filter(is_asked).map(|one| one.listing.id()));

            let found = shelf.all(Sieve::of_filter(&filter, &near), false).unwrap();

            prop_assert_eq!(ids(found.into_iter().map(|(id, _)| id)), fits, "{:?}", filter);
        }
    }
}

#[test]
fn fewer_are_kept_than_counted_and_they_are_the_best() {
    let named =
        |number: i64, name: &str| shelved(number, About { name: name.into(), ..About::default() }, State::Listed, 0);
    let shelf = Shelf::of([named(1, "A walk"), named(2, "A walk on the weir"), named(3, "Soup")]).unwrap();
    let wanted = Wanted { text: "weir walk".into(), ..Wanted::default() };

    let found = shelf.find(Sieve::of(&wanted, now()), 1, now().date()).unwrap();

    assert_eq!((found.total, ids(found.hits.iter().map(|hit| hit.id))), (2, vec![2]));
}

#[test]
fn what_is_meant_is_found_without_the_word_and_in_spite_of_typing_errors() {
    let needs = |number: i64, name: &str, need: Need| {
        shelved(number, About { name: name.into(), needs: [need].into(), ..About::default() }, State::Listed, 0)
    };
    let shelf = Shelf::of([
        needs(1, "Tuesday table", Need::Company),
        needs(2, "Oxmoor larder", Need::Food),
        needs(3, "Chrysanthemum growers", Need::Nature),
    ])
    .unwrap();
    let first = |text: &str| {
        let wanted = Wanted { text: text.into(), ..Wanted::default() };
        let found = shelf.find(Sieve::of(&wanted, now()), 10, now().date()).unwrap();
        found.hits.first().map(|hit| hit.id.number())
    };

    assert_eq!(first("I am lonley"), Some(1));
    assert_eq!(first("nothing to eat"), Some(2));
    assert_eq!(first("chrysanthemun"), Some(3));
    assert_eq!(first("qqqqqqqq"), None);
}

#[test]
fn a_confidential_venue_is_not_found_by_where_it_is() {
    let venue = Venue {
        lat_u: Some(OXFORD.lat_u),
        lon_u: Some(OXFORD.lon_u),
        confidential: true,
        town: "Oxmoor".into(),
        ..Venue::bare(Kind::Building)
    };
    let about = About { name: "Refuge".into(), venues: vec![venue], ..About::default() }.checked().unwrap();
    let shelf = Shelf::of([shelved(1, about, State::Listed, 0)]).unwrap();
    let found = |wanted: Wanted| shelf.find(Sieve::of(&wanted, now()), 10, now().date()).unwrap().total;

    assert_eq!(found(Wanted { text: "Oxmoor".into(), ..Wanted::default() }), 0);
    let here = Some(Here { point: OXFORD, place: None, area: None });
    assert_eq!(found(Wanted { here, within: Some(100), ..Wanted::default() }), 0);
    assert_eq!(found(Wanted { text: "refuge".into(), ..Wanted::default() }), 1);
}
