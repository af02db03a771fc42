//! The lists as CSV, XLSX and JSON, as each reader may see them.

use crate::acts::SEE_CLAIMS;
use crate::measure::{Counted, periods};
use crate::pages::at::place_at;
use crate::pages::balance::facts_of;
use crate::pages::beside::{Beside, Read};
use crate::pages::involvement::told;
use crate::stage::{Stage, counts};
use crate::store;
use folkmoot_web::{Csv, Ctx, PageError, Path, Routes, data_routes};

pub fn routes() -> Routes {
    let routes = data_routes!(Routes::new(), "/places/{place}/claims", SEE_CLAIMS, claims);
    let routes = data_routes!(routes, "/places/{place}/balance", SEE_CLAIMS, balance);
    data_routes!(routes, "/places/{place}/involvement", SEE_CLAIMS, involvement)
}

/// A row for each measure of each claim.
async fn claims(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let beside = Beside::load(ctx, &mut db, &place).await?;
    let head = [
        "Claim",
        "Made on",
        "Measure",
        "Voluntary and community",
        "NHS",
        "Councils",
        "Others",
        "In words",
        "Where from",
        "Members say from 0 to 100",
        "Reply",
    ];
    let mut table = Csv::new("claims", &head);
    for claim in store::claims(&mut db, place.id()).await? {
        let read =
            if let Read::Shown(share) = beside.read(claim.id()) { share.percent().to_string() } else { String::new() };
        let reply = claim.replied().map(|(words, _)| words.clone()).unwrap_or_default();
        for line in beside.lines(&claim) {
            let mut cells = line.cells.into_iter();
            let mut next = || cells.next().unwrap_or_default();
            let numbers = [next(), next(), next(), next()];
            let own = [claim.words().to_owned(), claim.made_on().to_string(), line.measure.words().to_owned()];
            let rest = [line.says, line.source.to_owned(), read.clone(), reply.clone()];
            table.row(own.into_iter().chain(numbers).chain(rest).collect());
        }
    }
    Ok(table)
}

/// A row for each half-year and sector.
async fn balance(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let facts = facts_of(ctx, &mut db, &place).await?;
    let head: Vec<&str> =
        ["From", "Until", "Sector"].into_iter().chain(Counted::ALL.iter().map(|one| one.words())).collect();
    let mut table = Csv::new("balance", &head);
    for (at, period) in periods(ctx.now().date()).into_iter().enumerate() {
        let mut sectors: Vec<&str> =
            facts.cells.iter().filter(|cell| cell.period == at).map(|cell| cell.sector.as_str()).collect();
        sectors.sort_unstable();
        sectors.dedup();
        for sector in sectors {
            let count = |counted: &Counted| {
                let cells = facts
                    .cells
                    .iter()
                    .filter(|cell| cell.period == at && cell.sector == sector && cell.counted == *counted);
                cells.map(|cell| cell.count).sum::<i64>().to_string()
            };
            let named = if sector.is_empty() { "independent" } else { sector };
            let own = [period.from.to_string(), period.until.to_string(), named.to_owned()];
            table.row(own.into_iter().chain(Counted::ALL.iter().map(count)).collect());
        }
    }
    Ok(table)
}

async fn involvement(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let head: Vec<&str> =
        ["Kind", "Title", "The team says"].into_iter().chain(Stage::ALL.iter().map(|one| one.words())).collect();
    let mut table = Csv::new("involvement", &head);
    for one in told(ctx, &mut db, &place).await? {
        let team = one.team.map_or("", Stage::words);
        let own = [one.thing.kind.words().to_owned(), one.thing.title.clone(), team.to_owned()];
        let others = counts(one.others.iter().copied()).into_iter().map(|count| count.to_string());
        table.row(own.into_iter().chain(others).collect());
    }
    Ok(table)
}
