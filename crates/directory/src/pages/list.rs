//! Help near you: what is listed, everywhere or in one place, by name.

use super::at::place_at;
use crate::acts::{SEE_LISTINGS, SEE_WAITING};
use crate::fresh::{Risk, Standing};
use crate::links;
use crate::listing::State;
use crate::store::{self, ListingFilter, ListingLine};
use askama::Template;
use folkmoot_kernel::Date;
use folkmoot_register::place::Place;
use folkmoot_register::{links as register_links, store as register};
use folkmoot_web::{Ctx, Page, PageError, Path, Query, Response, Routes};
use serde::Deserialize;

/// Listings on one page.
const PAGE: u32 = 25;

pub(super) fn routes() -> Routes {
    Routes::new().get("/help", SEE_LISTINGS, everywhere).get("/places/{place}/help", SEE_LISTINGS, in_place)
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    /// Name and id of the last one seen, as the link to more gives them.
    after: String,
}

impl Asked {
    fn filter(&self, place: Option<&Place>) -> ListingFilter {
        let words = self.q.trim();
        ListingFilter {
            place: place.map(Place::id),
            words: (!words.is_empty()).then(|| words.to_owned()),
            after: self.after.split_once(' ').and_then(|(id, name)| Some((name.to_owned(), id.parse().ok()?))),
            ..ListingFilter::default()
        }
    }
}

#[derive(Debug, Template)]
#[template(path = "help.html")]
struct HelpPage {
    base: String,
    q: String,
    lines: Vec<Line>,
    more: Option<String>,
    count: i64,
    /// Where somebody says what they do; places to choose from where there are several.
    tell: Option<String>,
    waiting: Option<(String, i64)>,
}

#[derive(Debug)]
struct Line {
    name: String,
    href: String,
    about: String,
    paused: bool,
}

impl Line {
    fn of(line: &ListingLine, today: Date) -> Self {
        let standing = Standing::of(line.checked_on, Risk::Usual, today).in_words();
        let by = line.provider.clone().unwrap_or_default();
        let about = if by.is_empty() { standing } else { format!("{by}. {standing}") };
        Self {
            name: line.name.clone(),
            href: links::listing(line.id),
            about,
            paused: line.state == State::Paused.key(),
        }
    }
}

async fn everywhere(ctx: Ctx, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    // Where there is one place, its page is this page.
    let only = register::only_place(&mut db).await?;
    drop(db);
    let around = Page::new("Help near you").lead("Groups, services and people who help, as they say it themselves.");
    show(&ctx, asked, only.as_ref(), links::HELP.to_owned(), around).await
}

async fn in_place(ctx: Ctx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let place = place_at(&mut *ctx.read().await?, &key).await?;
    let around = Page::new("Help near you")
        .caption(place.name())
        .invented(place.is_invented())
        .crumb("Places", register_links::PLACES)
        .crumb(place.name(), register_links::place(place.slug()))
        .lead("Groups, services and people who help, as they say it themselves.");
    let base = links::help_in(place.slug());
    show(&ctx, asked, Some(&place), base, around).await
}

async fn show(
    ctx: &Ctx,
    asked: Asked,
    place: Option<&Place>,
    base: String,
    around: Page,
) -> Result<Response, PageError> {
    let (filter, today) = (asked.filter(place), ctx.now().date());
    let mut db = ctx.read().await?;
    let mut lines = store::lines(&mut db, &filter, PAGE + 1).await?;
    let count = store::count_listings(&mut db, &ListingFilter { after: None, ..filter.clone() }).await?;
    let waiting = match place.filter(|place| ctx.may(SEE_WAITING, place.subject())) {
        Some(place) => {
            let filter =
                ListingFilter { place: Some(place.id()), state: Some(State::Waiting), ..ListingFilter::default() };
            Some((links::waiting(place.slug()), store::count_listings(&mut db, &filter).await?))
        }
        None => None,
    };
    drop(db);
    let more = lines.len() > PAGE as usize;
    lines.truncate(PAGE as usize);
    let next = lines.last().filter(|_| more).map(|last| next(&base, &asked.q, last));
    let page = HelpPage {
        lines: lines.iter().map(|line| Line::of(line, today)).collect(),
        q: asked.q,
        more: next,
        count,
        tell: place.map(|place| format!("{}/add", links::help_in(place.slug()))),
        waiting,
        base,
    };
    ctx.page(around.template(&page)).await
}

fn next(base: &str, q: &str, last: &ListingLine) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if !q.is_empty() {
        query.append_pair("q", q);
    }
    query.append_pair("after", &format!("{} {}", last.id, last.name));
    format!("{base}?{}", query.finish())
}
