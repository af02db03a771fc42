//! Priorities.

use super::known;
use crate::priority::{Origin, Priority, PriorityId};
use folkmoot_kernel::{Date, PlaceId};
use folkmoot_store::{Conn, Error, row, sql};

const TABLE: &str = "governance_priority";
/// Most priorities of one place, ended ones included.
const PRIORITIES_MAX: u32 = 500;

row! {
    struct PriorityRow {
        id: PriorityId,
        place_id: PlaceId,
        number: i64,
        title: String,
        sentence: String,
        need: String,
        origin: String,
        from_date: Date,
        until_date: Option<Date>,
        version: i64,
    }
}

row! {
    /// How much hangs on a priority.
    pub struct PriorityCounts {
        pub items: i64,
        pub decisions: i64,
        pub promises: i64,
    }
}

const COLUMNS: &str = "select id, place_id, number, title, sentence, need, origin, from_date, until_date, version
           from governance_priority";

impl PriorityRow {
    fn priority(self) -> Result<Priority, Error> {
        Ok(Priority {
            origin: known(Origin::read(&self.origin), TABLE, self.id, &self.origin)?,
            id: self.id,
            place: self.place_id,
            number: self.number,
            title: self.title,
            sentence: self.sentence,
            need: self.need,
            from: self.from_date,
            until: self.until_date,
            version: self.version,
        })
    }
}

pub async fn priority(db: &mut Conn, id: PriorityId) -> Result<Option<Priority>, Error> {
    let row: Option<PriorityRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(PriorityRow::priority).transpose()
}

/// All priorities of a place by number, those that ended as well: [`Priority::is_current`] tells them apart.
pub async fn priorities_of_place(db: &mut Conn, place: PlaceId) -> Result<Vec<Priority>, Error> {
    let rows: Vec<PriorityRow> = sql(format!("{COLUMNS} where place_id = $1 order by number limit $2"))
        .bind(place)
        .bind(PRIORITIES_MAX)
        .all(db)
        .await?;
    rows.into_iter().map(PriorityRow::priority).collect()
}

/// Those that have not ended, by number.
pub async fn current_priorities(db: &mut Conn, place: PlaceId, today: Date) -> Result<Vec<Priority>, Error> {
    let all = priorities_of_place(db, place).await?;
    Ok(all.into_iter().filter(|priority| priority.is_current(today)).collect())
}

/// Agenda items, decisions and promises that name a priority. Promises count once their decision is agreed: before that, their
/// number would tell who assented under seal.
pub async fn counts_of_priority(db: &mut Conn, id: PriorityId) -> Result<PriorityCounts, Error> {
    sql("select (select count(*) from governance_item where priority_id = $1) as items,
                (select count(*) from governance_decision where priority_id = $1) as decisions,
                (select count(*)
                   from governance_promise p
                   join governance_decision d on d.id = p.decision_id
                  where d.priority_id = $1
                    and d.result = 'agreed') as promises")
    .bind(id)
    .one(db)
    .await
}

/// The number of the place's next priority.
pub async fn next_priority_number(db: &mut Conn, place: PlaceId) -> Result<i64, Error> {
    sql("select coalesce(max(number), 0) + 1 from governance_priority where place_id = $1").bind(place).one(db).await
}

pub async fn add_priority(db: &mut Conn, new: &Priority) -> Result<(), Error> {
    sql("insert into governance_priority
           (id, place_id, number, title, sentence, need, origin, from_date, until_date)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind(new.id)
    .bind(new.place)
    .bind(new.number)
    .bind(&new.title)
    .bind(&new.sentence)
    .bind(&new.need)
    .bind(new.origin.key())
    .bind(new.from)
    .bind(new.until)
    .run(db)
    .await?;
    Ok(())
}

/// Saves a priority that was read at `version`.
pub async fn save_priority(db: &mut Conn, changed: &Priority, version: i64) -> Result<(), Error> {
    sql("update governance_priority
            set title = $3, sentence = $4, need = $5, origin = $6, from_date = $7, until_date = $8,
                version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(&changed.title)
    .bind(&changed.sentence)
    .bind(&changed.need)
    .bind(changed.origin.key())
    .bind(changed.from)
    .bind(changed.until)
    .run_one(db)
    .await
}
