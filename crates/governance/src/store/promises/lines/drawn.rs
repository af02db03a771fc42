//! The text that draws promises as they stood at a moment. What had ended by then says so in its row; only what was open is
//! drawn from its dates.

use crate::decision::DecisionId;
use crate::promise::{PromiseId, Reader, View};
use crate::store::promises::lines::PromiseFilter;
use folkmoot_kernel::time::DAY_MS;
use folkmoot_kernel::{Id, PlaceId};
use folkmoot_store::{Bind, Query, Value, sql};

/// `$1` the moment, `$2` milliseconds of patience before silence is flagged, `$3` the moment's day, `$4` the last day that is
/// "due soon", `$5` now, for seals.
const OPEN: &str = "select p.id, p.place_id, p.number, p.decision_id, p.organisation_id, p.what, p.done_means, p.due,
           p.confirmer_id,
           case when p.accepted_at is null or p.accepted_at > $1 then
                     case when $1 > p.made_at + $2 then 'not_yet_accepted' else 'proposed' end
                when p.done_said_at <= $1 then 'said_done'
                when p.due < $3 then 'past_date'
                when p.due <= $4 then 'due_soon'
                else 'under_way' end as life
      from (select p.id, p.place_id, p.number, p.decision_id, p.organisation_id, p.what, p.done_means, p.confirmer_id,
                   p.accepted_at, p.done_said_at, p.made_at,
                   coalesce((select c.old_due
                               from governance_promise_change c
                              where c.promise_id = p.id
                                and c.kind = 'renegotiated'
                                and c.at > $1
                              order by c.at, c.id
                              limit 1), p.due) as due
              from governance_promise p
             where p.made_at <= $1
               and p.open_until > $1";

const ENDED: &str = "select p.id, p.place_id, p.number, p.decision_id, p.organisation_id, p.what, p.done_means, p.due,
           p.confirmer_id, p.ended_as as life
      from governance_promise p
     where p.open_until <= $1";

/// All that were made by then, wherever they stood: for who only counts them.
const MADE: &str = "select p.id, p.decision_id, p.organisation_id
      from governance_promise p
     where p.made_at <= $1";

/// Positions were or are awaited, and their last moment had not come when the decision was closed or is still to come.
const SEALED: &str = "select d.id
      from governance_decision d
     where coalesce(d.closed_at, $5) < d.positions_due
       and exists (select 1
                     from governance_position q
                    where q.decision_id = d.id
                      and q.stance is null)";

/// Made in private, and not published since.
const HIDDEN: &str = "select d.id
      from governance_meeting m
      join governance_decision d on d.meeting_id = m.id
     where not m.in_public
       and not exists (select 1
                         from governance_publication b
                        where b.decision_id = d.id)";

/// Which promises of a [`PromiseFilter`] are looked at: in two turns, lists need not sort what ended long ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Open,
    Ended,
    Both,
    /// All, without where they stand.
    Made,
}

/// A query's text with its values, while conditions are added.
pub(super) struct Drawn {
    values: Vec<Value>,
    /// What decisions are looked at for seals, and what meetings for privacy.
    decisions: String,
    meetings: String,
    /// On the row of the promise, `p`.
    rows: String,
    /// On what was drawn, `s`.
    lines: String,
    public: bool,
}

impl Drawn {
    fn new(view: &View) -> Self {
        let today = view.moment.date();
        let values = vec![
            view.moment.value(),
            (view.patience.accept_days * DAY_MS).value(),
            today.value(),
            today.plus_days(view.patience.due_soon_days).value(),
            view.now.value(),
        ];
        let none = String::new;
        let public = view.reader == Reader::Public;
        Self { values, decisions: none(), meetings: none(), rows: none(), lines: none(), public }
    }

    pub(super) fn of_promise(view: &View, id: PromiseId) -> Self {
        let mut drawn = Self::new(view);
        let decision = "(select hung.decision_id from governance_promise hung where hung.id = $n)";
        drawn.decisions = drawn.with(&format!(" and d.id = {decision}"), id);
        drawn.meetings.clone_from(&drawn.decisions);
        drawn.rows = drawn.with(" and p.id = $n", id);
        drawn
    }

    /// Those of these decisions, and none that hangs on sealed positions.
    pub(super) fn of_decisions(view: &View, ids: &[DecisionId]) -> Self {
        let mut drawn = Self::new(view);
        let numbers = numbers(ids);
        drawn.decisions = format!(" and d.id in ({numbers})");
        drawn.meetings.clone_from(&drawn.decisions);
        drawn.rows = format!(" and p.decision_id in ({numbers})");
        drawn.lines += " and s.sealed = 0";
        drawn
    }

    /// These, and none that hangs on sealed positions.
    pub(super) fn of_promises(view: &View, ids: &[PromiseId]) -> Self {
        let mut drawn = Self::new(view);
        let numbers = numbers(ids);
        let decisions = format!("(select hung.decision_id from governance_promise hung where hung.id in ({numbers}))");
        drawn.decisions = format!(" and d.id in {decisions}");
        drawn.meetings.clone_from(&drawn.decisions);
        drawn.rows = format!(" and p.id in ({numbers})");
        drawn.lines += " and s.sealed = 0";
        drawn
    }

    pub(super) fn of_decision(view: &View, id: DecisionId) -> Self {
        let mut drawn = Self::new(view);
        drawn.decisions = drawn.with(" and d.id = $n", id);
        drawn.meetings.clone_from(&drawn.decisions);
        drawn.rows = drawn.with(" and p.decision_id = $n", id);
        drawn
    }

    /// What hangs on sealed positions is left out.
    pub(super) fn filtered(view: &View, filter: &PromiseFilter) -> Self {
        let mut drawn = Self::new(view);
        if let Some(place) = filter.place {
            drawn.in_place(place);
        }
        drawn.lines += " and s.sealed = 0";
        drawn.narrow(filter);
        drawn
    }

    fn in_place(&mut self, place: PlaceId) {
        self.decisions = self.with(" and d.place_id = $n", place);
        self.meetings = self.with(" and m.place_id = $n", place);
        self.row("p.place_id = $n", place);
    }

    fn narrow(&mut self, filter: &PromiseFilter) {
        let words = filter.words.trim().to_lowercase();
        match words.trim_start_matches("promise ").parse::<i64>() {
            Ok(number) => self.row("p.number = $n", number),
            Err(_) if words.is_empty() => {}
            Err(_) => self.row("lower(p.what || ' ' || p.done_means) like $n escape '\\'", containing(&words)),
        }
        if let Some(organisation) = filter.organisation {
            self.row("p.organisation_id = $n", organisation);
        }
        let decisions = |column| {
            format!("p.decision_id in (select about.id from governance_decision about where about.{column} = $n)")
        };
        if let Some(priority) = filter.priority {
            self.row(&decisions("priority_id"), priority);
        }
        if let Some(body) = filter.body {
            self.row(&decisions("body_id"), body);
        }
        if let Some(life) = filter.life {
            self.line("s.life = $n", life.key());
        }
        if let Some(day) = filter.due_from {
            self.line("s.due >= $n", day);
        }
        if let Some(day) = filter.due_to {
            self.line("s.due <= $n", day);
        }
    }

    fn row(&mut self, condition: &str, value: impl Bind) {
        let condition = self.with(&format!(" and {condition}"), value);
        self.rows += &condition;
    }

    fn line(&mut self, condition: &str, value: impl Bind) {
        let condition = self.with(&format!(" and {condition}"), value);
        self.lines += &condition;
    }

    /// The condition with the number of this value in the place of `$n`.
    fn with(&mut self, condition: &str, value: impl Bind) -> String {
        self.values.push(value.value());
        condition.replace("$n", &format!("${}", self.values.len()))
    }

    /// `select` from `standing s`, with `rest` behind the conditions; `$+1`, `$+2` in it are what is bound next.
    pub(super) fn query(self, turn: Turn, select: &str, rest: &str) -> Query {
        let next = self.values.len();
        let rest = rest.replace("$+1", &format!("${}", next + 1)).replace("$+2", &format!("${}", next + 2));
        let text = format!("{}\n{select}\n where 1 = 1{}{rest}", self.standing(turn), self.lines);
        self.values.into_iter().fold(sql(text), Query::bind)
    }

    fn standing(&self, turn: Turn) -> String {
        let hidden = if self.public { " and coalesce(p.decision_id, 0) not in (select id from hidden)" } else { "" };
        let open = format!("{OPEN}{}{hidden}) p", self.rows);
        let ended = format!("{ENDED}{}{hidden}", self.rows);
        let made = format!("{MADE}{}{hidden}", self.rows);
        let drawn = match turn {
            Turn::Open => open,
            Turn::Ended => ended,
            Turn::Both => format!("{open}\n union all\n {ended}"),
            Turn::Made => made,
        };
        let hidden = if self.public { format!(", hidden as (\n {HIDDEN}{}\n)", self.meetings) } else { String::new() };
        format!(
            "with sealed as (\n {SEALED}{}\n){hidden}, drawn as (\n {drawn}\n), standing as (
    select drawn.*, case when coalesce(drawn.decision_id, 0) in (select id from sealed) then 1 else 0 end as sealed
      from drawn
)",
            self.decisions
        )
    }
}

fn numbers<T>(ids: &[Id<T>]) -> String {
    ids.iter().map(|id| id.number().to_string()).collect::<Vec<_>>().join(", ")
}

/// A pattern that finds these words as they are: a typed % is a per cent sign.
fn containing(words: &str) -> String {
    let plain = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}
