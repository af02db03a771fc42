//! Words for what went wrong, with the layout around them and a way on.

use crate::ctx::Ctx;
use crate::error::{Failed, PageError};
use crate::middleware::cookies;
use crate::page::Page;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use folkmoot_kernel::{Refused, capital};

/// A page for a failure.
#[derive(Debug, Template)]
#[template(path = "error.html")]
struct ErrorBody {
    message: String,
    ways_on: Vec<(String, String)>,
}

/// Turns an empty failing answer into a page or, for programs, into JSON.
pub(crate) async fn in_words(ctx: &Ctx, response: Response) -> Response {
    let failure = response.extensions().get::<Failed>().cloned();
    let status = response.status();
    match failure {
        Some(Failed(err)) => answer(ctx, &err).await,
        None if status == StatusCode::NOT_FOUND && is_empty(&response) => answer(ctx, &PageError::NotFound).await,
        None if status == StatusCode::METHOD_NOT_ALLOWED => {
            let err = PageError::bad("This address does not take that. Go back and use the form on the page.");
            answer(ctx, &err).await
        }
        None if status == StatusCode::BAD_REQUEST && is_plain(&response) => {
            // A link whose parts do not fit: axum's own words are for programmers.
            answer(ctx, &PageError::NotFound).await
        }
        None => response,
    }
}

fn is_empty(response: &Response) -> bool {
    !response.headers().contains_key(header::CONTENT_TYPE)
}

fn is_plain(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

pub(crate) async fn answer(ctx: &Ctx, err: &PageError) -> Response {
    if let PageError::Fault(cause) = err {
        log_fault(ctx, cause.as_ref());
    }
    if let PageError::Unsaved(cause) | PageError::Away(cause) = err {
        log_fault(ctx, cause);
    }
    if wants_json(ctx) {
        let body = serde_json::json!({ "error": err.to_string() }).to_string();
        let open = (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        return (err.status(), [(header::CONTENT_TYPE, "application/json"), open], body).into_response();
    }
    match err {
        PageError::Refused(Refused::SignInFirst) => to_sign_in(ctx),
        PageError::Refused(again @ Refused::SignInAgain) => {
            let mut response = to_sign_in(ctx);
            let words = cookies::encode(&format!("{}.", capital(&again.to_string())));
            response.headers_mut().append(header::SET_COOKIE, cookies::set(ctx.site(), "fm-flash", &words, 60));
            response
        }
        PageError::AlreadyDone { kind, id } => already_done(ctx, ctx.link(kind, *id)),
        other => error_page(ctx, other).await,
    }
}

fn wants_json(ctx: &Ctx) -> bool {
    ctx.path().starts_with("/api/") || ctx.path().starts_with("/oruk/") || ctx.path().ends_with(".json")
}

/// The fault with its whole chain, once; ids only, never what people typed.
fn log_fault(ctx: &Ctx, fault: &(dyn std::error::Error + 'static)) {
    let chain: Vec<String> = std::iter::successors(Some(fault), |err| err.source()).map(ToString::to_string).collect();
    tracing::error!(request = %ctx.inner().request_id, path = %ctx.path(), fault = chain.join(": "), "a page failed");
}

fn to_sign_in(ctx: &Ctx) -> Response {
    Redirect::to(&sign_in(ctx)).into_response()
}

/// Sign-in, and back here.
fn sign_in(ctx: &Ctx) -> String {
    let next: String = form_urlencoded::byte_serialize(ctx.inner().uri.to_string().as_bytes()).collect();
    format!("/sign-in?next={next}")
}

fn already_done(ctx: &Ctx, link: Option<String>) -> Response {
    let mut response = Redirect::to(&link.unwrap_or_else(|| "/".to_owned())).into_response();
    let words = cookies::encode("This was already saved. Nothing was done twice.");
    response.headers_mut().append(header::SET_COOKIE, cookies::set(ctx.site(), "fm-flash", &words, 60));
    response
}

async fn error_page(ctx: &Ctx, err: &PageError) -> Response {
    let (title, message) = words(err);
    let home = ("Go to the home page".to_owned(), "/".to_owned());
    let places = ("Find a place".to_owned(), "/places".to_owned());
    let mut ways_on = vec![home, places];
    if matches!(err, PageError::Refused(Refused::SignInStronger)) {
        ways_on.insert(0, ("Sign in another way".to_owned(), sign_in(ctx)));
    }
    let body = ErrorBody { message, ways_on };
    let page = ctx.page_with(err.status(), Page::new(title).template(&body)).await;
    let mut response = page.unwrap_or_else(|_| (err.status(), err.to_string()).into_response());
    if matches!(err, PageError::Busy | PageError::Unsaved(_) | PageError::Away(_)) {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    response
}

fn words(err: &PageError) -> (&'static str, String) {
    match err {
        PageError::NotFound => (
            "Page not found",
            "If you typed the address, check that it is right. If you followed a link, what it led to may have been closed or may not be public.".into(),
        ),
        PageError::Refused(why) => ("You cannot do this here", format!("{}.", capital(&why.to_string()))),
        PageError::Conflict => (
            "Somebody else changed this first",
            "Nothing was lost: go back, look at what is there now, and send your change again.".into(),
        ),
        PageError::Busy => ("Please try again in a moment", "There is much going on just now. Nothing was saved.".into()),
        PageError::Unsaved(_) => (
            "Please try again in a moment",
            "The disk or the database would not take it, and nothing was changed. If that goes on, tell whoever runs this site.".into(),
        ),
        PageError::Away(_) => (
            "Please try again in a moment",
            "The database cannot be reached just now. Go back and send it again in a moment: nothing is done twice.".into(),
        ),
        PageError::TooLarge => ("That is too large", "A form holds up to 1 MB of text and 25 MB of files.".into()),
        PageError::Bad(why) => ("That did not work", capital(why)),
        PageError::AlreadyDone { .. } => ("This was already saved", "Nothing was done twice.".into()),
        PageError::Fault(_) => (
            "Sorry, something went wrong",
            "It is our fault, not yours. It has been noted. Try again later; what you had saved is safe.".into(),
        ),
    }
}
