//! Rules of the map, both sides of every line.

use super::*;
use proptest::prelude::*;

fn day(number: i64) -> Date {
    Date::new(2026, 1, 1).unwrap().plus_days(number)
}

fn details(body: i64, power: Power, limit: Option<i64>, from: i64, until: Option<i64>) -> HoldingDetails {
    HoldingDetails {
        holder: Holder::Body(Id::from_number(body)),
        power,
        limit: limit.map(Pence::pounds),
        origin: Origin::default(),
        from: day(from),
        until: until.map(day),
    }
}

fn give(details: HoldingDetails, beside: &[Holding]) -> Result<Holding, Refusal> {
    let id = i64::try_from(beside.len()).unwrap() + 1;
    Holding::give(Id::from_number(id), (Id::from_number(1), Id::from_number(2)), details, beside)
}

fn together(details: HoldingDetails) -> HoldingDetails {
    HoldingDetails { origin: Origin { together: "as a joint committee".into(), ..Origin::default() }, ..details }
}

#[test]
fn two_decide_about_the_same_money_only_when_they_say_how() {
    let first = give(details(1, Power::Decide, Some(50_000), 0, None), &[]).unwrap();
    let beside = [first];

    assert_eq!(give(details(2, Power::Decide, Some(50_000), 10, None), &beside), Err(Refusal::SameMoney));
    assert!(give(together(details(2, Power::Decide, Some(50_000), 10, None)), &beside).is_ok());
    assert!(give(details(2, Power::Decide, Some(50_001), 10, None), &beside).is_ok());
    assert!(give(details(2, Power::Decide, None, 10, None), &beside).is_ok());
    assert!(give(details(2, Power::Endorse, None, 10, None), &beside).is_ok());
}

#[test]
fn the_day_after_one_ends_another_may_begin_and_not_that_day() {
    let first = give(details(1, Power::Decide, None, 0, Some(30)), &[]).unwrap();
    let beside = [first];

    assert_eq!(give(details(2, Power::Decide, None, 30, None), &beside), Err(Refusal::SameMoney));
    assert!(give(details(2, Power::Decide, None, 31, None), &beside).is_ok());
    assert!(matches!(give(details(1, Power::Decide, Some(5), 30, None), &beside), Err(Refusal::HoldsAlready { .. })));
    assert!(give(details(1, Power::Decide, Some(5), 31, None), &beside).is_ok());
}

#[test]
fn only_who_decides_has_a_limit() {
    assert_eq!(give(details(1, Power::Advise, Some(1), 0, None), &[]), Err(Refusal::LimitWithoutDeciding));
}

#[test]
fn it_ends_once_with_a_reason_and_not_before_it_began() {
    let one = give(details(1, Power::Decide, None, 10, None), &[]).unwrap();

    assert_eq!(one.clone().end(day(9), "New scheme"), Err(Refusal::EndsBeforeItBegins { from: day(10) }));
    assert_eq!(one.clone().end(day(20), " "), Err(Refusal::WhyMissing));
    let ended = one.end(day(10), "New scheme").unwrap();
    assert!(ended.holds_on(day(10)) && !ended.holds_on(day(11)) && !ended.holds_on(day(9)));
    assert_eq!(ended.end(day(12), "Again"), Err(Refusal::EndedAlready { on: day(10) }));
}

#[test]
fn where_it_comes_from_can_be_said_better_but_not_who_decides() {
    let first = give(details(1, Power::Decide, None, 0, None), &[]).unwrap();
    let second = give(together(details(2, Power::Decide, None, 0, None)), std::slice::from_ref(&first)).unwrap();
    let beside = [first, second.clone()];

    let silent = second.clone().explain(Origin::default(), &beside);
    let explained =
        second.clone().explain(Origin { basis: " s75 ".into(), ..second.origin().clone() }, &beside).unwrap();

    assert_eq!(silent, Err(Refusal::SameMoney));
    assert_eq!(explained.origin().basis, "s75");
    assert_eq!(explained.limit(), second.limit());
}

fn any_details() -> impl Strategy<Value = HoldingDetails> {
    let power = proptest::sample::select(Power::ALL.to_vec());
    let limit = proptest::option::of(proptest::sample::select(vec![10, 50]));
    let time = (0i64..60, proptest::option::of(0i64..60));
    (1i64..4, power, limit, time, any::<bool>()).prop_map(|(body, power, limit, (from, until), shared)| {
        let one = details(body, power, limit, from, until);
        if shared { together(one) } else { one }
    })
}

proptest! {
    #[test]
    fn whatever_is_given_no_two_decide_about_the_same_money_in_silence(all in proptest::collection::vec(any_details(), 0..12)) {
        let mut map: Vec<Holding> = Vec::new();
        for one in all {
            if let Ok(given) = give(one, &map) {
                map.push(given);
            }
        }

        for number in 0..60 {
            let on: Vec<&Holding> = map.iter().filter(|one| one.holds_on(day(number))).collect();
            for (at, later) in on.iter().enumerate() {
                for earlier in &on[..at] {
                    let same = earlier.power() == Power::Decide && later.power() == Power::Decide && earlier.limit() == later.limit();
                    prop_assert!(!same || !later.origin().together.is_empty());
                    prop_assert!(earlier.holder() != later.holder() || earlier.power() != later.power());
                }
            }
        }
    }
}
