//! The page of one promise: what, by whom, by when, where it stands, what was said, what this reader may do.

use super::moments::{self, Names};
use super::standing;
use crate::actions::promises::{ground, is_hidden, speaks_for};
use crate::acts::{ACCEPT_PROMISE, CHANGE_PROMISE, COMMENT_ON_PROMISE, CONFIRM_PROMISE};
use crate::links;
use crate::pages::seen;
use crate::pages::thread::{Step, steps_of_promise};
use crate::promise::{Ground, Life, Promise, PromiseId, Reader, Remark, RemarkKind, View};
use crate::store;
use askama::Template;
use folkmoot_kernel::{OrganisationId, Subject};
use folkmoot_register::place::Place;
use folkmoot_register::store as register;
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, Page, PageError, Path, Response};

#[derive(Debug, Template)]
#[template(path = "promise.html")]
struct PromisePage {
    steps: Vec<Step>,
    promise: Promise,
    life: Life,
    standing: String,
    not_yet: Option<String>,
    earlier: Option<String>,
    owner: To,
    confirmer: Option<To>,
    decision: Option<To>,
    ways: Vec<To>,
    relied: Vec<(String, String)>,
    returned: Option<Returned>,
    moments: Vec<(String, String)>,
}

/// Not public yet: partners see it first.
#[derive(Debug, Template)]
#[template(path = "promise_later.html")]
struct LaterPage {
    day: String,
    promises_href: String,
    signed_in: bool,
}

#[derive(Debug)]
struct To {
    words: String,
    href: String,
}

/// Where a withdrawn promise came back, or will.
#[derive(Debug)]
enum Returned {
    On(To),
    NextMeetingOf(To),
    NoDecision,
}

fn to(words: impl Into<String>, href: impl Into<String>) -> To {
    To { words: words.into(), href: href.into() }
}

pub(super) async fn show(ctx: Ctx, Path(id): Path<PromiseId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let promise = store::promise(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let place = register::place(&mut db, promise.place()).await?.ok_or_else(PageError::not_found)?;
    if is_hidden(&ctx, &mut db, &promise).await? {
        return Err(PageError::not_found());
    }
    let view = seen::view(&ctx, &mut db, place.id()).await?;
    let around = around(&promise, &place);
    let Some(shown) = promise.as_of(view.moment) else {
        let day = promise.made_at().plus_days(view.patience.public_delay_days).date().in_words();
        let promises_href = links::promises(place.slug());
        return ctx.page(around.template(&LaterPage { day, promises_href, signed_in: ctx.is_signed_in() })).await;
    };
    let page = page(&ctx, &mut db, &promise, shown, &view).await?;
    drop(db);
    ctx.page(Page::new(page.promise.what()).framed(around).template(&page)).await
}
