use super::*;

const NINE: Timestamp = Timestamp::from_ms(1_772_442_000_000); // 2 March 2026, 09:00 in England

fn details() -> MeetingDetails {
    MeetingDetails {
        title: "March meeting".into(),
        starts_at: NINE,
        ends_at: NINE.plus_minutes(120),
        venue: "Town hall".into(),
        online_url: String::new(),
        in_public: true,
    }
}

fn call(details: MeetingDetails) -> Result<Meeting, Refusal> {
    Meeting::call(Id::from_number(1), Id::from_number(2), Id::from_number(3), details)
}

fn planned() -> Meeting {
    call(details()).unwrap()
}

fn held() -> Meeting {
    planned().held(NINE).unwrap()
}

#[test]
fn a_meeting_ends_after_it_begins_and_within_a_day() {
    let ending = |ends_at| call(MeetingDetails { ends_at, ..details() });

    assert_eq!(ending(NINE), Err(Refusal::EndsBeforeItBegins { starts_at: NINE }));
    assert!(ending(NINE.plus_minutes(1)).is_ok());
    assert!(ending(NINE.plus_days(1)).is_ok());
    assert_eq!(ending(NINE.plus_days(1).plus_minutes(1)), Err(Refusal::TooLong));
}

#[test]
fn a_meeting_is_somewhere_if_only_online() {
    let nowhere = MeetingDetails { venue: " ".into(), ..details() };
    let online = MeetingDetails { online_url: "https://meet.example/1".into(), ..nowhere.clone() };

    assert_eq!(call(nowhere), Err(Refusal::Nowhere));
    assert!(call(online).is_ok());
}

#[test]
fn when_it_is_says_the_day_once() {
    assert_eq!(planned().when(), "2 March 2026, 09:00 to 11:00");
    assert_eq!(when(NINE, NINE.plus_days(1)), "2 March 2026 at 09:00 to 3 March 2026 at 09:00");
}

#[test]
fn a_meeting_is_cancelled_with_a_reason_and_then_left_alone() {
    assert_eq!(planned().cancel(" "), Err(Refusal::NoReason));
    let cancelled = planned().cancel("Snow").unwrap();

    assert_eq!(cancelled.clone().change(details()), Err(Refusal::Cancelled));
    assert_eq!(cancelled.clone().held(NINE), Err(Refusal::Cancelled));
    assert_eq!(cancelled.agenda_open(), Err(Refusal::Cancelled));
    assert_eq!(cancelled.draft_minutes("We met"), Err(Refusal::Cancelled));
}

#[test]
fn a_meeting_is_held_from_the_minute_it_begins() {
    assert_eq!(planned().held(NINE.plus_minutes(-1)), Err(Refusal::NotYet { starts_at: NINE }));
    assert_eq!(held().state(), State::Held);
    assert_eq!(held().cancel("Late"), Err(Refusal::Held));
    assert!(planned().attendance_open(NINE.plus_minutes(-1)).is_err());
    assert!(planned().attendance_open(NINE).is_ok());
}

#[test]
fn approved_minutes_are_only_corrected_below() {
    assert_eq!(held().approve_minutes(NINE, 0), Err(Refusal::NoMinutes));
    let unheld = planned().draft_minutes("We will meet").unwrap();
    assert_eq!(unheld.approve_minutes(NINE, 0), Err(Refusal::NotHeld));
    let draft = held().draft_minutes("We met").unwrap();
    assert_eq!(draft.correct_minutes("In fact not", NINE), Err(Refusal::NotApproved));
    let approved = draft.approve_minutes(NINE, 0).unwrap();

    assert_eq!(approved.clone().draft_minutes("Other"), Err(Refusal::Approved));
    assert_eq!(approved.clone().approve_minutes(NINE, 0), Err(Refusal::Approved));
    assert_eq!(approved.agenda_open(), Err(Refusal::Approved));
    assert_eq!(approved.correct_minutes(" ", NINE), Err(Refusal::NoCorrection));
    assert_eq!(approved.correct_minutes("Item 3: seven, not six", NINE).unwrap().words(), "Item 3: seven, not six");
}

fn going_round() -> Meeting {
    held().draft_minutes("We met at ten.").unwrap().send_round(NINE.date().plus_days(7), NINE).unwrap()
}

fn wish(instead_of: &str, words: &str) -> Wish {
    let (organisation, attended, person) = (Id::from_number(5), Some(Attendance::Present), None);
    Wish { organisation, attended, person, instead_of: instead_of.into(), words: words.into() }
}

fn asked(meeting: &Meeting, wish: Wish, days: i64) -> Result<Amendment, Refusal> {
    Amendment::ask(Id::from_number(9), meeting, wish, NINE.plus_days(days))
}

#[test]
fn minutes_are_live_then_a_draft_then_round_then_final() {
    assert_eq!(planned().phase(NINE.plus_minutes(-1)), Phase::None);
    assert_eq!(planned().phase(NINE), Phase::Live);
    assert_eq!(planned().cancel("Snow").unwrap().phase(NINE), Phase::None);
    assert_eq!(held().phase(NINE), Phase::Live);
    assert_eq!(held().draft_minutes("We met").unwrap().phase(NINE), Phase::Draft);
    assert_eq!(going_round().phase(NINE), Phase::Amendments(NINE.date().plus_days(7)));
    assert_eq!(going_round().draft_minutes("We met at nine.").unwrap().phase(NINE), going_round().phase(NINE));
    assert_eq!(going_round().approve_minutes(NINE.plus_days(8), 0).unwrap().phase(NINE), Phase::Final);
}

#[test]
fn a_round_lasts_its_last_day_and_ends_with_every_answer() {
    let until = NINE.date().plus_days(7);

    assert_eq!(held().send_round(until, NINE), Err(Refusal::NoMinutes));
    assert_eq!(held().draft_minutes("We met").unwrap().send_round(NINE.date(), NINE), Err(Refusal::NoTimeToRead));
    assert_eq!(going_round().approve_minutes(NINE.plus_days(7), 0), Err(Refusal::StillRound { until }));
    assert_eq!(going_round().approve_minutes(NINE.plus_days(8), 2), Err(Refusal::Unanswered { count: 2 }));
    assert_eq!(asked(&held(), wish("", "Eleven"), 0), Err(Refusal::NotRound));
    assert!(asked(&going_round(), wish("", "Eleven"), 7).is_ok());
    assert_eq!(asked(&going_round(), wish("", "Eleven"), 8), Err(Refusal::RoundOver { until }));
}

#[test]
fn who_was_there_says_what_is_wrong_and_gets_an_answer() {
    let absent = Wish { attended: Some(Attendance::Apologies), ..wish("", "Eleven") };

    assert_eq!(asked(&going_round(), absent, 1), Err(Refusal::WasNotThere));
    assert_eq!(asked(&going_round(), wish("at noon", "at eleven"), 1), Err(Refusal::NotInDraft));
    assert_eq!(asked(&going_round(), wish("at ten", " "), 1), Err(Refusal::NoCorrection));
    let one = asked(&going_round(), wish("at ten", "at eleven"), 1).unwrap();
    assert_eq!(one.taken_into("We met at ten."), "We met at eleven.");
    assert_eq!(one.taken_into("We met at nine."), "We met at nine.\n\nat eleven");
    assert_eq!(one.clone().settle(Verdict::NotTaken, " ", NINE), Err(Refusal::NoReply));
    let settled = one.settle(Verdict::Taken, "", NINE).unwrap();
    assert_eq!(settled.settle(Verdict::Taken, "", NINE), Err(Refusal::Settled));
}

#[test]
fn a_meeting_is_closed_once_when_nothing_is_open() {
    assert_eq!(planned().close(NINE, 0), Err(Refusal::NotHeldYet));
    assert_eq!(held().close(NINE, 1), Err(Refusal::ItemsOpen));
    let closed = held().close(NINE, 0).unwrap();

    assert_eq!(closed.agenda_open(), Err(Refusal::Closed));
    assert!(closed.record_open().is_ok());
    assert_eq!(closed.close(NINE, 0), Err(Refusal::Closed));
}

#[test]
fn every_word_reads_back_from_its_key() {
    for state in State::ALL {
        assert_eq!(State::read(state.key()), Some(state));
    }
    for state in MinutesState::ALL {
        assert_eq!(MinutesState::read(state.key()), Some(state));
    }
    for attendance in Attendance::ALL {
        assert_eq!(Attendance::read(attendance.key()), Some(attendance));
    }
}
