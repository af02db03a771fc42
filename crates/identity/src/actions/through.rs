//! Signing in through an organisation: to its page and back. OpenID Connect, with the code flow, PKCE and a nonce.

use super::begun::{self, BeginError};
use super::key_file::{Key, KeyError, SignInKey};
use crate::acts::SIGN_IN_STRONGLY;
use crate::links;
use crate::provider::{Details, Provider, ProviderId};
use crate::store::{self, CeremonyKind};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use folkmoot_kernel::{PersonId, Refused, Subject};
use folkmoot_register::store as register;
use folkmoot_store::Event;
use folkmoot_web::outgoing::{OutgoingError, Reach, ask};
use folkmoot_web::{Ctx, PageError};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdTokenClaims, CoreJwsSigningAlgorithm, CoreProviderMetadata,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, PrivateSigningKey, RedirectUrl, Scope,
};
use serde::{Deserialize, Serialize};

/// How long what this site signs for a provider counts. Unit: seconds.
const ASSERTION_SECONDS: i64 = 60;
/// What `private_key_jwt` is called in a request. (sources.md#openid-connect)
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Why nobody was signed in. The words are for whoever tried.
#[derive(Debug, thiserror::Error)]
pub enum ThroughError {
    #[error("it does not answer as a place to sign in does")]
    Silent,
    #[error("this took too long, or was begun in another browser: try again")]
    NotBegun,
    #[error("they did not let you in")]
    Refused,
    #[error("what they say does not fit together, so you were not signed in")]
    Unsound,
    #[error("they do not say your e-mail address, or are not sure of it")]
    NoAddress,
    #[error("they may not speak for addresses like yours: ask the administrator of this site")]
    NotTheirs,
    #[error("nobody here has your e-mail address: ask the team of your place for a seat")]
    Unknown,
    #[error("your address belonged to another account of theirs before: ask the administrator of this site")]
    OtherAccount,
    #[error(transparent)]
    Permit(#[from] Refused),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Begin(#[from] BeginError),
    #[error(transparent)]
    Store(#[from] folkmoot_store::Error),
}

impl ThroughError {
    /// Words for whoever tried, or our own fault.
    pub fn told(self) -> Result<String, PageError> {
        match self {
            Self::Begin(err) => Err(err.into()),
            Self::Store(err) => Err(err.into()),
            Self::Permit(err) => Err(err.into()),
            Self::Key(err) => Err(PageError::fault(err)),
            other => Ok(other.to_string()),
        }
    }
}

/// What is kept between going and coming back.
#[derive(Debug, Serialize, Deserialize)]
struct Going {
    provider: ProviderId,
    state: String,
    nonce: String,
    verifier: String,
    next: String,
}

/// Who came back, through whom, and where they wanted to go.
#[derive(Debug)]
pub struct CameBack {
    pub person: PersonId,
    pub provider: Provider,
    pub next: String,
}

/// What a provider says of itself.
pub(super) async fn discover(ctx: &Ctx, issuer: &str) -> Result<CoreProviderMetadata, ThroughError> {
    let issuer = IssuerUrl::new(issuer.to_owned()).map_err(|_| ThroughError::Silent)?;
    let http = http(ctx);
    CoreProviderMetadata::discover_async(issuer, &http).await.map_err(|err| {
        tracing::warn!(fault = %told(&err), "a provider of sign-in does not answer");
        ThroughError::Silent
    })
}

fn told(err: &dyn std::error::Error) -> String {
    let chain = std::iter::successors(Some(err), |err| err.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

type Asked = std::pin::Pin<Box<dyn Future<Output = Result<HttpResponse, OutgoingError>> + Send>>;

/// The library's way out: ours.
fn http(ctx: &Ctx) -> impl Fn(HttpRequest) -> Asked + use<> {
    let reach = Reach::of(ctx.site());
    move |request| Box::pin(ask(reach, request))
}

/// The address at the provider to which the browser goes.
pub async fn go(ctx: &Ctx, provider: &Provider, next: String) -> Result<String, ThroughError> {
    let metadata = discover(ctx, &provider.details.issuer).await?;
    let client = CoreClient::from_provider_metadata(metadata, ClientId::new(provider.details.client_id.clone()), None)
        .set_redirect_uri(back(ctx)?);
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let flow = CoreAuthenticationFlow::AuthorizationCode;
    let (url, state, nonce) = client
        .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
        .add_scope(Scope::new("email".into()))
        .set_pkce_challenge(challenge)
        .url();
    let going = Going {
        provider: provider.id,
        state: state.secret().clone(),
        nonce: nonce.secret().clone(),
        verifier: verifier.secret().clone(),
        next,
    };
    begun::begin(ctx, CeremonyKind::Through, &going).await?;
    Ok(url.to_string())
}

fn back(ctx: &Ctx) -> Result<RedirectUrl, ThroughError> {
    RedirectUrl::new(format!("{}{}", ctx.site().url, links::BACK)).map_err(|_| ThroughError::Unsound)
}

/// Who comes back with this code and state.
pub async fn come_back(ctx: &Ctx, code: &str, state: &str) -> Result<CameBack, ThroughError> {
    let going = going(ctx, state).await?;
    let found = store::provider(&mut *ctx.read().await?, going.provider).await?;
    let provider = found.filter(|one| one.details.open).ok_or(ThroughError::NotBegun)?;
    if code.is_empty() {
        return Err(ThroughError::Refused);
    }
    let claims = claims(ctx, &provider, code, &going).await?;
    let person = person(ctx, &provider, &claims).await?;
    Ok(CameBack { person, provider, next: going.next })
}

async fn going(ctx: &Ctx, state: &str) -> Result<Going, ThroughError> {
    let mut tx = ctx.store().write().await?;
    let going: Option<Going> = begun::end(ctx, &mut tx, CeremonyKind::Through).await?;
    tx.commit_housekeeping().await?;
    going.filter(|going| going.state == state).ok_or(ThroughError::NotBegun)
}

/// What the provider says of whoever it let in, checked: signature, issuer, audience, time and nonce.
async fn claims(ctx: &Ctx, provider: &Provider, code: &str, going: &Going) -> Result<CoreIdTokenClaims, ThroughError> {
    let metadata = discover(ctx, &provider.details.issuer).await?;
    let token_url = metadata.token_endpoint().ok_or(ThroughError::Silent)?.to_string();
    let algorithms = metadata.token_endpoint_auth_signing_alg_values_supported().cloned().unwrap_or_default();
    let (secret, assertion) = proof(ctx, provider, (&token_url, &algorithms)).await?;
    let client_id = ClientId::new(provider.details.client_id.clone());
    let client = CoreClient::from_provider_metadata(metadata, client_id, secret.map(ClientSecret::new))
        .set_redirect_uri(back(ctx)?);
    let client = if assertion.is_some() { client.set_auth_type(AuthType::RequestBody) } else { client };
    let mut request = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .map_err(|_| ThroughError::Silent)?
        .set_pkce_verifier(PkceCodeVerifier::new(going.verifier.clone()));
    if let Some(assertion) = assertion {
        request =
            request.add_extra_param("client_assertion_type", JWT_BEARER).add_extra_param("client_assertion", assertion);
    }
    let http = http(ctx);
    let answer = request.request_async(&http).await.map_err(|err| unsound("the code was not taken", &err))?;
    let token = openidconnect::TokenResponse::id_token(&answer).ok_or(ThroughError::Unsound)?;
    let verifier = client.id_token_verifier().set_allowed_algs(signed_by_keys());
    let claims = token.claims(&verifier, &Nonce::new(going.nonce.clone()));
    claims.cloned().map_err(|err| unsound("what was said of somebody does not hold", &err))
}

fn unsound(what: &str, err: &dyn std::error::Error) -> ThroughError {
    tracing::warn!(fault = %told(err), "sign-in through an organisation failed: {what}");
    ThroughError::Unsound
}

/// Only signatures by a key that the provider publishes: none by a shared secret.
fn signed_by_keys() -> Vec<CoreJwsSigningAlgorithm> {
    use CoreJwsSigningAlgorithm as Alg;
    vec![
        Alg::RsaSsaPkcs1V15Sha256,
        Alg::RsaSsaPkcs1V15Sha384,
        Alg::RsaSsaPkcs1V15Sha512,
        Alg::RsaSsaPssSha256,
        Alg::EcdsaP256Sha256,
        Alg::EcdsaP384Sha384,
        Alg::EdDsa,
    ]
}

/// How this site shows that it is itself: by the secret that it was given, or by signing.
async fn proof(
    ctx: &Ctx,
    provider: &Provider,
    (audience, algorithms): (&str, &[CoreJwsSigningAlgorithm]),
) -> Result<(Option<String>, Option<String>), ThroughError> {
    let key = ctx.wanted::<SignInKey>().ok_or(ThroughError::Key(KeyError::NotMade))?;
    let sealed = provider.secret.clone();
    let (client, audience) = (provider.details.client_id.clone(), audience.to_owned());
    let sha256 = CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256;
    let algorithm = if algorithms.is_empty() || algorithms.contains(&sha256) {
        sha256
    } else {
        CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512
    };
    let (now, jti) = (ctx.now().ms() / 1000, CsrfToken::new_random().secret().clone());
    let proved = tokio::task::spawn_blocking(move || {
        if sealed.is_empty() {
            let claims = serde_json::json!({
                "iss": client, "sub": client, "aud": audience, "jti": jti, "iat": now, "exp": now + ASSERTION_SECONDS,
            });
            Ok((None, Some(assertion(&key.key()?, &algorithm, &claims)?)))
        } else {
            Ok((Some(key.opened(&sealed)?), None))
        }
    });
    proved.await.map_err(|_| ThroughError::Key(KeyError::NotMade))?
}

/// A JSON web token that this site signs.
fn assertion(key: &Key, algorithm: &CoreJwsSigningAlgorithm, claims: &serde_json::Value) -> Result<String, KeyError> {
    let name = serde_json::to_value(algorithm).map_err(|_| KeyError::NotMade)?;
    let head = serde_json::json!({ "alg": name, "typ": "JWT", "kid": key.kid() });
    let part = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", part(&head), part(claims));
    let signature = key.signing()?.sign(algorithm, text.as_bytes()).map_err(|_| KeyError::NotMade)?;
    Ok(format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

/// Who that is here: whom the provider's own name stood for before; the first time, who has the address.
async fn person(ctx: &Ctx, provider: &Provider, claims: &CoreIdTokenClaims) -> Result<PersonId, ThroughError> {
    let subject = claims.subject().as_str();
    let mut tx = ctx.store().write().await?;
    let now = tx.now();
    if let Some(person) = store::linked(&mut tx, provider.id, subject).await? {
        let here = register::signed_in(&mut tx, person, now.date()).await?.is_some();
        return if here { Ok(person) } else { Err(ThroughError::Unknown) };
    }
    let email = address(&provider.details, claims)?;
    let person = register::person_by_email(&mut tx, &email).await?.ok_or(ThroughError::Unknown)?;
    if store::has_link(&mut tx, provider.id, person).await? {
        return Err(ThroughError::OtherAccount);
    }
    let permit = ctx.permit(SIGN_IN_STRONGLY, Subject::default())?;
    store::link(&mut tx, (provider.id, subject), person, now).await?;
    let event = Event::new("account of an organisation tied to a person", "provider", provider.id);
    tx.record(permit, event).await?.commit().await?;
    Ok(person)
}

/// An address that the provider does not doubt, and for which it may speak.
fn address(details: &Details, claims: &CoreIdTokenClaims) -> Result<String, ThroughError> {
    let email = claims.email().filter(|_| claims.email_verified() != Some(false)).ok_or(ThroughError::NoAddress)?;
    let email = email.as_str().trim().to_lowercase();
    if details.speaks_for(&email) { Ok(email) } else { Err(ThroughError::NotTheirs) }
}
