//! Ways of papers through bodies.

use super::known;
use crate::decision::{DecisionId, Outcome};
use crate::item::ItemId;
use crate::route::{Facts, Role, Route, RouteId, STEPS_MAX, Step, StepId, Told};
use folkmoot_kernel::{BodyId, Date, PlaceId, Timestamp};
use folkmoot_store::{Conn, Error, row, sql};

const TABLE: &str = "governance_route_step";
/// Most ways on which one item or decision lies.
const TOGETHER_MAX: u32 = 10;
/// Most items or decisions of a body that can be chosen.
const CHOICES_MAX: u32 = 50;

row! {
    struct RouteRow {
        id: RouteId,
        place_id: PlaceId,
        title: String,
        summary: String,
        begun_on: Date,
        ended_at: Option<Timestamp>,
        ended_why: String,
        version: i64,
    }
}

row! {
    struct StepRow {
        id: StepId,
        route_id: RouteId,
        position: i64,
        body_id: Option<BodyId>,
        body_name: Option<String>,
        outside: String,
        role: String,
        by_date: Option<Date>,
        item_id: Option<ItemId>,
        decision_id: Option<DecisionId>,
        found_id: Option<DecisionId>,
        told: Option<String>,
        told_on: Option<Date>,
        told_words: String,
        version: i64,
        starts_at: Option<Timestamp>,
        meeting_state: Option<String>,
        in_public: Option<bool>,
        result: Option<String>,
        set_aside: i64,
    }
}

/// A step with what happened there.
#[derive(Debug, Clone)]
pub struct StepLine {
    pub step: Step,
    pub name: String,
    pub facts: Facts,
    /// The decision that was put there, linked by hand or found on its item.
    pub decision: Option<DecisionId>,
    /// Whether the meeting with the item is in public.
    pub in_public: bool,
}

const ROUTE: &str = "select id, place_id, title, summary, begun_on, ended_at, ended_why, version
           from governance_route";

/// A decision that was put on the item counts as its body's, without anybody linking it.
const STEP: &str =
    "select s.id, s.route_id, s.position, s.body_id, b.name as body_name, s.outside, s.role, s.by_date, s.item_id,
                s.decision_id, d.id as found_id, s.told, s.told_on, s.told_words, s.version,
                m.starts_at, m.state as meeting_state, m.in_public, d.result,
                (select count(*) from governance_override o where o.decision_id = d.id) as set_aside
           from governance_route_step s
           left join governance_body b on b.id = s.body_id
           left join governance_item i on i.id = s.item_id
           left join governance_meeting m on m.id = i.meeting_id
           left join governance_decision d on d.id = coalesce(s.decision_id, (
                select e.id
                  from governance_decision e
                 where e.item_id = s.item_id
                 order by e.opened_at desc, e.id desc
                 limit 1))";

impl RouteRow {
    fn route(self) -> Route {
        Route {
            id: self.id,
            place: self.place_id,
            title: self.title,
            summary: self.summary,
            begun_on: self.begun_on,
            ended: self.ended_at.map(|at| (at, self.ended_why)),
            version: self.version,
        }
    }
}

impl StepRow {
    fn line(self) -> Result<StepLine, Error> {
        let told = match (self.told, self.told_on) {
            (Some(told), Some(on)) => Some((known(Told::read(&told), TABLE, self.id, &told)?, on, self.told_words)),
            _ => None,
        };
        let outcome = self.result.as_deref().and_then(Outcome::read);
        let state = self.meeting_state.as_deref().unwrap_or_default();
        let meeting = self.starts_at.filter(|_| state != "cancelled").map(|starts| (starts, state == "held"));
        let facts = Facts { meeting, decision: self.found_id.map(|_| outcome), set_aside: self.set_aside > 0 };
        let name = self.body_name.unwrap_or_else(|| self.outside.clone());
        let role = known(Role::read(&self.role), TABLE, self.id, &self.role)?;
        let step = Step {
            id: self.id,
            route: self.route_id,
            position: self.position,
            body: self.body_id,
            outside: self.outside,
            role,
            by: self.by_date,
            item: self.item_id,
            decision: self.decision_id,
            told,
            version: self.version,
        };
        Ok(StepLine { step, name, facts, decision: self.found_id, in_public: self.in_public.unwrap_or(true) })
    }
}

pub async fn route(db: &mut Conn, id: RouteId) -> Result<Option<Route>, Error> {
    let row: Option<RouteRow> = sql(format!("{ROUTE} where id = $1")).bind(id).maybe(db).await?;
    Ok(row.map(RouteRow::route))
}

/// Ways of a place, the latest first.
pub async fn routes_of_place(db: &mut Conn, place: PlaceId, limit: u32) -> Result<Vec<Route>, Error> {
    let text = format!("{ROUTE} where place_id = $1 order by begun_on desc, id desc limit $2");
    let rows: Vec<RouteRow> = sql(text).bind(place).bind(limit).all(db).await?;
    Ok(rows.into_iter().map(RouteRow::route).collect())
}

/// Steps of a way in their order, with what happened at each.
pub async fn route_steps(db: &mut Conn, id: RouteId) -> Result<Vec<StepLine>, Error> {
    let text = format!("{STEP} where s.route_id = $1 order by s.position limit $2");
    let rows: Vec<StepRow> = sql(text).bind(id).bind(STEPS_MAX).all(db).await?;
    rows.into_iter().map(StepRow::line).collect()
}

/// Steps of all ways of a place, for its list.
pub async fn route_steps_of_place(db: &mut Conn, place: PlaceId, limit: u32) -> Result<Vec<StepLine>, Error> {
    let text = format!(
        "{STEP} where s.route_id in (select r.id from governance_route r where r.place_id = $1)
          order by s.route_id desc, s.position
          limit $2"
    );
    let rows: Vec<StepRow> = sql(text).bind(place).bind(limit).all(db).await?;
    rows.into_iter().map(StepRow::line).collect()
}

pub async fn route_step(db: &mut Conn, id: StepId) -> Result<Option<StepLine>, Error> {
    let row: Option<StepRow> = sql(format!("{STEP} where s.id = $1")).bind(id).maybe(db).await?;
    row.map(StepRow::line).transpose()
}

/// Ways on which a decision lies, by itself or by its item.
pub async fn routes_of_decision(
    db: &mut Conn,
    decision: DecisionId,
    item: Option<ItemId>,
) -> Result<Vec<Route>, Error> {
    let text = format!(
        "{ROUTE} where id in (select s.route_id
                              from governance_route_step s
                             where s.decision_id = $1
                                or s.item_id = $2)
          order by begun_on desc, id desc
          limit $3"
    );
    let rows: Vec<RouteRow> = sql(text).bind(decision).bind(item).bind(TOGETHER_MAX).all(db).await?;
    Ok(rows.into_iter().map(RouteRow::route).collect())
}

/// Ways on which an agenda item lies.
pub async fn routes_of_item(db: &mut Conn, item: ItemId) -> Result<Vec<Route>, Error> {
    let text = format!(
        "{ROUTE} where id in (select s.route_id from governance_route_step s where s.item_id = $1)
          order by begun_on desc, id desc
          limit $2"
    );
    let rows: Vec<RouteRow> = sql(text).bind(item).bind(TOGETHER_MAX).all(db).await?;
    Ok(rows.into_iter().map(RouteRow::route).collect())
}

/// Items and decisions of a body that a step can be tied to, the latest first: id, words, day.
pub async fn items_to_tie(db: &mut Conn, body: BodyId) -> Result<Vec<(ItemId, String, Timestamp)>, Error> {
    sql("select i.id, i.title, m.starts_at
           from governance_item i
           join governance_meeting m on m.id = i.meeting_id
          where m.body_id = $1
            and m.state <> 'cancelled'
          order by m.starts_at desc, i.position
          limit $2")
    .bind(body)
    .bind(CHOICES_MAX)
    .all(db)
    .await
}

pub async fn decisions_to_tie(db: &mut Conn, body: BodyId) -> Result<Vec<(DecisionId, i64, String)>, Error> {
    sql("select id, number, title
           from governance_decision
          where body_id = $1
          order by opened_at desc, id desc
          limit $2")
    .bind(body)
    .bind(CHOICES_MAX)
    .all(db)
    .await
}

pub async fn add_route(db: &mut Conn, new: &Route) -> Result<(), Error> {
    sql("insert into governance_route (id, place_id, title, summary, begun_on) values ($1, $2, $3, $4, $5)")
        .bind(new.id)
        .bind(new.place)
        .bind(&new.title)
        .bind(&new.summary)
        .bind(new.begun_on)
        .run(db)
        .await?;
    Ok(())
}

/// Saves that a way was given up.
pub async fn save_route(db: &mut Conn, changed: &Route, version: i64) -> Result<(), Error> {
    let ended = changed.ended.as_ref();
    sql("update governance_route
            set ended_at = $3, ended_why = $4, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(ended.map(|(at, _)| *at))
    .bind(ended.map_or("", |(_, why)| why.as_str()))
    .run_one(db)
    .await
}

pub async fn add_route_step(db: &mut Conn, new: &Step) -> Result<(), Error> {
    sql("insert into governance_route_step (id, route_id, position, body_id, outside, role, by_date)
         values ($1, $2, $3, $4, $5, $6, $7)")
    .bind(new.id)
    .bind(new.route)
    .bind(new.position)
    .bind(new.body)
    .bind(&new.outside)
    .bind(new.role.key())
    .bind(new.by)
    .run(db)
    .await?;
    Ok(())
}

/// Saves where it is taken up, or what a body outside said.
pub async fn save_route_step(db: &mut Conn, changed: &Step, version: i64) -> Result<(), Error> {
    let told = changed.told.as_ref();
    sql("update governance_route_step
            set item_id = $3, decision_id = $4, told = $5, told_on = $6, told_words = $7, version = version + 1
          where id = $1
            and version = $2")
    .bind(changed.id)
    .bind(version)
    .bind(changed.item)
    .bind(changed.decision)
    .bind(told.map(|(told, _, _)| told.key()))
    .bind(told.map(|(_, on, _)| *on))
    .bind(told.map_or("", |(_, _, words)| words.as_str()))
    .run_one(db)
    .await
}
