//! Who has a say: seats, votes, chairs, items, papers and agenda time by sector over time, as counts.

use super::at::{self, place_at};
use crate::acts::SEE_CLAIMS;
use crate::links;
use crate::measure::{Counted, Facts, PERIODS, periods};
use crate::wants::Measures;
use askama::Template;
use folkmoot_kernel::capital;
use folkmoot_register::organisation::Family;
use folkmoot_register::organisation::Sector;
use folkmoot_register::place::Place;
use folkmoot_store::Conn;
use folkmoot_web::charts::{About, Lines, Series, Stack, Stacks, line, stacked_bar};
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/balance", SEE_CLAIMS, show)
}

/// The charts of the page, in its order; minutes are too many for a chart of counts and stand in the table.
const CHARTS: [(Counted, &str, &str, &str); 6] = [
    (Counted::Seats, "Seats that are held, by sector", "seat", "seats"),
    (Counted::Votes, "Seats with a vote, by sector", "vote", "votes"),
    (Counted::Chairs, "Chairs, by sector", "chair", "chairs"),
    (Counted::Items, "Agenda items put, by the sector of who put them", "item", "items"),
    (Counted::Papers, "Papers with those items", "paper", "papers"),
    (Counted::Minutes, "Agenda time of those items", "minute", "minutes"),
];

#[derive(Debug, Template)]
#[template(path = "balance.html")]
struct BalancePage {
    charts: Vec<String>,
    /// Sectors with their numbers of the last year, in the order of the register.
    rows: Vec<(&'static str, Vec<i64>)>,
    heads: Vec<&'static str>,
    data: String,
    claims: String,
}

/// Only items that a partner put are counted, in meetings that were held.
pub(crate) async fn facts_of(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<Facts, PageError> {
    let today = ctx.now().date();
    match ctx.wanted::<dyn Measures>() {
        Some(measures) => Ok(measures.facts(db, place.id(), &periods(today), today).await?),
        None => Ok(Facts::default()),
    }
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let facts = facts_of(&ctx, &mut db, &place).await?;
    drop(db);
    let names: Vec<String> = periods(ctx.now().date()).iter().map(|period| period.words()).collect();
    let href = links::balance(place.slug());
    let page = BalancePage {
        charts: CHARTS.iter().map(|chart| draw(&facts, &names, *chart, &href)).collect(),
        rows: by_sector(&facts),
        heads: Counted::ALL.iter().map(|counted| counted.words()).collect(),
        claims: links::claims(place.slug()),
        data: href.clone(),
    };
    let around = at::page("Who has a say", at::steps(&place), &place)
        .lead("Seats, votes, chairs, papers and time by sector over three years. Counts, not shares: some are small.")
        .wide();
    ctx.page(at::with_data(around, "Who has a say", &href).template(&page)).await
}

fn draw(
    facts: &Facts,
    names: &[String],
    (counted, title, one, many): (Counted, &str, &'static str, &'static str),
    href: &str,
) -> String {
    let about = About::new(counted.key(), title)
        .each("Half-year")
        .counting(one, many)
        .csv(format!("{href}.csv"))
        .empty("Nothing of the kind is in the record yet.");
    let counts = facts.over_time(counted);
    let nothing = counts.iter().flatten().all(|count| *count == 0);
    if counted.stands() {
        // How things stand at the end of each half-year does not add up to anything.
        let values = |at: usize| counts.iter().map(|counts| counts.get(at).copied().filter(|_| !nothing)).collect();
        let families = Family::ALL.iter().enumerate();
        let series = families.map(|(at, family)| Series::new(family.words(), values(at))).collect();
        return line(&Lines::over(about, names.to_vec(), series));
    }
    let parts = Family::ALL.iter().map(|family| family.words().to_owned()).collect();
    let stack = |(name, counts): (&String, Vec<i64>)| Stack::new(capital(name), counts);
    let stacks = if nothing { Vec::new() } else { names.iter().zip(counts).map(stack).collect() };
    stacked_bar(&Stacks::of(about, parts, stacks))
}

/// Seats, votes and chairs as they stand; the others of the last two half-years.
fn by_sector(facts: &Facts) -> Vec<(&'static str, Vec<i64>)> {
    let count = |sector: &str, counted: Counted| {
        let within = |period: usize| period + 1 == PERIODS || (!counted.stands() && period + 2 == PERIODS);
        let cells = facts.cells.iter().filter(|cell| cell.counted == counted && cell.sector == sector);
        cells.filter(|cell| within(cell.period)).map(|cell| cell.count).sum::<i64>()
    };
    let row =
        |(key, words): (&str, &'static str)| (words, Counted::ALL.iter().map(|counted| count(key, *counted)).collect());
    let sectors = Sector::ALL.iter().map(|sector| (sector.key(), sector.words())).chain([("", "Independent")]);
    sectors.map(row).filter(|(_, counts): &(_, Vec<i64>)| counts.iter().any(|count| *count > 0)).collect()
}
