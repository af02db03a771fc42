//! Overrides: decisions that were set aside from above, by year, and each with the place's reply.

use super::decisions::place_at;
use super::seen;
use crate::acts::{REPLY_TO_OVERRIDE, SEE_GOVERNANCE};
use crate::decision::Decision;
use crate::links;
use crate::overrides::{Override, OverrideId};
use crate::store;
use askama::Template;
use folkmoot_kernel::Subject;
use folkmoot_web::{Ctx, Page, PageError, Path, Response, Routes};
use std::collections::BTreeMap;

/// Overrides of one place that a page shows.
const SHOWN_MAX: u32 = 500;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/overrides", SEE_GOVERNANCE, list).get(
        "/overrides/{override}",
        SEE_GOVERNANCE,
        show,
    )
}

#[derive(Debug, Template)]
#[template(path = "overrides.html")]
struct OverridesPage {
    /// Year, how many, and how many of them the place replied to; the latest year first.
    years: Vec<(i16, i64, i64)>,
    overrides: Vec<(Override, String)>,
    decisions_href: String,
}

#[derive(Debug, Template)]
#[template(path = "override.html")]
struct OverridePage {
    overruling: Override,
    decision: Decision,
    may_reply: bool,
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
    drop(db);
    let page = OverridesPage { years, overrides, decisions_href: links::decisions(place.slug()) };
    let around = Page::new("Set aside from above")
        .caption(place.name())
        .crumb(place.name(), format!("/places/{}", place.slug()))
        .crumb("Decisions", links::decisions(place.slug()))
        .lead("Decisions of this place that a body above it overruled: who, with which power, why, and what the place says to it.")
        .invented(place.is_invented());
    ctx.page(around.template(&page)).await
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
    drop(db);
    let may_reply = overruling.reply().is_none() && ctx.may(REPLY_TO_OVERRIDE, Subject::place(place.id()));
    let around = Page::new("Set aside from above")
        .caption(decision.called())
        .crumb(place.name(), format!("/places/{}", place.slug()))
        .crumb("Decisions", links::decisions(place.slug()))
        .crumb(decision.called(), links::decision(decision.id()))
        .invented(place.is_invented());
    ctx.page(around.template(&OverridePage { overruling, decision, may_reply })).await
}
