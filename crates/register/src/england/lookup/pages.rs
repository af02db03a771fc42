//! `/postcode`: a form of one field; `/postcode/OX4+1AA`: what is found; the same with `.json` for machines.

use super::ask;
use super::found::{Found, HalfFound};
use crate::postcode::first_half;
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use folkmoot_kernel::pence::thousands;
use folkmoot_kernel::{Act, Date, Needs, Postcode};
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, Page, PageError, Path, Query, Response, Routes};
use serde::Deserialize;
use serde_json::json;

pub const LOOK_UP_POSTCODE: Act =
    Act { key: "register.look_up_postcode", words: "look up a postcode", needs: Needs::Nothing };

pub fn routes() -> Routes {
    Routes::new().get("/postcode", LOOK_UP_POSTCODE, search).get("/postcode/{postcode}", LOOK_UP_POSTCODE, show)
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    postcode: Option<String>,
}

/// The form; with an answer in it, the way to what is found.
async fn search(ctx: Ctx, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let Some(typed) = asked.postcode else {
        return ctx.page(try_again("").page("Find your place by postcode")).await;
    };
    match read(&typed) {
        Some(asked) => Ok(Redirect::to(&asked.path()).into_response()),
        None => refuse(&ctx, &typed).await,
    }
}

async fn show(ctx: Ctx, Path(typed): Path<String>) -> Result<Response, PageError> {
    let (typed, as_json) = typed.strip_suffix(".json").map_or((typed.as_str(), false), |typed| (typed, true));
    let asked = read(typed);
    let mut db = ctx.read().await?;
    let found = match &asked {
        Some(Typed::Whole(postcode)) => ask::find(&mut db, postcode).await?.map(|found| Answer::Whole(Box::new(found))),
        Some(Typed::Half(half)) => ask::find_half(&mut db, half).await?.map(Answer::Half),
        None => None,
    };
    match (found, asked) {
        (Some(found), _) if as_json => found.json(&ctx),
        (Some(found), _) => ctx.page(found.page()).await,
        (None, Some(asked)) if as_json => no_json(StatusCode::NOT_FOUND, &format!("{asked} is not known here")),
        (None, None) if as_json => no_json(StatusCode::BAD_REQUEST, ENTER_A_POSTCODE),
        (None, Some(asked)) => {
            let unknown = not_listed(&mut db, &asked).await?;
            drop(db);
            not_known(&ctx, &asked, unknown).await
        }
        (None, None) => refuse(&ctx, typed).await,
    }
}

const ENTER_A_POSTCODE: &str = "Enter a full postcode, like OX4 1AA, or its first half, like OX4";

/// What was typed, when it can be a postcode.
enum Typed {
    Whole(Postcode),
    Half(String),
}

enum Answer {
    Whole(Box<Found>),
    Half(HalfFound),
}

fn read(typed: &str) -> Option<Typed> {
    match typed.parse() {
        Ok(postcode) => Some(Typed::Whole(postcode)),
        Err(_) => first_half(typed).map(Typed::Half),
    }
}

impl Typed {
    fn path(&self) -> String {
        format!("/postcode/{}", self.to_string().replace(' ', "+"))
    }
}

impl std::fmt::Display for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Typed::Whole(postcode) => postcode.fmt(f),
            Typed::Half(half) => f.write_str(half),
        }
    }
}

impl Answer {
    fn json(&self, ctx: &Ctx) -> Result<Response, PageError> {
        match self {
            Answer::Whole(found) => ctx.json(found.as_ref()),
            Answer::Half(found) => ctx.json(found),
        }
    }

    fn page(&self) -> Page {
        match self {
            Answer::Whole(found) => with_crumb(&found.postcode)
                .feed(
                    "This postcode as JSON",
                    format!("/postcode/{}.json", found.postcode.replace(' ', "+")),
                    "application/json",
                )
                .template(&FoundPage { found }),
            Answer::Half(found) => with_crumb(&format!("Postcodes that begin with {}", found.first_half))
                .template(&HalfPage { found, form: try_again("") }),
        }
    }
}

fn with_crumb(title: &str) -> Page {
    Page::new(title).crumb("Home", "/").crumb("Find your place", "/postcode")
}

#[derive(Template)]
#[template(path = "postcode.html")]
struct FoundPage<'a> {
    found: &'a Found,
}

impl FoundPage<'_> {
    /// "3 March 2026", or what the list says if that is no date.
    fn ended(&self) -> Option<String> {
        let text = self.found.ended_on.as_ref()?;
        Some(text.parse::<Date>().map_or_else(|_| text.clone(), Date::in_words))
    }
}

#[derive(Template)]
#[template(path = "postcode_half.html")]
struct HalfPage<'a> {
    found: &'a HalfFound,
    form: TryAgain,
}

impl HalfPage<'_> {
    fn postcodes(&self) -> String {
        thousands(self.found.postcodes as u64)
    }
}

/// The form of one field, with what was typed and what is wrong with it.
#[derive(Template)]
#[template(path = "postcode_form.html")]
struct TryAgain {
    typed: String,
    error: Option<&'static str>,
    /// What is to be known about an unknown postcode, and the first half to try.
    unknown: Option<Unknown>,
}

struct Unknown {
    half: Option<String>,
    list_is_here: bool,
}

fn try_again(typed: &str) -> TryAgain {
    TryAgain { typed: typed.to_owned(), error: None, unknown: None }
}

impl TryAgain {
    fn page(&self, title: &str) -> Page {
        let page = Page::new(title).crumb("Home", "/");
        if self.error.is_some() { page.error().template(self) } else { page.template(self) }
    }
}

/// What was typed is no postcode: the form again, with it, and the sentence beside its field.
async fn refuse(ctx: &Ctx, typed: &str) -> Result<Response, PageError> {
    let form = TryAgain { error: Some(ENTER_A_POSTCODE), ..try_again(typed) };
    ctx.page_with(StatusCode::BAD_REQUEST, form.page("Find your place by postcode")).await
}

/// A first half is only worth a try when postcodes begin with it.
async fn not_listed(db: &mut Conn, asked: &Typed) -> Result<Unknown, PageError> {
    let written = asked.to_string();
    let half = match written.split_once(' ') {
        Some((half, _)) => ask::find_half(db, half).await?.map(|found| found.first_half),
        None => None,
    };
    Ok(Unknown { half, list_is_here: ask::knows_postcodes(db).await? })
}

/// It could be a postcode, and no list has it.
async fn not_known(ctx: &Ctx, asked: &Typed, unknown: Unknown) -> Result<Response, PageError> {
    let written = asked.to_string();
    let form = TryAgain { unknown: Some(unknown), ..try_again(&written) };
    ctx.page_with(StatusCode::NOT_FOUND, form.page(&format!("We do not know {written}"))).await
}

fn no_json(status: StatusCode, sentence: &str) -> Result<Response, PageError> {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Ok((status, kind, json!({ "error": sentence }).to_string()).into_response())
}
