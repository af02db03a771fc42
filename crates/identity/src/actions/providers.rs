//! Organisations' sign-in: added, changed, closed. A provider is asked who it is before it is kept.

use super::key_file::SignInKey;
use super::through::discover;
use crate::acts::CHANGE_PROVIDER;
use crate::provider::{Details, Provider, ProviderId, Refusal};
use crate::store;
use folkmoot_kernel::Subject;
use folkmoot_store::Event;
use folkmoot_web::outgoing::Reach;
use folkmoot_web::{Ctx, verb_error};

verb_error!(
    /// What can be said against keeping a provider.
    ProviderError, "there is no such organisation here", Refusal, |why| why.field());

/// What an administrator typed for the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Secret {
    /// As it was, or none.
    Same,
    New(String),
}

pub async fn add_provider(ctx: &Ctx, details: Details, secret: Secret) -> Result<Provider, ProviderError> {
    let details = asked(ctx, details).await?;
    let sealed = sealed(ctx, secret, String::new()).await?;
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(CHANGE_PROVIDER, Subject::default())?;
    if store::has_issuer(&mut tx, &details.issuer, None).await? {
        return Err(Refusal::There.into());
    }

    let provider = Provider { id: tx.new_id(), details, secret: sealed, version: 1 };
    store::add_provider(&mut tx, &provider).await?;
    let event = Event::new("way to sign in added", "provider", provider.id).after(&provider);
    tx.record(permit, event).await?.commit().await?;
    Ok(provider)
}

pub async fn change_provider(
    ctx: &Ctx,
    id: ProviderId,
    version: i64,
    (details, secret): (Details, Secret),
) -> Result<Provider, ProviderError> {
    ctx.permit(CHANGE_PROVIDER, Subject::default()).map(|_permit| ())?;
    let before = store::provider(&mut *ctx.read().await?, id).await?.ok_or(ProviderError::NoSuch)?;
    // One that is closed may be closed because it is gone.
    let details = if details.open { asked(ctx, details).await? } else { details.checked(is_plain(ctx))? };
    let sealed = sealed(ctx, secret, before.secret.clone()).await?;
    let mut tx = ctx.begin().await?;
    let permit = ctx.permit(CHANGE_PROVIDER, Subject::default())?;
    if store::has_issuer(&mut tx, &details.issuer, Some(id)).await? {
        return Err(Refusal::There.into());
    }

    let after = Provider { details, secret: sealed, ..before.clone() };
    store::save_provider(&mut tx, &after, version).await?;
    let event = Event::new("way to sign in changed", "provider", id).before(&before).after(&after);
    tx.record(permit, event).await?.commit().await?;
    Ok(after)
}

fn is_plain(ctx: &Ctx) -> bool {
    Reach::of(ctx.site()) == Reach::Anywhere
}

/// The details, once the provider has said that it is there.
async fn asked(ctx: &Ctx, details: Details) -> Result<Details, ProviderError> {
    ctx.permit(CHANGE_PROVIDER, Subject::default()).map(|_permit| ())?;
    let details = details.checked(is_plain(ctx))?;
    discover(ctx, &details.issuer).await.map_err(|why| Refusal::NotFound(why.to_string()))?;
    Ok(details)
}

/// A key is made where there is none: on a thread of its own.
async fn sealed(ctx: &Ctx, secret: Secret, before: String) -> Result<String, ProviderError> {
    let typed = match secret {
        Secret::Same => return Ok(before),
        Secret::New(typed) => typed,
    };
    let key = ctx.wanted::<SignInKey>().ok_or(Refusal::NoKey)?;
    let sealed = tokio::task::spawn_blocking(move || key.seal(&typed)).await;
    sealed.ok().and_then(Result::ok).ok_or(Refusal::NoKey.into())
}
