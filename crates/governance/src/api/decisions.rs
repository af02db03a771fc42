//! Decisions as CSV and JSON, with the filters of the page. How positions add up is there once a decision is closed.

use crate::acts::SEE_GOVERNANCE;
use crate::links;
use crate::pages::decisions::{Asked, place_at};
use crate::pages::seen;
use crate::position::Tally;
use crate::promise::Reader;
use crate::store::{self, DecisionLine, Which};
use folkmoot_register::place::Place;
use folkmoot_store::Conn;
use folkmoot_web::{Csv, Ctx, PageError, Path, Query, Response, Routes};
use serde::Serialize;
use std::collections::BTreeMap;

/// Decisions in one file. `next` leads on.
const DECISIONS_MAX: u32 = 1_000;
/// Decisions of a place whose positions are counted.
const TALLIES_MAX: u32 = 100_000;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/places/{place}/decisions.json", SEE_GOVERNANCE, json)
        .get("/places/{place}/decisions.csv", SEE_GOVERNANCE, csv)
        .get("/places/{place}/decisions.xlsx", SEE_GOVERNANCE, xlsx)
}

#[derive(Debug, Serialize)]
struct Decisions {
    place: String,
    decisions: Vec<DecisionOut>,
    /// Address of the rest; none at the end.
    next: Option<String>,
}

#[derive(Debug, Serialize)]
struct DecisionOut {
    number: i64,
    title: String,
    plain_summary: String,
    body: String,
    priority: String,
    power: String,
    power_holder: String,
    state: String,
    put_on: String,
    positions_due: String,
    closed_on: Option<String>,
    asked: i64,
    given: i64,
    /// Once it is closed; sealed positions are never told.
    positions: Option<Tally>,
    /// What objections, conditions and standing aside are about, by kind; with the positions.
    concerns: BTreeMap<&'static str, i64>,
    /// Made in a meeting that is not in public, and not published.
    in_private: bool,
    page: String,
}

/// What lines need besides themselves.
#[derive(Debug)]
struct Around {
    bodies: BTreeMap<String, String>,
    priorities: BTreeMap<String, String>,
    tallies: BTreeMap<crate::decision::DecisionId, Tally>,
    concerns: BTreeMap<crate::decision::DecisionId, BTreeMap<&'static str, i64>>,
    url: String,
    reader: Reader,
}

impl Around {
    async fn of(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<Self, PageError> {
        let bodies = store::bodies_of_place(db, place.id(), Which::All).await?;
        let priorities = store::priorities_of_place(db, place.id()).await?;
        Ok(Self {
            bodies: bodies.iter().map(|body| (body.id().to_string(), body.name().to_owned())).collect(),
            priorities: priorities.iter().map(|one| (one.id().to_string(), one.title().to_owned())).collect(),
            tallies: store::published_tallies(db, place.id(), TALLIES_MAX).await?,
            concerns: store::published_concerns(db, place.id(), TALLIES_MAX).await?,
            url: ctx.site().url.clone(),
            reader: seen::reader(ctx, place.id()),
        })
    }

    fn out(&self, line: DecisionLine) -> DecisionOut {
        let name = |names: &BTreeMap<String, String>, id: Option<String>| {
            id.and_then(|id| names.get(&id).cloned()).unwrap_or_default()
        };
        let shown = self.reader == Reader::Partner || line.private == 0;
        DecisionOut {
            number: line.number,
            body: name(&self.bodies, Some(line.body_id.to_string())),
            priority: name(&self.priorities, line.priority_id.map(|id| id.to_string())),
            state: line.state.clone(),
            put_on: line.opened_at.date().to_string(),
            positions_due: line.positions_due.rfc3339(),
            closed_on: line.closed_at.map(|at| at.date().to_string()),
            asked: if shown { line.asked } else { 0 },
            given: if shown { line.given } else { 0 },
            positions: self.tallies.get(&line.id).copied().filter(|_| shown),
            concerns: self.concerns.get(&line.id).cloned().filter(|_| shown).unwrap_or_default(),
            in_private: line.private != 0,
            page: format!("{}{}", self.url, links::decision(line.id)),
            title: line.title,
            plain_summary: line.plain_summary,
            power: line.power,
            power_holder: line.power_holder,
        }
    }
}

async fn decisions(ctx: &Ctx, key: &str, asked: &Asked) -> Result<Decisions, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    let reader = seen::reader(ctx, place.id());
    let mut lines = store::decisions(&mut db, place.id(), &asked.filter(reader), ctx.now(), DECISIONS_MAX + 1).await?;
    let more = lines.len() > DECISIONS_MAX as usize;
    lines.truncate(DECISIONS_MAX as usize);
    let last = lines.last().map(|line| line.number).filter(|_| more);
    let around = Around::of(ctx, &mut db, &place).await?;
    let next = |last| format!("{}/places/{}/decisions.json{}", around.url, place.slug(), asked.after(Some(last)));
    Ok(Decisions {
        place: place.name().to_owned(),
        next: last.map(next),
        decisions: lines.into_iter().map(|line| around.out(line)).collect(),
    })
}

async fn json(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let decisions = decisions(&ctx, &key, &asked).await?;
    ctx.json(&decisions)
}

const HEAD: [&str; 21] = [
    "number",
    "title",
    "plain_summary",
    "body",
    "priority",
    "power",
    "power_holder",
    "state",
    "put_on",
    "positions_due",
    "closed_on",
    "asked",
    "given",
    "assent",
    "assent_with_conditions",
    "stand_aside",
    "object",
    "recused",
    "page",
    "concerns",
    "in_private",
];

async fn table(ctx: &Ctx, key: &str, asked: &Asked) -> Result<Csv, PageError> {
    let mut table = Csv::new("decisions", &HEAD);
    for one in decisions(ctx, key, asked).await?.decisions {
        table.row(cells(one));
    }
    Ok(table)
}

async fn csv(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    Ok(ctx.csv(&table(&ctx, &key, &asked).await?))
}

async fn xlsx(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    ctx.xlsx(&table(&ctx, &key, &asked).await?)
}

fn cells(one: DecisionOut) -> Vec<String> {
    let count = |of: fn(&Tally) -> u32| one.positions.as_ref().map(|tally| of(tally).to_string()).unwrap_or_default();
    let counts = [
        count(|tally| tally.assent),
        count(|tally| tally.conditions),
        count(|tally| tally.aside),
        count(|tally| tally.object),
        count(|tally| tally.recused),
    ];
    let mut cells = vec![
        one.number.to_string(),
        one.title,
        one.plain_summary,
        one.body,
        one.priority,
        one.power,
        one.power_holder,
        one.state,
        one.put_on,
        one.positions_due,
        one.closed_on.unwrap_or_default(),
        one.asked.to_string(),
        one.given.to_string(),
    ];
    cells.extend(counts);
    cells.push(one.page);
    let concerns: Vec<String> = one.concerns.iter().map(|(kind, count)| format!("{kind}: {count}")).collect();
    cells.push(concerns.join("; "));
    cells.push(if one.in_private { "yes" } else { "no" }.to_owned());
    cells
}
