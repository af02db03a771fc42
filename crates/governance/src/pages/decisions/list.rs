//! Decisions of a place: filtered, newest first, on and on. Partners see on top what is open now.

use crate::decision::State;
use crate::links;
use crate::pages::choices::{Chosen, options, query};
use crate::pages::seen;
use crate::priority::Priority;
use crate::promise::Reader;
use crate::store::{self, DecisionFilter, DecisionLine, Which};
use askama::Template;
use folkmoot_kernel::{BodyId, PlaceId, Slug};
use folkmoot_register::place::Place;
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, Page, PageError, Path, Query, Response};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Decisions on one page of the list.
const PAGE: u32 = 25;
/// Open decisions that a partner sees on top.
const OPEN_MAX: u32 = 20;

/// What was asked of the list; the same for the page, CSV and JSON.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    body: String,
    priority: String,
    state: String,
    year: String,
    /// The number of the last one seen, as the link to more gives it.
    after: String,
}

impl Asked {
    pub(crate) fn filter(&self, reader: Reader) -> DecisionFilter {
        DecisionFilter {
            reader,
            words: self.q.clone(),
            body: self.body.parse().ok(),
            priority: self.priority.parse().ok(),
            state: State::read(&self.state),
            year: self.year.parse().ok(),
            after: self.after.parse().ok(),
        }
    }

    /// The query of the list that comes after this number; of the first when there is none.
    pub(crate) fn after(&self, last: Option<i64>) -> String {
        let after = last.map(|number| number.to_string()).unwrap_or_default();
        query(&[
            ("q", &self.q),
            ("body", &self.body),
            ("priority", &self.priority),
            ("state", &self.state),
            ("year", &self.year),
            ("after", &after),
        ])
    }

    fn narrows(&self) -> bool {
        !self.after(None).is_empty()
    }
}

/// The place of an address, or 404.
pub(crate) async fn place_at(db: &mut Conn, key: &str) -> Result<Place, PageError> {
    folkmoot_register::store::place_named(db, key).await?.ok_or_else(PageError::not_found)
}

#[derive(Debug, Template)]
#[template(path = "decisions.html")]
struct DecisionsPage {
    asked: Asked,
    slug: Slug,
    bodies: Vec<Chosen>,
    priorities: Vec<Chosen>,
    states: Vec<Chosen>,
    years: Vec<Chosen>,
    lines: Vec<DecisionLine>,
    names: BTreeMap<BodyId, String>,
    open: Vec<Open>,
    more: Option<String>,
    earlier: Option<String>,
    first: String,
    bodies_href: String,
}

/// An open decision, for those who sit in the place.
#[derive(Debug)]
struct Open {
    line: DecisionLine,
    /// Whether it waits for an organisation that the reader speaks for.
    waits: bool,
}

impl DecisionsPage {
    fn body(&self, line: &DecisionLine) -> &str {
        self.names.get(&line.body_id).map_or("", String::as_str)
    }

    fn narrows(&self) -> bool {
        self.asked.narrows()
    }
}

pub(super) async fn show(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let page = listed(&ctx, &mut db, &place, asked).await?;
    drop(db);
    let (slug, first) = (place.slug(), page.first.clone());
    let around = Page::new("Decisions")
        .caption(place.name())
        .crumb(place.name(), format!("/places/{slug}"))
        .lead("What was put to the boards and groups of this place, what they made of it, and what is still open.")
        .feed("Decisions as a feed", format!("/places/{slug}/decisions.atom"), "application/atom+xml")
        .feed("Decisions as JSON", format!("/places/{slug}/decisions.json{first}"), "application/json")
        .invented(place.is_invented())
        .wide();
    ctx.page(around.template(&page)).await
}

async fn listed(ctx: &Ctx, db: &mut Conn, place: &Place, asked: Asked) -> Result<DecisionsPage, Error> {
    let id = place.id();
    let mut lines = store::decisions(db, id, &asked.filter(seen::reader(ctx, id)), ctx.now(), PAGE + 1).await?;
    let more = lines.len() > PAGE as usize;
    lines.truncate(PAGE as usize);
    let last = lines.last().map(|line| line.number).filter(|_| more);
    let href = links::decisions(place.slug());
    let bodies = store::bodies_of_place(db, id, Which::All).await?;
    let names: BTreeMap<BodyId, String> = bodies.iter().map(|body| (body.id(), body.name().to_owned())).collect();
    let years = store::years_of_decisions(db, id).await?;
    Ok(DecisionsPage {
        bodies: options(bodies.iter().map(|body| (body.id().to_string(), body.name().to_owned())), &asked.body),
        priorities: priorities(store::priorities_of_place(db, id).await?, &asked.priority),
        states: options(State::ALL.iter().map(|one| (one.key().to_owned(), one.words().to_owned())), &asked.state),
        years: options(years.iter().map(|year| (year.to_string(), year.to_string())), &asked.year),
        open: if asked.narrows() { Vec::new() } else { open(ctx, db, id).await? },
        more: last.map(|last| format!("{href}{}", asked.after(Some(last)))),
        earlier: (!asked.after.is_empty()).then(|| format!("{href}{}", asked.after(None))),
        first: asked.after(None),
        slug: place.slug().clone(),
        bodies_href: links::bodies(place.slug()),
        lines,
        names,
        asked,
    })
}

fn priorities(all: Vec<Priority>, chosen: &str) -> Vec<Chosen> {
    options(all.into_iter().map(|one| (one.id().to_string(), one.title().to_owned())), chosen)
}

/// What is open now, for those who sit in the place; nothing for others.
async fn open(ctx: &Ctx, db: &mut Conn, place: PlaceId) -> Result<Vec<Open>, Error> {
    if seen::reader(ctx, place) == Reader::Public {
        return Ok(Vec::new());
    }
    let mut waiting = BTreeSet::new();
    for held in ctx.actor().held().iter().filter(|held| held.place == place) {
        if let (Some(body), Some(organisation)) = (held.body, held.organisation) {
            let lines = store::awaited_from(db, body, organisation, OPEN_MAX).await?;
            waiting.extend(lines.into_iter().map(|line| line.decision_id));
        }
    }
    let lines = store::open_decisions(db, place, ctx.now(), OPEN_MAX).await?;
    Ok(lines.into_iter().map(|line| Open { waits: waiting.contains(&line.id), line }).collect())
}
