//! Decisions that were put again, and the chain of each matter.

use crate::decision::DecisionId;
use crate::reopening::{Chain, Earlier, Reopening};
use folkmoot_kernel::{Pence, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Most times that one matter was put, as a page shows them.
const CHAIN_MAX: u32 = 50;

row! {
    struct ReopeningRow {
        decision_id: DecisionId,
        earlier_id: DecisionId,
        first_id: DecisionId,
        time_number: i64,
        evidence: String,
        spent_pence: Option<Pence>,
        spent_source: String,
        at: Timestamp,
    }
}

row! {
    /// One time that a matter was put: the first has no evidence of its own.
    pub struct TimePut {
        pub id: DecisionId,
        pub number: i64,
        pub title: String,
        pub opened_at: Timestamp,
        pub closed_at: Option<Timestamp>,
        pub evidence: Option<String>,
    }
}

pub async fn reopening(db: &mut Conn, decision: DecisionId) -> Result<Option<Reopening>, Error> {
    let row: Option<ReopeningRow> =
        sql("select decision_id, earlier_id, first_id, time_number, evidence, spent_pence, spent_source, at
           from governance_reopening
          where decision_id = $1")
        .bind(decision)
        .maybe(db)
        .await?;
    Ok(row.map(|row| Reopening {
        decision: row.decision_id,
        earlier: row.earlier_id,
        first: row.first_id,
        time: row.time_number,
        evidence: row.evidence,
        spent: row.spent_pence,
        spent_source: row.spent_source,
        at: row.at,
    }))
}

/// The place of a decision in the chain of its matter: a decision that was never reopened is a chain of its own.
pub async fn place_in_chain(db: &mut Conn, decision: DecisionId) -> Result<Earlier, Error> {
    let own = reopening(db, decision).await?;
    let later: Option<DecisionId> = sql("select decision_id from governance_reopening where earlier_id = $1 limit 1")
        .bind(decision)
        .maybe(db)
        .await?;
    Ok(Earlier {
        first: own.as_ref().map_or(decision, Reopening::first),
        time: own.as_ref().map_or(1, |own| own.time),
        reopened: if later.is_some() { Chain::WentOn } else { Chain::Newest },
    })
}

/// Every time that the matter was put, the first on top. Empty when it was put once.
pub async fn chain(db: &mut Conn, first: DecisionId) -> Result<Vec<TimePut>, Error> {
    let times: Vec<TimePut> = sql("select d.id, d.number, d.title, d.opened_at, d.closed_at, r.evidence
           from governance_decision d
           left join governance_reopening r on r.decision_id = d.id
          where d.id = $1
             or r.first_id = $1
          order by coalesce(r.time_number, 1)
          limit $2")
    .bind(first)
    .bind(CHAIN_MAX)
    .all(db)
    .await?;
    Ok(if times.len() > 1 { times } else { Vec::new() })
}

pub async fn add_reopening(db: &mut Conn, new: &Reopening) -> Result<(), Error> {
    sql("insert into governance_reopening
           (decision_id, earlier_id, first_id, time_number, evidence, spent_pence, spent_source, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(new.decision)
    .bind(new.earlier)
    .bind(new.first)
    .bind(new.time)
    .bind(&new.evidence)
    .bind(new.spent)
    .bind(&new.spent_source)
    .bind(new.at)
    .run(db)
    .await?;
    Ok(())
}
