//! Priorities.

use super::decisions::PRIVATE;
use super::known;
use super::promises::{PromiseFilter, promise_counts_by_priority};
use crate::priority::{Origin, Priority, PriorityId};
use crate::promise::{Reader, View};
use folkmoot_kernel::{Date, PlaceId};
use folkmoot_store::{Conn, Error, row, sql};
use std::collections::BTreeMap;

const TABLE: &str = "governance_priority";
/// Most priorities of one place, ended ones included.
pub(super) const PRIORITIES_MAX: u32 = 500;

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

/// How much hangs on a priority.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PriorityCounts {
    pub items: i64,
    pub decisions: i64,
    pub promises: i64,
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

/// Whose counts are asked for.
#[derive(Debug, Clone, Copy)]
enum Counted {
    All(PlaceId),
    One(PriorityId),
}

/// Agenda items, decisions and promises that name each priority of a place, as the reader sees them.
pub async fn priority_counts(
    db: &mut Conn,
    view: &View,
    place: PlaceId,
) -> Result<BTreeMap<PriorityId, PriorityCounts>, Error> {
    let filter = PromiseFilter { place: Some(place), ..PromiseFilter::default() };
    counts(db, view, Counted::All(place), &filter).await
}

/// The same for one.
pub async fn counts_of_priority(db: &mut Conn, view: &View, of: &Priority) -> Result<PriorityCounts, Error> {
    let filter = PromiseFilter { place: Some(of.place()), priority: Some(of.id()), ..PromiseFilter::default() };
    let all = counts(db, view, Counted::One(of.id()), &filter).await?;
    Ok(all.get(&of.id()).copied().unwrap_or_default())
}

async fn counts(
    db: &mut Conn,
    view: &View,
    of: Counted,
    filter: &PromiseFilter,
) -> Result<BTreeMap<PriorityId, PriorityCounts>, Error> {
    // The public is not told what was decided in private, nor about what.
    let told = match view.reader {
        Reader::Partner => String::new(),
        Reader::Public => format!("and not ({PRIVATE})"),
    };
    let mut counts: BTreeMap<PriorityId, PriorityCounts> = BTreeMap::new();
    for (id, items) in named_by(db, "governance_item d", of, "").await? {
        counts.entry(id).or_default().items = items;
    }
    for (id, decisions) in named_by(db, "governance_decision d", of, &told).await? {
        counts.entry(id).or_default().decisions = decisions;
    }
    for (id, promises) in promise_counts_by_priority(db, view, filter).await? {
        counts.entry(id).or_default().promises = promises;
    }
    Ok(counts)
}

/// How many rows of a table, called `d`, name each priority.
async fn named_by(
    db: &mut Conn,
    table: &'static str,
    of: Counted,
    told: &str,
) -> Result<Vec<(PriorityId, i64)>, Error> {
    let (column, id) = match of {
        Counted::All(place) => ("p.place_id", place.number()),
        Counted::One(priority) => ("d.priority_id", priority.number()),
    };
    let text = format!(
        "select d.priority_id, count(*)
           from {table}
           join governance_priority p on p.id = d.priority_id
          where {column} = $1 {told}
          group by d.priority_id
          limit $2"
    );
    sql(text).bind(id).bind(PRIORITIES_MAX).all(db).await
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
