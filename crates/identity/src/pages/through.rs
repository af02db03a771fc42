//! To an organisation's sign-in, and back.

use crate::actions::{self, SignInKey};
use crate::links::with_next;
use crate::provider::ProviderId;
use crate::store;
use folkmoot_web::axum::http::StatusCode;
use folkmoot_web::axum::http::header::{CACHE_CONTROL, LOCATION};
use folkmoot_web::axum::response::IntoResponse;
use folkmoot_web::sign_in::{self, Way};
use folkmoot_web::{Ctx, PageError, Path, Query, Response};
use serde::Deserialize;

/// A link, not a form: browsers follow no form to another site. Nothing is used up by it.
pub(super) async fn go(ctx: Ctx, Path(id): Path<ProviderId>) -> Result<Response, PageError> {
    let provider = store::provider(&mut *ctx.read().await?, id).await?;
    let provider = provider.filter(|one| one.details.open).ok_or_else(PageError::not_found)?;
    let next = ctx.asked_next();
    // The way back ends in this browser, so it gets its name now.
    ctx.csrf();
    match actions::go(&ctx, &provider, next.clone()).await {
        Ok(address) => Ok((StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response()),
        Err(err) => Ok(not_signed_in(&ctx, &provider.details.name, (&next, err))?),
    }
}

fn not_signed_in(ctx: &Ctx, name: &str, (next, err): (&str, actions::ThroughError)) -> Result<Response, PageError> {
    Ok(ctx.see(with_next("/sign-in", next), &format!("{name}: {}", err.told()?)))
}

#[derive(Debug, Deserialize)]
pub(super) struct Said {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
}

pub(super) async fn back(ctx: Ctx, Query(said): Query<Said>) -> Result<Response, PageError> {
    match actions::come_back(&ctx, &said.code, &said.state).await {
        Ok(came) => {
            let way = if came.provider.details.proves { Way::OrganisationProved } else { Way::Organisation };
            let words = format!("You are signed in through {}", came.provider.details.name);
            Ok(sign_in::start_session(&ctx, came.person, way, ctx.see(&came.next, &words)).await?)
        }
        Err(err) => not_signed_in(&ctx, "Not signed in", ("/mine", err)),
    }
}

/// The public keys by which this site signs what it asks of providers.
pub(super) async fn keys(ctx: Ctx) -> Result<Response, PageError> {
    let key = ctx.wanted::<SignInKey>().ok_or_else(PageError::not_found)?;
    let public = tokio::task::spawn_blocking(move || key.key()?.public()).await;
    let public = public.map_err(PageError::fault)?.map_err(PageError::fault)?;
    let mut response = ctx.json(&public)?;
    response.headers_mut().insert(CACHE_CONTROL, "public, max-age=3600".parse().map_err(PageError::fault)?);
    Ok(response)
}
