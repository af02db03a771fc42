//! The glossary of a place: a word, and what each sector means by it; and its words as links in other texts.

use crate::acts::CHANGE_GLOSSARY;
use crate::glossary::{Piece, Term, linked};
use crate::links;
use crate::pages::at::{self, place_at};
use crate::store;
use askama::Template;
use folkmoot_kernel::PlaceId;
use folkmoot_register::organisation::Sector;
use folkmoot_register::place::Place;
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Csv, Ctx, PageError, Path, Response};
use serde::Serialize;

#[derive(Debug, Template)]
#[template(path = "glossary.html")]
struct GlossaryPage {
    terms: Vec<Shown>,
    href: String,
    may_change: bool,
    add_href: String,
}

#[derive(Debug)]
struct Shown {
    key: String,
    word: String,
    href: String,
    meanings: Vec<(&'static str, String)>,
}

/// Who means it: a sector, or everybody.
fn sector_words(key: &str) -> &'static str {
    Sector::read(key).map_or("Everybody", Sector::words)
}

fn shown(term: &Term) -> Shown {
    Shown {
        key: term.key(),
        word: term.word().to_owned(),
        href: links::term(term.id()),
        meanings: term.meanings().iter().map(|one| (sector_words(&one.sector), one.words.clone())).collect(),
    }
}

pub(super) async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let terms = store::terms(&mut db, place.id()).await?;
    drop(db);
    let href = links::glossary(place.slug());
    let page = GlossaryPage {
        terms: terms.iter().map(shown).collect(),
        add_href: format!("{href}/add"),
        href,
        may_change: ctx.may(CHANGE_GLOSSARY, place.subject()),
    };
    let around = at::page("Glossary", at::steps_to_place(&place), &place)
        .caption(place.name())
        .lead("Partners use the same words for different things. Here each says what it means, and none is wrong.");
    ctx.page(around.template(&page)).await
}

/// The words of a summary, with those of the glossary as links; pieces without an address are plain.
pub(crate) async fn summary(db: &mut Conn, place: PlaceId, text: &str) -> Result<Vec<(String, String)>, Error> {
    let terms = store::terms(db, place).await?;
    if terms.is_empty() {
        return Ok(vec![(text.to_owned(), String::new())]);
    }
    let slug = folkmoot_register::store::place(db, place).await?.map(|place| place.slug().clone());
    let words: Vec<String> = terms.iter().map(|term| term.word().to_owned()).collect();
    let piece = |Piece { words, key }| match (key, &slug) {
        (Some(key), Some(slug)) => (words, format!("{}#{key}", links::glossary(slug))),
        _ => (words, String::new()),
    };
    Ok(linked(text, &words).into_iter().map(piece).collect())
}

async fn data(ctx: &Ctx, key: &str) -> Result<(Place, Vec<Term>), PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, key).await?;
    let terms = store::terms(&mut db, place.id()).await?;
    Ok((place, terms))
}

fn table(place: &Place, terms: &[Term]) -> Csv {
    let mut table = Csv::new(format!("{}-glossary", place.slug()), &["Word", "Who means it", "Meaning"]);
    for term in terms {
        for one in term.meanings() {
            table.row(vec![term.word().to_owned(), sector_words(&one.sector).to_owned(), one.words.clone()]);
        }
    }
    table
}

pub(super) async fn csv(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let (place, terms) = data(&ctx, &key).await?;
    Ok(ctx.csv(&table(&place, &terms)))
}

pub(super) async fn xlsx(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let (place, terms) = data(&ctx, &key).await?;
    ctx.xlsx(&table(&place, &terms))
}

pub(super) async fn json(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    #[derive(Serialize)]
    struct Glossary {
        place: String,
        words: Vec<Term>,
    }
    let (place, words) = data(&ctx, &key).await?;
    ctx.json(&Glossary { place: place.name().to_owned(), words })
}
