//! Decisions.

mod list;
mod sealing;

pub use list::{
    DecisionFilter, DecisionLine, decisions, decisions_closed_in, latest_decisions, latest_decisions_for,
    open_decisions, years_of_decisions,
};
pub use sealing::{ClosingSoon, Unsealed, closing_soon, note_closing_soon, note_unsealed, unsealed_and_untold};

use super::known;
use crate::decision::{Closed, Decision, DecisionId, Outcome};
use crate::item::ItemId;
use crate::mandate::Matter;
use crate::meeting::MeetingId;
use crate::power::Power;
use crate::priority::PriorityId;
use crate::promise::Reader;
use folkmoot_kernel::{BodyId, FunctionId, Pence, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};
pub(super) use list::PRIVATE;

const TABLE: &str = "governance_decision";
/// Most decisions on one item, of one meeting or for one priority that a page shows.
const TOGETHER_MAX: u32 = 200;

row! {
    struct DecisionRow {
        id: DecisionId,
        place_id: PlaceId,
        number: i64,
        body_id: BodyId,
        meeting_id: Option<MeetingId>,
        item_id: Option<ItemId>,
        priority_id: Option<PriorityId>,
        title: String,
        text: String,
        plain_summary: String,
        power: String,
        power_holder: String,
        power_basis: String,
        positions_due: Timestamp,
        function_id: Option<FunctionId>,
        amount_pence: Option<Pence>,
        opened_at: Timestamp,
        closed_at: Option<Timestamp>,
        result: Option<String>,
        closing_words: String,
        version: i64,
    }
}

const COLUMNS: &str =
    "select id, place_id, number, body_id, meeting_id, item_id, priority_id, title, text, plain_summary,
                power, power_holder, power_basis, positions_due, function_id, amount_pence, opened_at, closed_at,
                result, closing_words, version
           from governance_decision";

impl DecisionRow {
    fn decision(self) -> Result<Decision, Error> {
        let closed = match (self.closed_at, self.result) {
            (Some(at), Some(result)) => {
                let result = known(Outcome::read(&result), TABLE, self.id, &result)?;
                Some(Closed { at, result, words: self.closing_words })
            }
            _ => None,
        };
        Ok(Decision {
            power: known(Power::read(&self.power), TABLE, self.id, &self.power)?,
            id: self.id,
            place: self.place_id,
            number: self.number,
            body: self.body_id,
            meeting: self.meeting_id,
            item: self.item_id,
            priority: self.priority_id,
            title: self.title,
            text: self.text,
            plain_summary: self.plain_summary,
            power_holder: self.power_holder,
            power_basis: self.power_basis,
            positions_due: self.positions_due,
            matter: Matter { function: self.function_id, amount: self.amount_pence },
            opened_at: self.opened_at,
            closed,
            version: self.version,
        })
    }
}

pub async fn decision(db: &mut Conn, id: DecisionId) -> Result<Option<Decision>, Error> {
    let row: Option<DecisionRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(DecisionRow::decision).transpose()
}

/// Decisions of one meeting, in the order in which they were put.
pub async fn decisions_of_meeting(db: &mut Conn, meeting: MeetingId) -> Result<Vec<Decision>, Error> {
    together(db, "meeting_id", meeting.number()).await
}

/// Decisions on one agenda item.
pub async fn decisions_of_item(db: &mut Conn, item: ItemId) -> Result<Vec<Decision>, Error> {
    together(db, "item_id", item.number()).await
}

/// Decisions that serve one priority.
pub async fn decisions_of_priority(db: &mut Conn, priority: PriorityId) -> Result<Vec<Decision>, Error> {
    together(db, "priority_id", priority.number()).await
}

/// The latest decisions about one function of the map. The public is not told of those made in private.
pub async fn decisions_of_function(
    db: &mut Conn,
    (function, reader): (FunctionId, Reader),
    limit: u32,
) -> Result<Vec<Decision>, Error> {
    let told = match reader {
        Reader::Partner => String::new(),
        Reader::Public => format!("and not ({PRIVATE})"),
    };
    let text = format!("{COLUMNS} d where function_id = $1 {told} order by opened_at desc, id desc limit $2");
    let rows: Vec<DecisionRow> = sql(text).bind(function).bind(limit).all(db).await?;
    rows.into_iter().map(DecisionRow::decision).collect()
}

/// `column` is one of ours, never what somebody typed.
async fn together(db: &mut Conn, column: &'static str, id: i64) -> Result<Vec<Decision>, Error> {
    let text = format!("{COLUMNS} where {column} = $1 order by opened_at, id limit $2");
    let rows: Vec<DecisionRow> = sql(text).bind(id).bind(TOGETHER_MAX).all(db).await?;
    rows.into_iter().map(DecisionRow::decision).collect()
}

/// The number that the next decision of the place gets. Asked within the write that uses it.
pub async fn next_decision_number(db: &mut Conn, place: PlaceId) -> Result<i64, Error> {
    sql("select coalesce(max(number), 0) + 1 from governance_decision where place_id = $1").bind(place).one(db).await
}

pub async fn add_decision(db: &mut Conn, new: &Decision) -> Result<(), Error> {
    sql("insert into governance_decision
           (id, place_id, number, body_id, meeting_id, item_id, priority_id, title, text, plain_summary, power,
            power_holder, power_basis, positions_due, opened_at, function_id, amount_pence)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)")
    .bind(new.id)
    .bind(new.place)
    .bind(new.number)
    .bind(new.body)
    .bind(new.meeting)
    .bind(new.item)
    .bind(new.priority)
    .bind(&new.title)
    .bind(&new.text)
    .bind(&new.plain_summary)
    .bind(new.power.key())
    .bind(&new.power_holder)
    .bind(&new.power_basis)
    .bind(new.positions_due)
    .bind(new.opened_at)
    .bind(new.matter.function)
    .bind(new.matter.amount)
    .run(db)
    .await?;
    Ok(())
}

/// Saves how a decision that was read at `version` was closed. What was put is never rewritten.
pub async fn save_decision(db: &mut Conn, changed: &Decision, version: i64) -> Result<(), Error> {
    let closed = changed.closed.as_ref();
    sql("update governance_decision
            set closed_at = $3, result = $4, closing_words = $5, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(closed.map(|closed| closed.at))
    .bind(closed.map(|closed| closed.result.key()))
    .bind(closed.map_or("", |closed| closed.words.as_str()))
    .run_one(db)
    .await
}
