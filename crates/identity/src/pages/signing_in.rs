//! Signing in with a passkey.

use crate::actions::{self, relying_party};
use crate::links::{self, with_next};
use folkmoot_web::sign_in::{self, Way, safe_next};
use folkmoot_web::{Ctx, Field, Form, PageError, Response, Sent};

fn form(next: &str) -> Form {
    Form::post(links::WITH_PASSKEY, "Sign in with a passkey")
        .lead("Press the button: your browser asks for your finger, your face or your PIN.")
        .lead("You have no passkey here yet? Sign in with a code, and make one on your page.")
        .field(Field::hidden("ceremony", "get /sign-in/passkey/begin"))
        .field(Field::hidden("credential", "").optional())
        .field(Field::hidden("next", next))
        .button("Sign in with a passkey")
        .cancel("Send me a code instead", with_next("/sign-in", next))
}

pub(super) async fn show(ctx: Ctx) -> Result<Response, PageError> {
    if relying_party(ctx.site()).is_err() {
        return Err(PageError::not_found());
    }
    ctx.form(form(&ctx.asked_next())).await
}

/// What a browser is asked to sign in with, for the script of the form.
pub(super) async fn begin(ctx: Ctx) -> Result<Response, PageError> {
    ctx.json(&actions::begin_signing_in(&ctx).await?)
}

pub(super) async fn take(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    let next = safe_next(sent.get("next"));
    let answer = sent.get("credential").unwrap_or_default();
    let why = match answer.is_empty() {
        true => "This browser signs in with no passkey here. Ask for a code instead",
        false => match actions::signs_in(&ctx, answer).await? {
            Some(person) => {
                let answer = ctx.see(&next, "You are signed in");
                return Ok(sign_in::start_session(&ctx, person, Way::Passkey, answer).await?);
            }
            None => {
                "That did not work: it was cancelled, or this passkey is not known here. Try again, or ask for a code"
            }
        },
    };
    Ok(ctx.see(with_next(links::WITH_PASSKEY, &next), why))
}
