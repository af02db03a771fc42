use super::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn time(text: &str) -> Option<TimeOfDay> {
    Some(text.parse().unwrap())
}

fn at(date: &str, hour: i8, minute: i8) -> Timestamp {
    Timestamp::at(day(date), hour, minute)
}

fn tuesdays() -> Session {
    Session::weekly([Day::Tuesday], time("10:00"), time("12:00"))
}

#[test]
fn the_next_time_is_today_until_it_is_over() {
    let on = |now| tuesdays().next(now).map(|next| next.on.to_string());

    // 24 November 2026 is a Tuesday.
    assert_eq!(on(at("2026-11-23", 9, 0)).as_deref(), Some("2026-11-24"));
    assert_eq!(on(at("2026-11-24", 11, 59)).as_deref(), Some("2026-11-24"));
    assert_eq!(on(at("2026-11-24", 12, 0)).as_deref(), Some("2026-12-01"));
}

#[test]
fn days_on_which_it_is_not_are_left_out() {
    let mut session = tuesdays();
    session.except.insert(day("2026-12-22"));
    session.until = Some(day("2026-12-29"));

    assert_eq!(session.next(at("2026-12-16", 9, 0)).unwrap().on, day("2026-12-29"));
    assert_eq!(session.next(at("2026-12-29", 12, 0)), None);
}

#[test]
fn every_second_week_counts_from_the_week_of_the_first_day() {
    let session = Session { every: 2, from: Some(day("2026-11-25")), ..tuesdays() };

    // It began on a Wednesday, so its first Tuesday is a fortnight after that week's.
    assert_eq!(session.next(at("2026-11-25", 9, 0)).unwrap().on, day("2026-12-08"));
    assert!(!session.is_on(day("2026-12-01")));
}

#[test]
fn the_last_friday_and_the_first_monday_of_a_month_are_found() {
    let last = Session { days: [Day::Friday].into(), nth: [-1].into(), ..Session::bare(Often::Monthly) };
    let first = Session { days: [Day::Monday].into(), nth: [1].into(), ..Session::bare(Often::Monthly) };

    assert_eq!(last.next(at("2026-11-01", 9, 0)).unwrap().on, day("2026-11-27"));
    assert_eq!(first.next(at("2026-11-03", 9, 0)).unwrap().on, day("2026-12-07"));
}

#[test]
fn the_31st_is_there_only_in_months_that_have_one() {
    let session = Session { month_days: [31].into(), ..Session::bare(Often::Monthly) };

    assert_eq!(session.next(at("2026-11-01", 9, 0)).unwrap().on, day("2026-12-31"));
    assert_eq!(session.next(at("2027-01-31", 9, 0)).unwrap().on, day("2027-01-31"));
    assert_eq!(session.next(at("2027-02-01", 9, 0)).unwrap().on, day("2027-03-31"));
}

#[test]
fn open_is_from_the_first_minute_to_before_the_last_and_past_midnight() {
    assert!(!tuesdays().is_open(at("2026-11-24", 9, 59)));
    assert!(tuesdays().is_open(at("2026-11-24", 10, 0)));
    assert!(!tuesdays().is_open(at("2026-11-24", 12, 0)));
    assert!(!tuesdays().is_open(at("2026-11-25", 10, 30)));

    let night = Session::weekly([Day::Friday], time("22:00"), time("04:00"));
    assert!(night.is_open(at("2026-11-27", 23, 0)));
    assert!(night.is_open(at("2026-11-28", 3, 59)));
    assert!(!night.is_open(at("2026-11-28", 4, 0)));
}

#[test]
fn times_are_said_in_words() {
    let said = |session: Session| session.in_words();

    assert_eq!(said(tuesdays()), "Every Tuesday, 10am to noon");
    assert_eq!(said(Session { every: 2, ..tuesdays() }), "Every second Tuesday, 10am to noon");
    let always = Session::weekly(Day::ALL.iter().copied(), time("00:00"), time("23:59"));
    assert_eq!(said(always), "Every day, at any hour");
    let month = Session { days: [Day::Friday].into(), nth: [1, -1].into(), ..Session::bare(Often::Monthly) };
    assert_eq!(said(month), "The first and last Friday of the month");
    assert_eq!(said(Session::once(day("2026-12-05"), time("14:00"), None)), "5 December 2026, from 2pm");
    assert_eq!(
        said(Session { words: "term time only".into(), ..tuesdays() }),
        "Every Tuesday, 10am to noon, term time only"
    );
}

#[test]
fn a_session_is_written_and_read_back_the_same() {
    let session = Session {
        every: 2,
        from: Some(day("2026-11-25")),
        except: [day("2026-12-22")].into(),
        nth: [1, -1].into(),
        venue: Some(1),
        ..tuesdays()
    };

    let written = serde_json::to_string(&session).unwrap();

    assert_eq!(serde_json::from_str::<Session>(&written).unwrap(), session, "{written}");
}
