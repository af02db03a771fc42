//! What a place decided lately, as an Atom feed (sources.md#atom), as the public is shown it whoever asks: feed readers do not sign in.

use crate::acts::SEE_GOVERNANCE;
use crate::links;
use crate::pages::at::place_at;
use crate::store::{self, DecisionLine, Which};
use askama::Template;
use folkmoot_kernel::BodyId;
use folkmoot_register::place::Place;
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};
use std::collections::BTreeMap;

/// Decisions in one feed.
const ENTRIES: u32 = 50;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/decisions.atom", SEE_GOVERNANCE, show)
}

#[derive(Debug, Template)]
#[template(path = "decisions.xml")]
struct Feed {
    place: Place,
    site: String,
    path: String,
    updated: String,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    address: String,
    title: String,
    summary: String,
    body: String,
    state: &'static str,
    updated: String,
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let bodies = store::bodies_of_place(&mut db, place.id(), Which::All).await?;
    let names: BTreeMap<BodyId, &str> = bodies.iter().map(|body| (body.id(), body.name())).collect();
    let lines = store::latest_decisions(&mut db, place.id(), ctx.now(), ENTRIES).await?;
    drop(db);
    let entries: Vec<Entry> = lines.into_iter().map(|line| entry(&ctx, line, &names)).collect();
    let updated = entries.first().map_or_else(|| ctx.now().rfc3339(), |entry| entry.updated.clone());
    let (site, path) = (ctx.site().url.clone(), links::decisions(place.slug()));
    let feed = Feed { place, site, path, updated, entries };
    Ok(ctx.atom(feed.render()?))
}

fn entry(ctx: &Ctx, line: DecisionLine, names: &BTreeMap<BodyId, &str>) -> Entry {
    Entry {
        address: format!("{}{}", ctx.site().url, links::decision(line.id)),
        body: names.get(&line.body_id).copied().unwrap_or_default().to_owned(),
        state: line.drawn().words(),
        updated: line.closed_at.unwrap_or(line.opened_at).rfc3339(),
        summary: line.plain_summary,
        title: line.title,
    }
}
