//! Promises and what was said on them.

mod due;
mod lines;
mod on_item;
mod remarks;
mod standing;
mod waiting;

pub use due::{
    ToLapse, ToReturn, add_digest, has_digest, mark_reminded, places_with_promises, promise_to_remind,
    promises_that_may_need_a_reminder, promises_to_lapse, promises_to_return,
};
pub use lines::{
    PromiseFilter, PromiseLine, count_promise_lines, promise_counts, promise_counts_by_owner,
    promise_counts_by_priority, promise_line, promise_lines, promise_lines_of_decision, promise_lines_of_decisions,
    promise_lines_of_organisation, promise_lines_with, promise_owners,
};
pub use on_item::{LineOnItem, OnItem, item_of_promise, promises_on_item, promises_on_items_of, tie_promise};
pub use remarks::{add_remark, remarks};
pub use standing::{
    Hanging, hanging, is_sealed, open_promises, patience, patience_version, returned_to, save_patience,
};
pub use waiting::{WaitingPromise, count_waiting, promises_confirmed_in, waiting_promises};

use crate::decision::DecisionId;
use crate::promise::{Explained, Moved, Promise, PromiseId, SaidDone, Signed};
use folkmoot_kernel::{Date, OrganisationId, PersonId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Most promises of one decision.
const OF_DECISION_MAX: u32 = 500;

row! {
    struct PromiseRow {
        id: PromiseId,
        place_id: PlaceId,
        number: i64,
        decision_id: Option<DecisionId>,
        organisation_id: OrganisationId,
        what: String,
        done_means: String,
        due: Date,
        made_at: Timestamp,
        accepted_at: Option<Timestamp>,
        accepted_by: Option<PersonId>,
        done_said_at: Option<Timestamp>,
        done_said_by: Option<PersonId>,
        evidence: String,
        confirmer_id: Option<OrganisationId>,
        confirmed_at: Option<Timestamp>,
        confirmed_by: Option<PersonId>,
        confirm_note: String,
        withdrawn_at: Option<Timestamp>,
        withdrawn_by: Option<PersonId>,
        withdrawn_why: String,
        declined_at: Option<Timestamp>,
        declined_by: Option<PersonId>,
        declined_why: String,
        lapsed_at: Option<Timestamp>,
        version: i64,
    }
}

const COLUMNS: &str =
    "select p.id, p.place_id, p.number, p.decision_id, p.organisation_id, p.what, p.done_means, p.due,
                p.made_at, p.accepted_at, p.accepted_by, p.done_said_at, p.done_said_by, p.evidence, p.confirmer_id,
                p.confirmed_at, p.confirmed_by, p.confirm_note, p.withdrawn_at, p.withdrawn_by, p.withdrawn_why,
                p.declined_at, p.declined_by, p.declined_why, p.lapsed_at, p.version
           from governance_promise p";

fn explained(by: Option<PersonId>, at: Option<Timestamp>, words: String) -> Option<Explained> {
    by.zip(at).map(|(by, at)| Explained { by, at, words })
}

impl PromiseRow {
    fn promise(self, moves: Vec<Moved>) -> Promise {
        let evidence = self.evidence;
        let done = self.done_said_by.zip(self.done_said_at);
        Promise {
            id: self.id,
            place: self.place_id,
            number: self.number,
            decision: self.decision_id,
            owner: self.organisation_id,
            what: self.what,
            done_means: self.done_means,
            due: self.due,
            made_at: self.made_at,
            confirmer: self.confirmer_id,
            accepted: self.accepted_by.zip(self.accepted_at).map(|(by, at)| Signed { by, at }),
            done: done.map(|(by, at)| SaidDone { by, at, evidence }),
            confirmed: explained(self.confirmed_by, self.confirmed_at, self.confirm_note),
            declined: explained(self.declined_by, self.declined_at, self.declined_why),
            withdrawn: explained(self.withdrawn_by, self.withdrawn_at, self.withdrawn_why),
            lapsed_at: self.lapsed_at,
            moves,
            version: self.version,
        }
    }
}

async fn whole(db: &mut Conn, rows: Vec<PromiseRow>) -> Result<Vec<Promise>, Error> {
    let mut promises = Vec::with_capacity(rows.len());
    for row in rows {
        let moves = remarks::moves(db, row.id).await?;
        promises.push(row.promise(moves));
    }
    Ok(promises)
}

pub async fn promise(db: &mut Conn, id: PromiseId) -> Result<Option<Promise>, Error> {
    let rows = sql(format!("{COLUMNS} where p.id = $1")).bind(id).all(db).await?;
    Ok(whole(db, rows).await?.pop())
}

/// All promises that hang on a decision, oldest first, as they stand.
pub async fn promises_of_decision(db: &mut Conn, decision: DecisionId) -> Result<Vec<Promise>, Error> {
    let rows = sql(format!("{COLUMNS} where p.decision_id = $1 order by p.number limit $2"))
        .bind(decision)
        .bind(OF_DECISION_MAX)
        .all(db)
        .await?;
    whole(db, rows).await
}

/// The number of the next promise of a place. Writes wait for each other, so two never get the same.
pub async fn next_promise_number(db: &mut Conn, place: PlaceId) -> Result<i64, Error> {
    sql("select coalesce(max(number), 0) + 1 from governance_promise where place_id = $1").bind(place).one(db).await
}

pub async fn add_promise(db: &mut Conn, new: &Promise) -> Result<(), Error> {
    sql("insert into governance_promise
           (id, place_id, number, decision_id, organisation_id, what, done_means, due, made_at, confirmer_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
    .bind(new.id())
    .bind(new.place())
    .bind(new.number())
    .bind(new.decision())
    .bind(new.owner())
    .bind(new.what())
    .bind(new.done_means())
    .bind(new.due())
    .bind(new.made_at())
    .bind(new.confirmer())
    .run(db)
    .await?;
    Ok(())
}

/// Saves a promise that was read at `version`. What was promised first stays; new dates are remarks beside it.
pub async fn save_promise(db: &mut Conn, changed: &Promise, version: i64) -> Result<(), Error> {
    let words = |explained: Option<&Explained>| explained.map_or_else(String::new, |said| said.words.clone());
    let done = changed.done();
    sql("update governance_promise
            set due = $3, confirmer_id = $4, accepted_at = $5, accepted_by = $6, done_said_at = $7, done_said_by = $8,
                done_said_on = $9, evidence = $10, confirmed_at = $11, confirmed_by = $12, confirm_note = $13,
                withdrawn_at = $14, withdrawn_by = $15, withdrawn_why = $16, declined_at = $17, declined_by = $18,
                declined_why = $19, lapsed_at = $20, ended_as = $21, open_until = coalesce($22, open_until),
                version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id())
    .bind(version)
    .bind(changed.due())
    .bind(changed.confirmer())
    .bind(changed.accepted().map(|signed| signed.at))
    .bind(changed.accepted().map(|signed| signed.by))
    .bind(done.map(|done| done.at))
    .bind(done.map(|done| done.by))
    .bind(done.map(|done| done.at.date()))
    .bind(done.map_or("", |done| done.evidence.as_str()))
    .bind(changed.confirmed().map(|said| said.at))
    .bind(changed.confirmed().map(|said| said.by))
    .bind(words(changed.confirmed()))
    .bind(changed.withdrawn().map(|said| said.at))
    .bind(changed.withdrawn().map(|said| said.by))
    .bind(words(changed.withdrawn()))
    .bind(changed.declined().map(|said| said.at))
    .bind(changed.declined().map(|said| said.by))
    .bind(words(changed.declined()))
    .bind(changed.lapsed_at())
    .bind(changed.ended().map(|(life, _)| life.key()))
    .bind(changed.ended().map(|(_, at)| at))
    .run_one(db)
    .await
}

/// The decision was not agreed or was withdrawn: what nobody accepted yet is owed by nobody. Says how many lapsed.
pub async fn lapse_promises_of(db: &mut Conn, decision: DecisionId, now: Timestamp) -> Result<u64, Error> {
    sql("update governance_promise
            set lapsed_at = $2, ended_as = 'lapsed', open_until = $2, version = version + 1
          where decision_id = $1
            and accepted_at is null
            and declined_at is null
            and lapsed_at is null")
    .bind(decision)
    .bind(now)
    .run(db)
    .await
}
