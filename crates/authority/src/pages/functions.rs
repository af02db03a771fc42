//! One function: who decides about it today, who did before, and what was decided.

use super::at::{self, function_at};
use super::scheme::sources;
use crate::actions::Names;
use crate::acts::{CHANGE_MAP, SEE_AUTHORITY};
use crate::function::Function;
use crate::holding::Holding;
use crate::links;
use crate::posture::Posture;
use crate::store;
use crate::wants::{DecisionAbout, Record};
use askama::Template;
use folkmoot_kernel::{Date, FunctionId};
use folkmoot_register::place::Place;
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};

/// Decisions about it that its page shows.
const DECISIONS: u32 = 10;

pub(super) fn routes() -> Routes {
    Routes::new().get("/functions/{function}", SEE_AUTHORITY, show)
}

#[derive(Debug, Template)]
#[template(path = "function.html")]
struct FunctionPage {
    function: Function,
    place: Place,
    posture: Posture,
    gaps: Vec<String>,
    now: Vec<Line>,
    to_come: Vec<Line>,
    before: Vec<Line>,
    decisions: Vec<(DecisionAbout, String)>,
    may_change: bool,
}

/// A line of the map, for its table.
#[derive(Debug)]
struct Line {
    href: String,
    name: String,
    page: String,
    power: &'static str,
    limit: String,
    time: String,
    why: String,
    sources: Vec<(String, String)>,
    together: String,
}

async fn show(ctx: Ctx, Path(id): Path<FunctionId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (function, place) = function_at(&mut db, id).await?;
    let page = drawn(&ctx, &mut db, function, place).await?;
    drop(db);
    let around = at::page(page.function.name(), at::to_scheme(&page.place), &page.place);
    ctx.page(around.caption(page.function.heading()).template(&page)).await
}

async fn drawn(ctx: &Ctx, db: &mut Conn, function: Function, place: Place) -> Result<FunctionPage, Error> {
    let (names, today) = (Names::of(ctx, db, place.id()).await?, ctx.now().date());
    let all = store::holdings_of_function(db, function.id()).await?;
    let line = |one: &Holding| line(one, &names);
    let posture = crate::actions::posture_of(all.iter().filter(|one| one.holds_on(today)), &names);
    let mut before: Vec<Line> = all.iter().filter(|one| !one.goes_on(today)).map(line).collect();
    before.reverse();
    Ok(FunctionPage {
        gaps: posture.gaps().iter().map(crate::posture::Gap::words).collect(),
        posture,
        now: all.iter().filter(|one| one.holds_on(today)).map(line).collect(),
        to_come: all.iter().filter(|one| is_to_come(one, today)).map(line).collect(),
        before,
        decisions: decisions(ctx, db, &function, &names).await?,
        may_change: function.open().is_ok() && ctx.may(CHANGE_MAP, place.subject()),
        function,
        place,
    })
}

fn is_to_come(one: &Holding, today: Date) -> bool {
    one.details().from > today && one.goes_on(today)
}

fn line(one: &Holding, names: &Names) -> Line {
    let (name, page) = names.of_holder(one.holder());
    Line {
        href: links::power(one.id()),
        name,
        page,
        power: one.power().sentence(),
        limit: one.limit().map(|limit| format!("up to {limit}")).unwrap_or_default(),
        time: one.time_words(),
        why: one.ended_why().to_owned(),
        sources: sources(one),
        together: one.origin().together.clone(),
    }
}

async fn decisions(
    ctx: &Ctx,
    db: &mut Conn,
    function: &Function,
    names: &Names,
) -> Result<Vec<(DecisionAbout, String)>, Error> {
    let Some(record) = ctx.wanted::<dyn Record>() else { return Ok(Vec::new()) };
    let all = record.decisions(ctx, db, (function.place(), function.id()), DECISIONS).await?;
    let body = |one: &DecisionAbout| names.body(one.body).map(|body| body.name.clone()).unwrap_or_default();
    Ok(all.into_iter().map(|one| (one.clone(), body(&one))).collect())
}
