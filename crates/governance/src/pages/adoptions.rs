//! Decisions that several organisations adopt for themselves.

use super::at::place_at;
use crate::actions::mine::bound;
use crate::acts::SEE_GOVERNANCE;
use crate::links;
use crate::store::{self, AdoptedDecision};
use askama::Template;
use folkmoot_kernel::Slug;
use folkmoot_store::Error;
use folkmoot_web::{Csv, Ctx, Page, PageError, Path, Response, Routes, TaskList};

/// Decisions that one page or file shows.
const SHOWN_MAX: u32 = 500;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/places/{place}/adoptions", SEE_GOVERNANCE, list)
        .get("/places/{place}/adoptions.csv", SEE_GOVERNANCE, csv)
        .get("/places/{place}/adoptions.xlsx", SEE_GOVERNANCE, xlsx)
        .get("/places/{place}/adoptions.json", SEE_GOVERNANCE, json)
}

#[derive(Debug, Template)]
#[template(path = "adoptions.html")]
struct AdoptionsPage {
    slug: Slug,
    lines: Vec<AdoptedDecision>,
}

async fn list(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let lines = store::adopted_decisions(&mut db, place.id(), SHOWN_MAX).await?;
    drop(db);
    let around = Page::new("Adopted by each for themselves")
        .caption(place.name())
        .crumb(place.name(), format!("/places/{}", place.slug()))
        .lead("Decisions that councils and other organisations take up by a decision of their own, and what is different with each.")
        .invented(place.is_invented())
        .wide();
    ctx.page(around.template(&AdoptionsPage { slug: place.slug().clone(), lines })).await
}

/// What waits for the organisations of the signed-in person.
pub(crate) async fn tasks(ctx: Ctx) -> Result<Vec<TaskList>, Error> {
    let (mut db, mut tasks) = (ctx.read().await?, Vec::new());
    for (organisation, place) in bound(ctx.actor().held()) {
        for (id, title) in store::adoptions_waiting(&mut db, place, organisation).await? {
            let href = format!("{}/adoption/{organisation}", links::decision(id));
            tasks.push((title, href, "not yet".to_owned()));
        }
    }
    Ok(vec![TaskList { heading: "Has your organisation adopted it?", tasks }])
}

async fn lines(ctx: &Ctx, key: &str) -> Result<Vec<AdoptedDecision>, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    Ok(store::adopted_decisions(&mut db, place.id(), SHOWN_MAX).await?)
}

async fn table(ctx: &Ctx, key: &str) -> Result<Csv, PageError> {
    let mut table =
        Csv::new("adoptions", &["Number", "Decision", "Asked", "Adopted", "With a variation", "Not adopted"]);
    for one in lines(ctx, key).await? {
        let counts = [one.asked, one.adopted, one.varied, one.declined].map(|count| count.to_string());
        table.row([one.number.to_string(), one.title].into_iter().chain(counts).collect());
    }
    Ok(table)
}

async fn csv(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    Ok(ctx.csv(&table(&ctx, &key).await?))
}

async fn xlsx(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    ctx.xlsx(&table(&ctx, &key).await?)
}

async fn json(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let out: Vec<_> = lines(&ctx, &key).await?.into_iter().map(|one| {
        serde_json::json!({ "number": one.number, "title": one.title, "asked": one.asked, "adopted": one.adopted, "varied": one.varied, "declined": one.declined })
    }).collect();
    ctx.json(&out)
}
