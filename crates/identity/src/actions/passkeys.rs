//! Passkeys: made, used to sign in, removed.

use super::begun::{self, BeginError};
use super::relying::relying_party;
use crate::acts::CHANGE_PASSKEY;
use crate::passkey::{Passkey, PasskeyId, Refusal, named};
use crate::store::{self, CeremonyKind};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use folkmoot_kernel::{PersonId, Refused, Subject};
use folkmoot_register::store as register;
use folkmoot_store::{Event, Tx};
use folkmoot_web::{Ctx, PageError, mail, verb_error};
use webauthn_rs::prelude::{
    CreationChallengeResponse, Credential, DiscoverableAuthentication, Passkey as Key, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, RequestChallengeResponse, Uuid,
};

verb_error!(
    /// What can be said against making or removing a passkey.
    PasskeyError, "there is no such passkey", Refusal, |why| why.field());

/// The name of a person for their devices: the same for all their passkeys, and nothing that tells who it is.
fn handle(person: PersonId) -> Uuid {
    Uuid::from_u64_pair(0, person.number().unsigned_abs())
}

fn none_here(err: impl ToString) -> PageError {
    PageError::bad(err.to_string())
}

/// What a browser is asked to make a passkey of.
pub async fn begin_adding(ctx: &Ctx) -> Result<CreationChallengeResponse, PageError> {
    ctx.allowed(&[CHANGE_PASSKEY], Subject::default())?;
    let person = ctx.person().ok_or(Refused::SignInFirst)?;
    let own = store::passkeys_of(&mut *ctx.read().await?, person.id).await?;
    let keys = own.iter().filter_map(|one| serde_json::from_str::<Key>(&one.credential).ok());
    let there = keys.map(|key| key.cred_id().clone()).collect();
    let site = relying_party(ctx.site()).map_err(none_here)?;
    let (asked, state) = site
        .start_passkey_registration(handle(person.id), &person.name, &person.name, Some(there))
        .map_err(PageError::fault)?;
    begun::begin(ctx, CeremonyKind::Make, &state).await?;
    Ok(asked)
}

/// Keeps the passkey that a browser made. `answer` is what it says, as JSON.
pub async fn add_passkey(ctx: &Ctx, name: &str, answer: &str) -> Result<Passkey, PasskeyError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(CHANGE_PASSKEY, Subject::default())?;
    let person = ctx.person_id().ok_or(Refused::SignInFirst)?;
    let name = named(name, store::passkeys_of(&mut tx, person).await?.len())?;
    let key = made(ctx, &mut tx, answer).await?;
    let credential_id = URL_SAFE_NO_PAD.encode(key.cred_id());
    if store::passkey_named(&mut tx, &credential_id).await?.is_some() {
        return Err(Refusal::There.into());
    }

    let credential = serde_json::to_string(&key).map_err(|_| Refusal::NotMade)?;
    let (id, made_at) = (tx.new_id(), tx.now());
    let passkey = Passkey { id, person, name, credential_id, credential, made_at, used_at: None };
    store::add_passkey(&mut tx, &passkey).await?;
    write_letter(ctx, &mut tx, &passkey, "was added to").await?;
    tx.record(permit, Event::new("passkey added", "passkey", id).after(&passkey)).await?.commit().await?;
    Ok(passkey)
}

/// The key of the browser's answer to what was asked of it.
async fn made(ctx: &Ctx, tx: &mut Tx, answer: &str) -> Result<Key, PasskeyError> {
    if answer.is_empty() {
        return Err(Refusal::NoScripts.into());
    }
    let state: Option<PasskeyRegistration> = begun::end(ctx, tx, CeremonyKind::Make).await?;
    let answer: Result<RegisterPublicKeyCredential, _> = serde_json::from_str(answer);
    let (Some(state), Ok(answer), Ok(site)) = (state, answer, relying_party(ctx.site())) else {
        return Err(Refusal::NotMade.into());
    };
    site.finish_passkey_registration(&answer, &state).map_err(|_| Refusal::NotMade.into())
}

pub async fn remove_passkey(ctx: &Ctx, id: PasskeyId) -> Result<Passkey, PasskeyError> {
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(CHANGE_PASSKEY, Subject::default())?;
    let passkey = store::passkey(&mut tx, id).await?.ok_or(PasskeyError::NoSuch)?;
    if ctx.person_id() != Some(passkey.person) {
        return Err(PasskeyError::NoSuch);
    }

    store::remove_passkey(&mut tx, id).await?;
    write_letter(ctx, &mut tx, &passkey, "was removed from").await?;
    tx.record(permit, Event::new("passkey removed", "passkey", id).before(&passkey)).await?.commit().await?;
    Ok(passkey)
}

/// So that nobody gets or loses a way in without hearing of it.
async fn write_letter(ctx: &Ctx, tx: &mut Tx, passkey: &Passkey, what: &str) -> Result<(), folkmoot_store::Error> {
    let Some(person) = register::person(tx, passkey.person).await? else { return Ok(()) };
    let email = person.details().email.clone();
    if email.is_empty() {
        return Ok(());
    }
    let (site, name) = (&ctx.site().name, &passkey.name);
    let subject = format!("A passkey {what} your account at {site}");
    let body = format!(
        "The passkey “{name}” {what} your account at {site}.\n\nIf that was you, there is nothing to do. If it was not, sign in with a code and look at your passkeys: {}/passkeys\n",
        ctx.site().url
    );
    mail::queue(tx, &email, &subject, &body).await
}

/// What a browser is asked to sign in with.
pub async fn begin_signing_in(ctx: &Ctx) -> Result<RequestChallengeResponse, PageError> {
    let site = relying_party(ctx.site()).map_err(none_here)?;
    let (asked, state) = site.start_discoverable_authentication().map_err(PageError::fault)?;
    begun::begin(ctx, CeremonyKind::SignIn, &state).await?;
    Ok(asked)
}

/// Who signs in with what a browser says, if it is right: the person is still here, and the passkey is theirs.
pub async fn signs_in(ctx: &Ctx, answer: &str) -> Result<Option<PersonId>, BeginError> {
    let mut tx = ctx.store().write().await?;
    let state: Option<DiscoverableAuthentication> = begun::end(ctx, &mut tx, CeremonyKind::SignIn).await?;
    let answer: Result<PublicKeyCredential, _> = serde_json::from_str(answer);
    let person = match (state, answer) {
        (Some(state), Ok(answer)) => checked(ctx, &mut tx, state, &answer).await?,
        _ => None,
    };
    tx.commit_housekeeping().await?;
    Ok(person)
}

async fn checked(
    ctx: &Ctx,
    tx: &mut Tx,
    state: DiscoverableAuthentication,
    answer: &PublicKeyCredential,
) -> Result<Option<PersonId>, BeginError> {
    let Ok(site) = relying_party(ctx.site()) else { return Ok(None) };
    let Ok((whose, credential_id)) = site.identify_discoverable_authentication(answer) else { return Ok(None) };
    let Some(passkey) = store::passkey_named(tx, &URL_SAFE_NO_PAD.encode(credential_id)).await? else {
        return Ok(None);
    };
    let mut key: Key = serde_json::from_str(&passkey.credential)?;
    let result = site.finish_discoverable_authentication_v2(answer, state, Credential::from(key.clone()));
    let Ok(result) = result else { return Ok(None) };
    let today = tx.now().date();
    if whose != handle(passkey.person) || register::signed_in(tx, passkey.person, today).await?.is_none() {
        return Ok(None);
    }
    key.update_credential(&result);
    let now = tx.now();
    store::use_passkey(tx, passkey.id, &serde_json::to_string(&key)?, now).await?;
    Ok(Some(passkey.person))
}

/// Somebody does not want to be asked about passkeys again.
pub async fn decline_offer(ctx: &Ctx) -> Result<(), PageError> {
    let person = ctx.person_id().ok_or(Refused::SignInFirst)?;
    let mut tx = ctx.store().write().await?;
    let now = tx.now();
    store::decline(&mut tx, person, now).await?;
    Ok(tx.commit_housekeeping().await?)
}
