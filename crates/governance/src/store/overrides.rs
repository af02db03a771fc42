//! Overrides: decisions that were set aside from above, and the place's replies.

use crate::decision::DecisionId;
use crate::overrides::{Override, OverrideId, Reply};
use crate::promise::PromiseId;
use folkmoot_kernel::{Date, Pence, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

/// Most overrides of one decision.
const OF_DECISION_MAX: u32 = 50;

row! {
    struct OverrideRow {
        id: OverrideId,
        place_id: PlaceId,
        decision_id: DecisionId,
        by_body: String,
        power_used: String,
        reason: String,
        notice_days: i64,
        amount_pence: Option<Pence>,
        effect: String,
        at: Timestamp,
        reply: String,
        replied_at: Option<Timestamp>,
        version: i64,
        effect_on: Option<Date>,
        promised_days: Option<i64>,
        people: Option<i64>,
        people_words: String,
    }
}

const COLUMNS: &str =
    "select id, place_id, decision_id, by_body, power_used, reason, notice_days, amount_pence, effect, at,
                reply, replied_at, version, effect_on, promised_days, people, people_words
           from governance_override";

impl OverrideRow {
    fn overruling(self) -> Override {
        Override {
            id: self.id,
            place: self.place_id,
            decision: self.decision_id,
            by_body: self.by_body,
            power_used: self.power_used,
            reason: self.reason,
            notice_days: self.notice_days,
            amount: self.amount_pence,
            effect: self.effect,
            effect_on: self.effect_on,
            promised_days: self.promised_days,
            people: self.people.and_then(|people| u32::try_from(people).ok()),
            people_words: self.people_words,
            at: self.at,
            reply: self.replied_at.map(|at| Reply { words: self.reply, at }),
            version: self.version,
        }
    }
}

pub async fn overruling(db: &mut Conn, id: OverrideId) -> Result<Option<Override>, Error> {
    let row: Option<OverrideRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    Ok(row.map(OverrideRow::overruling))
}

/// What set this decision aside, first to last.
pub async fn overrides_of_decision(db: &mut Conn, decision: DecisionId) -> Result<Vec<Override>, Error> {
    let text = format!("{COLUMNS} where decision_id = $1 order by at, id limit $2");
    let rows: Vec<OverrideRow> = sql(text).bind(decision).bind(OF_DECISION_MAX).all(db).await?;
    Ok(rows.into_iter().map(OverrideRow::overruling).collect())
}

/// Overrides in a place, latest first.
pub async fn overrides_of_place(db: &mut Conn, place: PlaceId, limit: u32) -> Result<Vec<Override>, Error> {
    let text = format!("{COLUMNS} where place_id = $1 order by at desc, id desc limit $2");
    let rows: Vec<OverrideRow> = sql(text).bind(place).bind(limit).all(db).await?;
    Ok(rows.into_iter().map(OverrideRow::overruling).collect())
}

/// Whether a higher body set the decision aside.
pub async fn is_set_aside(db: &mut Conn, decision: DecisionId) -> Result<bool, Error> {
    let found: Option<i64> =
        sql("select 1 from governance_override where decision_id = $1 limit 1").bind(decision).maybe(db).await?;
    Ok(found.is_some())
}

pub async fn add_override(db: &mut Conn, new: &Override, promises: &[PromiseId]) -> Result<(), Error> {
    sql("insert into governance_override
           (id, place_id, decision_id, by_body, power_used, reason, notice_days, amount_pence, effect, at,
            effect_on, promised_days, people, people_words)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)")
    .bind(new.id)
    .bind(new.place)
    .bind(new.decision)
    .bind(&new.by_body)
    .bind(&new.power_used)
    .bind(&new.reason)
    .bind(new.notice_days)
    .bind(new.amount)
    .bind(&new.effect)
    .bind(new.at)
    .bind(new.effect_on)
    .bind(new.promised_days)
    .bind(new.people.map(i64::from))
    .bind(&new.people_words)
    .run(db)
    .await?;
    for promise in promises {
        sql("insert into governance_override_promise (override_id, promise_id) values ($1, $2)")
            .bind(new.id)
            .bind(*promise)
            .run(db)
            .await?;
    }
    Ok(())
}

/// Promises that it touches.
pub async fn promises_of_override(db: &mut Conn, id: OverrideId) -> Result<Vec<PromiseId>, Error> {
    sql("select promise_id from governance_override_promise where override_id = $1 order by promise_id limit $2")
        .bind(id)
        .bind(OF_DECISION_MAX)
        .all(db)
        .await
}

/// Saves the reply to an override that was read at `version`.
pub async fn save_override(db: &mut Conn, changed: &Override, version: i64) -> Result<(), Error> {
    let reply = changed.reply.as_ref();
    sql("update governance_override
            set reply = $3, replied_at = $4, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(reply.map_or("", |reply| reply.words.as_str()))
    .bind(reply.map(|reply| reply.at))
    .run_one(db)
    .await
}
