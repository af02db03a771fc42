//! Where somebody is signed in, and signing out there.

use super::other::{Door, OtherWays};
use super::session::{DAYS_MAX, IDLE_HOURS, Session};
use super::{SEE_OWN_SESSIONS, store};
use crate::ctx::Ctx;
use crate::error::PageError;
use crate::page::Page;
use crate::routes::Routes;
use crate::sent::Sent;
use askama::Template;
use axum::response::Response;

const PATH: &str = "/sessions";

pub(super) fn routes() -> Routes {
    Routes::new().form(PATH, SEE_OWN_SESSIONS, show, end)
}

#[derive(Debug)]
struct Line {
    name: String,
    browser: String,
    how: String,
    seen: String,
    here: bool,
}

#[derive(Debug, Template)]
#[template(path = "sessions.html")]
struct SessionsPage {
    lines: Vec<Line>,
    csrf: String,
    idle_hours: i64,
    days_max: i64,
    keep: Option<Door>,
}

impl SessionsPage {
    fn has_others(&self) -> bool {
        self.lines.iter().any(|line| !line.here)
    }
}

/// Those that are still open; what is over by its time is not shown.
async fn own(ctx: &Ctx) -> Result<Vec<Session>, PageError> {
    let person = ctx.person_id().ok_or_else(PageError::not_found)?;
    let all = store::sessions_of(&mut *ctx.read().await?, person).await?;
    Ok(all.into_iter().filter(|session| session.is_open(ctx.now())).collect())
}

fn is_here(ctx: &Ctx, session: &Session) -> bool {
    ctx.inner().session.as_ref().is_some_and(|here| here.token_hash == session.token_hash)
}

async fn show(ctx: Ctx) -> Result<Response, PageError> {
    let line = |session: &Session| Line {
        name: session.name().to_owned(),
        browser: if session.browser.is_empty() { "A browser".to_owned() } else { session.browser.clone() },
        how: format!("Signed in {}, {}", session.made_at.in_words(), session.way.words()),
        seen: session.seen_at.in_words(),
        here: is_here(&ctx, session),
    };
    let lines = own(&ctx).await?.iter().map(line).collect();
    let keep = ctx.wanted::<dyn OtherWays>().map(|ways| ways.keep());
    let inside = SessionsPage { lines, csrf: ctx.csrf(), idle_hours: IDLE_HOURS, days_max: DAYS_MAX, keep };
    let lead = "Each line is a browser in which you are signed in. Whatever you do not know, sign out there.";
    ctx.page(Page::new("Where you are signed in").crumb("My page", "/mine").lead(lead).template(&inside)).await
}

/// One by its name, or all others.
async fn end(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    let wanted = sent.get("which").unwrap_or_default();
    let meant = |session: &Session| !is_here(&ctx, session) && (wanted == "others" || session.name() == wanted);
    let ended: Vec<Session> = own(&ctx).await?.into_iter().filter(meant).collect();
    store::end_sessions(ctx.store(), &ended, ctx.now()).await?;
    let words = match ended.len() {
        0 => "There is no such browser any more",
        1 => "You are signed out there",
        _ => "You are signed out everywhere else",
    };
    Ok(ctx.see(PATH, words))
}
