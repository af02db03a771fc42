use super::*;
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::from_ms(1_772_452_800_000); // 2026-03-02, a Monday

fn day(written: &str) -> Date {
    written.parse().unwrap()
}

fn standard(days: i64) -> Standard {
    Standard { notice_days: days, ..Standard::of_nobodys_choice(Id::from_number(1)) }
}

fn draft() -> Draft {
    Draft {
        place: Id::from_number(1),
        organisation: Id::from_number(2),
        kind: Kind::Stop,
        of: Of::Funding,
        title: "Night sitters".into(),
        what: "The grant for night sitters ends.".into(),
        reason: "The money ends.".into(),
        source: Source::Given,
        told_on: day("2026-03-02"),
        starts_on: day("2026-04-01"),
        impact: Impact::default(),
    }
}

fn give(draft: Draft) -> Result<Notice, Refusal> {
    Notice::give(Id::from_number(9), 1, draft, &standard(90), None, NOW)
}

#[test]
fn notice_is_counted_from_the_day_the_place_was_told() {
    let notice = give(draft()).unwrap();

    assert_eq!(notice.given_days(), 30);
    assert_eq!(notice.given_working_days(), 22);
    assert_eq!(notice.short_by_days(), 60);
    assert_eq!(notice.promised_from(), day("2026-05-31"));
}

#[test]
fn the_promised_day_itself_keeps_the_promise_and_one_day_less_does_not() {
    let kept = give(Draft { starts_on: day("2026-05-31"), ..draft() }).unwrap();
    let short = give(Draft { starts_on: day("2026-05-30"), ..draft() }).unwrap();

    assert_eq!((kept.short_by_days(), short.short_by_days()), (0, 1));
}

#[test]
fn nobody_gives_notice_of_what_has_begun_but_a_place_may_have_learned_of_it() {
    let begun = Draft { starts_on: day("2026-03-01"), ..draft() };

    assert_eq!(give(begun.clone()), Err(Refusal::BegunBefore));
    assert_eq!(give(Draft { source: Source::Learned(" ".into()), ..begun.clone() }), Err(Refusal::HowMissing));
    let learned = give(Draft { source: Source::Learned("From a patient".into()), ..begun }).unwrap();
    assert_eq!((learned.given_days(), learned.short_by_days()), (0, 90));
}

#[test]
fn what_is_still_to_come_was_not_told_yet() {
    assert!(give(Draft { told_on: day("2026-03-02"), ..draft() }).is_ok());
    assert_eq!(give(Draft { told_on: day("2026-03-03"), ..draft() }), Err(Refusal::ToldInTheFuture));
}

#[test]
fn the_countdown_ends_on_the_day() {
    let notice = give(draft()).unwrap();
    let words = |today: &str| notice.countdown(day(today)).words();

    assert_eq!(words("2026-03-28"), "4 days to go, 3 of them working days");
    assert_eq!(words("2026-03-31"), "It begins tomorrow");
    assert_eq!(words("2026-04-01"), "It begins today");
    assert_eq!(words("2026-04-03"), "Began 2 days ago");
}

#[test]
fn what_was_withdrawn_is_not_changed_any_more() {
    let notice = give(draft()).unwrap();
    assert_eq!(notice.clone().withdraw(" ", NOW), Err(Refusal::WhyMissing));

    let withdrawn = notice.withdraw("The council found the money.", NOW).unwrap();

    assert_eq!(withdrawn.countdown(NOW.date()), Countdown::Withdrawn);
    assert_eq!(withdrawn.clone().withdraw("Again", NOW), Err(Refusal::Withdrawn));
    assert_eq!(withdrawn.meaning(Impact::default()), Err(Refusal::Withdrawn));
}

#[test]
fn a_handful_of_people_is_not_counted_out() {
    let of = |people| {
        give(Draft { impact: Impact { people: Some(people), ..Impact::default() }, ..draft() }).unwrap().people()
    };

    assert_eq!(of(7).as_deref(), Some("fewer than 8"));
    assert_eq!(of(8).as_deref(), Some("8"));
}

proptest! {
    #[test]
    fn given_and_missing_days_make_up_what_was_promised(told in 0i64..700, ahead in -400i64..800, promised in 0i64..730) {
        let told_on = NOW.date().plus_days(-told);
        let source = Source::Learned("By chance".into());
        let told = Draft { told_on, starts_on: told_on.plus_days(ahead), source, ..draft() };

        let notice = Notice::give(Id::from_number(9), 1, told, &standard(promised), None, NOW).unwrap();

        prop_assert!(notice.given_days() >= 0 && notice.short_by_days() >= 0);
        prop_assert_eq!(notice.given_days().min(promised) + notice.short_by_days(), promised);
        prop_assert!(notice.given_working_days() <= notice.given_days());
        prop_assert_eq!(notice.short_by_days() == 0, notice.starts_on() >= notice.promised_from() || promised == 0);
    }
}
