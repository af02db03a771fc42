use super::*;
use crate::named::Thing;
use proptest::prelude::*;

const TRUST: Party = Party::Organisation(Id::from_number(3));
const TOM: Party = Party::Person(Id::from_number(4));
const NOW: Timestamp = Timestamp::from_ms(1_772_442_000_000); // 2 March 2026

fn day(month: i8, day: i8) -> Date {
    Date::new(2026, month, day).unwrap()
}

fn details(kind: Kind) -> InterestDetails {
    InterestDetails {
        kind,
        named: Named::called(Thing::Contract, "Home care").unwrap(),
        what: "We bid for it".into(),
        from: day(1, 1),
        until: None,
    }
}

fn declare(party: Party, details: InterestDetails) -> Result<Interest, Refusal> {
    Interest::declare(Id::from_number(1), Id::from_number(2), party, details, NOW)
}

#[test]
fn an_interest_says_what_it_is() {
    let silent = InterestDetails { what: " ".into(), ..details(Kind::Bid) };

    assert_eq!(declare(TRUST, silent), Err(Refusal::WhatMissing));
}

#[test]
fn kinds_of_persons_are_not_those_of_organisations() {
    assert_eq!(declare(TRUST, details(Kind::Indirect)), Err(Refusal::KindOfOthers));
    assert_eq!(declare(TOM, details(Kind::Bid)), Err(Refusal::KindOfOthers));
    assert!(declare(TOM, details(Kind::Indirect)).is_ok());
    assert!(Kind::ALL.into_iter().all(|kind| kind.fits(TOM) != kind.fits(TRUST)));
}

#[test]
fn nobody_declares_an_interest_in_itself() {
    let itself = InterestDetails { named: Named::Organisation(Id::from_number(3)), ..details(Kind::Ownership) };
    let other = InterestDetails { named: Named::Organisation(Id::from_number(9)), ..details(Kind::Ownership) };

    assert_eq!(declare(TRUST, itself), Err(Refusal::InItself));
    assert!(declare(TRUST, other).is_ok());
}

#[test]
fn an_interest_lasts_to_its_last_day_and_is_shown_for_months_after() {
    let interest = declare(TRUST, InterestDetails { until: Some(day(2, 1)), ..details(Kind::Bid) }).unwrap();

    assert!(interest.is_current(day(2, 1)));
    assert!(!interest.is_current(day(2, 2)));
    assert!(interest.is_shown(day(2, 1).plus_days(SHOWN_AFTER_DAYS)));
    assert!(!interest.is_shown(day(2, 1).plus_days(SHOWN_AFTER_DAYS + 1)));
}

#[test]
fn it_ends_once_and_not_before_it_began() {
    let interest = declare(TRUST, details(Kind::Bid)).unwrap();

    assert_eq!(interest.clone().end(day(1, 1).plus_days(-1)), Err(Refusal::EndsBeforeItBegins { from: day(1, 1) }));
    let ended = interest.end(day(3, 1)).unwrap();
    assert_eq!(ended.clone().end(day(3, 1)), Err(Refusal::Ended { on: day(3, 1) }));
    assert_eq!(ended.change(details(Kind::Bid), NOW), Err(Refusal::Ended { on: day(3, 1) }));
}

proptest! {
    #[test]
    fn what_is_current_is_shown(from in 0i64..400, lasts in prop::option::of(0i64..400), at in 0i64..900) {
        let from = day(1, 1).plus_days(from);
        let until = lasts.map(|days| from.plus_days(days));
        let interest = declare(TRUST, InterestDetails { from, until, ..details(Kind::Bid) }).unwrap();
        let at = day(1, 1).plus_days(at);

        prop_assert!(!interest.is_current(at) || interest.is_shown(at));
    }
}
