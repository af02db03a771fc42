//! What the pack counts, and when everybody reads it.

use super::*;
use folkmoot_kernel::Id;
use proptest::prelude::*;

fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

#[test]
fn a_period_runs_forward_and_not_for_ever() {
    let first = date(2026, 4, 1);

    assert_eq!(Period::of(first, first.plus_days(-1)), Err(Refusal::Backwards));
    assert!(Period::of(first, first).is_ok());
    assert!(Period::of(first, first.plus_days(1_830)).is_ok());
    assert_eq!(Period::of(first, first.plus_days(1_831)), Err(Refusal::TooLong));
}

#[test]
fn the_financial_year_begins_in_april() {
    assert_eq!(Period::year_to(date(2026, 3, 31)).from(), date(2025, 4, 1));
    assert_eq!(Period::year_to(date(2026, 4, 1)).from(), date(2026, 4, 1));
}

#[test]
fn everybody_reads_a_quarter_four_weeks_after_its_last_day() {
    let quarter = Period::of(date(2026, 7, 1), date(2026, 9, 30)).unwrap();

    assert!(!quarter.is_public(date(2026, 10, 27)));
    assert!(quarter.is_public(date(2026, 10, 28)));
    assert_eq!(Period::public_quarter(date(2026, 10, 27)).until(), date(2026, 6, 30));
    assert_eq!(Period::public_quarter(date(2026, 10, 28)), quarter);
    assert_eq!(Period::public_quarter(date(2026, 1, 5)).until(), date(2025, 9, 30));
}

fn body(held: i64, quorate: i64, unsaid: i64, pounds: i64) -> BodyCounts {
    BodyCounts {
        body: Id::from_number(1),
        name: "Board".into(),
        href: String::new(),
        quorum: 4,
        held,
        quorate,
        unsaid,
        cancelled: 0,
        decided: 1,
        endorsed: 0,
        money_decided: Pence::pounds(pounds),
    }
}

#[test]
fn bodies_add_up() {
    let counts = Counts { bodies: vec![body(3, 2, 1, 100), body(2, 2, 0, 50)], ..Counts::default() };

    let pack = Pack::draw("Vale", Period::year_to(date(2026, 5, 1)), counts, &Authority::default(), &Links::default());

    let number = |section: usize, line: usize| pack.sections[section].lines[line].number.words();
    assert_eq!((number(0, 0), number(0, 1), number(0, 2)), ("5".into(), "4 of 4".into(), "1".into()));
    assert_eq!(number(1, 0), "not kept here yet");
    assert_eq!(number(3, 1), "£150");
}

proptest! {
    #[test]
    fn the_public_quarter_is_public_and_the_next_is_not(days in 0i64..3_000) {
        let today = date(2024, 1, 1).plus_days(days);
        let quarter = Period::public_quarter(today);
        let next = quarter.until().plus_days(92);

        prop_assert!(quarter.is_public(today));
        prop_assert!(!Period::of(quarter.from(), next).unwrap().is_public(today));
    }
}
