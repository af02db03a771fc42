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
    assert_eq!(held().approve_minutes(NINE), Err(Refusal::NoMinutes));
    let unheld = planned().draft_minutes("We will meet").unwrap();
    assert_eq!(unheld.approve_minutes(NINE), Err(Refusal::NotHeld));
    let draft = held().draft_minutes("We met").unwrap();
    assert_eq!(draft.correct_minutes("In fact not", NINE), Err(Refusal::NotApproved));
    let approved = draft.approve_minutes(NINE).unwrap();

    assert_eq!(approved.clone().draft_minutes("Other"), Err(Refusal::Approved));
    assert_eq!(approved.clone().approve_minutes(NINE), Err(Refusal::Approved));
    assert_eq!(approved.agenda_open(), Err(Refusal::Approved));
    assert_eq!(approved.correct_minutes(" ", NINE), Err(Refusal::NoCorrection));
    assert_eq!(approved.correct_minutes("Item 3: seven, not six", NINE).unwrap().words(), "Item 3: seven, not six");
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
