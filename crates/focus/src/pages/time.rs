//! What meetings took in the last twelve months, by body; for partners, by organisation and person. Where the same people meet twice,
//! the same matter comes twice, or a letter round would do.

mod gather;

use super::at::{self, is_partner, place_at};
use crate::acts::SEE_FOCUS;
use crate::links;
use crate::overlap::Pair;
use crate::time_spent::{Spent, in_words};
use askama::Template;
use folkmoot_governance::links as governance_links;
use folkmoot_kernel::BodyId;
use folkmoot_store::Conn;
use folkmoot_web::{Csv, Ctx, PageError, Path, Response, Routes};
use gather::Year;

/// Pairs of bodies and twins of items that the page shows.
const PAIRS_SHOWN: usize = 12;
const TWINS_SHOWN: usize = 12;
/// Bodies in the matrix on the page; the file has all.
const MATRIX: usize = 40;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/meeting-time", SEE_FOCUS, show)
}

#[derive(Debug)]
struct BodyLine {
    name: String,
    href: String,
    spent: Spent,
    hours: String,
    people_hours: String,
    noted: String,
}

#[derive(Debug)]
struct PairLine {
    one: (String, String),
    other: (String, String),
    pair: Pair,
}

#[derive(Debug)]
struct TwinLine {
    one: (String, String, String),
    other: (String, String, String),
}

#[derive(Debug, Template)]
#[template(path = "time.html")]
struct TimePage {
    bodies: Vec<BodyLine>,
    figures: Vec<(&'static str, String)>,
    unsaid: i64,
    merge: Vec<PairLine>,
    written: Vec<(String, String, String)>,
    pairs: Vec<PairLine>,
    matrix: Vec<(String, Vec<String>)>,
    names: Vec<String>,
    twins: Vec<TwinLine>,
    partner: bool,
    organisations: Vec<(String, i64, String)>,
    people: Vec<(String, i64, String)>,
    data: String,
    overlap: String,
}

async fn year(ctx: &Ctx, db: &mut Conn, key: &str) -> Result<Year, PageError> {
    let place = place_at(db, key).await?;
    Ok(Year::gather(db, place, ctx.now()).await?)
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let year = year(&ctx, &mut db, &key).await?;
    let partner = is_partner(&ctx, year.place.id());
    let (organisations, people) = match partner {
        true => (year.organisations(&mut db).await?, year.people(&mut db).await?),
        false => (Vec::new(), Vec::new()),
    };
    drop(db);
    let href = links::meeting_time(year.place.slug());
    let pairs = year.pairs();
    let line = |pair: &Pair| PairLine { one: year.linked(pair.one), other: year.linked(pair.other), pair: *pair };
    let page = TimePage {
        bodies: year.spent().map(|(body, spent)| body_line(&year, body, spent)).collect(),
        figures: figures(&year),
        unsaid: year.time.unsaid,
        merge: pairs.iter().filter(|pair| pair.might_be_one()).map(line).collect(),
        written: written(&year),
        pairs: pairs.iter().filter(|pair| pair.people > 0).take(PAIRS_SHOWN).map(line).collect(),
        matrix: year.matrix(MATRIX),
        names: year.names(MATRIX),
        twins: twins(&year),
        overlap: format!("/places/{}/overlap", year.place.slug()),
        data: href.clone(),
        partner,
        organisations,
        people,
    };
    let around = at::page("What meetings take", &year.place, &href).lead(
        "Twelve months of meetings: time, who meets whom twice, and what came twice. Questions to ask, no verdicts.",
    );
    ctx.page(around.wide().template(&page)).await
}

fn body_line(year: &Year, body: BodyId, spent: &Spent) -> BodyLine {
    let (name, href) = year.linked(body);
    let agenda = year.agendas.get(&body).copied().unwrap_or_default();
    BodyLine {
        name,
        href,
        hours: in_words(spent.minutes),
        people_hours: in_words(spent.people_minutes),
        noted: format!("{} of {}", agenda.only_noted, agenda.items),
        spent: *spent,
    }
}

fn figures(year: &Year) -> Vec<(&'static str, String)> {
    let sum = |of: fn(&Spent) -> i64| year.time.bodies.values().map(of).sum::<i64>();
    vec![
        ("meetings", sum(|spent| spent.meetings).to_string()),
        ("of meetings", in_words(sum(|spent| spent.minutes))),
        ("of people’s time", in_words(sum(|spent| spent.people_minutes))),
    ]
}

/// Bodies whose items were mostly only to be noted: name, address, and how many.
fn written(year: &Year) -> Vec<(String, String, String)> {
    let could = year.agendas.iter().filter(|(_, agenda)| agenda.could_be_written());
    could
        .map(|(body, agenda)| {
            let (name, href) = year.linked(*body);
            let words = format!(
                "{} of {} items were only to be noted, {} of agenda time",
                agenda.only_noted,
                agenda.items,
                in_words(agenda.minutes_noted)
            );
            (name, href, words)
        })
        .collect()
}

fn twins(year: &Year) -> Vec<TwinLine> {
    let one = |at: usize| {
        let item = &year.items[at];
        let about = format!("{}, {}", item.body_name, item.starts_at.date().short());
        (item.title.clone(), governance_links::item(item.id), about)
    };
    year.twins().into_iter().take(TWINS_SHOWN).map(|(a, b)| TwinLine { one: one(a), other: one(b) }).collect()
}

/// A row for each body.
pub(crate) async fn table(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let year = year(ctx, &mut *ctx.read().await?, &key).await?;
    let head = ["Body", "Meetings", "Minutes", "Minutes of people", "Items", "Items only noted"];
    let mut table = Csv::new(format!("{}-meeting-time", year.place.slug()), &head);
    for (body, spent) in year.spent() {
        let agenda = year.agendas.get(&body).copied().unwrap_or_default();
        table.row(vec![
            year.linked(body).0,
            spent.meetings.to_string(),
            spent.minutes.to_string(),
            spent.people_minutes.to_string(),
            agenda.items.to_string(),
            agenda.only_noted.to_string(),
        ]);
    }
    Ok(table)
}

/// A row for each pair of bodies with somebody in common.
pub(crate) async fn overlap_table(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let year = year(ctx, &mut *ctx.read().await?, &key).await?;
    let head = ["Body", "Other body", "People on both", "Organisations on both", "People on the smaller"];
    let mut table = Csv::new(format!("{}-overlap", year.place.slug()), &head);
    for pair in year.pairs() {
        table.row(vec![
            year.linked(pair.one).0,
            year.linked(pair.other).0,
            pair.people.to_string(),
            pair.organisations.to_string(),
            pair.smaller.to_string(),
        ]);
    }
    Ok(table)
}
