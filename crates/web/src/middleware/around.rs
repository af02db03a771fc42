//! One request from end to end: context, forgery check, handler, words for failures, cookies.

use crate::ctx::{Ctx, Inner};
use crate::error::PageError;
use crate::middleware::{cookies, failures};
use crate::people::SignedIn;
use crate::sent::{Sent, SentError};
use crate::sign_in::session::{self, Session};
use crate::web_app::App;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use folkmoot_kernel::Actor;
use folkmoot_store::Error;
use http_body_util::{BodyExt, Limited};
use std::net::IpAddr;
use std::sync::atomic::AtomicBool;

/// Where the request came from; the server notes it.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

/// The id of a request, for logs and history; the server gives it.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

pub(crate) fn around(app: &App, routes: Router) -> Router {
    let own = Router::new()
        .route("/assets/{name}", axum::routing::get(crate::assets::asset))
        .route("/brand.css", axum::routing::get(crate::assets::brand));
    routes.merge(own).fallback(|| async { PageError::NotFound }).layer(from_fn_with_state(app.clone(), handle))
}

async fn handle(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let ctx = match context(&app, &parts).await {
        Ok(inner) => inner,
        Err(err) => return failures::answer(&Ctx::acting(&app, Actor::Nobody), &err.into()).await,
    };
    if parts.method == Method::POST && app.is_for_programs(parts.uri.path()) {
        return program(ctx, parts, body, next).await;
    }
    if parts.method == Method::POST {
        let whole = Request::from_parts(parts.clone(), body);
        return match Sent::read(whole).await {
            Ok(sent) => post(ctx, parts, sent, next).await,
            Err(err) => failures::answer(&Ctx::of_request(ctx), &unreadable(err)).await,
        };
    }
    let ctx = Ctx::of_request(ctx);
    parts.extensions.insert(ctx.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    finish(&ctx, response).await
}

/// Largest text that a program sends. Unit: bytes.
const PROGRAM_BYTES_MAX: usize = 64 * 1024;

/// Nobody is signed in here, whatever cookies came along.
async fn program(inner: Inner, mut parts: axum::http::request::Parts, body: Body, next: Next) -> Response {
    let ctx = Ctx::of_request(Inner { actor: Actor::Nobody, person: None, session: None, ..inner });
    let body = match Limited::new(body, PROGRAM_BYTES_MAX).collect().await {
        Ok(whole) => Body::from(whole.to_bytes()),
        Err(_) => return failures::answer(&ctx, &PageError::TooLarge).await,
    };
    parts.extensions.insert(ctx.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    finish(&ctx, response).await
}

async fn post(mut inner: Inner, mut parts: axum::http::request::Parts, sent: Sent, next: Next) -> Response {
    inner.form_key = sent.form_key();
    let ours = is_ours(&inner, &parts, &sent);
    let ctx = Ctx::of_request(inner);
    if !ours {
        let why = "This form was open for too long, or in a browser that keeps no cookies. Go back, load the page again and send it once more.";
        return failures::answer(&ctx, &PageError::bad(why)).await;
    }
    parts.extensions.insert(ctx.clone());
    parts.extensions.insert(sent);
    let response = next.run(Request::from_parts(parts, axum::body::Body::empty())).await;
    finish(&ctx, response).await
}

fn unreadable(err: SentError) -> PageError {
    match err {
        SentError::TooLarge => PageError::TooLarge,
        SentError::Unreadable | SentError::NotAForm => PageError::bad(err.to_string()),
    }
}

/// A form is ours when it carries this session's token (or this browser's), and no other site's page sent it.
fn is_ours(inner: &Inner, parts: &axum::http::request::Parts, sent: &Sent) -> bool {
    let from_elsewhere =
        parts.headers.get("sec-fetch-site").is_some_and(|site| !matches!(site.as_bytes(), b"same-origin" | b"none"));
    let expected = match (&inner.session, &inner.browser) {
        (Some(session), _) => session.csrf.clone(),
        (None, Some(browser)) => session::csrf_of_browser(browser),
        (None, None) => return false,
    };
    !from_elsewhere && sent.get("_csrf").is_some_and(|token| session::same(token, &expected))
}

fn actor(app: &App, session: Option<&Session>, person: Option<&SignedIn>) -> Actor {
    match (session, person) {
        (Some(session), Some(person)) => person.proved(session.proof(app.store().now())),
        _ => Actor::Nobody,
    }
}

async fn context(app: &App, parts: &axum::http::request::Parts) -> Result<Inner, Error> {
    let site = app.site();
    let cookie = |name: &str| cookies::cookie_value(&parts.headers, &site.cookie(name));
    let (session, person) = match cookie("folkmoot") {
        Some(token) => session::of_token(app, &token).await?,
        None => (None, None),
    };
    let browser = cookie("fm-browser").filter(|value| session::is_token(value));
    let network = parts.extensions.get::<ClientAddress>().map(|ClientAddress(address)| network_of(*address));
    let request_id = parts.extensions.get::<RequestId>().map(|RequestId(id)| id.clone()).unwrap_or_default();
    Ok(Inner {
        app: app.clone(),
        actor: actor(app, session.as_ref(), person.as_ref()),
        person,
        session,
        browser: Some(browser.unwrap_or_else(session::new_token)),
        personal: AtomicBool::new(false),
        request_id,
        form_key: None,
        uri: parts.uri.clone(),
        flash: cookie("fm-flash").map(|words| cookies::decode(&words)).filter(|words| !words.is_empty()),
        network: network.unwrap_or_default(),
        agent: parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|agent| agent.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
    })
}

/// An address for limits: whole for IPv4, the /64 that one household has for IPv6.
fn network_of(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => v6.segments()[..4].iter().map(|part| format!("{part:x}")).collect::<Vec<_>>().join(":"),
    }
}

async fn finish(ctx: &Ctx, response: Response) -> Response {
    let mut response = failures::in_words(ctx, response).await;
    let headers = response.headers_mut();
    let asked_for_flash = ctx.inner().flash.is_some();
    if ctx.is_personal() && ctx.inner().session.is_none() {
        let browser = ctx.inner().browser.clone().unwrap_or_default();
        headers.append(header::SET_COOKIE, cookies::set(ctx.site(), "fm-browser", &browser, 86_400));
    }
    if asked_for_flash && !headers.contains_key(header::LOCATION) && is_html(headers) {
        headers.append(header::SET_COOKIE, cookies::set(ctx.site(), "fm-flash", "", 0));
    }
    if (ctx.is_personal() || ctx.is_signed_in()) && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
    }
    response
}

fn is_html(headers: &axum::http::HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

impl Ctx {
    /// Leads to another page, which shows these words once on top.
    pub fn see(&self, path: impl AsRef<str>, words: &str) -> Response {
        let location = path.as_ref();
        let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, location.to_owned())]).into_response();
        let flash = cookies::set(self.site(), "fm-flash", &cookies::encode(words), 60);
        response.headers_mut().append(header::SET_COOKIE, flash);
        response
    }
}
