//! History: who did what, as which seat, to what, when; before and after.

use crate::conn::Conn;
use crate::error::Error;
use crate::query::sql;
use crate::row;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{By, Id, Permit, PersonId, PlaceId, Timestamp};
use serde::Serialize;
use std::collections::BTreeMap;

/// What happened, in the words of the people who did it: "promise accepted".
#[derive(Debug, Clone)]
pub struct Event {
    name: &'static str,
    kind: &'static str,
    id: Id<Anything>,
    before: Option<serde_json::Value>,
    after: Option<serde_json::Value>,
}

row! {
    /// One line of history, as a page shows it.
    pub struct HistoryRow {
        pub seq: i64,
        pub at: Timestamp,
        pub act: String,
        pub event: String,
        pub person_id: Option<PersonId>,
        pub program: Option<String>,
        pub before_json: Option<String>,
        pub after_json: Option<String>,
    }
}

impl Event {
    pub fn new<K>(name: &'static str, kind: &'static str, id: Id<K>) -> Self {
        Self { name, kind, id: id.any(), before: None, after: None }
    }

    pub fn before(mut self, value: &impl Serialize) -> Self {
        self.before = serde_json::to_value(value).ok();
        self
    }

    pub fn after(mut self, value: &impl Serialize) -> Self {
        self.after = serde_json::to_value(value).ok();
        self
    }
}

/// What a form with this key did, if it did anything.
pub(crate) async fn done_by(db: &mut Conn, key: &str) -> Result<Option<(String, Id<Anything>)>, Error> {
    sql("select subject_kind, subject_id from store_history where idempotency_key = $1").bind(key).maybe(db).await
}

pub(crate) async fn write(
    db: &mut Conn,
    seq: Id<Anything>,
    at: Timestamp,
    permit: &Permit,
    event: Event,
    request: &str,
    form: Option<String>,
) -> Result<(), Error> {
    let (person, seat, program) = match permit.by() {
        By::Nobody => (None, None, None),
        By::Person { id, seat } => (Some(id), seat, None),
        By::Program(name) => (None, None, Some(name)),
    };
    sql("insert into store_history
           (seq, at, act, event, place_id, subject_kind, subject_id, person_id, seat_id, program, request_id,
            idempotency_key, before_json, after_json)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)")
    .bind(seq)
    .bind(at)
    .bind(permit.act().key)
    .bind(event.name)
    .bind(permit.place())
    .bind(event.kind)
    .bind(event.id)
    .bind(person)
    .bind(seat)
    .bind(program)
    .bind(request)
    .bind(form)
    .bind(event.before.map(|value| value.to_string()))
    .bind(event.after.map(|value| value.to_string()))
    .run(db)
    .await?;
    Ok(())
}

/// The history of one thing, newest first.
pub async fn history_of<K>(db: &mut Conn, kind: &str, id: Id<K>, limit: u32) -> Result<Vec<HistoryRow>, Error> {
    sql("select seq, at, act, event, person_id, program, before_json, after_json
           from store_history
          where subject_kind = $1
            and subject_id = $2
          order by seq desc
          limit $3")
    .bind(kind)
    .bind(id)
    .bind(limit)
    .all(db)
    .await
}

row! {
    /// A line of history of one of some kinds of events, with what the thing was afterwards.
    pub struct Line {
        pub seq: Id<Anything>,
        pub at: Timestamp,
        pub event: String,
        pub place_id: Option<PlaceId>,
        pub subject_kind: String,
        pub subject_id: Id<Anything>,
        pub after_json: Option<String>,
    }
}

const LINE: &str = "select seq, at, event, place_id, subject_kind, subject_id, after_json from store_history";

/// "$1, $2, $3"
fn places(count: usize) -> String {
    (1..=count).map(|nth| format!("${nth}")).collect::<Vec<_>>().join(", ")
}

/// How many lines there are with these names of events.
pub async fn count_named(db: &mut Conn, names: &[&str]) -> Result<i64, Error> {
    let text = format!("select count(*) from store_history where event in ({})", places(names.len()));
    names.iter().fold(sql(text), |query, name| query.bind(*name)).one(db).await
}

/// The numbers of the lines with these names of events.
pub async fn numbers_named(db: &mut Conn, names: &[&str]) -> Result<Vec<Id<Anything>>, Error> {
    let text = format!("select seq from store_history where event in ({}) order by seq", places(names.len()));
    names.iter().fold(sql(text), |query, name| query.bind(*name)).all(db).await
}

/// The lines with these numbers, in the order of the numbers. A few hundred at most: each is a value of the query.
pub async fn lines(db: &mut Conn, numbers: &[Id<Anything>]) -> Result<Vec<Line>, Error> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!("{LINE} where seq in ({}) order by seq", places(numbers.len()));
    numbers.iter().fold(sql(text), |query, number| query.bind(*number)).all(db).await
}

/// One line by its number.
pub async fn line(db: &mut Conn, seq: Id<Anything>) -> Result<Option<Line>, Error> {
    sql(format!("{LINE} where seq = $1")).bind(seq).maybe(db).await
}

/// Subjects asked for in one question.
const TOGETHER: usize = 100;

/// When each of these subjects last changed. Those without history are left out.
pub async fn last_changes<K>(
    db: &mut Conn,
    kind: &str,
    ids: &[Id<K>],
) -> Result<BTreeMap<Id<Anything>, Timestamp>, Error> {
    let places = (2..=TOGETHER + 1).map(|nth| format!("${nth}")).collect::<Vec<_>>().join(", ");
    let text = format!(
        "select subject_id, max(at) as at
           from store_history
          where subject_kind = $1
            and subject_id in ({places})
          group by subject_id
          limit {TOGETHER}"
    );
    let mut changes = BTreeMap::new();
    for some in ids.chunks(TOGETHER) {
        // The last stands again where there are fewer, so that the database prepares one text and not a hundred.
        let padded = some.iter().chain(std::iter::repeat(&some[some.len() - 1])).take(TOGETHER);
        let rows: Vec<(Id<Anything>, Timestamp)> =
            padded.fold(sql(text.clone()).bind(kind), |query, id| query.bind(*id)).all(db).await?;
        changes.extend(rows);
    }
    Ok(changes)
}

row! {
    /// What was taken away, as it was before.
    pub struct TakenAway {
        pub at: Timestamp,
        /// Of what it was a part.
        pub subject_id: Id<Anything>,
        pub before_json: Option<String>,
    }
}

/// Every time that this happened in a place, the latest first.
pub async fn taken_away(db: &mut Conn, place: PlaceId, event: &str, limit: u32) -> Result<Vec<TakenAway>, Error> {
    sql("select at, subject_id, before_json
           from store_history
          where place_id = $1
            and event = $2
          order by seq desc
          limit $3")
    .bind(place)
    .bind(event)
    .bind(limit)
    .all(db)
    .await
}
