//! When a service is there: schedules of 3.0, regular and holiday schedules of 1.0.

use super::super::html;
use super::super::repair::Repair;
use super::field::Reader;
use super::{list, text};
use crate::session::{Day, Nth, Often, Session};
use folkmoot_kernel::Date;
use serde_json::Value;
use std::collections::BTreeSet;

/// Days of one holiday that are left out. Unit: days.
const HOLIDAY_MAX: i64 = 92;

pub(super) fn sessions(r: &mut Reader, value: &Value, venue: Option<usize>) -> Vec<Session> {
    let schedules = list(value, &["schedules", "regular_schedules", "regular_schedule"]);
    let away = holidays(r, value);
    let mut sessions = Vec::new();
    for (nth, schedule) in schedules.iter().enumerate() {
        if let Some(session) = r.inside(&format!("schedules/{nth}"), |r| session(r, schedule)) {
            sessions.push(Session { venue, except: away.clone(), ..session });
        }
    }
    sessions
}

fn session(r: &mut Reader, schedule: &Value) -> Option<Session> {
    let (mut words, mut unread) = (r.plain(schedule, "description"), Vec::new());
    let notes = r.plain(schedule, "notes");
    let mut time = |r: &mut Reader, field: &str| {
        let written = text(schedule, field);
        let time = r.time(&written, field);
        if time.is_none() && !written.is_empty() {
            unread.push(html::tidy(&written));
        }
        time
    };
    let (opens, closes) = (time(r, "opens_at"), time(r, "closes_at"));
    let from = first_date(r, schedule, &["valid_from", "dtstart"]);
    let until = first_date(r, schedule, &["valid_to", "until"]);
    let (days, nth) = days(r, schedule);
    let month_days = month_days(schedule);
    let often = often(&text(schedule, "freq"), !nth.is_empty() || !month_days.is_empty(), days.is_empty(), from, until);
    let interval = text(schedule, "interval");
    let every =
        interval.split('.').next().and_then(|whole| whole.parse::<u8>().ok()).filter(|every| (1..=60).contains(every));
    for more in [notes].into_iter().chain(unread) {
        if !words.contains(more.as_str()) {
            words = if words.is_empty() { more } else { format!("{words}. {more}") };
        }
    }
    let session = Session {
        every: every.unwrap_or(1),
        days: if days.is_empty() { day_of_start(r, schedule, often) } else { days },
        nth,
        month_days,
        from,
        until,
        opens,
        closes,
        words: words.replace('\n', ", "),
        ..Session::bare(often)
    };
    let says_nothing = session.in_words().is_empty();
    (!says_nothing).then_some(session)
}

fn first_date(r: &mut Reader, schedule: &Value, fields: &[&str]) -> Option<Date> {
    fields.iter().find_map(|field| r.date(&text(schedule, field), field))
}

fn often(freq: &str, monthly: bool, no_days: bool, from: Option<Date>, until: Option<Date>) -> Often {
    match freq.to_ascii_uppercase().as_str() {
        "MONTHLY" => Often::Monthly,
        "WEEKLY" | "DAILY" => Often::Weekly,
        _ if monthly => Often::Monthly,
        _ if no_days && from.is_some() && (from == until || until.is_none()) => Often::Once,
        _ => Often::Weekly,
    }
}

/// A weekly one without days is on the day on which it begins.
fn day_of_start(r: &mut Reader, schedule: &Value, often: Often) -> BTreeSet<Day> {
    let daily = text(schedule, "freq").eq_ignore_ascii_case("daily");
    match often {
        Often::Weekly if daily => Day::ALL.iter().copied().collect(),
        Often::Weekly => r.date(&text(schedule, "dtstart"), "dtstart").map(Day::of).into_iter().collect(),
        _ => BTreeSet::new(),
    }
}

/// "MO,TU", "1MO,-1FR", "Monday"; 1.0 has one "weekday" as well.
fn days(r: &mut Reader, schedule: &Value) -> (BTreeSet<Day>, BTreeSet<Nth>) {
    let written = ["byday", "weekday"].iter().map(|field| text(schedule, field)).find(|text| !text.is_empty());
    let (mut days, mut which) = (BTreeSet::new(), BTreeSet::new());
    for part in written.unwrap_or_default().split([',', ';', ' ']).filter(|part| !part.is_empty()) {
        let (number, name) = part.split_at(part.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(part.len()));
        match day(name) {
            Some(day) => {
                days.insert(day);
                which
                    .extend(number.trim_start_matches('+').parse::<Nth>().ok().filter(|nth| matches!(nth, -1 | 1..=5)));
            }
            None => r.note(Repair::Unread, "byday", part),
        }
    }
    (days, which)
}

fn day(name: &str) -> Option<Day> {
    let name = name.to_ascii_uppercase();
    let fits = |day: &&Day| name == day.key() || name.len() >= 3 && day.words().to_ascii_uppercase().starts_with(&name);
    Day::ALL.iter().find(fits).copied()
}

fn month_days(schedule: &Value) -> BTreeSet<u8> {
    let written = text(schedule, "bymonthday");
    written.split([',', ' ']).filter_map(|part| part.parse().ok()).filter(|day| (1..=31).contains(day)).collect()
}

/// Days on which it is closed, as 1.0 has them.
fn holidays(r: &mut Reader, value: &Value) -> BTreeSet<Date> {
    let mut away = BTreeSet::new();
    for holiday in list(value, &["holiday_schedules", "holiday_schedule", "holidayScheduleCollection"]) {
        let closed = !matches!(holiday.get("closed"), Some(Value::Bool(false))) && text(holiday, "closed") != "false";
        let from = r.date(&text(holiday, "start_date"), "holiday_schedules/start_date");
        let until = r.date(&text(holiday, "end_date"), "holiday_schedules/end_date").or(from);
        if let (true, Some(from), Some(until)) = (closed, from, until) {
            let days = from.days_until(until).clamp(0, HOLIDAY_MAX);
            away.extend((0..=days).map(|day| from.plus_days(day)));
        }
    }
    away
}
