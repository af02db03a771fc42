//! Promises as CSV, XLSX and JSON, with the filters of the page, as the reader is shown them.

use crate::acts::SEE_GOVERNANCE;
use crate::links;
use crate::pages::promises::asked::Asked;
use crate::pages::seen;
use crate::promise::View;
use crate::store::{self, PromiseLine};
use folkmoot_kernel::OrganisationId;
use folkmoot_register::store as register;
use folkmoot_web::{Csv, Ctx, PageError, Path, Query, Response, Routes};
use serde::Serialize;

/// Promises in one file; a place of England makes some hundreds a year.
const PROMISES_MAX: u32 = 5_000;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/places/{place}/promises.json", SEE_GOVERNANCE, json)
        .get("/places/{place}/promises.csv", SEE_GOVERNANCE, csv)
        .get("/places/{place}/promises.xlsx", SEE_GOVERNANCE, xlsx)
}

#[derive(Debug, Serialize)]
struct Promises {
    place: String,
    /// The day whose state is shown: today for partners, some days earlier for everybody else.
    as_of: String,
    promises: Vec<PromiseOut>,
}

#[derive(Debug, Serialize)]
struct PromiseOut {
    number: i64,
    what: String,
    done_means: String,
    organisation: String,
    due: String,
    first_due: String,
    state: &'static str,
    state_words: &'static str,
    confirmer: Option<String>,
    decision: Option<String>,
    page: String,
}

async fn promises(ctx: &Ctx, key: &str, asked: &Asked) -> Result<Promises, PageError> {
    let mut db = ctx.read().await?;
    let place = register::place_named(&mut db, key).await?.ok_or_else(PageError::not_found)?;
    let view: View = seen::view(ctx, &mut db, place.id()).await?;
    let lines = store::promise_lines(&mut db, &view, &asked.filter(place.id()), PROMISES_MAX, 0).await?;
    let named: Vec<OrganisationId> =
        lines.iter().flat_map(|line| [Some(line.organisation_id), line.confirmer_id]).flatten().collect();
    let names = register::organisation_names(&mut db, &named).await?;
    let name = |id: OrganisationId| names.get(&id).map(|(_, name)| name.clone()).unwrap_or_default();
    let promises = lines.into_iter().map(|line| out(ctx, line, name)).collect();
    Ok(Promises { place: place.name().to_owned(), as_of: view.moment.date().to_string(), promises })
}

fn out(ctx: &Ctx, line: PromiseLine, name: impl Fn(OrganisationId) -> String) -> PromiseOut {
    let (url, life) = (&ctx.site().url, line.life());
    PromiseOut {
        number: line.number,
        organisation: name(line.organisation_id),
        due: line.due.to_string(),
        first_due: line.first_due.to_string(),
        state: life.key(),
        state_words: life.words(),
        confirmer: line.confirmer_id.map(name),
        decision: line.decision_id.map(|id| format!("{url}{}", links::decision(id))),
        page: format!("{url}{}", links::promise(line.id)),
        what: line.what,
        done_means: line.done_means,
    }
}

async fn json(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let promises = promises(&ctx, &key, &asked).await?;
    ctx.json(&promises)
}

async fn csv(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    Ok(ctx.csv(&table(&ctx, &key, &asked).await?))
}

async fn xlsx(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    ctx.xlsx(&table(&ctx, &key, &asked).await?)
}

async fn table(ctx: &Ctx, key: &str, asked: &Asked) -> Result<Csv, PageError> {
    let found = promises(ctx, key, asked).await?;
    let head = [
        "Number",
        "Promise",
        "Done means",
        "Organisation",
        "Due",
        "First due",
        "State",
        "Who confirms",
        "Decision",
        "Page",
        "As of",
    ];
    let mut table = Csv::new("promises", &head);
    for one in found.promises {
        table.row(vec![
            one.number.to_string(),
            one.what,
            one.done_means,
            one.organisation,
            one.due,
            one.first_due,
            one.state_words.to_owned(),
            one.confirmer.unwrap_or_default(),
            one.decision.unwrap_or_default(),
            one.page,
            found.as_of.clone(),
        ]);
    }
    Ok(table)
}
