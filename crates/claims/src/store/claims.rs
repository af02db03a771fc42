//! Claims and the measures beside them.

use super::known;
use crate::claim::{Claim, ClaimId};
use crate::measure::Measure;
use folkmoot_kernel::{Date, PlaceId};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::{BTreeMap, BTreeSet};

/// Most claims of a place, ended ones included; and measures of all of them.
const CLAIMS_MAX: u32 = 200;
const TIES_MAX: u32 = 3_000;

row! {
    struct ClaimRow {
        id: ClaimId,
        place_id: PlaceId,
        number: i64,
        words: String,
        made_on: Date,
        ended_on: Option<Date>,
        reply: String,
        replied_on: Option<Date>,
        version: i64,
    }
}
row! {
    struct TieRow { claim_id: ClaimId, measure: String }
}

const COLUMNS: &str =
    "select id, place_id, number, words, made_on, ended_on, reply, replied_on, version from claims_claim";

fn claim_of(row: ClaimRow, measures: BTreeSet<Measure>) -> Claim {
    Claim {
        id: row.id,
        place: row.place_id,
        number: row.number,
        words: row.words,
        measures,
        made_on: row.made_on,
        ended_on: row.ended_on,
        reply: row.replied_on.map(|on| (row.reply, on)),
        version: row.version,
    }
}

fn by_claim(rows: Vec<TieRow>) -> Result<BTreeMap<ClaimId, BTreeSet<Measure>>, Error> {
    let mut all: BTreeMap<ClaimId, BTreeSet<Measure>> = BTreeMap::new();
    for row in rows {
        let measure = known(Measure::read(&row.measure), "claims_tie", row.claim_id, &row.measure)?;
        all.entry(row.claim_id).or_default().insert(measure);
    }
    Ok(all)
}

pub async fn claim(db: &mut Conn, id: ClaimId) -> Result<Option<Claim>, Error> {
    let row: Option<ClaimRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    let Some(row) = row else { return Ok(None) };
    let ties = sql("select claim_id, measure from claims_tie where claim_id = $1 limit $2").bind(id).bind(TIES_MAX);
    let measures = by_claim(ties.all(db).await?)?.remove(&id).unwrap_or_default();
    Ok(Some(claim_of(row, measures)))
}

/// All claims of a place by number, those that ended as well.
pub async fn claims(db: &mut Conn, place: PlaceId) -> Result<Vec<Claim>, Error> {
    let text = format!("{COLUMNS} where place_id = $1 order by number limit $2");
    let rows: Vec<ClaimRow> = sql(text).bind(place).bind(CLAIMS_MAX).all(db).await?;
    let ties: Vec<TieRow> = sql("select t.claim_id, t.measure
           from claims_claim c
           join claims_tie t on t.claim_id = c.id
          where c.place_id = $1
          limit $2")
    .bind(place)
    .bind(TIES_MAX)
    .all(db)
    .await?;
    let mut measures = by_claim(ties)?;
    Ok(rows
        .into_iter()
        .map(|row| (measures.remove(&row.id).unwrap_or_default(), row))
        .map(|(m, row)| claim_of(row, m))
        .collect())
}

pub async fn next_number(db: &mut Conn, place: PlaceId) -> Result<i64, Error> {
    sql("select coalesce(max(number), 0) + 1 from claims_claim where place_id = $1").bind(place).one(db).await
}

pub async fn add_claim(db: &mut Conn, new: &Claim) -> Result<(), Error> {
    sql("insert into claims_claim (id, place_id, number, words, made_on) values ($1, $2, $3, $4, $5)")
        .bind(new.id)
        .bind(new.place)
        .bind(new.number)
        .bind(&new.words)
        .bind(new.made_on)
        .run(db)
        .await?;
    save_ties(db, new).await
}

/// Saves a claim that was read at `version`.
pub async fn save_claim(db: &mut Conn, changed: &Claim, version: i64) -> Result<(), Error> {
    let reply = changed.reply.as_ref();
    sql("update claims_claim
            set words = $3, ended_on = $4, reply = $5, replied_on = $6, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(&changed.words)
    .bind(changed.ended_on)
    .bind(reply.map_or("", |(words, _)| words.as_str()))
    .bind(reply.map(|(_, on)| *on))
    .run_one(db)
    .await
}

/// Writes the measures beside a claim in place of those from before.
pub async fn save_ties(db: &mut Conn, claim: &Claim) -> Result<(), Error> {
    sql("delete from claims_tie where claim_id = $1").bind(claim.id).run(db).await?;
    for measure in &claim.measures {
        sql("insert into claims_tie (claim_id, measure) values ($1, $2)")
            .bind(claim.id)
            .bind(measure.key())
            .run(db)
            .await?;
    }
    Ok(())
}
