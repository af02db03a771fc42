//! A passkey is added, a passkey is removed.

use crate::actions::{self, relying_party};
use crate::acts::CHANGE_PASSKEY;
use crate::links;
use crate::passkey::{Passkey, PasskeyId};
use crate::store;
use folkmoot_kernel::Subject;
use folkmoot_web::sign_in::{self, Way, safe_next};
use folkmoot_web::{Ctx, Field, Form, PageError, Path, Response, Routes, Sent};

pub(super) fn routes() -> Routes {
    Routes::new().form("/passkeys/add", CHANGE_PASSKEY, add_form, add).form(
        "/passkeys/{passkey}/remove",
        CHANGE_PASSKEY,
        remove_form,
        remove,
    )
}

fn adding(ctx: &Ctx, next: &str) -> Form {
    let browser = ctx.browser_words();
    Form::post(links::ADD_PASSKEY, "Add a passkey")
        .crumb("Your passkeys", links::PASSKEYS)
        .lead("Press the button: your browser asks for your finger, your face or your PIN, and keeps the key. We get its public half only.")
        .field(
            Field::text("name", "What do you call this device?")
                .hint("So that you know later which one it is, like “Work laptop”.")
                .max(60)
                .value(browser),
        )
        .field(Field::hidden("ceremony", "create /passkeys/begin"))
        .field(Field::hidden("credential", "").optional())
        .field(Field::hidden("next", next))
        .button("Add a passkey")
        .cancel("Not now", next)
}

async fn add_form(ctx: Ctx) -> Result<Response, PageError> {
    ctx.allowed(&[CHANGE_PASSKEY], Subject::default())?;
    relying_party(ctx.site()).map_err(|why| PageError::bad(why.to_string()))?;
    let next = if ctx.query().is_empty() { links::PASSKEYS.to_owned() } else { ctx.asked_next() };
    ctx.form(adding(&ctx, &next)).await
}

/// Whoever made a passkey just now has shown as much as somebody who signs in with it.
async fn add(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    let next = safe_next(sent.get("next"));
    let form = adding(&ctx, &next);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    match actions::add_passkey(&ctx, answers.text("name"), sent.get("credential").unwrap_or_default()).await {
        Ok(made) => {
            let answer = ctx.see(next, "The passkey is added, and you are signed in with it");
            Ok(sign_in::start_session(&ctx, made.person, Way::Passkey, answer).await?)
        }
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

/// Their own, or it is as if there were none.
async fn own(ctx: &Ctx, id: PasskeyId) -> Result<Passkey, PageError> {
    ctx.allowed(&[CHANGE_PASSKEY], Subject::default())?;
    let passkey = store::passkey(&mut *ctx.read().await?, id).await?;
    passkey.filter(|passkey| ctx.person_id() == Some(passkey.person)).ok_or_else(PageError::not_found)
}

fn removing(passkey: &Passkey) -> Form {
    Form::post(links::remove_passkey(passkey.id), "Remove this passkey")
        .crumb("Your passkeys", links::PASSKEYS)
        .lead(format!("“{}”, added on {}.", passkey.name, passkey.made_at.date().in_words()))
        .lead(
            "Nobody signs in here with it any more. Remove it on the device as well, so that it is not offered there.",
        )
        .button("Remove this passkey")
        .cancel("Keep it", links::PASSKEYS)
}

async fn remove_form(ctx: Ctx, Path(id): Path<PasskeyId>) -> Result<Response, PageError> {
    let passkey = own(&ctx, id).await?;
    ctx.form(removing(&passkey)).await
}

async fn remove(ctx: Ctx, Path(id): Path<PasskeyId>, sent: Sent) -> Result<Response, PageError> {
    let passkey = own(&ctx, id).await?;
    match actions::remove_passkey(&ctx, id).await {
        Ok(_) => Ok(ctx.see(links::PASSKEYS, "The passkey is removed")),
        Err(err) => ctx.refused(removing(&passkey), &sent, err).await,
    }
}
