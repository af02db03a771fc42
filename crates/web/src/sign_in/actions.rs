//! Sending a code and taking it back.

use super::code::{CODE_MINUTES, CodeRefused, may_send};
use super::session::hash;
use super::store;
use crate::capability::JobError;
use crate::ctx::Ctx;
use crate::mail;
use folkmoot_kernel::PersonId;
use folkmoot_store::{Error, Tx};
use rand::RngExt;

#[derive(Debug, thiserror::Error)]
pub(crate) enum SignInError {
    #[error(transparent)]
    Refused(#[from] CodeRefused),
    #[error(transparent)]
    Store(#[from] Error),
}

/// Sends a code to this address. The answer is the same whether anybody has the address or not.
pub(crate) async fn send_code(ctx: &Ctx, email: &str) -> Result<(), SignInError> {
    let email = email.to_lowercase();
    let network = ctx.inner().network.clone();
    let mut tx = ctx.store().write().await?;
    let (to_address, to_network) = store::codes_since(&mut tx, &email, &network, ctx.now().plus_minutes(-60)).await?;
    may_send(to_address, to_network)?;
    let code = format!("{:06}", rand::rng().random_range(0..1_000_000_u32));
    let browser = ctx.browser_name();
    let code_hash = hash(&browser, &code);
    let expires_at = ctx.now().plus_minutes(CODE_MINUTES);
    store::add_code(&mut tx, &browser, &email, &code_hash, expires_at, &network).await?;
    write_letter(ctx, &mut tx, &email, &code).await?;
    Ok(tx.commit_housekeeping().await?)
}

/// A letter with the code, for people we know; for strangers nothing is sent.
async fn write_letter(ctx: &Ctx, tx: &mut Tx, email: &str, code: &str) -> Result<(), Error> {
    let Some(people) = ctx.app().people() else { return Ok(()) };
    if people.by_email(tx, email).await?.is_none() {
        return Ok(());
    }
    let name = &ctx.site().name;
    let subject = format!("{code} is your code for {name}");
    let body = format!(
        "Your code to sign in to {name} is:\n\n    {code}\n\nType it in the browser where you asked for it. It works once, for {CODE_MINUTES} minutes.\n\nIf you did not ask for it, do nothing: nobody can sign in without the code.\n"
    );
    mail::queue(tx, email, &subject, &body).await
}

/// Takes a typed code and answers who it signs in. Each wrong try counts, and stays counted.
pub(crate) async fn take_code(ctx: &Ctx, typed: &str) -> Result<PersonId, SignInError> {
    let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
    let browser = ctx.browser_name();
    let mut tx = ctx.store().write().await?;
    let row = store::code_of_browser(&mut tx, &browser).await?.ok_or(CodeRefused::Dead)?;
    if let Err(refused) = row.code().check(&hash(&browser, &typed), ctx.now()) {
        store::count_try(&mut tx, row.id).await?;
        tx.commit_housekeeping().await?;
        return Err(refused.into());
    }
    store::use_code(&mut tx, row.id, ctx.now()).await?;
    let person = match ctx.app().people() {
        Some(people) => people.by_email(&mut tx, &row.email).await?,
        None => None,
    };
    tx.commit_housekeeping().await?;
    Ok(person.ok_or(CodeRefused::Wrong)?)
}

impl Ctx {
    /// A name of the asking browser that nobody can guess, and that does not tell its cookie: what is begun here ends here.
    pub fn browser_name(&self) -> String {
        let session = self.inner().session.as_ref().map(|session| session.token_hash.clone());
        hash("browser", &session.or_else(|| self.inner().browser.clone()).unwrap_or_default())
    }

    /// The network that asks, for limits; empty where nobody knows.
    pub fn network(&self) -> &str {
        &self.inner().network
    }

    /// What people recognise this browser by: "Firefox on Android".
    pub fn browser_words(&self) -> String {
        super::way::browser(&self.inner().agent)
    }
}

/// Forgets codes and sessions a month after they ended.
pub(crate) async fn forget_old(ctx: Ctx) -> Result<String, JobError> {
    let forgotten = store::forget_before(ctx.store(), ctx.now().plus_days(-30)).await?;
    Ok(format!("forgot {forgotten} old codes and sessions"))
}
