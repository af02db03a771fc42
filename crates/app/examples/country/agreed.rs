//! Decisions with positions, promises in every state, overrides, and their history.

use super::meetings::{ITEMS, PRIORITIES};
use super::{Fault, at, fill, partner, size, speaker};
use folkmoot_kernel::Date;
use folkmoot_store::{Bind, Conn, Value};

/// Organisations that are asked about each decision.
const ASKED: i64 = 8;
/// The last ones of each place are still open.
const OPEN: i64 = 6;

pub async fn decide(db: &mut Conn, today: Date) -> Result<(), Fault> {
    let columns = [
        "id",
        "place_id",
        "number",
        "body_id",
        "meeting_id",
        "item_id",
        "priority_id",
        "title",
        "text",
        "plain_summary",
        "power",
        "power_holder",
        "positions_due",
        "opened_at",
        "closed_at",
        "result",
    ];
    let count = size().places * size().decisions;
    fill(db, "governance_decision", &["id"], &columns, (0..count).map(|n| decision(n, today))).await?;
    let position = |n: i64| position(n / ASKED, n % ASKED, today);
    let columns = ["decision_id", "organisation_id", "person_id", "stance", "reason", "given_at"];
    fill(db, "governance_position", &columns[..2], &columns, (0..count * ASKED).map(position)).await?;
    let set_aside = |n: i64| {
        let decision = n / 3 * size().decisions + n % 3 * 40;
        vec![
            (n + 1).value(),
            (n / 3 + 1).value(),
            (decision + 1).value(),
            "The integrated care board".value(),
            "Its scheme of delegation".value(),
            "The money was needed for winter.".value(),
            (n % 3 * 5).value(),
            "The work stops until April.".value(),
            at(day_of(decision % size().decisions, today).plus_days(40), 9).value(),
        ]
    };
    let columns = ["id", "place_id", "decision_id", "by_body", "power_used", "reason", "notice_days", "effect", "at"];
    fill(db, "governance_override", &["id"], &columns, (0..size().places * 3).map(set_aside)).await?;
    history(db, "decision", "decision closed", count, today).await
}

/// The day a decision was put: evenly over the years of the record.
fn day_of(number: i64, today: Date) -> Date {
    today.plus_days((number - size().decisions) * size().days / size().decisions)
}

fn is_open(number: i64) -> bool {
    number >= size().decisions - OPEN
}

fn decision(n: i64, today: Date) -> Vec<Value> {
    let (place, number) = (n / size().decisions, n % size().decisions);
    let (body, day, open) = (place * size().bodies + number % size().bodies, day_of(number, today), is_open(number));
    let meeting = body * size().meetings + number / size().bodies % (size().meetings - 2);
    let result = ["agreed", "agreed", "agreed", "agreed", "agreed", "agreed", "not_agreed", "withdrawn"];
    vec![
        (n + 1).value(),
        (place + 1).value(),
        (number + 1).value(),
        (body + 1).value(),
        (meeting + 1).value(),
        (meeting * ITEMS + number % ITEMS + 1).value(),
        (place * PRIORITIES + number % PRIORITIES + 1).value(),
        format!("Fund the lunch clubs of district {}", number + 1).value(),
        "The board agrees to fund the lunch clubs for a year, and to look at what came of it.".value(),
        "Lunch clubs get money for a year.".value(),
        ["decide", "endorse", "advise", "note"][(number % 4) as usize].value(),
        "Place Board".value(),
        at(day.plus_days(14), 17).value(),
        at(day, 10).value(),
        (!open).then(|| at(day.plus_days(15), 9)).value(),
        (!open).then(|| result[(number % 8) as usize]).map(str::to_owned).value(),
    ]
}

fn position(decision: i64, number: i64, today: Date) -> Vec<Value> {
    let (place, of_place) = (decision / size().decisions, decision % size().decisions);
    let organisation = of_place + number;
    let given = !is_open(of_place) || number % 2 == 0;
    let (stance, reason) = match (decision + number) % 9 {
        7 => ("object", "It takes money from carers."),
        8 => ("assent_with_conditions", "If it is looked at again in spring."),
        _ => ("assent", ""),
    };
    vec![
        (decision + 1).value(),
        partner(place, organisation).value(),
        given.then(|| speaker(place, organisation)).value(),
        given.then(|| stance.to_owned()).value(),
        (if given { reason } else { "" }).value(),
        given.then(|| at(day_of(of_place, today).plus_days(number), 11)).value(),
    ]
}

pub async fn promise(db: &mut Conn, today: Date) -> Result<(), Fault> {
    let columns = [
        "id",
        "place_id",
        "number",
        "decision_id",
        "organisation_id",
        "what",
        "done_means",
        "due",
        "made_at",
        "accepted_at",
        "accepted_by",
        "done_said_at",
        "done_said_by",
        "done_said_on",
        "confirmer_id",
        "confirmed_at",
        "confirmed_by",
        "withdrawn_at",
        "withdrawn_by",
        "withdrawn_why",
        "declined_at",
        "declined_by",
        "declined_why",
        "ended_as",
        "open_until",
    ];
    let count = size().places * size().promises;
    fill(db, "governance_promise", &["id"], &columns, (0..count).map(|n| one_promise(n, today))).await?;
    let remark = |n: i64| {
        let promise = n * 2;
        let (place, number) = (promise / size().promises, promise % size().promises);
        let due = due_of(number, today);
        let moved = n % 2 == 0;
        vec![
            (n + 1).value(),
            (promise + 1).value(),
            (if moved { "renegotiated" } else { "comment" }).value(),
            moved.then(|| due.plus_days(-60)).value(),
            moved.then_some(due).value(),
            "Two of three workers are new, so it takes longer.".value(),
            partner(place, number).value(),
            speaker(place, number).value(),
            at(due.plus_days(-70), 15).value(),
        ]
    };
    let columns = ["id", "promise_id", "kind", "old_due", "new_due", "words", "organisation_id", "person_id", "at"];
    fill(db, "governance_promise_change", &["id"], &columns, (0..count / 2).map(remark)).await?;
    history(db, "promise", "promise accepted", count, today).await
}

/// Evenly over the years of the record and half a year more.
fn due_of(number: i64, today: Date) -> Date {
    today.plus_days(number * (size().days + 180) / size().promises - size().days)
}

/// Of ten: five kept, one waiting for its confirmer, two open, one not yet accepted, one taken back or declined. Of old ones
/// nine kept.
fn one_promise(n: i64, today: Date) -> Vec<Value> {
    let (place, number) = (n / size().promises, n % size().promises);
    let decision = number * (size().decisions - OPEN) / size().promises;
    let (due, old) = (due_of(number, today), number < size().promises * size().old_tenths / 10);
    let state = match (number * 7) % 10 {
        open @ 5..9 if old => open - 5,
        other => other,
    };
    let made = due.plus_days(-120);
    let (owner, other) = (speaker(place, number), speaker(place, number + 1));
    let on = |yes: bool, days: i64| yes.then(|| at(due.plus_days(days), 12)).value();
    let by = |yes: bool, person: i64| yes.then_some(person).value();
    let why = |yes: bool| (if yes { "The money was taken back." } else { "" }).value();
    let (accepted, said, kept) = (state != 8 && !(state == 9 && n % 2 == 0), state < 6, state < 5);
    let (withdrawn, declined) = (state == 9 && n % 2 == 1, state == 9 && n % 2 == 0);
    let ended = match state {
        0..5 => Some((if state * 3 - 5 <= 0 { "kept_on_time" } else { "kept_late" }, state * 3 + 2)),
        9 => Some(if withdrawn { ("withdrawn", -20) } else { ("declined", -100) }),
        _ => None,
    };
    vec![
        (n + 1).value(),
        (place + 1).value(),
        (number + 1).value(),
        (place * size().decisions + decision + 1).value(),
        partner(place, number).value(),
        format!("Open {} more lunch clubs", number % 7 + 1).value(),
        "They are open and people come.".value(),
        due.value(),
        at(made, 12).value(),
        on(accepted, -110),
        by(accepted, owner),
        on(said, state * 3 - 5),
        by(said, owner),
        said.then(|| due.plus_days(state * 3 - 5)).value(),
        partner(place, number + 1).value(),
        on(kept, state * 3 + 2),
        by(kept, other),
        on(withdrawn, -20),
        by(withdrawn, owner),
        why(withdrawn),
        on(declined, -100),
        by(declined, owner),
        why(declined),
        ended.map(|(end, _)| end).value(),
        ended.map_or(i64::MAX, |(_, days)| at(due.plus_days(days), 12).ms()).value(),
    ]
}

/// Two events for each, as verbs leave them.
async fn history(db: &mut Conn, kind: &'static str, event: &'static str, count: i64, today: Date) -> Result<(), Fault> {
    let columns = ["seq", "at", "act", "event", "place_id", "subject_kind", "subject_id", "person_id", "after_json"];
    let first = if kind == "decision" { 1 } else { 10_000_000 };
    let row = |n: i64| {
        let (subject, place) = (n / 2, n / 2 * size().places / count);
        vec![
            (first + n).value(),
            at(today.plus_days(n % 700 - 700), 12).value(),
            "governance.bench".value(),
            event.value(),
            (place + 1).value(),
            kind.value(),
            (subject + 1).value(),
            speaker(place, n).value(),
            "{\"what\":\"Open more lunch clubs\",\"version\":2}".value(),
        ]
    };
    fill(db, "store_history", &["seq"], &columns, (0..count * 2).map(row)).await
}
