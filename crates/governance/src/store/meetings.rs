//! Meetings, with who came and what was corrected in their minutes.

mod amendments;
mod attendance;
mod items;
mod list;
mod papers;

pub use amendments::{add_amendment, amendment, amendments_of_meeting, save_amendment, unanswered_amendments};
pub use attendance::{AttendanceRow, attendance, say_attendance};
pub use items::{
    ItemOfPriority, add_item, bodies_with_items_put_off, decisions_on_item, found_on_items, goes_on_at, item,
    items_of_meeting, items_of_priority, items_put_off, next_item_position, remove_item, save_item,
};
pub use list::{
    Before, MeetingLine, Whose, meetings_for_calendar, next_meeting_of_body, next_meetings_by_body,
    next_public_meeting, past_meetings, upcoming_meetings, upcoming_of_bodies,
};
pub use papers::{add_paper, paper, paper_content, papers_of_meeting, remove_paper};

use super::known;
use crate::meeting::{Correction, Meeting, MeetingId, MinutesState, State};
use folkmoot_kernel::{BodyId, Date, PersonId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

const TABLE: &str = "governance_meeting";
/// Most corrections of one meeting's minutes that are shown.
const CORRECTIONS_MAX: u32 = 200;

row! {
    struct MeetingRow {
        id: MeetingId,
        place_id: PlaceId,
        body_id: BodyId,
        title: String,
        starts_at: Timestamp,
        ends_at: Timestamp,
        venue: String,
        online_url: String,
        in_public: bool,
        state: String,
        cancel_reason: String,
        minutes: String,
        minutes_state: String,
        minutes_approved_at: Option<Timestamp>,
        amend_until: Option<Date>,
        closed_at: Option<Timestamp>,
        version: i64,
    }
}

const COLUMNS: &str = "select id, place_id, body_id, title, starts_at, ends_at, venue, online_url, in_public, state,
                cancel_reason, minutes, minutes_state, minutes_approved_at, amend_until, closed_at, version
           from governance_meeting";

impl MeetingRow {
    fn meeting(self) -> Result<Meeting, Error> {
        Ok(Meeting {
            state: known(State::read(&self.state), TABLE, self.id, &self.state)?,
            minutes_state: known(MinutesState::read(&self.minutes_state), TABLE, self.id, &self.minutes_state)?,
            id: self.id,
            place: self.place_id,
            body: self.body_id,
            title: self.title,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            venue: self.venue,
            online_url: self.online_url,
            in_public: self.in_public,
            cancel_reason: self.cancel_reason,
            minutes: self.minutes,
            minutes_approved_at: self.minutes_approved_at,
            amend_until: self.amend_until,
            closed_at: self.closed_at,
            version: self.version,
        })
    }
}

pub async fn meeting(db: &mut Conn, id: MeetingId) -> Result<Option<Meeting>, Error> {
    let row: Option<MeetingRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(MeetingRow::meeting).transpose()
}

pub async fn add_meeting(db: &mut Conn, new: &Meeting) -> Result<(), Error> {
    sql("insert into governance_meeting
           (id, place_id, body_id, title, starts_at, ends_at, venue, online_url, in_public, state, cancel_reason,
            minutes, minutes_state, minutes_approved_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)")
    .bind(new.id)
    .bind(new.place)
    .bind(new.body)
    .bind(&new.title)
    .bind(new.starts_at)
    .bind(new.ends_at)
    .bind(&new.venue)
    .bind(&new.online_url)
    .bind(new.in_public)
    .bind(new.state.key())
    .bind(&new.cancel_reason)
    .bind(&new.minutes)
    .bind(new.minutes_state.key())
    .bind(new.minutes_approved_at)
    .run(db)
    .await?;
    Ok(())
}

/// Saves a meeting that was read at `version`.
pub async fn save_meeting(db: &mut Conn, changed: &Meeting, version: i64) -> Result<(), Error> {
    sql("update governance_meeting
            set title = $3, starts_at = $4, ends_at = $5, venue = $6, online_url = $7, in_public = $8, state = $9,
                cancel_reason = $10, minutes = $11, minutes_state = $12, minutes_approved_at = $13,
                amend_until = $14, closed_at = $15, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(&changed.title)
    .bind(changed.starts_at)
    .bind(changed.ends_at)
    .bind(&changed.venue)
    .bind(&changed.online_url)
    .bind(changed.in_public)
    .bind(changed.state.key())
    .bind(&changed.cancel_reason)
    .bind(&changed.minutes)
    .bind(changed.minutes_state.key())
    .bind(changed.minutes_approved_at)
    .bind(changed.amend_until)
    .bind(changed.closed_at)
    .run_one(db)
    .await
}

/// What was put right below approved minutes, first to last.
pub async fn corrections(db: &mut Conn, meeting: MeetingId) -> Result<Vec<Correction>, Error> {
    let rows: Vec<(String, Timestamp)> = sql("select words, at
           from governance_minutes_correction
          where meeting_id = $1
          order by at, id
          limit $2")
    .bind(meeting)
    .bind(CORRECTIONS_MAX)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(|(words, at)| Correction { words, at }).collect())
}

pub async fn add_correction(
    db: &mut Conn,
    id: folkmoot_kernel::Id<Correction>,
    meeting: MeetingId,
    new: &Correction,
    by: Option<PersonId>,
) -> Result<(), Error> {
    sql("insert into governance_minutes_correction (id, meeting_id, words, at, person_id) values ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(meeting)
        .bind(&new.words)
        .bind(new.at)
        .bind(by)
        .run(db)
        .await?;
    Ok(())
}
