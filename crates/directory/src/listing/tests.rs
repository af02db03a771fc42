use super::*;

fn now() -> Timestamp {
    Timestamp::at("2026-11-25".parse().unwrap(), 10, 0)
}

fn new(about: About) -> New {
    New { id: Id::from_number(1), uuid: Uuid::of("service", &["1"]), place: None, provider: None, about }
}

fn walk() -> About {
    let phone = Phone { number: "01632 960123".into(), words: String::new() };
    About { name: "Walk".into(), summary: "We walk".into(), phones: vec![phone], ..About::default() }
}

fn sent() -> Listing {
    Listing::sent(new(walk()), Id::from_number(9), State::Listed, None, now()).unwrap()
}

#[test]
fn what_people_tell_says_what_it_is_and_how_to_find_it() {
    let told = |about: About| Listing::told(new(about), Source::Own, State::Waiting, now());

    assert_eq!(told(About { summary: String::new(), ..walk() }).unwrap_err(), Refusal::NoSummary);
    assert_eq!(told(About { phones: Vec::new(), ..walk() }).unwrap_err(), Refusal::NoWayIn);
    let listing = told(walk()).unwrap();
    assert_eq!((listing.state(), listing.checked_on()), (State::Waiting, Some(now().date())));
}

#[test]
fn a_feed_may_say_less_and_no_check_of_tomorrow() {
    let tomorrow = now().date().plus_days(1);
    let bare = About { name: "Walk".into(), ..About::default() };

    let listing = Listing::sent(new(bare), Id::from_number(9), State::Listed, Some(tomorrow), now()).unwrap();

    assert_eq!(listing.standing(now().date()), Standing::Never);
}

#[test]
fn the_same_sent_again_changes_nothing() {
    assert_eq!(sent().sent_again(walk(), State::Listed, None, now().plus_days(1)).unwrap(), None);
}

#[test]
fn what_was_changed_here_stays_until_it_is_given_back() {
    let here = sent().change(About { summary: "We walk slowly".into(), ..walk() }, now()).unwrap();

    let again = here
        .sent_again(
            About { name: "The walk".into(), summary: "We stride".into(), ..walk() },
            State::Listed,
            None,
            now(),
        )
        .unwrap()
        .unwrap();

    assert_eq!((again.about().name.as_str(), again.about().summary.as_str()), ("The walk", "We walk slowly"));
    assert_eq!(again.upstream().unwrap().ours, ["summary"]);
    let back = again.give_back(&["summary"], now()).unwrap();
    assert_eq!(back.about().summary, "We stride");
    assert!(back.upstream().unwrap().ours.is_empty());
}

#[test]
fn a_quarrel_is_over_when_both_say_the_same() {
    let here = sent().change(About { summary: "We walk slowly".into(), ..walk() }, now()).unwrap();
    let quarrel =
        here.sent_again(About { summary: "We stride".into(), ..walk() }, State::Listed, None, now()).unwrap().unwrap();

    let over = quarrel.sent_again(About { summary: "We walk slowly".into(), ..walk() }, State::Listed, None, now());

    assert!(over.unwrap().unwrap().upstream().unwrap().ours.is_empty());
}

#[test]
fn what_was_taken_out_here_stays_out_whatever_is_sent() {
    let hidden = sent().turn(State::Hidden, "It asks for money at the door", now());

    let again = hidden.sent_again(About { name: "New".into(), ..walk() }, State::Listed, None, now()).unwrap().unwrap();

    assert_eq!((again.state(), again.why()), (State::Hidden, "It asks for money at the door"));
    assert!(!again.state().is_open());
}

#[test]
fn a_time_with_words_beside_it_promises_no_next_one() {
    use crate::session::{Day, Session};
    let weekly = Session::weekly([Day::Friday], None, None);
    let with = |words: &str| {
        let sessions = vec![Session { words: words.into(), ..weekly.clone() }];
        Listing::told(new(About { sessions, ..walk() }), Source::Own, State::Listed, now()).unwrap().next(now())
    };

    assert_eq!(with("").unwrap().on.to_string(), "2026-11-27");
    assert_eq!(with("not in August"), None);
}
