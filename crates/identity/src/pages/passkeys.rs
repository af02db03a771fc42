//! One's own passkeys, and the offer to make one.

use crate::actions::{self, relying_party};
use crate::acts::CHANGE_PASSKEY;
use crate::links::{self, with_next};
use crate::passkey::{PASSKEYS_MAX, Passkey};
use crate::store;
use askama::Template;
use folkmoot_kernel::{Refused, Subject};
use folkmoot_web::sign_in::safe_next;
use folkmoot_web::{Ctx, Page, PageError, Response, Sent};

#[derive(Debug, Template)]
#[template(path = "passkeys.html")]
struct PasskeysPage {
    passkeys: Vec<Passkey>,
    /// Why there are none here; empty where there can be.
    none: String,
    max: usize,
}

pub(super) async fn show(ctx: Ctx) -> Result<Response, PageError> {
    let person = ctx.person_id().ok_or(Refused::SignInFirst)?;
    let passkeys = store::passkeys_of(&mut *ctx.read().await?, person).await?;
    let none = relying_party(ctx.site()).err().map(|why| why.to_string()).unwrap_or_default();
    let lead = "A passkey is kept by your phone, your computer or a security key. You sign in with your finger, your face or a PIN, and no code is sent.";
    let page = Page::new("Your passkeys").crumb("My page", "/mine").lead(lead);
    ctx.page(page.template(&PasskeysPage { passkeys, none, max: PASSKEYS_MAX })).await
}

/// What a browser is asked to make a passkey of, for the script of the form.
pub(super) async fn begin(ctx: Ctx) -> Result<Response, PageError> {
    ctx.json(&actions::begin_adding(&ctx).await?)
}

#[derive(Debug, Template)]
#[template(path = "offer.html")]
struct OfferPage {
    add: String,
    next: String,
    csrf: String,
}

pub(super) async fn offer(ctx: Ctx) -> Result<Response, PageError> {
    ctx.allowed(&[CHANGE_PASSKEY], Subject::default())?;
    let next = ctx.asked_next();
    let inside = OfferPage { add: with_next(links::ADD_PASSKEY, &next), csrf: ctx.csrf(), next };
    let lead =
        "Next time you can sign in with your finger, your face or the PIN of this device, without waiting for a code.";
    ctx.page(Page::new("Sign in faster next time").lead(lead).template(&inside)).await
}

pub(super) async fn decline(ctx: Ctx, sent: Sent) -> Result<Response, PageError> {
    actions::decline_offer(&ctx).await?;
    Ok(ctx.see(
        safe_next(sent.get("next")),
        "You will not be asked again. Passkeys are on My page, under Where you are signed in",
    ))
}
