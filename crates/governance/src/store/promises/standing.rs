//! What a promise stands on: its place's patience, its decision and meeting, the agenda it came back to.

use crate::decision::DecisionId;
use crate::item::ItemId;
use crate::meeting::MeetingId;
use crate::priority::PriorityId;
use crate::promise::{Ground, Patience, PromiseId};
use folkmoot_kernel::{BodyId, OrganisationId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, setting, sql};

fn name(place: PlaceId) -> String {
    format!("governance.patience.{place}")
}

/// How long this place waits. What it never chose is two weeks each.
pub async fn patience(db: &mut Conn, place: PlaceId) -> Result<Patience, Error> {
    setting::get(db, &name(place), Patience::default()).await
}

/// Which version of the place's choice stands; 0 while it never chose.
pub async fn patience_version(db: &mut Conn, place: PlaceId) -> Result<i64, Error> {
    setting::version(db, &name(place)).await
}

/// Saves a choice that was made against `version`.
pub async fn save_patience(db: &mut Conn, place: PlaceId, chosen: &Patience, version: i64) -> Result<(), Error> {
    setting::set_at(db, &name(place), chosen, version).await
}

/// Promises that an organisation has taken on in a place and that have not ended.
pub async fn open_promises(db: &mut Conn, place: PlaceId, owner: OrganisationId) -> Result<i64, Error> {
    sql("select count(*)
           from governance_promise
          where place_id = $1
            and organisation_id = $2
            and ended_as is null
            and accepted_at is not null")
    .bind(place)
    .bind(owner)
    .one(db)
    .await
}

row! {
    /// The decision a promise hangs on, as far as the promise needs it.
    pub struct Hanging {
        pub decision_id: DecisionId,
        pub place_id: PlaceId,
        pub number: i64,
        pub title: String,
        pub body_id: BodyId,
        pub priority_id: Option<PriorityId>,
        pub result: Option<String>,
        /// When its meeting ends, unless that was cancelled.
        pub meeting_ends_at: Option<Timestamp>,
    }
}

impl Hanging {
    /// A promise is taken on after the meeting, once its decision is agreed.
    pub fn ground(&self) -> Ground {
        match (self.result.as_deref(), self.meeting_ends_at) {
            (Some("agreed"), Some(end)) => Ground::MeetingUntil(end),
            (Some("agreed"), None) => Ground::Ready,
            _ => Ground::DecisionOpen,
        }
    }
}

pub async fn hanging(db: &mut Conn, decision: DecisionId) -> Result<Option<Hanging>, Error> {
    sql("select d.id as decision_id, d.place_id, d.number, d.title, d.body_id, d.priority_id, d.result,
                m.ends_at as meeting_ends_at
           from governance_decision d
           left join governance_meeting m on m.id = d.meeting_id and m.state <> 'cancelled'
          where d.id = $1")
    .bind(decision)
    .maybe(db)
    .await
}

/// Whether positions on the decision are sealed, still or for good because it was withdrawn under seal: a promise offered with
/// one would tell of it.
pub async fn is_sealed(db: &mut Conn, decision: DecisionId, now: Timestamp) -> Result<bool, Error> {
    let found: Option<i64> = sql("select 1
           from governance_decision d
          where d.id = $1
            and coalesce(d.closed_at, $2) < d.positions_due
            and exists (select 1
                          from governance_position q
                         where q.decision_id = d.id
                           and q.stance is null)")
    .bind(decision)
    .bind(now)
    .maybe(db)
    .await?;
    Ok(found.is_some())
}

/// The agenda item and meeting that a withdrawn promise came back to, with when that meets; the latest one.
pub async fn returned_to(
    db: &mut Conn,
    promise: PromiseId,
) -> Result<Option<(ItemId, MeetingId, String, Timestamp)>, Error> {
    sql("select i.id, m.id, m.title, m.starts_at
           from governance_item i
           join governance_meeting m on m.id = i.meeting_id
          where i.returned_promise_id = $1
            and m.state <> 'cancelled'
          order by m.starts_at desc
          limit 1")
    .bind(promise)
    .maybe(db)
    .await
}
