//! Bodies, priorities, two years of meetings with what was on their agendas and who was there.

use super::{Fault, at, fill, partner, size};
use folkmoot_kernel::Date;
use folkmoot_store::{Bind, Conn, Value};

pub const ITEMS: i64 = 4;
pub const PRIORITIES: i64 = 5;

pub async fn bodies(db: &mut Conn) -> Result<(), Fault> {
    let body = |n: i64| {
        let (place, number) = (n / size().bodies, n % size().bodies);
        let board = place * size().bodies + 1;
        let parent = (number > 0).then_some(board);
        let (name, kind) = match number {
            0 => ("Place Board".to_owned(), "place_board"),
            1..=5 => (format!("Delivery Group {number}"), "delivery_group"),
            _ => (format!("Neighbourhood Forum {number}"), "consultative_forum"),
        };
        let remit = "Brings partners together on one subject and answers to the board.";
        let slug = folkmoot_kernel::Slug::of(&name).as_str().to_owned();
        vec![
            (n + 1).value(),
            (place + 1).value(),
            parent.value(),
            slug.value(),
            name.value(),
            kind.value(),
            remit.value(),
        ]
    };
    let columns = ["id", "place_id", "parent_id", "slug", "name", "kind", "remit"];
    fill(db, "governance_body", &["id"], &columns, (0..size().places * size().bodies).map(body)).await?;
    priorities(db).await
}

async fn priorities(db: &mut Conn) -> Result<(), Fault> {
    let priority = |n: i64| {
        let number = n % PRIORITIES;
        let origin = ["place", "icb", "national", "council", "community"][number as usize];
        vec![
            (n + 1).value(),
            (n / PRIORITIES + 1).value(),
            (number + 1).value(),
            format!("Priority {}", number + 1).value(),
            "More people stay well at home.".value(),
            origin.value(),
            "2024-04-01".value(),
        ]
    };
    let columns = ["id", "place_id", "number", "title", "sentence", "origin", "from_date"];
    fill(db, "governance_priority", &["id"], &columns, (0..size().places * PRIORITIES).map(priority)).await
}

pub async fn hold(db: &mut Conn, today: Date) -> Result<(), Fault> {
    let count = size().places * size().bodies * size().meetings;
    let meeting = |n: i64| {
        let (body, turn) = (n / size().meetings, n % size().meetings);
        let day = today.plus_days((turn - size().meetings + 2) * size().between + 30 + body % 40);
        let held = day < today;
        let minutes = if held { "The group heard how things stand and agreed what comes next." } else { "" };
        vec![
            (n + 1).value(),
            (body / size().bodies + 1).value(),
            (body + 1).value(),
            format!("Meeting {}", turn + 1).value(),
            at(day, 10).value(),
            at(day, 12).value(),
            (if held { "held" } else { "planned" }).value(),
            minutes.value(),
            (if held { "approved" } else { "none" }).value(),
            held.then(|| at(day.plus_days(7), 9)).value(),
        ]
    };
    let columns = [
        "id",
        "place_id",
        "body_id",
        "title",
        "starts_at",
        "ends_at",
        "state",
        "minutes",
        "minutes_state",
        "minutes_approved_at",
    ];
    fill(db, "governance_meeting", &["id"], &columns, (0..count).map(meeting)).await?;
    items(db, count).await?;
    let came = |n: i64| -> Vec<Value> {
        let (meeting, number) = (n / 6, n % 6);
        let place = meeting / size().meetings / size().bodies;
        vec![(meeting + 1).value(), partner(place, meeting + number).value(), "present".value()]
    };
    let key = ["meeting_id", "organisation_id"];
    fill(db, "governance_attendance", &key, &["meeting_id", "organisation_id", "state"], (0..count * 6).map(came)).await
}

async fn items(db: &mut Conn, meetings: i64) -> Result<(), Fault> {
    let item = |n: i64| {
        let (meeting, position) = (n / ITEMS, n % ITEMS);
        let place = meeting / size().meetings / size().bodies;
        let power = ["decide", "endorse", "advise", "note"][position as usize];
        vec![
            (n + 1).value(),
            (meeting + 1).value(),
            (position + 1).value(),
            format!("Item {}", position + 1).value(),
            (place * PRIORITIES + n % PRIORITIES + 1).value(),
            power.value(),
        ]
    };
    let columns = ["id", "meeting_id", "position", "title", "priority_id", "power"];
    fill(db, "governance_item", &["id"], &columns, (0..meetings * ITEMS).map(item)).await
}
