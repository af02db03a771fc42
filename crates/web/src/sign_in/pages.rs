//! Pages of sign-in.

use super::actions::{self, SignInError};
use super::other::{Door, OtherWays, safe_next, with_next};
use super::way::Way;
use super::{READ_OUTBOX, SIGN_IN, SIGN_OUT, session};
use crate::ctx::Ctx;
use crate::error::PageError;
use crate::form::{Field, Form, FormErrors};
use crate::mail::{self, Letter};
use crate::page::Page;
use crate::routes::Routes;
use crate::sent::Sent;
use askama::Template;
use axum::response::Response;

pub(super) fn routes() -> Routes {
    Routes::new()
        .form("/sign-in", SIGN_IN, ask_address, send_code)
        .form("/sign-in/code", SIGN_IN, ask_code, take_code)
        .post("/sign-out", SIGN_OUT, sign_out)
        .get("/outbox", READ_OUTBOX, outbox)
}

fn address_form(next: &str) -> Form {
    Form::post("/sign-in", "Sign in")
        .lead("We will send a six-digit code to your e-mail address. There is no password to remember.")
        .field(Field::email("email", "Your e-mail address").hint("The one your organisation or place team has for you"))
        .field(Field::hidden("next", next))
        .button("Send me a code")
}

fn code_form(next: &str) -> Form {
    Form::post("/sign-in/code", "Type your code")
        .lead("If we know the address, a code is on its way. It works once, for 10 minutes, in this browser.")
        .field(Field::code("code", "Six-digit code").hint("In the subject of the letter"))
        .field(Field::hidden("next", next))
        .button("Sign in")
        .cancel("Ask for a new code", "/sign-in")
}

#[derive(Debug, Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    form: String,
    doors: Vec<Door>,
}

/// The question for an address, and other ways in below it.
async fn ask_address(ctx: Ctx) -> Result<Response, PageError> {
    let next = ctx.asked_next();
    let form = address_form(&next);
    let doors = match ctx.wanted::<dyn OtherWays>() {
        Some(ways) => ways.doors(&ctx, &next).await?,
        None => Vec::new(),
    };
    if doors.is_empty() {
        return ctx.form(form).await;
    }
    let inside = SignInPage { form: form.inside(&ctx)?, doors };
    ctx.page(Page::new("Sign in").template(&inside)).await
}

async fn send_code(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    let next = safe_next(sent.get("next"));
    let form = address_form(&next);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::send_code(&ctx, answers.text("email")).await {
        Ok(()) => Ok(ctx.see(with_next("/sign-in/code", &next), "")),
        Err(SignInError::Refused(why)) => ctx.form_again(form, &sent, FormErrors::on("email", why.to_string())).await,
        Err(SignInError::Store(err)) => Err(err.into()),
    }
}

async fn ask_code(ctx: Ctx) -> Result<Response, PageError> {
    ctx.form(code_form(&ctx.asked_next())).await
}

async fn take_code(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    let next = safe_next(sent.get("next"));
    let form = code_form(&next);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::take_code(&ctx, answers.text("code")).await {
        Ok(person) => {
            let next = match ctx.wanted::<dyn OtherWays>() {
                Some(ways) => ways.after_code(&ctx, person, next).await?,
                None => next,
            };
            Ok(session::start_session(&ctx, person, Way::Code, ctx.see(next, "You are signed in")).await?)
        }
        Err(SignInError::Refused(why)) => ctx.form_again(form, &sent, FormErrors::on("code", why.to_string())).await,
        Err(SignInError::Store(err)) => Err(err.into()),
    }
}

async fn sign_out(ctx: Ctx) -> Result<Response, PageError> {
    Ok(session::end_session(&ctx, ctx.see("/", "You are signed out")).await?)
}

#[derive(Debug, Template)]
#[template(path = "outbox.html")]
struct Outbox {
    letters: Vec<Letter>,
}

/// Letters that would have been sent: never in production.
async fn outbox(ctx: Ctx) -> Result<Response, PageError> {
    if !ctx.site().shows_outbox() {
        return Err(PageError::NotFound);
    }
    let letters = mail::newest(&mut *ctx.read().await?, 50).await?;
    ctx.csrf();
    let page = Page::new("Outbox")
        .lead("Letters that this site would send. Only here in the demonstration and in development.");
    ctx.page(page.template(&Outbox { letters })).await
}
