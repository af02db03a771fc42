//! Decisions of a place as lists show them, with their state drawn in SQL. A test holds it to [`Decision::state`].
//!
//! [`Decision::state`]: crate::decision::Decision::state

use crate::decision::{DecisionId, State};
use crate::openness::{TITLE, WHY};
use crate::power::Power;
use crate::priority::PriorityId;
use crate::promise::Reader;
use folkmoot_kernel::{BodyId, Date, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};
use std::ops::Range;

row! {
    /// A decision in a list. Counts by stance are there only once it is closed.
    pub struct DecisionLine {
        pub id: DecisionId,
        pub number: i64,
        pub title: String,
        pub plain_summary: String,
        pub body_id: BodyId,
        pub priority_id: Option<PriorityId>,
        pub power: String,
        pub power_holder: String,
        pub positions_due: Timestamp,
        pub opened_at: Timestamp,
        pub closed_at: Option<Timestamp>,
        pub asked: i64,
        pub given: i64,
        pub state: String,
        /// 1: made in private and not published. The public is not told what it is.
        pub private: i64,
    }
}

/// What a list shows. Nothing: all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecisionFilter {
    pub words: String,
    pub body: Option<BodyId>,
    pub priority: Option<PriorityId>,
    pub state: Option<State>,
    /// The year in which it was put.
    pub year: Option<i16>,
    /// Who reads the list. The public is not shown what was decided in private, nor can it search for it.
    pub reader: Reader,
    /// The number of the last one seen.
    pub after: Option<i64>,
}

/// Whether a decision was made in private and not published since.
pub(in crate::store) const PRIVATE: &str = "exists (select 1
                       from governance_meeting m
                      where m.id = d.meeting_id and not m.in_public)
                 and not exists (select 1
                       from governance_publication b
                      where b.decision_id = d.id)";

/// The same on the rows that [`REST`] joins: asked once for each column that is not shown.
const MASKED: &str = "not h.in_public and u.decision_id is null";

/// `$1` is the place, `$2` now.
fn lines(reader: Reader) -> String {
    let masked = |own: &str, instead: &str| match reader {
        Reader::Partner => own.to_owned(),
        Reader::Public => format!("case when {MASKED} then {instead} else {own} end"),
    };
    let why = format!(
        "coalesce((select r.words from governance_private_reason r where r.meeting_id = d.meeting_id), '{WHY}')"
    );
    let (title, summary) = (masked("d.title", &format!("'{TITLE}'")), masked("d.plain_summary", &why));
    let (text, priority) = (masked("d.text", "''"), masked("d.priority_id", "null"));
    format!(
        "select d.id, d.number, {title} as title, {summary} as plain_summary, {text} as text, d.body_id,
                {priority} as priority_id, case when {MASKED} then 1 else 0 end as private, {REST}"
    )
}

const REST: &str = "d.power, d.power_holder, d.positions_due, d.opened_at, d.closed_at,
                (select count(*) from governance_position p where p.decision_id = d.id) as asked,
                (select count(p.stance) from governance_position p where p.decision_id = d.id) as given,
                case
                  when exists (select 1 from governance_override o where o.decision_id = d.id) then 'set_aside'
                  when d.result = 'withdrawn' then 'withdrawn'
                  when d.result = 'not_agreed' then 'not_agreed'
                  when d.result = 'agreed' and d.power = 'note' then 'noted'
                  when d.result = 'agreed' and d.power = 'advise' then 'recommended'
                  when d.result = 'agreed' and d.power = 'endorse' then 'endorsed'
                  when d.result = 'agreed' and exists (select 1
                         from governance_position p
                        where p.decision_id = d.id and p.stance = 'object') then 'agreed_with_dissent'
                  when d.result = 'agreed' and exists (select 1
                         from governance_position p
                        where p.decision_id = d.id and p.stance = 'assent_with_conditions') then 'agreed_with_conditions'
                  when d.result = 'agreed' then 'agreed'
                  when d.positions_due <= $2 then 'ready_to_close'
                  when not exists (select 1
                         from governance_position p
                        where p.decision_id = d.id and p.stance is null) then 'ready_to_close'
                  when exists (select 1
                         from governance_position p
                        where p.decision_id = d.id and p.stance is not null) then 'waiting'
                  else 'positions_open'
                end as state
           from governance_decision d
           left join governance_meeting h on h.id = d.meeting_id
           left join governance_publication u on u.decision_id = d.id
          where d.place_id = $1";

impl DecisionLine {
    pub fn drawn(&self) -> State {
        State::read(&self.state).unwrap_or(State::PositionsOpen)
    }

    pub fn power_words(&self) -> &'static str {
        Power::read(&self.power).map_or("", Power::words)
    }

    /// When it last moved: closed, or else put.
    pub fn day(&self) -> Date {
        self.closed_at.unwrap_or(self.opened_at).date()
    }
}

/// Decisions of a place that fit, newest first.
pub async fn decisions(
    db: &mut Conn,
    place: PlaceId,
    filter: &DecisionFilter,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<DecisionLine>, Error> {
    let (from, until) = moments(filter.year);
    let lines = lines(filter.reader);
    let text = format!(
        "select l.* from ({lines}
            and d.opened_at >= $3 and d.opened_at < $4
            and d.number < $5
            and ($6 = 0 or d.body_id = $6)
            and ($7 = 0 or d.priority_id = $7)) as l
          where ($7 = 0 or l.priority_id = $7)
            and ($8 = '' or l.state = $8)
            and ($9 = '' or lower(l.title || ' ' || l.plain_summary || ' ' || l.text) like $9 escape '!')
          order by l.number desc
          limit $10"
    );
    sql(text)
        .bind(place)
        .bind(now)
        .bind(from)
        .bind(until)
        .bind(filter.after.unwrap_or(i64::MAX))
        .bind(filter.body.map_or(0, folkmoot_kernel::Id::number))
        .bind(filter.priority.map_or(0, folkmoot_kernel::Id::number))
        .bind(filter.state.map_or("", State::key))
        .bind(holding(&filter.words))
        .bind(limit)
        .all(db)
        .await
}

/// Open decisions of a place, the nearest deadline first.
pub async fn open_decisions(
    db: &mut Conn,
    place: PlaceId,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<DecisionLine>, Error> {
    let lines = lines(Reader::Partner);
    let text = format!("{lines} and d.closed_at is null order by d.positions_due, d.number limit $3");
    sql(text).bind(place).bind(now).bind(limit).all(db).await
}

/// The latest decisions that were closed, as the public sees them, for the page of a place.
pub async fn latest_decisions(
    db: &mut Conn,
    place: PlaceId,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<DecisionLine>, Error> {
    latest_decisions_for(db, (place, Reader::Public), now, limit).await
}

/// They are found first and drawn then: nobody asks for the state of thousands to see five.
pub async fn latest_decisions_for(
    db: &mut Conn,
    (place, reader): (PlaceId, Reader),
    now: Timestamp,
    limit: u32,
) -> Result<Vec<DecisionLine>, Error> {
    let lines = lines(reader);
    let text = format!(
        "{lines}
            and d.id in (select c.id
                   from governance_decision c
                  where c.place_id = $1
                    and c.closed_at is not null
                  order by c.closed_at desc, c.number desc
                  limit $3)
          order by d.closed_at desc, d.number desc
          limit $3"
    );
    sql(text).bind(place).bind(now).bind(limit).all(db).await
}

/// Decisions that were closed between two moments, first to last, as the reader is shown them.
pub async fn decisions_closed_in(
    db: &mut Conn,
    (place, reader): (PlaceId, Reader),
    time: &Range<Timestamp>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<DecisionLine>, Error> {
    let lines = lines(reader);
    let text = format!("{lines} and d.closed_at >= $3 and d.closed_at < $4 order by d.closed_at, d.number limit $5");
    sql(text).bind(place).bind(now).bind(time.start).bind(time.end).bind(limit).all(db).await
}

/// The years in which decisions were put, newest first.
pub async fn years_of_decisions(db: &mut Conn, place: PlaceId) -> Result<Vec<i16>, Error> {
    let (first, last): (Option<Timestamp>, Option<Timestamp>) =
        sql("select min(opened_at), max(opened_at) from governance_decision where place_id = $1")
            .bind(place)
            .one(db)
            .await?;
    let year = |at: Timestamp| at.date().year();
    Ok(first.zip(last).map_or_else(Vec::new, |(first, last)| (year(first)..=year(last)).rev().collect()))
}

/// From the first moment of a year to the first of the next; without a year, always.
fn moments(year: Option<i16>) -> (Timestamp, Timestamp) {
    let first = |year: i16| Date::new(year, 1, 1).map(|day| Timestamp::at(day, 0, 0));
    match year.map(|year| (first(year), first(year.saturating_add(1)))) {
        Some((Ok(from), Ok(until))) => (from, until),
        _ => (Timestamp::from_ms(0), Timestamp::from_ms(i64::MAX)),
    }
}

/// A pattern of texts that hold these words, each sign taken for itself.
fn holding(words: &str) -> String {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return words;
    }
    let quoted = words.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{quoted}%")
}
