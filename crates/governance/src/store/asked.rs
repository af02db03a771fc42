//! What bodies above asked of a place.

use super::known;
use crate::asked_from_above::{Answer, Asked, AskedId};
use crate::decision::DecisionId;
use folkmoot_kernel::{Date, OrganisationId, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

row! {
    struct AskedRow {
        id: AskedId,
        place_id: PlaceId,
        by_body: String,
        organisation_id: Option<OrganisationId>,
        what: String,
        asked_on: Date,
        answer: String,
        answered_on: Date,
        why: String,
        decision_id: Option<DecisionId>,
        recorded_at: Timestamp,
        reply: String,
        replied_at: Option<Timestamp>,
        version: i64,
    }
}

const COLUMNS: &str =
    "select id, place_id, by_body, organisation_id, what, asked_on, answer, answered_on, why, decision_id,
                recorded_at, reply, replied_at, version
           from governance_asked";

impl AskedRow {
    fn asked(self) -> Result<Asked, Error> {
        Ok(Asked {
            answer: known(Answer::read(&self.answer), "governance_asked", self.id, &self.answer)?,
            id: self.id,
            place: self.place_id,
            by_body: self.by_body,
            organisation: self.organisation_id,
            what: self.what,
            asked_on: self.asked_on,
            answered_on: self.answered_on,
            why: self.why,
            decision: self.decision_id,
            recorded_at: self.recorded_at,
            reply: self.replied_at.map(|at| (self.reply, at)),
            version: self.version,
        })
    }
}

pub async fn asked(db: &mut Conn, id: AskedId) -> Result<Option<Asked>, Error> {
    let row: Option<AskedRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(AskedRow::asked).transpose()
}

/// What was asked of a place and answered until this day, the latest first.
pub async fn asked_of_place(db: &mut Conn, place: PlaceId, until: Date, limit: u32) -> Result<Vec<Asked>, Error> {
    let text =
        format!("{COLUMNS} where place_id = $1 and answered_on <= $2 order by answered_on desc, id desc limit $3");
    let rows: Vec<AskedRow> = sql(text).bind(place).bind(until).bind(limit).all(db).await?;
    rows.into_iter().map(AskedRow::asked).collect()
}

pub async fn add_asked(db: &mut Conn, new: &Asked) -> Result<(), Error> {
    sql("insert into governance_asked
           (id, place_id, by_body, organisation_id, what, asked_on, answer, answered_on, why, decision_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
    .bind(new.id)
    .bind(new.place)
    .bind(&new.by_body)
    .bind(new.organisation)
    .bind(&new.what)
    .bind(new.asked_on)
    .bind(new.answer.key())
    .bind(new.answered_on)
    .bind(&new.why)
    .bind(new.decision)
    .bind(new.recorded_at)
    .run(db)
    .await?;
    Ok(())
}

/// Saves the reply of those who asked.
pub async fn save_asked(db: &mut Conn, changed: &Asked, version: i64) -> Result<(), Error> {
    let reply = changed.reply.as_ref();
    sql("update governance_asked
            set reply = $3, replied_at = $4, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(reply.map_or("", |(words, _)| words.as_str()))
    .bind(reply.map(|(_, at)| *at))
    .run_one(db)
    .await
}
