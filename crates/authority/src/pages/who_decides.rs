//! "Who decides about ...?": the question box that anybody may use, and its answers in plain words.

use super::at::{self, place_at};
use crate::actions::OnDay;
use crate::acts::{CHANGE_MAP, SEE_AUTHORITY};
use crate::function::Function;
use crate::links;
use crate::posture::Posture;
use crate::search;
use askama::Template;
use folkmoot_register::place::Place;
use folkmoot_web::{Ctx, PageError, Path, Query, Response, Routes};
use serde::Deserialize;

/// Answers to one question.
const ANSWERS_MAX: usize = 12;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/who-decides", SEE_AUTHORITY, show)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
}

#[derive(Debug, Template)]
#[template(path = "who_decides.html")]
struct WhoDecidesPage {
    place: Place,
    asked: String,
    answers: Vec<Answer>,
    /// Every heading with what stands under it: what can be asked.
    headings: Vec<(String, Vec<(String, String)>)>,
    more: usize,
    may_change: bool,
}

/// One function with who can do what about it.
#[derive(Debug)]
struct Answer {
    name: String,
    href: String,
    about: String,
    posture: Posture,
    basis: String,
}

impl WhoDecidesPage {
    fn scheme(&self) -> String {
        links::scheme(self.place.slug())
    }
    fn add(&self) -> String {
        format!("/places/{}/functions/add", self.place.slug())
    }
}

async fn show(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let map = OnDay::of(&ctx, &mut db, place.id(), ctx.now().date()).await?;
    drop(db);
    let asked: String = asked.q.chars().filter(|sign| !sign.is_control()).collect();
    let page = answered(&ctx, place, &map, asked);
    let title = if page.asked.trim().is_empty() { "Who decides?".to_owned() } else { question(&page.asked) };
    let around = at::page(&title, at::to_place(&page.place), &page.place);
    ctx.page(around.template(&page)).await
}

/// "Who decides about grants?", whichever way it was asked.
fn question(asked: &str) -> String {
    let asked: String = asked.trim().trim_end_matches('?').chars().take(100).collect();
    let lower = asked.to_lowercase();
    if lower.starts_with("who ") || lower.starts_with("what ") {
        format!("{asked}?")
    } else {
        format!("Who decides about {asked}?")
    }
}

fn answered(ctx: &Ctx, place: Place, map: &OnDay, asked: String) -> WhoDecidesPage {
    let found = search::find(&map.functions, &asked);
    let more = found.len().saturating_sub(ANSWERS_MAX);
    let link = |one: &&Function| (one.name().to_owned(), links::function(one.id()));
    let headings = if found.is_empty() { map.by_heading() } else { Vec::new() };
    WhoDecidesPage {
        answers: found.into_iter().take(ANSWERS_MAX).map(|one| answer(one, map)).collect(),
        headings: headings.into_iter().map(|(words, own)| (words.to_owned(), own.iter().map(link).collect())).collect(),
        more,
        may_change: ctx.may(CHANGE_MAP, place.subject()),
        asked,
        place,
    }
}

fn answer(function: &Function, map: &OnDay) -> Answer {
    let lines = map.lines(function.id());
    let mut basis: Vec<&str> =
        lines.iter().map(|one| one.origin().basis.as_str()).filter(|words| !words.is_empty()).collect();
    basis.dedup();
    Answer {
        name: function.name().to_owned(),
        href: links::function(function.id()),
        about: function.details().about.clone(),
        posture: map.posture(function.id()),
        basis: basis.join("; "),
    }
}
