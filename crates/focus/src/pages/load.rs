//! What each partner has promised and not ended yet, beside what ended and how. In the order of the alphabet: it is no table of winners.

use super::at::{self, is_partner, place_at};
use crate::acts::SEE_FOCUS;
use crate::links;
use askama::Template;
use folkmoot_governance::links as governance_links;
use folkmoot_governance::promise::{Life, Load, Reader, View};
use folkmoot_governance::store::{self as governance, PromiseFilter};
use folkmoot_register::place::Place;
use folkmoot_register::{links as register_links, store as register};
use folkmoot_store::Conn;
use folkmoot_web::charts::{About, Stack, Stacks, stacked_bar};
use folkmoot_web::{Csv, Ctx, PageError, Path, Response, Routes};
use std::collections::BTreeMap;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/load", SEE_FOCUS, show)
}

/// Partners in the chart: those with most open; the table has all.
const DRAWN: usize = 20;

/// One partner's promises.
#[derive(Debug)]
struct Line {
    name: String,
    href: String,
    promises: String,
    load: Load,
    kept: i64,
    /// Withdrawn, declined or no longer needed.
    otherwise: i64,
}

#[derive(Debug, Template)]
#[template(path = "load.html")]
struct LoadPage {
    chart: String,
    lines: Vec<Line>,
    most: i64,
    /// "11 November 2026", where the reader sees an earlier day than today.
    earlier: Option<String>,
    data: String,
}

impl Line {
    fn of(name: String, (href, promises): (String, String), counts: &BTreeMap<Life, i64>, most: i64) -> Self {
        let sum = |lives: &[Life]| lives.iter().filter_map(|life| counts.get(life)).sum::<i64>();
        let open = sum(&[Life::UnderWay, Life::DueSoon, Life::PastDate, Life::SaidDone]);
        Self {
            name,
            href,
            promises,
            load: Load { open, most },
            kept: sum(&[Life::KeptOnTime, Life::KeptLate]),
            otherwise: sum(&[Life::Withdrawn, Life::Declined, Life::Lapsed]),
        }
    }
}

async fn lines(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<(Vec<Line>, View), PageError> {
    let reader = if is_partner(ctx, place.id()) { Reader::Partner } else { Reader::Public };
    let view = governance::patience(db, place.id()).await?.view(reader, ctx.now());
    let filter = PromiseFilter { place: Some(place.id()), ..PromiseFilter::default() };
    let counts = governance::promise_counts_by_owner(db, &view, &filter).await?;
    let ids: Vec<_> = counts.keys().copied().collect();
    let names = if ids.is_empty() { BTreeMap::new() } else { register::organisation_names(db, &ids).await? };
    let line = |(id, (slug, name)): (_, (folkmoot_kernel::Slug, String))| {
        let counts = counts.get(&id).cloned().unwrap_or_default();
        let promises = format!("{}?organisation={id}", governance_links::promises(place.slug()));
        Line::of(name, (register_links::organisation(slug), promises), &counts, view.patience.open_most)
    };
    let mut lines: Vec<Line> = names.into_iter().map(line).collect();
    lines.retain(|line| line.load.open + line.kept + line.otherwise > 0);
    lines.sort_by_key(|line| line.name.to_lowercase());
    Ok((lines, view))
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let (lines, view) = lines(&ctx, &mut db, &place).await?;
    drop(db);
    let href = links::load(place.slug());
    let page = LoadPage {
        chart: chart(&place, &lines, &href),
        most: view.patience.open_most,
        earlier: view.earlier_day(),
        lines,
        data: href.clone(),
    };
    let around = at::page("How much everybody has promised", &place, &href).lead(
        "Open promises beside those that ended. Nobody keeps everything: what is too much is better dropped in time.",
    );
    ctx.page(around.template(&page)).await
}

fn chart(place: &Place, lines: &[Line], href: &str) -> String {
    let about = About::new("load", format!("Promises of partners of {}", place.name()))
        .each("Partner")
        .counting("promise", "promises")
        .csv(format!("{href}.csv"))
        .empty("Nobody has promised anything yet.");
    let parts = ["Open", "Kept", "Withdrawn, declined or no longer needed"].map(str::to_owned).to_vec();
    let mut most: Vec<&Line> = lines.iter().collect();
    most.sort_by_key(|line| std::cmp::Reverse(line.load.open));
    most.truncate(DRAWN);
    most.sort_by_key(|line| line.name.to_lowercase());
    let stack = |line: &&Line| Stack::new(line.name.clone(), vec![line.load.open, line.kept, line.otherwise]);
    stacked_bar(&Stacks::of(about, parts, most.iter().map(stack).collect()))
}

pub(crate) async fn table(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let (lines, _) = lines(ctx, &mut db, &place).await?;
    let head = ["Partner", "Open", "Kept", "Withdrawn, declined or no longer needed", "Asked before one more"];
    let mut table = Csv::new(format!("{}-load", place.slug()), &head);
    for line in lines {
        let asked = if line.load.is_full() { "yes" } else { "no" };
        table.row(vec![
            line.name,
            line.load.open.to_string(),
            line.kept.to_string(),
            line.otherwise.to_string(),
            asked.to_owned(),
        ]);
    }
    Ok(table)
}
