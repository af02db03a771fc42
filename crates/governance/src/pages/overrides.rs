//! Overrides: decisions that were set aside from above, by year, and each with the place's reply.

use super::decisions::place_at;
use super::seen;
use crate::acts::{RECORD_ASKED, REPLY_TO_ANSWER, REPLY_TO_OVERRIDE, SEE_GOVERNANCE};
use crate::asked_from_above::{Answer, Asked};
use crate::decision::Decision;
use crate::links;
use crate::overrides::{Override, OverrideId};
use crate::store::{self, PromiseLine};
use askama::Template;
use folkmoot_kernel::{Date, Slug, Subject};
use folkmoot_web::{Csv, Ctx, Page, PageError, Path, Response, Routes};
use std::collections::BTreeMap;

/// Overrides of one place that a page shows.
const SHOWN_MAX: u32 = 500;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/places/{place}/overrides", SEE_GOVERNANCE, list)
        .get("/places/{place}/overrides.csv", SEE_GOVERNANCE, csv)
        .get("/places/{place}/overrides.xlsx", SEE_GOVERNANCE, xlsx)
        .get("/places/{place}/overrides.json", SEE_GOVERNANCE, json)
        .get("/overrides/{override}", SEE_GOVERNANCE, show)
}

#[derive(Debug, Template)]
#[template(path = "overrides.html")]
struct OverridesPage {
    /// Year, how many, and how many of them the place replied to; the latest year first.
    years: Vec<(i16, i64, i64)>,
    overrides: Vec<(Override, String)>,
    decisions_href: String,
    slug: Slug,
    /// Year, set aside from above, asked from above, declined or set aside by the place.
    both: Vec<(i16, u32, u32, u32)>,
    earlier: Option<String>,
    asked: Vec<(Asked, bool)>,
    may_record: bool,
}

#[derive(Debug, Template)]
#[template(path = "override.html")]
struct OverridePage {
    overruling: Override,
    decision: Decision,
    may_reply: bool,
    promises: Vec<PromiseLine>,
}

async fn list(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let all = store::overrides_of_place(&mut db, place.id(), SHOWN_MAX).await?;
    let years = by_year(&all);
    let mut overrides = Vec::new();
    for one in all {
        let decision = seen::decision(&ctx, &mut db, one.decision()).await?;
        overrides.push((one, decision.map(|decision| decision.called()).unwrap_or_default()));
    }
    let day = seen::view(&ctx, &mut db, place.id()).await?.moment.date();
    let today = ctx.now().date();
    let recorded = store::asked_of_place(&mut db, place.id(), today, SHOWN_MAX).await?;
    drop(db);
    let page = OverridesPage {
        both: both_ways(overrides.iter().map(|(one, _)| one), &recorded, day),
        earlier: (day < today).then(|| day.in_words()),
        asked: recorded.into_iter().map(|one| (one.clone(), may_reply_to(&ctx, &one))).collect(),
        may_record: ctx.may(RECORD_ASKED, Subject::place(place.id())),
        slug: place.slug().clone(),
        years,
        overrides,
        decisions_href: links::decisions(place.slug()),
    };
    let around = Page::new("Set aside, both ways")
        .caption(place.name())
        .crumb(place.name(), format!("/places/{}", place.slug()))
        .crumb("Decisions", links::decisions(place.slug()))
        .lead("Decisions of this place that a body above it overruled, and what was asked of the place from above: each with the reply of the one concerned.")
        .invented(place.is_invented());
    ctx.page(around.template(&page)).await
}

fn may_reply_to(ctx: &Ctx, one: &Asked) -> bool {
    one.reply().is_none()
        && ctx.is_signed_in()
        && one.subject().is_some_and(|subject| ctx.may(REPLY_TO_ANSWER, subject))
}

/// Counts both ways until this day, the latest year first.
fn both_ways<'a>(down: impl Iterator<Item = &'a Override>, asked: &[Asked], day: Date) -> Vec<(i16, u32, u32, u32)> {
    let mut years: BTreeMap<i16, (u32, u32, u32)> = BTreeMap::new();
    for one in down.filter(|one| one.at().date() <= day) {
        years.entry(one.at().date().year()).or_default().0 += 1;
    }
    for one in asked.iter().filter(|one| one.answered_on() <= day) {
        let year = years.entry(one.answered_on().year()).or_default();
        year.1 += 1;
        year.2 += u32::from(matches!(one.answer(), Answer::Declined | Answer::SetAside));
    }
    years.into_iter().rev().map(|(year, (down, asked, up))| (year, down, asked, up)).collect()
}

async fn table(ctx: &Ctx, key: &str) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    let head = ["Which way", "On", "Body above", "What", "Reason", "Days of notice", "Pence", "Reply"];
    let mut table = Csv::new("set-aside-both-ways", &head);
    for one in store::overrides_of_place(&mut db, place.id(), SHOWN_MAX).await? {
        let amount = one.amount().map(|amount| amount.whole().to_string()).unwrap_or_default();
        let reply = one.reply().map(|reply| reply.words.clone()).unwrap_or_default();
        let (on, days) = (one.at().date().to_string(), one.notice_days().to_string());
        let cells = ["set aside from above", &on, one.by_body(), one.effect(), one.reason(), &days, &amount, &reply];
        table.row(cells.map(str::to_owned).to_vec());
    }
    for one in store::asked_of_place(&mut db, place.id(), ctx.now().date(), SHOWN_MAX).await? {
        let on = one.answered_on().to_string();
        let way = format!("asked from above: {}", one.answer().words().to_lowercase());
        let cells = [&way, &on, one.by_body(), one.what(), one.why(), "", "", one.reply().unwrap_or_default()];
        table.row(cells.map(str::to_owned).to_vec());
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
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let down = store::overrides_of_place(&mut db, place.id(), SHOWN_MAX).await?;
    let asked = store::asked_of_place(&mut db, place.id(), ctx.now().date(), SHOWN_MAX).await?;
    drop(db);
    ctx.json(&serde_json::json!({ "set_aside_from_above": down, "asked_from_above": asked }))
}

fn by_year(all: &[Override]) -> Vec<(i16, i64, i64)> {
    let mut years: BTreeMap<i16, (i64, i64)> = BTreeMap::new();
    for one in all {
        let year = years.entry(one.at().date().year()).or_default();
        year.0 += 1;
        year.1 += i64::from(one.reply().is_some());
    }
    years.into_iter().rev().map(|(year, (count, replied))| (year, count, replied)).collect()
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let id: OverrideId = key.parse()?;
    let mut db = ctx.read().await?;
    let overruling = store::overruling(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let decision = seen::decision(&ctx, &mut db, overruling.decision()).await?.ok_or_else(PageError::not_found)?;
    let place = folkmoot_register::store::place(&mut db, overruling.place()).await?.ok_or_else(PageError::not_found)?;
    let touched = store::promises_of_override(&mut db, id).await?;
    let view = seen::view(&ctx, &mut db, place.id()).await?;
    let promises = store::promise_lines_with(&mut db, &view, &touched).await?;
    drop(db);
    let may_reply = overruling.reply().is_none() && ctx.may(REPLY_TO_OVERRIDE, Subject::place(place.id()));
    let around = Page::new("Set aside from above")
        .caption(decision.called())
        .crumb(place.name(), format!("/places/{}", place.slug()))
        .crumb("Decisions", links::decisions(place.slug()))
        .crumb(decision.called(), links::decision(decision.id()))
        .record("override", id)
        .invented(place.is_invented());
    ctx.page(around.template(&OverridePage { overruling, decision, may_reply, promises })).await
}
