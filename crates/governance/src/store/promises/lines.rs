//! Promises as a reader is shown them: as they stood at a moment, with the state drawn in SQL as [`Promise::life`] draws it.
//! A test holds the two together.
//!
//! [`Promise::life`]: crate::promise::Promise::life

mod drawn;

use crate::decision::DecisionId;
use crate::priority::PriorityId;
use crate::promise::{Life, PromiseId, View};
use crate::store::priorities::PRIORITIES_MAX;
use drawn::{Drawn, Turn};
use folkmoot_kernel::{BodyId, Date, OrganisationId, PlaceId};
use folkmoot_store::{Conn, Error, row};
use std::collections::BTreeMap;

/// The day promised first and what the decision is about, for a line. Asked of the lines that are shown alone.
const LINE: &str = "select s.id, s.place_id, s.number, s.decision_id, s.organisation_id, s.what, s.done_means, s.due,
       s.confirmer_id, d.priority_id, d.body_id, s.life, s.sealed,
       coalesce((select c.old_due
                   from governance_promise_change c
                  where c.promise_id = s.id
                    and c.kind = 'renegotiated'
                  order by c.at, c.id
                  limit 1), s.due) as first_due
  from standing s
  left join governance_decision d on d.id = s.decision_id";

/// Most promises of one decision in a list.
const OF_DECISION_MAX: u32 = 500;
/// Most rows of a table of organisations and states.
const OWNERS_MAX: u32 = 20_000;

row! {
    /// A promise in a list, as the reader is shown it.
    pub struct PromiseLine {
        pub id: PromiseId,
        pub place_id: PlaceId,
        pub number: i64,
        pub decision_id: Option<DecisionId>,
        pub organisation_id: OrganisationId,
        pub what: String,
        pub done_means: String,
        pub due: Date,
        pub first_due: Date,
        pub confirmer_id: Option<OrganisationId>,
        pub priority_id: Option<PriorityId>,
        pub body_id: Option<BodyId>,
        life: String,
        sealed: i64,
    }
}

/// What a list is narrowed to. What is left empty narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PromiseFilter {
    pub place: Option<PlaceId>,
    /// Words of what was promised, or its number.
    pub words: String,
    pub life: Option<Life>,
    pub organisation: Option<OrganisationId>,
    pub priority: Option<PriorityId>,
    pub body: Option<BodyId>,
    pub due_from: Option<Date>,
    pub due_to: Option<Date>,
}

impl PromiseFilter {
    /// The one turn in which all that fit are found, if a state is asked for.
    fn turn(&self) -> Option<Turn> {
        self.life.map(|life| if life.is_open() { Turn::Open } else { Turn::Ended })
    }
}

impl PromiseLine {
    /// Where it stood at the moment.
    pub fn life(&self) -> Life {
        Life::read(&self.life).unwrap_or(Life::UnderWay)
    }

    pub fn has_moved(&self) -> bool {
        self.first_due != self.due
    }
}

/// Those where somebody still has something to do first, the nearest date on top; then what ended, the latest on top.
pub async fn promise_lines(
    db: &mut Conn,
    view: &View,
    filter: &PromiseFilter,
    limit: u32,
    offset: u32,
) -> Result<Vec<PromiseLine>, Error> {
    if let Some(turn) = filter.turn() {
        return turn_of_lines(db, view, filter, turn, (limit, offset)).await;
    }
    let mut lines = turn_of_lines(db, view, filter, Turn::Open, (limit, offset)).await?;
    let missing = limit.saturating_sub(u32::try_from(lines.len()).unwrap_or(limit));
    if missing > 0 {
        let open = if offset == 0 { 0 } else { count_turn(db, view, filter, Turn::Open).await? };
        let passed = u32::try_from(i64::from(offset) - open).unwrap_or(0);
        lines.extend(turn_of_lines(db, view, filter, Turn::Ended, (missing, passed)).await?);
    }
    Ok(lines)
}

async fn turn_of_lines(
    db: &mut Conn,
    view: &View,
    filter: &PromiseFilter,
    turn: Turn,
    (limit, offset): (u32, u32),
) -> Result<Vec<PromiseLine>, Error> {
    if turn == Turn::Ended && limit <= OF_DECISION_MAX {
        return ended_lines(db, view, filter, (limit, offset)).await;
    }
    let order = " order by s.due, s.number limit $+1 offset $+2";
    Drawn::filtered(view, filter).query(turn, LINE, order).bind(limit).bind(offset).all(db).await
}

/// Which they are is found first, from an index alone, and each is read then: thousands ended before the page that is shown.
async fn ended_lines(
    db: &mut Conn,
    view: &View,
    filter: &PromiseFilter,
    (limit, offset): (u32, u32),
) -> Result<Vec<PromiseLine>, Error> {
    let (select, order) = ("select s.id from standing s", " order by s.due desc, s.number limit $+1 offset $+2");
    let query = Drawn::filtered(view, filter).query(Turn::Ended, select, order);
    let ids: Vec<PromiseId> = query.bind(limit).bind(offset).all(db).await?;
    let mut lines = promise_lines_with(db, view, &ids).await?;
    lines.sort_by_key(|line| ids.iter().position(|id| *id == line.id));
    Ok(lines)
}

pub async fn count_promise_lines(db: &mut Conn, view: &View, filter: &PromiseFilter) -> Result<i64, Error> {
    let by_day = filter.due_from.is_some() || filter.due_to.is_some();
    let turn = filter.turn().unwrap_or(if by_day { Turn::Both } else { Turn::Made });
    count_turn(db, view, filter, turn).await
}

async fn count_turn(db: &mut Conn, view: &View, filter: &PromiseFilter, turn: Turn) -> Result<i64, Error> {
    Drawn::filtered(view, filter).query(turn, "select count(*) from standing s", "").one(db).await
}

/// How many promises of a place stand in each state, as the reader sees it.
pub async fn promise_counts(db: &mut Conn, view: &View, filter: &PromiseFilter) -> Result<BTreeMap<Life, i64>, Error> {
    let mut counts = BTreeMap::new();
    for (life, count) in promise_counts_by_owner(db, view, filter).await?.into_values().flatten() {
        *counts.entry(life).or_default() += count;
    }
    Ok(counts)
}

/// The same by owner.
pub async fn promise_counts_by_owner(
    db: &mut Conn,
    view: &View,
    filter: &PromiseFilter,
) -> Result<BTreeMap<OrganisationId, BTreeMap<Life, i64>>, Error> {
    let mut counts: BTreeMap<OrganisationId, BTreeMap<Life, i64>> = BTreeMap::new();
    for turn in filter.turn().map_or_else(|| vec![Turn::Open, Turn::Ended], |turn| vec![turn]) {
        let select = "select s.organisation_id, s.life, count(*) from standing s";
        let rest = " group by s.organisation_id, s.life order by s.organisation_id limit $+1";
        let rows: Vec<(OrganisationId, String, i64)> =
            Drawn::filtered(view, filter).query(turn, select, rest).bind(OWNERS_MAX).all(db).await?;
        for (owner, life, count) in rows {
            let Some(life) = Life::read(&life) else { continue };
            *counts.entry(owner).or_default().entry(life).or_default() += count;
        }
    }
    Ok(counts)
}

/// Organisations that promised something in a place, as the reader sees it.
pub async fn promise_owners(db: &mut Conn, view: &View, place: PlaceId) -> Result<Vec<OrganisationId>, Error> {
    let filter = PromiseFilter { place: Some(place), ..PromiseFilter::default() };
    let select = "select distinct s.organisation_id from standing s";
    Drawn::filtered(view, &filter).query(Turn::Made, select, " limit $+1").bind(OWNERS_MAX).all(db).await
}

/// How many promises that fit, as the reader sees them, hang on an agreed decision about each priority. Before a decision is
/// agreed, their number would tell who assented under seal.
pub async fn promise_counts_by_priority(
    db: &mut Conn,
    view: &View,
    filter: &PromiseFilter,
) -> Result<BTreeMap<PriorityId, i64>, Error> {
    let select = "select d.priority_id, count(*)
  from standing s
  join governance_decision d on d.id = s.decision_id and d.result = 'agreed' and d.priority_id is not null";
    let rest = " group by d.priority_id order by d.priority_id limit $+1";
    let rows: Vec<(PriorityId, i64)> =
        Drawn::filtered(view, filter).query(Turn::Made, select, rest).bind(PRIORITIES_MAX).all(db).await?;
    Ok(rows.into_iter().collect())
}

/// One promise as the reader sees it; none when the reader does not see it yet.
pub async fn promise_line(db: &mut Conn, view: &View, id: PromiseId) -> Result<Option<PromiseLine>, Error> {
    Drawn::of_promise(view, id).query(Turn::Both, LINE, "").maybe(db).await
}

/// Promises of these decisions, by number, as the reader sees them; none that hangs on sealed positions.
pub async fn promise_lines_of_decisions(
    db: &mut Conn,
    view: &View,
    ids: &[DecisionId],
    limit: u32,
) -> Result<Vec<PromiseLine>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let drawn = Drawn::of_decisions(view, ids);
    drawn.query(Turn::Both, LINE, " order by s.number limit $+1").bind(limit).all(db).await
}

/// These, as the reader sees them: what is not seen yet, or hangs on sealed positions, is left out.
pub async fn promise_lines_with(db: &mut Conn, view: &View, ids: &[PromiseId]) -> Result<Vec<PromiseLine>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Drawn::of_promises(view, ids)
        .query(Turn::Both, LINE, " order by s.number limit $+1")
        .bind(OF_DECISION_MAX)
        .all(db)
        .await
}

/// Promises that hang on a decision, by number. While its positions are sealed, those of `speaks_for` alone.
pub async fn promise_lines_of_decision(
    db: &mut Conn,
    view: &View,
    decision: DecisionId,
    speaks_for: &[OrganisationId],
) -> Result<Vec<PromiseLine>, Error> {
    let drawn = Drawn::of_decision(view, decision);
    let rest = " order by s.number limit $+1";
    let lines: Vec<PromiseLine> = drawn.query(Turn::Both, LINE, rest).bind(OF_DECISION_MAX).all(db).await?;
    let shown = |line: &PromiseLine| line.sealed == 0 || speaks_for.contains(&line.organisation_id);
    Ok(lines.into_iter().filter(shown).collect())
}

/// What an organisation promised in this place, as the reader sees it: open ones first.
pub async fn promise_lines_of_organisation(
    db: &mut Conn,
    view: &View,
    place: PlaceId,
    organisation: OrganisationId,
    limit: u32,
) -> Result<Vec<PromiseLine>, Error> {
    let filter = PromiseFilter { place: Some(place), organisation: Some(organisation), ..PromiseFilter::default() };
    promise_lines(db, view, &filter, limit, 0).await
}
