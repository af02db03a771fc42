use super::*;
use crate::standard::Standard;
use proptest::prelude::*;

// Monday, 2 March 2026: acknowledged by the 5th, answered by the 30th, public from 15 April (Easter lies between).
const SENT: Timestamp = Timestamp::from_ms(1_772_452_800_000);

fn day(written: &str) -> Date {
    written.parse().unwrap()
}

fn at(written: &str) -> Timestamp {
    Timestamp::at(day(written), 12, 0)
}

fn draft() -> Draft {
    Draft {
        place: Id::from_number(1),
        kind: Kind::Grievance,
        from: Sender::Organisation(Id::from_number(2)),
        to: Addressee::Body(Id::from_number(3)),
        subject: "Why the contract ended".into(),
        words: "We were told by e-mail on a Friday.".into(),
        wish: "To hear who decided it.".into(),
    }
}

fn sent() -> Escalation {
    let clocks = Standard::of_nobodys_choice(Id::from_number(1)).clocks(SENT.date());
    Escalation::send(Id::from_number(9), 1, draft(), clocks, None, SENT).unwrap()
}

#[test]
fn its_clocks_are_in_working_days() {
    let clocks = sent().clocks();

    assert_eq!(clocks.acknowledge_by, day("2026-03-05"));
    assert_eq!(clocks.answer_by, day("2026-03-30"));
    assert_eq!(clocks.public_from, day("2026-04-15"));
}

#[test]
fn a_subject_and_words_are_needed() {
    let clocks = sent().clocks();
    let send = |draft| Escalation::send(Id::from_number(9), 1, draft, clocks, None, SENT);

    assert_eq!(send(Draft { subject: " ".into(), ..draft() }), Err(Refusal::SubjectMissing));
    assert_eq!(send(Draft { words: String::new(), ..draft() }), Err(Refusal::WordsMissing));
}

#[test]
fn the_day_itself_is_in_time() {
    let sent = sent();

    assert_eq!(sent.state(day("2026-03-05")), State::Sent);
    assert_eq!(sent.state(day("2026-03-06")), State::WaitsForWord);
    let told = sent.acknowledge("Dr Ash looks at it.", at("2026-03-05")).unwrap();
    assert_eq!(told.state(day("2026-03-30")), State::Acknowledged);
    assert_eq!(told.state(day("2026-03-31")), State::WaitsForAnswer);
    assert_eq!(
        told.clone().answer("Our finance group.", at("2026-03-30")).unwrap().state(day("2026-06-01")),
        State::Answered
    );
    let later = told.answer("Our finance group.", at("2026-03-31")).unwrap();
    assert_eq!(later.state(day("2026-06-01")), State::AnsweredLater);
}

#[test]
fn it_widens_when_late_and_no_further_once_answered() {
    let told = sent().acknowledge("", at("2026-03-03")).unwrap();

    assert_eq!(told.sight(day("2026-03-30")), Sight::Parties);
    assert_eq!(told.sight(day("2026-03-31")), Sight::Partners);
    assert_eq!(told.sight(day("2026-04-14")), Sight::Partners);
    assert_eq!(told.sight(day("2026-04-15")), Sight::Public);
    let answered = told.answer("It was our finance group.", at("2026-03-31")).unwrap();
    assert_eq!(answered.sight(day("2027-01-01")), Sight::Partners);
}

#[test]
fn silence_about_its_arrival_is_seen_by_partners() {
    assert_eq!(sent().sight(day("2026-03-05")), Sight::Parties);
    assert_eq!(sent().sight(day("2026-03-06")), Sight::Partners);
}

#[test]
fn the_public_never_reads_what_was_written() {
    let sent = sent();
    let late = day("2026-06-01");

    assert!(sent.is_shown_to(Reader::Public, late));
    assert!(!sent.words_are_shown_to(Reader::Public, late));
    assert!(sent.words_are_shown_to(Reader::Partner, late));
    assert!(!sent.is_shown_to(Reader::Partner, SENT.date()));
    assert!(sent.words_are_shown_to(Reader::Party, SENT.date()));
}

#[test]
fn an_answer_comes_once_and_acknowledges_too() {
    assert_eq!(sent().answer(" ", SENT), Err(Refusal::AnswerMissing));
    let answered = sent().answer("Yes.", SENT).unwrap();

    assert!(answered.acknowledged().is_some());
    assert_eq!(answered.clone().answer("No.", SENT), Err(Refusal::AnsweredAlready));
    assert_eq!(answered.clone().withdraw(SENT), Err(Refusal::AnsweredAlready));
    assert_eq!(answered.acknowledge("", SENT), Err(Refusal::AnsweredAlready));
}

#[test]
fn what_is_still_open_is_said_in_words() {
    assert_eq!(sent().settle(Settled::Settled, "", SENT), Err(Refusal::NotAnswered));
    let answered = sent().answer("Yes.", SENT).unwrap();

    assert_eq!(answered.clone().settle(Settled::NotSettled, " ", SENT), Err(Refusal::OpenMissing));
    let open = answered.settle(Settled::NotSettled, "Who pays the notice?", SENT).unwrap();
    assert_eq!(open.state(SENT.date()), State::StillOpen);
    assert_eq!(open.settle(Settled::Settled, "", SENT), Err(Refusal::SaidAlready));
}

#[test]
fn each_letter_is_written_once() {
    let told = sent().acknowledge("", at("2026-03-03")).unwrap();

    assert_eq!(sent().reminder("", at("2026-03-05")), None);
    assert_eq!(sent().reminder("", at("2026-03-06")), Some(Reminder::Acknowledge));
    assert_eq!(sent().reminder("acknowledge", at("2026-03-09")), None);
    assert_eq!(told.reminder("", at("2026-03-24")), None);
    assert_eq!(told.reminder("", at("2026-03-25")), Some(Reminder::AnswerSoon));
    assert_eq!(told.reminder("answer_soon", at("2026-03-31")), Some(Reminder::AnswerLate));
    assert_eq!(told.reminder("answer_late", at("2026-04-15")), Some(Reminder::Public));
    assert_eq!(told.answer("Yes.", at("2026-04-01")).unwrap().reminder("", at("2026-05-01")), None);
}

proptest! {
    #[test]
    fn sight_only_widens(first in 0i64..120, then in 0i64..120, acknowledged in proptest::option::of(0i64..60), answered in proptest::option::of(0i64..120)) {
        let mut one = sent();
        if let Some(days) = acknowledged {
            one = one.acknowledge("", SENT.plus_days(days)).unwrap();
        }
        if let Some(days) = answered {
            one = one.answer("Yes.", SENT.plus_days(days)).unwrap();
        }
        let (early, late) = (first.min(then), first.max(then));
        // What is said on a later day is not known before it: days from the last word on are compared.
        let from = acknowledged.unwrap_or(0).max(answered.unwrap_or(0));
        let (early, late) = (SENT.date().plus_days(from + early), SENT.date().plus_days(from + late));

        prop_assert!(one.sight(early) <= one.sight(late));
        prop_assert!(answered.is_none() || one.sight(early) == one.sight(late));
    }
}
