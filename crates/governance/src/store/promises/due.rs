//! What reconcilers look for: reminders that are due, promises to lapse, promises to bring back to an agenda, weekly letters.

use super::{COLUMNS, PromiseRow, whole};
use crate::decision::DecisionId;
use crate::promise::{Promise, PromiseId};
use folkmoot_kernel::Timestamp;
use folkmoot_kernel::{BodyId, Date, PersonId, PlaceId};
use folkmoot_store::{Conn, Error, row, sql};

/// Places in one round; England has about 180.
const PLACES_MAX: u32 = 2_000;
/// Decisions or promises in one round; the next round takes the rest.
const ROUND_MAX: u32 = 1_000;

/// Places that have a promise.
pub async fn places_with_promises(db: &mut Conn) -> Result<Vec<PlaceId>, Error> {
    sql("select distinct place_id from governance_promise order by place_id limit $1").bind(PLACES_MAX).all(db).await
}

/// Open promises of a place that nobody accepted, or whose day comes by `until`.
pub async fn promises_that_may_need_a_reminder(
    db: &mut Conn,
    place: PlaceId,
    until: Date,
) -> Result<Vec<PromiseId>, Error> {
    sql("select id
           from governance_promise
          where place_id = $1
            and confirmed_at is null
            and withdrawn_at is null
            and declined_at is null
            and lapsed_at is null
            and done_said_at is null
            and (accepted_at is null or due <= $2)
          order by due, id
          limit $3")
    .bind(place)
    .bind(until)
    .bind(10 * ROUND_MAX)
    .all(db)
    .await
}

/// Which reminder went out last, with the day it was about. No edit of the promise: its version stays.
pub async fn mark_reminded(db: &mut Conn, id: PromiseId, note: &str, before: &str) -> Result<(), Error> {
    sql("update governance_promise set reminded = $2 where id = $1 and reminded = $3")
        .bind(id)
        .bind(note)
        .bind(before)
        .run_one(db)
        .await
}

row! {
    /// A decision that ended without agreement, while a promise on it still waits.
    pub struct ToLapse { pub decision_id: DecisionId, pub place_id: PlaceId, pub body_id: BodyId }
}

/// Decisions that ended without agreement and still have promises that nobody accepted.
pub async fn promises_to_lapse(db: &mut Conn) -> Result<Vec<ToLapse>, Error> {
    sql("select distinct d.id as decision_id, d.place_id, d.body_id
           from governance_promise p
           join governance_decision d on d.id = p.decision_id
          where d.closed_at is not null
            and d.result <> 'agreed'
            and p.accepted_at is null
            and p.declined_at is null
            and p.lapsed_at is null
            and p.confirmed_at is null
            and p.withdrawn_at is null
          order by d.id
          limit $1")
    .bind(ROUND_MAX)
    .all(db)
    .await
}

row! {
    /// A withdrawn promise that is on no agenda yet, with the body that made its decision.
    pub struct ToReturn { pub promise_id: PromiseId, pub place_id: PlaceId, pub body_id: BodyId }
}

/// Withdrawn promises whose body has a meeting to come and whose return stands on no agenda, except of one that was cancelled.
pub async fn promises_to_return(db: &mut Conn, now: Timestamp) -> Result<Vec<ToReturn>, Error> {
    sql("select p.id as promise_id, p.place_id, coalesce(d.body_id, at.body_id) as body_id
           from governance_promise p
           left join governance_decision d on d.id = p.decision_id
           left join governance_item_promise tie on tie.promise_id = p.id
           left join governance_item item on item.id = tie.item_id
           left join governance_meeting at on at.id = item.meeting_id
          where p.withdrawn_at is not null
            and exists (select 1
                          from governance_meeting m
                         where m.body_id = coalesce(d.body_id, at.body_id)
                           and m.state = 'planned'
                           and m.starts_at > $1)
            and not exists (select 1
                              from governance_item i
                              join governance_meeting m on m.id = i.meeting_id
                             where i.returned_promise_id = p.id
                               and m.state <> 'cancelled')
          order by p.withdrawn_at, p.id
          limit $2")
    .bind(now)
    .bind(ROUND_MAX)
    .all(db)
    .await
}

/// Whether the weekly letter of the week that starts on this Monday went to this person.
pub async fn has_digest(db: &mut Conn, person: PersonId, monday: Date) -> Result<bool, Error> {
    let found: Option<PersonId> = sql("select person_id from governance_digest where person_id = $1 and week = $2")
        .bind(person)
        .bind(monday)
        .maybe(db)
        .await?;
    Ok(found.is_some())
}

pub async fn add_digest(db: &mut Conn, person: PersonId, monday: Date) -> Result<(), Error> {
    sql("insert into governance_digest (person_id, week) values ($1, $2)").bind(person).bind(monday).run(db).await?;
    Ok(())
}

/// The promise that a reminder is about, inside the write that sends it, with the note of the last one.
pub async fn promise_to_remind(db: &mut Conn, id: PromiseId) -> Result<Option<(Promise, String)>, Error> {
    let rows: Vec<PromiseRow> = sql(format!("{COLUMNS} where p.id = $1")).bind(id).all(db).await?;
    let note: Option<String> = sql("select reminded from governance_promise where id = $1").bind(id).maybe(db).await?;
    Ok(whole(db, rows).await?.pop().zip(note))
}
