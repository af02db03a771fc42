//! Meetings in lists: to come, past, in a calendar.

use super::{COLUMNS, MeetingRow};
use crate::meeting::{Meeting, MeetingId, State, when};
use folkmoot_kernel::{BodyId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::BTreeMap;

/// Most bodies of one place.
const BODIES_MAX: u32 = 2_000;

row! {
    /// A meeting in a list.
    pub struct MeetingLine {
        pub id: MeetingId,
        pub body_id: BodyId,
        pub body_name: String,
        pub title: String,
        pub starts_at: Timestamp,
        pub ends_at: Timestamp,
        pub venue: String,
        pub online_url: String,
        pub in_public: bool,
        pub state: String,
        pub minutes_state: String,
    }
}

/// Whose meetings a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Place(PlaceId),
    Body(BodyId),
}

/// Where a list of past meetings goes on: before this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    pub starts_at: Timestamp,
    pub id: MeetingId,
}

const LINES: &str =
    "select m.id, m.body_id, b.name as body_name, m.title, m.starts_at, m.ends_at, m.venue, m.online_url,
                m.in_public, m.state, m.minutes_state
           from governance_meeting m
           join governance_body b on b.id = m.body_id";

impl Whose {
    const fn column(self) -> &'static str {
        match self {
            Whose::Place(_) => "m.place_id",
            Whose::Body(_) => "m.body_id",
        }
    }

    const fn number(self) -> i64 {
        match self {
            Whose::Place(id) => id.number(),
            Whose::Body(id) => id.number(),
        }
    }
}

impl MeetingLine {
    pub fn when(&self) -> String {
        when(self.starts_at, self.ends_at)
    }

    pub fn is_cancelled(&self) -> bool {
        self.state == State::Cancelled.key()
    }

    pub fn state_words(&self) -> &'static str {
        State::read(&self.state).map_or("", State::words)
    }

    /// For pages of lists that go on after the last one seen.
    pub fn before(&self) -> Before {
        Before { starts_at: self.starts_at, id: self.id }
    }
}

impl Before {
    /// Before everything that has begun.
    pub fn now(now: Timestamp) -> Self {
        Self { starts_at: now, id: MeetingId::from_number(i64::MAX) }
    }
}

/// Meetings that have not ended, soonest first; cancelled ones as well, so that nobody sets out for one.
pub async fn upcoming_meetings(
    db: &mut Conn,
    whose: Whose,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<MeetingLine>, Error> {
    // A meeting lasts a day at most, so the index on its start finds it.
    let text = format!(
        "{LINES} where {} = $1 and m.starts_at > $2 and m.ends_at > $3 order by m.starts_at, m.id limit $4",
        whose.column()
    );
    sql(text).bind(whose.number()).bind(now.plus_days(-1)).bind(now).bind(limit).all(db).await
}

/// Meetings that have ended, latest first, before the last one seen.
pub async fn past_meetings(
    db: &mut Conn,
    whose: Whose,
    now: Timestamp,
    before: Before,
    limit: u32,
) -> Result<Vec<MeetingLine>, Error> {
    let text = format!(
        "{LINES} where {} = $1 and m.ends_at <= $2
            and (m.starts_at < $3 or (m.starts_at = $3 and m.id < $4))
          order by m.starts_at desc, m.id desc limit $5",
        whose.column()
    );
    sql(text).bind(whose.number()).bind(now).bind(before.starts_at).bind(before.id).bind(limit).all(db).await
}

/// The next meetings of several bodies, for a person who sits on them: soonest first, cancelled ones left out.
pub async fn upcoming_of_bodies(
    db: &mut Conn,
    bodies: &[BodyId],
    now: Timestamp,
    limit: usize,
) -> Result<Vec<MeetingLine>, Error> {
    let mut all = Vec::new();
    for body in bodies {
        let most = u32::try_from(limit).unwrap_or(u32::MAX);
        all.extend(upcoming_meetings(db, Whose::Body(*body), now, most).await?);
    }
    all.retain(|line| !line.is_cancelled());
    all.sort_by_key(|line| (line.starts_at, line.id));
    all.dedup_by_key(|line| line.id);
    all.truncate(limit);
    Ok(all)
}

/// The first meeting of a body that is planned to begin after a moment.
pub async fn next_meeting_of_body(db: &mut Conn, body: BodyId, after: Timestamp) -> Result<Option<Meeting>, Error> {
    let text =
        format!("{COLUMNS} where body_id = $1 and starts_at > $2 and state = 'planned' order by starts_at, id limit 1");
    let row: Option<MeetingRow> = sql(text).bind(body).bind(after).maybe(db).await?;
    row.map(MeetingRow::meeting).transpose()
}

/// When each body of a place meets next, for those that have called a meeting.
pub async fn next_meetings_by_body(
    db: &mut Conn,
    place: PlaceId,
    after: Timestamp,
) -> Result<BTreeMap<BodyId, Timestamp>, Error> {
    let rows: Vec<(BodyId, Timestamp)> = sql("select body_id, min(starts_at) as starts_at
           from governance_meeting
          where place_id = $1
            and starts_at > $2
            and state = 'planned'
          group by body_id
          order by body_id
          limit $3")
    .bind(place)
    .bind(after)
    .bind(BODIES_MAX)
    .all(db)
    .await?;
    Ok(rows.into_iter().collect())
}

/// The first meeting in public of any body of a place that is planned to begin after a moment.
pub async fn next_public_meeting(
    db: &mut Conn,
    place: PlaceId,
    after: Timestamp,
) -> Result<Option<MeetingLine>, Error> {
    let text = format!(
        "{LINES} where m.place_id = $1 and m.starts_at > $2 and m.state = 'planned' and m.in_public
          order by m.starts_at, m.id limit 1"
    );
    sql(text).bind(place).bind(after).maybe(db).await
}

/// Meetings of a body from a moment on, cancelled ones as well, for a calendar.
pub async fn meetings_for_calendar(
    db: &mut Conn,
    body: BodyId,
    from: Timestamp,
    limit: u32,
) -> Result<Vec<Meeting>, Error> {
    let text = format!("{COLUMNS} where body_id = $1 and starts_at >= $2 order by starts_at, id limit $3");
    let rows: Vec<MeetingRow> = sql(text).bind(body).bind(from).bind(limit).all(db).await?;
    rows.into_iter().map(MeetingRow::meeting).collect()
}
