//! Promises as a reader is shown them: as they stood at a moment, with the state drawn in SQL as [`Promise::life`] draws it.
//! A test holds the two together.
//!
//! [`Promise::life`]: crate::promise::Promise::life

use crate::decision::DecisionId;
use crate::priority::PriorityId;
use crate::promise::{Life, PromiseId, Reader, View};
use crate::store::priorities::PRIORITIES_MAX;
use folkmoot_kernel::time::DAY_MS;
use folkmoot_kernel::{BodyId, Date, OrganisationId, PlaceId};
use folkmoot_store::{Bind, Conn, Error, Query, Value, row, sql};
use std::collections::BTreeMap;

/// `$1` the moment, `$2` milliseconds of patience before silence is flagged, `$3` the moment's day, `$4` the last day that is
/// "due soon", `$5` now, for seals.
const STANDING: &str = "with seen as (
    select p.id, p.place_id, p.number, p.decision_id, p.organisation_id, p.what, p.done_means, p.made_at,
           p.confirmer_id, p.accepted_at, p.done_said_at, p.done_said_on, p.confirmed_at, p.withdrawn_at,
           p.declined_at, p.lapsed_at,
           coalesce((select c.old_due
                       from governance_promise_change c
                      where c.promise_id = p.id
                        and c.kind = 'renegotiated'
                        and c.at > $1
                      order by c.at, c.id
                      limit 1), p.due) as due
      from governance_promise p
     where p.made_at <= $1
), standing as (
    select s.id, s.place_id, s.number, s.decision_id, s.organisation_id, s.what, s.done_means, s.due, s.confirmer_id,
           s.confirmed_at, d.priority_id, d.body_id, d.result,
           case when s.lapsed_at <= $1 then 'lapsed'
                when s.declined_at <= $1 then 'declined'
                when s.withdrawn_at <= $1 then 'withdrawn'
                when s.accepted_at is null or s.accepted_at > $1 then
                     case when $1 > s.made_at + $2 then 'not_yet_accepted' else 'proposed' end
                when s.done_said_at <= $1 then
                     case when s.confirmed_at is null or s.confirmed_at > $1 then 'said_done'
                          when s.done_said_on <= s.due then 'kept_on_time'
                          else 'kept_late' end
                when s.due < $3 then 'past_date'
                when s.due <= $4 then 'due_soon'
                else 'under_way' end as life,
           case when coalesce(d.closed_at, $5) < d.positions_due
                     and exists (select 1
                                   from governance_position q
                                  where q.decision_id = d.id
                                    and q.stance is null) then 1
                else 0 end as sealed,
           case when exists (select 1
                               from governance_meeting m
                              where m.id = d.meeting_id and not m.in_public)
                     and not exists (select 1
                                       from governance_publication b
                                      where b.decision_id = d.id) then 1
                else 0 end as hidden
      from seen s
      left join governance_decision d on d.id = s.decision_id
)";

/// The rest of a line: the day promised first, and how often it moved until the moment.
const LINE: &str = "select s.id, s.place_id, s.number, s.decision_id, s.organisation_id, s.what, s.done_means, s.due,
       s.confirmer_id, s.priority_id, s.body_id, s.life, s.sealed,
       coalesce((select c.old_due
                   from governance_promise_change c
                  where c.promise_id = s.id
                    and c.kind = 'renegotiated'
                  order by c.at, c.id
                  limit 1), s.due) as first_due
  from standing s";

const OPEN: &str = "('proposed', 'not_yet_accepted', 'under_way', 'due_soon', 'past_date', 'said_done')";

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

impl PromiseLine {
    /// Where it stood at the moment.
    pub fn life(&self) -> Life {
        Life::read(&self.life).unwrap_or(Life::UnderWay)
    }

    pub fn has_moved(&self) -> bool {
        self.first_due != self.due
    }
}

/// A query's text with its values, while conditions are added.
struct Narrowed {
    text: String,
    values: Vec<Value>,
}

impl Narrowed {
    /// Promises as this reader sees them; those that hang on sealed positions are added by whoever may see them.
    fn seen(view: &View) -> Self {
        let today = view.moment.date();
        let values = vec![
            view.moment.value(),
            (view.patience.accept_days * DAY_MS).value(),
            today.value(),
            today.plus_days(view.patience.due_soon_days).value(),
            view.now.value(),
        ];
        let mut narrowed = Self { text: String::new(), values };
        if view.reader == Reader::Public {
            narrowed.and("s.hidden = $n", 0_i64);
        }
        narrowed
    }

    /// One more condition; `$n` in it is this value.
    fn and(&mut self, condition: &str, value: impl Bind) {
        self.values.push(value.value());
        let joint = if self.text.is_empty() { " where " } else { " and " };
        self.text += &format!("{joint}{}", condition.replace("$n", &format!("${}", self.values.len())));
    }

    fn query(self, select: &str, rest: &str) -> Query {
        let text = format!("{STANDING}\n{select}{}{rest}", self.text);
        self.values.into_iter().fold(sql(text), Query::bind)
    }
}

fn narrowed(view: &View, filter: &PromiseFilter) -> Narrowed {
    let mut narrowed = Narrowed::seen(view);
    narrowed.and("s.sealed = $n", 0_i64);
    if let Some(place) = filter.place {
        narrowed.and("s.place_id = $n", place);
    }
    let words = filter.words.trim().to_lowercase();
    match words.trim_start_matches("promise ").parse::<i64>() {
        Ok(number) => narrowed.and("s.number = $n", number),
        Err(_) if words.is_empty() => {}
        Err(_) => narrowed.and("lower(s.what || ' ' || s.done_means) like $n escape '\\'", containing(&words)),
    }
    if let Some(life) = filter.life {
        narrowed.and("s.life = $n", life.key());
    }
    if let Some(organisation) = filter.organisation {
        narrowed.and("s.organisation_id = $n", organisation);
    }
    if let Some(priority) = filter.priority {
        narrowed.and("s.priority_id = $n", priority);
    }
    if let Some(body) = filter.body {
        narrowed.and("s.body_id = $n", body);
    }
    if let Some(day) = filter.due_from {
        narrowed.and("s.due >= $n", day);
    }
    if let Some(day) = filter.due_to {
        narrowed.and("s.due <= $n", day);
    }
    narrowed
}

/// A pattern that finds these words as they are: a typed % is a per cent sign.
fn containing(words: &str) -> String {
    let plain = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}

/// Those where somebody still has something to do first, the nearest date on top; then what ended, the latest on top.
pub async fn promise_lines(
    db: &mut Conn,
    view: &View,
    filter: &PromiseFilter,
    limit: u32,
    offset: u32,
) -> Result<Vec<PromiseLine>, Error> {
    let narrowed = narrowed(view, filter);
    let (at, then) = (narrowed.values.len() + 1, narrowed.values.len() + 2);
    let order = format!(
        " order by case when s.life in {OPEN} then 0 else 1 end,
                  case when s.life in {OPEN} then s.due end,
                  case when s.life in {OPEN} then null else s.due end desc,
                  s.number
         limit ${at} offset ${then}"
    );
    narrowed.query(LINE, &order).bind(limit).bind(offset).all(db).await
}

pub async fn count_promise_lines(db: &mut Conn, view: &View, filter: &PromiseFilter) -> Result<i64, Error> {
    narrowed(view, filter).query("select count(*) from standing s", "").one(db).await
}

/// How many promises of a place stand in each state, as the reader sees it.
pub async fn promise_counts(db: &mut Conn, view: &View, filter: &PromiseFilter) -> Result<BTreeMap<Life, i64>, Error> {
    let rows: Vec<(String, i64)> = narrowed(view, filter)
        .query("select s.life, count(*) from standing s", " group by s.life limit 20")
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(life, count)| Some((Life::read(&life)?, count))).collect())
}

/// The same by owner.
pub async fn promise_counts_by_owner(
    db: &mut Conn,
    view: &View,
    filter: &PromiseFilter,
) -> Result<BTreeMap<OrganisationId, BTreeMap<Life, i64>>, Error> {
    let narrowed = narrowed(view, filter);
    let rest =
        format!(" group by s.organisation_id, s.life order by s.organisation_id limit ${}", narrowed.values.len() + 1);
    let rows: Vec<(OrganisationId, String, i64)> = narrowed
        .query("select s.organisation_id, s.life, count(*) from standing s", &rest)
        .bind(OWNERS_MAX)
        .all(db)
        .await?;
    let mut counts: BTreeMap<OrganisationId, BTreeMap<Life, i64>> = BTreeMap::new();
    for (owner, life, count) in rows {
        let Some(life) = Life::read(&life) else { continue };
        counts.entry(owner).or_default().insert(life, count);
    }
    Ok(counts)
}

/// How many promises of a place, as the reader sees them, hang on an agreed decision about each priority. Before a decision is
/// agreed, their number would tell who assented under seal.
pub async fn promise_counts_by_priority(
    db: &mut Conn,
    view: &View,
    place: PlaceId,
) -> Result<BTreeMap<PriorityId, i64>, Error> {
    let filter = PromiseFilter { place: Some(place), ..PromiseFilter::default() };
    let mut narrowed = narrowed(view, &filter);
    narrowed.and("s.priority_id is not null and s.result = $n", "agreed");
    let rest = format!(" group by s.priority_id order by s.priority_id limit ${}", narrowed.values.len() + 1);
    let select = "select s.priority_id, count(*) from standing s";
    let rows: Vec<(PriorityId, i64)> = narrowed.query(select, &rest).bind(PRIORITIES_MAX).all(db).await?;
    Ok(rows.into_iter().collect())
}

/// One promise as the reader sees it; none when the reader does not see it yet.
pub async fn promise_line(db: &mut Conn, view: &View, id: PromiseId) -> Result<Option<PromiseLine>, Error> {
    let mut narrowed = Narrowed::seen(view);
    narrowed.and("s.id = $n", id);
    narrowed.query(LINE, "").maybe(db).await
}

/// Promises that hang on a decision, by number. While its positions are sealed, those of `speaks_for` alone.
pub async fn promise_lines_of_decision(
    db: &mut Conn,
    view: &View,
    decision: DecisionId,
    speaks_for: &[OrganisationId],
) -> Result<Vec<PromiseLine>, Error> {
    let mut narrowed = Narrowed::seen(view);
    narrowed.and("s.decision_id = $n", decision);
    let rest = format!(" order by s.number limit ${}", narrowed.values.len() + 1);
    let lines: Vec<PromiseLine> = narrowed.query(LINE, &rest).bind(OF_DECISION_MAX).all(db).await?;
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
