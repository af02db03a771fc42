//! What waits for the people of an organisation, counted cheaply: every page shows it.

use crate::promise::PromiseId;
use folkmoot_kernel::{Date, OrganisationId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Most rows of one list on "My page".
const MINE_MAX: u32 = 200;

row! {
    /// A promise that waits for a word from somebody.
    pub struct WaitingPromise {
        pub id: PromiseId,
        pub place_id: PlaceId,
        pub number: i64,
        pub organisation_id: OrganisationId,
        pub what: String,
        pub due: Date,
        /// accept, past_date, due_soon or confirm
        pub wants: String,
    }
}

/// Owner `$1` in place `$2` at moment `$3`, on day `$4`, and until day `$5`: what it may accept, what has gone past its date or
/// comes near it; and what waits for its confirmation.
const WAITS: &str = "select p.id, p.place_id, p.number, p.organisation_id, p.what, p.due,
                case when p.accepted_at is null then 'accept'
                     when p.due < $4 then 'past_date'
                     else 'due_soon' end as wants
           from governance_promise p
           left join governance_decision d on d.id = p.decision_id
           left join governance_item_promise tie on tie.promise_id = p.id
           left join governance_item i on i.id = tie.item_id
           left join governance_meeting m on m.id = coalesce(d.meeting_id, i.meeting_id) and m.state <> 'cancelled'
          where p.organisation_id = $1
            and p.place_id = $2
            and p.confirmed_at is null
            and p.withdrawn_at is null
            and p.declined_at is null
            and p.lapsed_at is null
            and p.done_said_at is null
            and (case when p.accepted_at is null
                      then (d.id is null or d.result = 'agreed') and (m.id is null or m.ends_at <= $3)
                      else p.due <= $5 end)
          union all
         select p.id, p.place_id, p.number, p.organisation_id, p.what, p.due, 'confirm' as wants
           from governance_promise p
          where p.confirmer_id = $1
            and p.place_id = $2
            and p.done_said_at is not null
            and p.confirmed_at is null
            and p.withdrawn_at is null";

/// Lists what waits for an organisation in a place; `until` is the last day that is near.
pub async fn waiting_promises(
    db: &mut Conn,
    (organisation, place): (OrganisationId, PlaceId),
    now: Timestamp,
    until: Date,
) -> Result<Vec<WaitingPromise>, Error> {
    sql(format!(
        "select id, place_id, number, organisation_id, what, due, wants from ({WAITS}) w order by w.due, w.id limit $6"
    ))
    .bind(organisation)
    .bind(place)
    .bind(now)
    .bind(now.date())
    .bind(until)
    .bind(MINE_MAX)
    .all(db)
    .await
}

/// How many things wait for a word: due today or near is no word that is waited for.
pub async fn count_waiting(
    db: &mut Conn,
    (organisation, place): (OrganisationId, PlaceId),
    now: Timestamp,
) -> Result<i64, Error> {
    let yesterday = now.date().plus_days(-1);
    sql(format!("select count(*) from ({WAITS}) w"))
        .bind(organisation)
        .bind(place)
        .bind(now)
        .bind(now.date())
        .bind(yesterday)
        .one(db)
        .await
}

/// Promises of a place that another partner confirmed in this time, latest first.
pub async fn promises_confirmed_in(
    db: &mut Conn,
    place: PlaceId,
    time: &std::ops::Range<Timestamp>,
    limit: u32,
) -> Result<Vec<(PromiseId, i64, OrganisationId, String)>, Error> {
    sql("select id, number, organisation_id, what
           from governance_promise
          where place_id = $1
            and confirmed_at >= $2
            and confirmed_at < $3
          order by confirmed_at desc, id
          limit $4")
    .bind(place)
    .bind(time.start)
    .bind(time.end)
    .bind(limit)
    .all(db)
    .await
}
