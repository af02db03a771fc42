//! What the record counts of a place between two moments: for whoever has to be assured.

use crate::priority::PriorityId;
use folkmoot_kernel::{BodyId, Date, Pence, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};
use std::ops::Range;

/// Most bodies of one place.
const BODIES_MAX: u32 = 500;

row! {
    /// Meetings of one body.
    pub struct MeetingCounts {
        pub body_id: BodyId,
        pub held: i64,
        /// Of those held: as many organisations came as its quorum asks for.
        pub quorate: i64,
        /// Of those held: nobody has said who came.
        pub unsaid: i64,
        pub cancelled: i64,
    }
}

row! {
    /// Decisions of one body that were closed as agreed.
    pub struct DecisionCounts {
        pub body_id: BodyId,
        pub decided: i64,
        pub endorsed: i64,
        pub money_pence: Pence,
    }
}

row! {
    /// What came of interests.
    pub struct InterestCounts {
        pub declared: i64,
        pub ruled: i64,
        pub recused: i64,
    }
}

row! {
    /// Promises with a day in the time: those that were accepted.
    pub struct DueCounts {
        pub due: i64,
        pub on_time: i64,
        pub late: i64,
        pub said_done: i64,
        pub past_date: i64,
        pub withdrawn: i64,
    }
}

pub async fn meeting_counts(
    db: &mut Conn,
    place: PlaceId,
    time: &Range<Timestamp>,
) -> Result<Vec<MeetingCounts>, Error> {
    sql("select m.body_id,
                sum(case when m.state = 'held' then 1 else 0 end) as held,
                sum(case when m.state = 'held' and m.said > 0 and m.present >= b.quorum then 1 else 0 end) as quorate,
                sum(case when m.state = 'held' and m.said = 0 then 1 else 0 end) as unsaid,
                sum(case when m.state = 'cancelled' then 1 else 0 end) as cancelled
           from (select n.body_id, n.state,
                        (select count(*) from governance_attendance a where a.meeting_id = n.id) as said,
                        (select count(*)
                           from governance_attendance a
                          where a.meeting_id = n.id
                            and a.state = 'present') as present
                   from governance_meeting n
                  where n.place_id = $1
                    and n.starts_at >= $2
                    and n.starts_at < $3) m
           join governance_body b on b.id = m.body_id
          group by m.body_id
          order by m.body_id
          limit $4")
    .bind(place)
    .bind(time.start)
    .bind(time.end)
    .bind(BODIES_MAX)
    .all(db)
    .await
}

pub async fn decision_counts(
    db: &mut Conn,
    place: PlaceId,
    time: &Range<Timestamp>,
) -> Result<Vec<DecisionCounts>, Error> {
    sql("select d.body_id,
                sum(case when d.power = 'decide' then 1 else 0 end) as decided,
                sum(case when d.power = 'endorse' then 1 else 0 end) as endorsed,
                cast(coalesce(sum(case when d.power = 'decide' then d.amount_pence end), 0) as bigint) as money_pence
           from governance_decision d
          where d.place_id = $1
            and d.closed_at >= $2
            and d.closed_at < $3
            and d.result = 'agreed'
          group by d.body_id
          order by d.body_id
          limit $4")
    .bind(place)
    .bind(time.start)
    .bind(time.end)
    .bind(BODIES_MAX)
    .all(db)
    .await
}

/// Interests declared in the time, rulings on them in it, and positions that were not taken because of one, on decisions closed in
/// it.
pub async fn interest_counts(db: &mut Conn, place: PlaceId, time: &Range<Timestamp>) -> Result<InterestCounts, Error> {
    sql("select (select count(*)
                   from governance_interest i
                  where i.place_id = $1
                    and i.declared_at >= $2
                    and i.declared_at < $3) as declared,
                (select count(*)
                   from governance_meeting m
                   join governance_item t on t.meeting_id = m.id
                   join governance_ruling r on r.item_id = t.id
                  where m.place_id = $1
                    and r.ruled_at >= $2
                    and r.ruled_at < $3) as ruled,
                (select count(*)
                   from governance_decision d
                   join governance_position p on p.decision_id = d.id
                  where d.place_id = $1
                    and d.closed_at >= $2
                    and d.closed_at < $3
                    and p.stance = 'recused') as recused")
    .bind(place)
    .bind(time.start)
    .bind(time.end)
    .one(db)
    .await
}

/// `days`: the first and the last. `today`: after which day an open promise is past its own.
pub async fn due_counts(
    db: &mut Conn,
    place: PlaceId,
    (first, last): (Date, Date),
    today: Date,
) -> Result<DueCounts, Error> {
    sql("select count(*) as due,
                coalesce(sum(case when confirmed_at is not null and done_said_on <= due then 1 else 0 end), 0) as on_time,
                coalesce(sum(case when confirmed_at is not null and done_said_on > due then 1 else 0 end), 0) as late,
                coalesce(sum(case when confirmed_at is null and withdrawn_at is null and done_said_at is not null
                             then 1 else 0 end), 0) as said_done,
                coalesce(sum(case when confirmed_at is null and withdrawn_at is null and done_said_at is null and due < $4
                             then 1 else 0 end), 0) as past_date,
                coalesce(sum(case when withdrawn_at is not null then 1 else 0 end), 0) as withdrawn
           from governance_promise
          where place_id = $1
            and due >= $2
            and due <= $3
            and accepted_at is not null")
    .bind(place)
    .bind(first)
    .bind(last)
    .bind(today)
    .one(db)
    .await
}

/// How many decisions were set aside in the time, how many of those the place replied to, and the money taken back.
pub async fn override_counts(
    db: &mut Conn,
    place: PlaceId,
    time: &Range<Timestamp>,
) -> Result<(i64, i64, Pence), Error> {
    sql("select count(*), count(replied_at), cast(coalesce(sum(amount_pence), 0) as bigint)
           from governance_override
          where place_id = $1
            and at >= $2
            and at < $3")
    .bind(place)
    .bind(time.start)
    .bind(time.end)
    .one(db)
    .await
}

/// Decisions put on record in the time that were settled elsewhere before.
pub async fn count_settled(db: &mut Conn, place: PlaceId, time: &Range<Timestamp>) -> Result<i64, Error> {
    sql("select count(*)
           from governance_decision d
           join governance_settled s on s.decision_id = d.id
          where d.place_id = $1
            and d.opened_at >= $2
            and d.opened_at < $3")
    .bind(place)
    .bind(time.start)
    .bind(time.end)
    .one(db)
    .await
}

/// Minutes planned on agendas of meetings that were held, by the priority they served. Unit: minutes.
pub async fn minutes_by_priority(
    db: &mut Conn,
    place: PlaceId,
    time: &Range<Timestamp>,
) -> Result<Vec<(Option<PriorityId>, i64)>, Error> {
    sql("select i.priority_id, cast(sum(i.minutes_planned) as bigint)
           from governance_meeting m
           join governance_item i on i.meeting_id = m.id
          where m.place_id = $1
            and m.state = 'held'
            and m.starts_at >= $2
            and m.starts_at < $3
          group by i.priority_id
          limit $4")
    .bind(place)
    .bind(time.start)
    .bind(time.end)
    .bind(BODIES_MAX)
    .all(db)
    .await
}
