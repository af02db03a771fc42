//! The scheme of reservation and delegation: the whole map as one table, as it stood on any day, to read and to print.

use super::at::{self, place_at};
use crate::actions::OnDay;
use crate::acts::{CHANGE_MAP, SEE_AUTHORITY};
use crate::function::Function;
use crate::holding::Holding;
use crate::links;
use askama::Template;
use folkmoot_kernel::{Date, Power};
use folkmoot_register::place::Place;
use folkmoot_web::{Ctx, PageError, Path, Query, Response, Routes};
use serde::Deserialize;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/scheme", SEE_AUTHORITY, show)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// The day to show: "2026-04-01".
    on: String,
}

#[derive(Debug, Template)]
#[template(path = "scheme.html")]
struct SchemePage {
    place: Place,
    day: Date,
    is_today: bool,
    headings: Vec<(String, Vec<Row>)>,
    /// Functions with what the map leaves open about them.
    gaps: Vec<(String, String, String)>,
    may_change: bool,
}

/// One function across.
#[derive(Debug)]
struct Row {
    name: String,
    href: String,
    /// Who decides with limits, then who endorses, advises and notes.
    decides: Vec<Cell>,
    endorses: Vec<Cell>,
    advises: Vec<Cell>,
    basis: Vec<Source>,
}

#[derive(Debug)]
struct Cell {
    name: String,
    href: String,
    limit: String,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Source {
    words: String,
    href: String,
}

impl SchemePage {
    fn count(&self) -> usize {
        self.headings.iter().map(|(_, rows)| rows.len()).sum()
    }
    fn data(&self) -> String {
        links::scheme(self.place.slug())
    }
    fn add(&self) -> String {
        format!("/places/{}/functions/add", self.place.slug())
    }
}

async fn show(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let today = ctx.now().date();
    let day = asked.on.parse().unwrap_or(today);
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let map = OnDay::of(&ctx, &mut db, place.id(), day).await?;
    drop(db);
    let page = SchemePage {
        headings: headings(&map),
        gaps: gaps(&map),
        may_change: ctx.may(CHANGE_MAP, place.subject()),
        is_today: day == today,
        day,
        place,
    };
    let around = at::page("Scheme of reservation and delegation", at::to_map(&page.place), &page.place)
        .lead(format!("Who decides about what in {}, as it stands on {}.", page.place.name(), day.in_words()))
        .feed("The scheme as JSON", format!("{}.json", page.data()), "application/json")
        .wide();
    ctx.page(around.template(&page)).await
}

fn headings(map: &OnDay) -> Vec<(String, Vec<Row>)> {
    let row = |function: &&Function| row(function, map);
    map.by_heading().into_iter().map(|(words, own)| (words.to_owned(), own.iter().map(row).collect())).collect()
}

fn row(function: &Function, map: &OnDay) -> Row {
    let posture = map.posture(function.id());
    let cells = |power: Power| {
        let cell = |one: &crate::posture::Held| Cell {
            name: one.name.clone(),
            href: one.href.clone(),
            limit: if power == Power::Decide { limit(one) } else { String::new() },
        };
        posture.with(power).into_iter().map(cell).collect::<Vec<_>>()
    };
    let mut basis: Vec<Source> =
        map.lines(function.id()).into_iter().flat_map(sources).map(|(words, href)| Source { words, href }).collect();
    basis.sort();
    basis.dedup();
    Row {
        name: function.name().to_owned(),
        href: links::function(function.id()),
        decides: cells(Power::Decide),
        endorses: cells(Power::Endorse),
        advises: cells(Power::Advise).into_iter().chain(cells(Power::Note)).collect(),
        basis,
    }
}

fn limit(one: &crate::posture::Held) -> String {
    let limit = one.limit.map_or_else(|| "whatever it costs".to_owned(), |limit| format!("up to {limit}"));
    if one.together.is_empty() { limit } else { format!("{limit}; {}", one.together) }
}

/// The law and the document of a line.
pub(super) fn sources(one: &Holding) -> Vec<(String, String)> {
    let origin = one.origin();
    let basis = (origin.basis.clone(), String::new());
    let source = match (origin.source.as_str(), origin.source_url.as_str()) {
        ("", "") => (String::new(), String::new()),
        ("", url) => (url.to_owned(), url.to_owned()),
        (words, url) => (words.to_owned(), url.to_owned()),
    };
    [basis, source].into_iter().filter(|(words, _)| !words.is_empty()).collect()
}

fn gaps(map: &OnDay) -> Vec<(String, String, String)> {
    let of = |function: &Function| {
        let words: Vec<String> = map.posture(function.id()).gaps().iter().map(crate::posture::Gap::words).collect();
        (!words.is_empty()).then(|| (function.name().to_owned(), links::function(function.id()), words.join("; ")))
    };
    map.functions.iter().filter_map(of).collect()
}
