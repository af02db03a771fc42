//! Up to six places side by side: how they are led, never who is better.

use super::{To, to};
use crate::basics::{self, Known};
use crate::footprint::Facts;
use crate::links;
use crate::place::Place;
use crate::store;
use askama::Template;
use folkmoot_kernel::Date;
use folkmoot_kernel::pence::thousands;
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, Page, PageError, Response};

/// Most places beside each other; more do not fit a screen.
const PLACES_MAX: usize = 6;

#[derive(Debug, Template)]
#[template(path = "compare.html")]
struct ComparePage {
    places: Vec<To>,
    rows: Vec<(&'static str, Vec<String>)>,
    others: Vec<To>,
    left_out: bool,
    chosen: Vec<String>,
}

struct Column {
    place: Place,
    system: String,
    facts: Facts,
    partners: usize,
    neighbourhoods: usize,
    basics: String,
}

pub(super) async fn show(ctx: Ctx) -> Result<Response, PageError> {
    let asked: Vec<String> = form_urlencoded::parse(ctx.query().as_bytes())
        .filter(|(key, value)| key == "place" && !value.is_empty())
        .map(|(_, value)| value.into_owned())
        .collect();
    let mut db = ctx.read().await?;
    let mut columns = Vec::new();
    for key in asked.iter().take(PLACES_MAX) {
        if let Some(place) = store::place_named(&mut db, key).await?
            && !columns.iter().any(|column: &Column| column.place.id() == place.id())
        {
            columns.push(column(&mut db, place, ctx.now().date()).await?);
        }
    }
    let others = store::places(&mut db, &store::PlaceFilter::default(), 500, 0).await?;
    drop(db);
    let invented = columns.iter().any(|column| column.place.is_invented());
    let page = ComparePage {
        places: columns.iter().map(|column| to(column.place.name(), links::place(column.place.slug()))).collect(),
        chosen: columns.iter().map(|column| column.place.slug().to_string()).collect(),
        rows: rows(&columns),
        others: others.into_iter().map(|line| to(line.name, line.slug.to_string())).collect(),
        left_out: asked.len() > PLACES_MAX,
    };
    let around = Page::new("Compare places").crumb("Places", links::PLACES).invented(invented).wide();
    ctx.page(around.template(&page)).await
}

async fn column(db: &mut Conn, place: Place, today: Date) -> Result<Column, PageError> {
    let facts = store::facts(db, place.id()).await?;
    let partners = store::partners(db, place.id()).await?.len();
    let documents = store::documents(db, place.id()).await?;
    let known = Known {
        partners: i64::try_from(partners).unwrap_or(i64::MAX),
        areas: facts.areas,
        documents: documents.iter().map(|document| document.kind).collect(),
        next_meeting: None,
    };
    Ok(Column {
        system: store::system(db, place.details().system).await?.map_or_else(String::new, |s| s.details().name.clone()),
        neighbourhoods: store::neighbourhoods(db, place.id()).await?.len(),
        basics: basics::in_words(&basics::basics(&place, &known, today)),
        facts,
        partners,
        place,
    })
}

/// A row for each question, with an answer for each place; what nobody said is said to be unsaid.
fn rows(columns: &[Column]) -> Vec<(&'static str, Vec<String>)> {
    let row = |words: &'static str, answer: fn(&Column) -> String| {
        let said = |column: &Column| Some(answer(column)).filter(|answer| !answer.is_empty());
        (words, columns.iter().map(|column| said(column).unwrap_or_else(|| "Not said".to_owned())).collect())
    };
    vec![
        row("System", |column| column.system.clone()),
        row("Residents", |column| thousands(u64::try_from(column.facts.residents()).unwrap_or(0))),
        row("Councils", |column| column.facts.councils_in_words()),
        row("Most deprived fifth", |column| deprived_fifth(&column.facts)),
        row("Leader", |column| leader(&column.place)),
        row("Employed by", |column| profile_words(&column.place, |p| p.leader_employer.map(|one| one.words()))),
        row("Accountable", |column| profile_words(&column.place, |p| p.accountable.map(|one| one.words()))),
        row("Governed by", |column| column.place.profile().governance_in_words()),
        row("Delegated powers", |column| profile_words(&column.place, |p| p.delegation.map(|one| one.words()))),
        row("What is delegated", |column| column.place.profile().delegation_headings.clone()),
        row("Shared outcomes", |column| profile_words(&column.place, |p| p.outcomes.map(|one| one.words()))),
        row("Partners", |column| column.partners.to_string()),
        row("Neighbourhoods", |column| column.neighbourhoods.to_string()),
        row("The basics", |column| column.basics.clone()),
        row("Last confirmed", |column| {
            column.place.confirmed().map_or_else(|| "Never".to_owned(), |confirmed| confirmed.on.in_words())
        }),
    ]
}

fn profile_words(place: &Place, word: fn(&crate::profile::Profile) -> Option<&'static str>) -> String {
    word(place.profile()).unwrap_or_default().to_owned()
}

fn leader(place: &Place) -> String {
    let profile = place.profile();
    let said = [profile.leader_name.as_str(), profile.leader_post.as_str()];
    said.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Share of residents who live in deciles 1 and 2, in whole per cent.
fn deprived_fifth(facts: &Facts) -> String {
    let all = facts.residents();
    let some: i64 = facts.deciles()[..2].iter().sum();
    if all <= 0 || facts.deciles().iter().all(|count| *count == 0) {
        return String::new();
    }
    format!("{}% of residents", (some * 100 + all / 2) / all)
}
