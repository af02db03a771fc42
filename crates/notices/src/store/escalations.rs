//! Escalations.

use super::known;
use crate::escalation::{Addressee, Escalation, EscalationId, Kind, Said, Sender, Settled};
use crate::standard::Clocks;
use folkmoot_kernel::{BodyId, Date, OrganisationId, PersonId, PlaceId, SeatId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

const TABLE: &str = "notices_escalation";

row! {
    struct EscalationRow {
        id: EscalationId,
        place_id: PlaceId,
        number: i64,
        kind: String,
        from_organisation_id: Option<OrganisationId>,
        to_body_id: Option<BodyId>,
        to_seat_id: Option<SeatId>,
        subject: String,
        words: String,
        wish: String,
        sent_at: Timestamp,
        sent_by: Option<PersonId>,
        acknowledge_by: Date,
        answer_by: Date,
        public_from: Date,
        acknowledged_at: Option<Timestamp>,
        acknowledged_words: String,
        answered_at: Option<Timestamp>,
        answer: String,
        settled: Option<String>,
        settled_at: Option<Timestamp>,
        settled_words: String,
        withdrawn_at: Option<Timestamp>,
        version: i64,
    }
}

const COLUMNS: &str =
    "select id, place_id, number, kind, from_organisation_id, to_body_id, to_seat_id, subject, words, wish,
                sent_at, sent_by, acknowledge_by, answer_by, public_from, acknowledged_at, acknowledged_words,
                answered_at, answer, settled, settled_at, settled_words, withdrawn_at, version
           from notices_escalation";

impl EscalationRow {
    fn escalation(self) -> Result<Escalation, Error> {
        let to = match (self.to_body_id, self.to_seat_id) {
            (Some(body), _) => Some(Addressee::Body(body)),
            (None, seat) => seat.map(Addressee::Post),
        };
        let settled = match (self.settled, self.settled_at) {
            (Some(settled), Some(at)) => {
                let settled = known(Settled::read(&settled), TABLE, self.id, &settled)?;
                Some((settled, Said { at, words: self.settled_words }))
            }
            _ => None,
        };
        Ok(Escalation {
            kind: known(Kind::read(&self.kind), TABLE, self.id, &self.kind)?,
            to: known(to, TABLE, self.id, "no addressee")?,
            id: self.id,
            place: self.place_id,
            number: self.number,
            from: self.from_organisation_id.map_or(Sender::Place, Sender::Organisation),
            subject: self.subject,
            words: self.words,
            wish: self.wish,
            sent_at: self.sent_at,
            sent_by: self.sent_by,
            clocks: Clocks {
                acknowledge_by: self.acknowledge_by,
                answer_by: self.answer_by,
                public_from: self.public_from,
            },
            acknowledged: self.acknowledged_at.map(|at| Said { at, words: self.acknowledged_words }),
            answered: self.answered_at.map(|at| Said { at, words: self.answer }),
            settled,
            withdrawn_at: self.withdrawn_at,
            version: self.version,
        })
    }
}

pub async fn escalation(db: &mut Conn, id: EscalationId) -> Result<Option<Escalation>, Error> {
    let row: Option<EscalationRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(EscalationRow::escalation).transpose()
}

/// All of a place, the latest first. Pages show of them what their reader may see.
pub async fn escalations_of_place(db: &mut Conn, place: PlaceId, limit: u32) -> Result<Vec<Escalation>, Error> {
    let text = format!("{COLUMNS} where place_id = $1 order by sent_at desc, id desc limit $2");
    let rows: Vec<EscalationRow> = sql(text).bind(place).bind(limit).all(db).await?;
    rows.into_iter().map(EscalationRow::escalation).collect()
}

/// Those that still wait, and the note of the last letter.
pub async fn open_escalations(db: &mut Conn, limit: u32) -> Result<Vec<EscalationId>, Error> {
    sql("select id
           from notices_escalation
          where answered_at is null
            and withdrawn_at is null
          order by answer_by, id
          limit $1")
    .bind(limit)
    .all(db)
    .await
}

/// With the note of the last letter that was written about it.
pub async fn escalation_to_remind(db: &mut Conn, id: EscalationId) -> Result<Option<(Escalation, String)>, Error> {
    let Some(found) = escalation(db, id).await? else { return Ok(None) };
    let note: String = sql("select reminded from notices_escalation where id = $1").bind(id).one(db).await?;
    Ok(Some((found, note)))
}

/// Notes the letter; another run that was first is a conflict.
pub async fn mark_reminded(db: &mut Conn, id: EscalationId, note: &str, before: &str) -> Result<(), Error> {
    sql("update notices_escalation
            set reminded = $2
          where id = $1
            and reminded = $3")
    .bind(id)
    .bind(note)
    .bind(before)
    .run_one(db)
    .await
}

pub async fn next_escalation_number(db: &mut Conn, place: PlaceId) -> Result<i64, Error> {
    sql("select coalesce(max(number), 0) + 1 from notices_escalation where place_id = $1").bind(place).one(db).await
}

pub async fn add_escalation(db: &mut Conn, new: &Escalation) -> Result<(), Error> {
    let from = match new.from {
        Sender::Place => None,
        Sender::Organisation(id) => Some(id),
    };
    let (body, seat) = match new.to {
        Addressee::Body(id) => (Some(id), None),
        Addressee::Post(id) => (None, Some(id)),
    };
    sql("insert into notices_escalation
           (id, place_id, number, kind, from_organisation_id, to_body_id, to_seat_id, subject, words, wish, sent_at,
            sent_by, acknowledge_by, answer_by, public_from)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)")
    .bind(new.id)
    .bind(new.place)
    .bind(new.number)
    .bind(new.kind.key())
    .bind(from)
    .bind(body)
    .bind(seat)
    .bind(&new.subject)
    .bind(&new.words)
    .bind(&new.wish)
    .bind(new.sent_at)
    .bind(new.sent_by)
    .bind(new.clocks.acknowledge_by)
    .bind(new.clocks.answer_by)
    .bind(new.clocks.public_from)
    .run(db)
    .await?;
    Ok(())
}

/// Saves what was said to it. What was sent is never rewritten.
pub async fn save_escalation(db: &mut Conn, changed: &Escalation, version: i64) -> Result<(), Error> {
    let (acknowledged, answered) = (changed.acknowledged.as_ref(), changed.answered.as_ref());
    let settled = changed.settled.as_ref();
    sql("update notices_escalation
            set acknowledged_at = $3, acknowledged_words = $4, answered_at = $5, answer = $6, settled = $7,
                settled_at = $8, settled_words = $9, withdrawn_at = $10, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(acknowledged.map(|said| said.at))
    .bind(acknowledged.map_or("", |said| said.words.as_str()))
    .bind(answered.map(|said| said.at))
    .bind(answered.map_or("", |said| said.words.as_str()))
    .bind(settled.map(|(settled, _)| settled.key()))
    .bind(settled.map(|(_, said)| said.at))
    .bind(settled.map_or("", |(_, said)| said.words.as_str()))
    .bind(changed.withdrawn_at)
    .run_one(db)
    .await
}
