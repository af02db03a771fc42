//! Meetings that were held in some time, with who came and what was on their agendas, for counting hours and finding twins.

use crate::item::ItemId;
use crate::meeting::MeetingId;
use crate::priority::PriorityId;
use folkmoot_kernel::{BodyId, FunctionId, OrganisationId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};
use std::ops::Range;

/// Most rows of a place in a year.
const ROWS_MAX: u32 = 100_000;

row! {
    /// A meeting that was held.
    pub struct HeldMeeting {
        pub id: MeetingId,
        pub body_id: BodyId,
        pub starts_at: Timestamp,
        pub ends_at: Timestamp,
    }
}

row! {
    /// An item on the agenda of a meeting in public that was held.
    pub struct HeldItem {
        pub id: ItemId,
        pub body_id: BodyId,
        pub body_name: String,
        pub title: String,
        pub power: String,
        pub minutes_planned: i64,
        pub priority_id: Option<PriorityId>,
        pub function_id: Option<FunctionId>,
        pub starts_at: Timestamp,
        /// 1: on the way of a paper through several bodies, or a promise that came back: it is meant to come where it came.
        pub on_its_way: i64,
        pub in_public: bool,
    }
}

pub async fn held_meetings(db: &mut Conn, place: PlaceId, time: &Range<Timestamp>) -> Result<Vec<HeldMeeting>, Error> {
    sql("select id, body_id, starts_at, ends_at
           from governance_meeting
          where place_id = $1
            and state = 'held'
            and starts_at >= $2
            and starts_at < $3
          order by starts_at, id
          limit $4")
    .bind(place)
    .bind(time.start)
    .bind(time.end)
    .bind(ROWS_MAX)
    .all(db)
    .await
}

/// Which organisations were present at meetings that were held.
pub async fn present_at(
    db: &mut Conn,
    place: PlaceId,
    time: &Range<Timestamp>,
) -> Result<Vec<(MeetingId, OrganisationId)>, Error> {
    sql("select m.id, a.organisation_id
           from governance_meeting m
           join governance_attendance a on a.meeting_id = m.id
          where m.place_id = $1
            and m.state = 'held'
            and m.starts_at >= $2
            and m.starts_at < $3
            and a.state = 'present'
          limit $4")
    .bind(place)
    .bind(time.start)
    .bind(time.end)
    .bind(ROWS_MAX)
    .all(db)
    .await
}

pub async fn held_items(db: &mut Conn, place: PlaceId, time: &Range<Timestamp>) -> Result<Vec<HeldItem>, Error> {
    sql("select i.id, m.body_id, b.name as body_name, i.title, i.power, i.minutes_planned, i.priority_id,
                i.function_id, m.starts_at, m.in_public,
                case when i.returned_promise_id is not null
                       or exists (select 1 from governance_route_step s where s.item_id = i.id) then 1 else 0 end
                    as on_its_way
           from governance_meeting m
           join governance_item i on i.meeting_id = m.id
           join governance_body b on b.id = m.body_id
          where m.place_id = $1
            and m.state = 'held'
            and m.starts_at >= $2
            and m.starts_at < $3
          order by m.starts_at, i.position
          limit $4")
    .bind(place)
    .bind(time.start)
    .bind(time.end)
    .bind(ROWS_MAX)
    .all(db)
    .await
}
