use super::*;
use crate::decision::Outcome;
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::from_ms(1_772_452_800_000); // 2026-03-02
const BOARD: BodyId = Id::from_number(7);

fn route() -> Route {
    Route::begin(Id::from_number(1), Id::from_number(2), "Better Care Fund plan", "", NOW.date()).unwrap()
}

fn step(role: Role) -> Step {
    route().step(Id::from_number(3), &[], (Some(BOARD), ""), role, None).unwrap()
}

fn outside() -> Step {
    route().step(Id::from_number(3), &[], (None, "NHS England"), Role::Ratify, None).unwrap()
}

fn decided(outcome: Outcome) -> Facts {
    Facts { decision: Some(Some(outcome)), ..Facts::default() }
}

#[test]
fn a_body_of_the_place_or_one_outside_and_not_both() {
    let to = |body, outside| route().step(Id::from_number(3), &[], (body, outside), Role::Note, None);

    assert_eq!(to(None, " "), Err(Refusal::OneBody));
    assert_eq!(to(Some(BOARD), "NHS England"), Err(Refusal::OneBody));
    assert!(to(None, "NHS England").is_ok());
}

#[test]
fn its_state_comes_from_what_happened() {
    let state = |facts: Facts| step(Role::Decide).state(&facts, NOW);

    assert_eq!(state(Facts::default()), StepState::Open);
    assert_eq!(
        state(Facts { meeting: Some((NOW.plus_days(1), false)), ..Facts::default() }).words(),
        "On the agenda of 3 Mar 2026"
    );
    assert_eq!(
        state(Facts { meeting: Some((NOW.plus_days(-1), true)), ..Facts::default() }),
        StepState::Talked(NOW.plus_days(-1).date())
    );
    assert_eq!(state(Facts { decision: Some(None), ..Facts::default() }), StepState::Asked);
    assert_eq!(state(decided(Outcome::Agreed)), StepState::Passed(Role::Decide));
    assert_eq!(state(Facts { set_aside: true, ..decided(Outcome::Agreed) }), StepState::SetAside);
    assert_eq!(state(decided(Outcome::NotAgreed)), StepState::NotPassed);
}

#[test]
fn to_note_something_a_meeting_is_enough() {
    let held = Facts { meeting: Some((NOW.plus_days(-1), true)), ..Facts::default() };

    assert_eq!(step(Role::Note).state(&held, NOW), StepState::Passed(Role::Note));
    assert!(!step(Role::Endorse).state(&held, NOW).is_passed());
}

#[test]
fn a_body_outside_is_told_of_and_ours_are_not() {
    let today = NOW.date();

    assert_eq!(step(Role::Note).told(Told::Passed, today, "", today), Err(Refusal::NotOutside));
    assert_eq!(outside().told(Told::Passed, today.plus_days(1), "", today), Err(Refusal::InTheFuture));
    let told = outside().told(Told::Passed, today, "By letter", today).unwrap();
    assert_eq!(told.state(&Facts::default(), NOW), StepState::Passed(Role::Ratify));
}

#[test]
fn an_item_of_another_body_is_refused() {
    let item = Some(Id::from_number(4));

    assert!(step(Role::Note).before(item, None, BOARD).is_ok());
    assert_eq!(step(Role::Note).before(item, None, Id::from_number(8)), Err(Refusal::OtherBody));
    assert_eq!(outside().before(item, None, BOARD), Err(Refusal::OtherBody));
}

#[test]
fn what_was_given_up_goes_no_further() {
    assert_eq!(route().give_up("", NOW), Err(Refusal::WhyMissing));
    let ended = route().give_up("The fund ended.", NOW).unwrap();

    assert_eq!(ended.standing(&[StepState::Open]), Standing::GivenUp);
    assert_eq!(ended.step(Id::from_number(3), &[], (Some(BOARD), ""), Role::Note, None), Err(Refusal::Ended));
}

fn any_state() -> impl Strategy<Value = StepState> {
    prop_oneof![
        Just(StepState::Passed(Role::Endorse)),
        Just(StepState::NotPassed),
        Just(StepState::SetAside),
        Just(StepState::Asked),
        Just(StepState::Open),
    ]
}

proptest! {
    #[test]
    fn it_waits_for_the_first_that_has_not_passed(states in proptest::collection::vec(any_state(), 1..10)) {
        match route().standing(&states) {
            Standing::Through => prop_assert!(states.iter().all(|state| state.is_passed())),
            Standing::At(at) | Standing::Stopped(at) => {
                prop_assert!(states[..at].iter().all(|state| state.is_passed()));
                prop_assert!(!states[at].is_passed());
            }
            Standing::Empty | Standing::GivenUp => prop_assert!(false),
        }
    }
}
