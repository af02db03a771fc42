//! Rules of the pipeline, both sides of every line.

use super::*;
use proptest::prelude::*;

fn day(number: i64) -> Date {
    Date::new(2026, 1, 1).unwrap().plus_days(number)
}

fn promised() -> Delegation {
    let details = DelegationDetails {
        title: "Community services budget".into(),
        about: String::new(),
        function: None,
        from: None,
        amount: None,
        promised_on: day(0),
        promised_in: "Board of the ICB, January 2026".into(),
    };
    Delegation::promise(Id::from_number(1), Id::from_number(2), details, day(0)).unwrap()
}

fn step(position: i64, done: Option<i64>) -> Step {
    let post = Post::Elsewhere("ICB director of strategy".into());
    let key = (Id::from_number(1), position);
    let mut step = Step::add(Id::from_number(10 + position), key, "Board paper", post, 30).unwrap();
    step.done = done.map(|on| Done { on: day(on), evidence: "Minute 4".into(), url: String::new() });
    step
}

fn done(on: i64) -> Done {
    Done { on: day(on), evidence: "Minute 4".into(), url: String::new() }
}

#[test]
fn it_waits_long_the_day_after_what_was_expected() {
    let steps = [step(1, Some(10)), step(2, None)];
    let stage = |today| promised().standing(&steps, day(today)).stage;

    assert_eq!(stage(40), Stage::OnItsWay);
    assert_eq!(stage(41), Stage::WaitsLong);
    assert_eq!(promised().standing(&steps, day(41)).waited_days, 31);
}

#[test]
fn partners_see_that_it_waits_long_two_weeks_before_everybody() {
    let public = |today| promised().standing(&[step(1, None)], day(today)).for_public(30).stage;

    assert_eq!(public(44), Stage::OnItsWay);
    assert_eq!(public(45), Stage::WaitsLong);
}

#[test]
fn it_is_delegated_when_every_step_is_done_and_not_without_steps() {
    assert_eq!(promised().standing(&[], day(5)).stage, Stage::NoSteps);
    assert_eq!(promised().standing(&[step(1, Some(3))], day(500)).stage, Stage::Delegated);
}

#[test]
fn a_step_is_done_after_those_before_it_with_evidence_and_not_tomorrow() {
    let all = [step(1, Some(10)), step(2, None), step(3, None)];
    let finish = |at: usize, done: Done| all[at].clone().finish(done, &all, day(20));

    assert_eq!(finish(2, done(15)), Err(Refusal::NotYet));
    assert_eq!(finish(1, done(9)), Err(Refusal::BeforeTheLast { before: day(10) }));
    assert!(finish(1, done(10)).is_ok());
    assert_eq!(finish(1, done(21)), Err(Refusal::StillToCome));
    assert_eq!(finish(1, Done { evidence: " ".into(), ..done(15) }), Err(Refusal::NoEvidence));
    assert_eq!(finish(0, done(15)), Err(Refusal::DoneAlready { on: day(10) }));
}

#[test]
fn a_step_waits_on_one_post() {
    let seat = Some(Id::from_number(5));

    assert_eq!(Post::read(seat, " "), Ok(Post::Here(Id::from_number(5))));
    assert_eq!(Post::read(seat, "Director"), Err(Refusal::WaitsOnOne));
    assert_eq!(Post::read(None, ""), Err(Refusal::WaitsOnOne));
}

#[test]
fn it_is_given_up_once_with_a_reason() {
    assert_eq!(promised().withdraw(day(5), ""), Err(Refusal::WhyMissing));
    let gone = promised().withdraw(day(5), "The system was told to stop").unwrap();
    assert_eq!(gone.standing(&[step(1, None)], day(90)).stage, Stage::Withdrawn);
    assert_eq!(gone.withdraw(day(6), "Again"), Err(Refusal::Withdrawn { on: day(5) }));
}

proptest! {
    #[test]
    fn steps_that_are_done_are_done_in_order(asked in proptest::collection::vec((0usize..4, 0i64..60), 0..20)) {
        let mut all: Vec<Step> = (1..=4).map(|position| step(position, None)).collect();
        for (at, on) in asked {
            if let Ok(after) = all[at].clone().finish(done(on), &all, day(60)) {
                all[at] = after;
            }
        }

        let days: Vec<Option<Date>> = all.iter().map(|step| step.done().map(|done| done.on)).collect();
        let first_open = days.iter().position(Option::is_none).unwrap_or(4);
        prop_assert!(days[first_open..].iter().all(Option::is_none));
        prop_assert!(days[..first_open].windows(2).all(|pair| pair[0] <= pair[1]));
    }
}
