//! Agenda items.

use crate::closing::{End, Found};
use crate::item::{Item, ItemId};
use crate::meeting::MeetingId;
use crate::power::Power;
use crate::priority::PriorityId;
use crate::promise::PromiseId;
use crate::store::known;
use folkmoot_kernel::{BodyId, FunctionId, OrganisationId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

const TABLE: &str = "governance_item";
/// Most items on one agenda.
const ITEMS_MAX: u32 = 200;

row! {
    struct ItemRow {
        id: ItemId,
        meeting_id: MeetingId,
        position: i64,
        title: String,
        summary: String,
        priority_id: Option<PriorityId>,
        function_id: Option<FunctionId>,
        power: String,
        minutes_planned: i64,
        sponsor_id: Option<OrganisationId>,
        returned_promise_id: Option<PromiseId>,
        outcome: String,
        came_to: String,
        deferred_from: Option<ItemId>,
        version: i64,
    }
}

row! {
    /// An item that served a priority, with its meeting.
    pub struct ItemOfPriority {
        pub id: ItemId,
        pub title: String,
        pub meeting_id: MeetingId,
        pub body_id: BodyId,
        pub body_name: String,
        pub starts_at: Timestamp,
        pub in_public: bool,
    }
}

const COLUMNS: &str =
    "select id, meeting_id, position, title, summary, priority_id, function_id, power, minutes_planned, sponsor_id,
                returned_promise_id, outcome, came_to, deferred_from, version
           from governance_item";

impl ItemRow {
    fn item(self) -> Result<Item, Error> {
        Ok(Item {
            power: known(Power::read(&self.power), TABLE, self.id, &self.power)?,
            id: self.id,
            meeting: self.meeting_id,
            position: self.position,
            title: self.title,
            summary: self.summary,
            priority: self.priority_id,
            function: self.function_id,
            minutes_planned: u32::try_from(self.minutes_planned).unwrap_or(0),
            sponsor: self.sponsor_id,
            returned_promise: self.returned_promise_id,
            outcome: self.outcome,
            came_to: End::read(&self.came_to),
            deferred_from: self.deferred_from,
            version: self.version,
        })
    }
}

pub async fn item(db: &mut Conn, id: ItemId) -> Result<Option<Item>, Error> {
    let row: Option<ItemRow> = sql(format!("{COLUMNS} where id = $1")).bind(id).maybe(db).await?;
    row.map(ItemRow::item).transpose()
}

/// The agenda, in its order.
pub async fn items_of_meeting(db: &mut Conn, meeting: MeetingId) -> Result<Vec<Item>, Error> {
    let rows: Vec<ItemRow> = sql(format!("{COLUMNS} where meeting_id = $1 order by position, id limit $2"))
        .bind(meeting)
        .bind(ITEMS_MAX)
        .all(db)
        .await?;
    rows.into_iter().map(ItemRow::item).collect()
}

/// Items that served a priority, latest meeting first.
pub async fn items_of_priority(db: &mut Conn, priority: PriorityId, limit: u32) -> Result<Vec<ItemOfPriority>, Error> {
    sql("select i.id, i.title, i.meeting_id, m.body_id, b.name as body_name, m.starts_at, m.in_public
           from governance_item i
           join governance_meeting m on m.id = i.meeting_id
           join governance_body b on b.id = m.body_id
          where i.priority_id = $1
          order by m.starts_at desc, i.position, i.id
          limit $2")
    .bind(priority)
    .bind(limit)
    .all(db)
    .await
}

/// The place after the last item of an agenda.
pub async fn next_item_position(db: &mut Conn, meeting: MeetingId) -> Result<i64, Error> {
    sql("select coalesce(max(position), 0) + 1 from governance_item where meeting_id = $1").bind(meeting).one(db).await
}

/// Decisions that were put with an item, whatever became of them.
pub async fn decisions_on_item(db: &mut Conn, item: ItemId) -> Result<i64, Error> {
    sql("select count(*) from governance_decision where item_id = $1").bind(item).one(db).await
}

pub async fn add_item(db: &mut Conn, new: &Item) -> Result<(), Error> {
    sql("insert into governance_item
           (id, meeting_id, position, title, summary, priority_id, power, minutes_planned, sponsor_id,
            returned_promise_id, outcome, function_id, deferred_from)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
    .bind(new.id)
    .bind(new.meeting)
    .bind(new.position)
    .bind(&new.title)
    .bind(&new.summary)
    .bind(new.priority)
    .bind(new.power.key())
    .bind(new.minutes_planned)
    .bind(new.sponsor)
    .bind(new.returned_promise)
    .bind(&new.outcome)
    .bind(new.function)
    .bind(new.deferred_from)
    .run(db)
    .await?;
    Ok(())
}

/// Saves an item that was read at `version`.
pub async fn save_item(db: &mut Conn, changed: &Item, version: i64) -> Result<(), Error> {
    sql("update governance_item
            set position = $3, title = $4, summary = $5, priority_id = $6, power = $7, minutes_planned = $8,
                sponsor_id = $9, outcome = $10, function_id = $11, came_to = $12, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(changed.position)
    .bind(&changed.title)
    .bind(&changed.summary)
    .bind(changed.priority)
    .bind(changed.power.key())
    .bind(changed.minutes_planned)
    .bind(changed.sponsor)
    .bind(&changed.outcome)
    .bind(changed.function)
    .bind(changed.came_to.map_or("", End::key))
    .run_one(db)
    .await
}

/// Takes an item that was read at `version` off its agenda, with its papers and all that was said of it.
pub async fn remove_item(db: &mut Conn, item: ItemId, version: i64) -> Result<(), Error> {
    for table in ["check", "paper", "stake", "ruling", "item_name"] {
        sql(format!("delete from governance_{table} where item_id = $1")).bind(item).run(db).await?;
    }
    sql("delete from governance_item where id = $1 and version = $2").bind(item).bind(version).run_one(db).await
}

/// What each item of a meeting has in the record, in the order of the agenda.
pub async fn found_on_items(db: &mut Conn, meeting: MeetingId) -> Result<Vec<Found>, Error> {
    let rows: Vec<(ItemId, i64, i64)> = sql("select i.id,
                (select count(*)
                   from governance_decision d
                  where d.item_id = i.id
                    and (d.result is null or d.result <> 'withdrawn')),
                (select count(*) from governance_item_promise p where p.item_id = i.id)
                    + (select count(*)
                         from governance_promise p
                         join governance_decision d on d.id = p.decision_id
                        where d.item_id = i.id)
           from governance_item i
          where i.meeting_id = $1
          order by i.position, i.id
          limit $2")
    .bind(meeting)
    .bind(ITEMS_MAX)
    .all(db)
    .await?;
    Ok(rows.into_iter().map(|(item, decisions, promises)| Found { item, decisions, promises }).collect())
}

/// Items of a body that were put off and stand on no later agenda yet, oldest first.
pub async fn items_put_off(db: &mut Conn, body: BodyId) -> Result<Vec<Item>, Error> {
    let rows: Vec<ItemRow> = sql(format!(
        "{COLUMNS}
          where came_to = 'deferral'
            and meeting_id in (select id from governance_meeting where body_id = $1)
            and not exists (select 1
                              from governance_item later
                              join governance_meeting m on m.id = later.meeting_id
                             where later.deferred_from = governance_item.id
                               and m.state <> 'cancelled')
          order by id
          limit $2"
    ))
    .bind(body)
    .bind(ITEMS_MAX)
    .all(db)
    .await?;
    rows.into_iter().map(ItemRow::item).collect()
}

/// Bodies with a meeting to come and an item that was put off and stands on no later agenda.
pub async fn bodies_with_items_put_off(db: &mut Conn, now: Timestamp) -> Result<Vec<BodyId>, Error> {
    sql("select distinct before.body_id
           from governance_item i
           join governance_meeting before on before.id = i.meeting_id
          where i.came_to = 'deferral'
            and exists (select 1
                          from governance_meeting next
                         where next.body_id = before.body_id
                           and next.state = 'planned'
                           and next.starts_at > $1)
            and not exists (select 1
                              from governance_item later
                              join governance_meeting m on m.id = later.meeting_id
                             where later.deferred_from = i.id
                               and m.state <> 'cancelled')
          limit $2")
    .bind(now)
    .bind(ITEMS_MAX)
    .all(db)
    .await
}

/// The meeting where an item that was put off goes on, with its item; the latest one.
pub async fn goes_on_at(db: &mut Conn, item: ItemId) -> Result<Option<(ItemId, MeetingId, Timestamp)>, Error> {
    sql("select i.id, m.id, m.starts_at
           from governance_item i
           join governance_meeting m on m.id = i.meeting_id
          where i.deferred_from = $1
            and m.state <> 'cancelled'
          order by m.starts_at desc
          limit 1")
    .bind(item)
    .maybe(db)
    .await
}
