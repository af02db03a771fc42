//! What is begun in a browser ends in it, once, in time.

use crate::passkey::{CEREMONIES_AN_HOUR_MAX, CEREMONY_MINUTES};
use crate::store::{self, Ceremony, CeremonyKind};
use folkmoot_store::{Error, Tx};
use folkmoot_web::{Ctx, PageError};
use serde::Serialize;
use serde::de::DeserializeOwned;

#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    #[error("too much was begun from your network: wait an hour, then try again")]
    TooMany,
    #[error("what was begun cannot be written down")]
    State(#[from] serde_json::Error),
    #[error(transparent)]
    Store(#[from] Error),
}

impl From<BeginError> for PageError {
    fn from(err: BeginError) -> Self {
        match err {
            BeginError::TooMany => PageError::bad(err.to_string()),
            BeginError::State(fault) => fault.into(),
            BeginError::Store(fault) => fault.into(),
        }
    }
}

/// Keeps what was begun until its end.
pub(super) async fn begin<S: Serialize + Sync>(ctx: &Ctx, kind: CeremonyKind, state: &S) -> Result<(), BeginError> {
    let mut tx = ctx.store().write().await?;
    let hour = tx.now().plus_minutes(-60);
    if store::ceremonies_since(&mut tx, ctx.network(), hour).await? >= CEREMONIES_AN_HOUR_MAX {
        return Err(BeginError::TooMany);
    }
    let begun = Ceremony { person: ctx.person_id(), state: serde_json::to_string(state)? };
    store::begin_ceremony(&mut tx, (&ctx.browser_name(), ctx.network()), kind, &begun).await?;
    Ok(tx.commit_housekeeping().await?)
}

/// What was begun in this browser by whoever is signed in now; nobody ends it twice.
pub(super) async fn end<S: DeserializeOwned>(ctx: &Ctx, tx: &mut Tx, kind: CeremonyKind) -> Result<Option<S>, Error> {
    let since = tx.now().plus_minutes(-CEREMONY_MINUTES);
    let begun = store::take_ceremony(tx, &ctx.browser_name(), kind, since).await?;
    let own = begun.filter(|begun| begun.person == ctx.person_id());
    Ok(own.and_then(|begun| serde_json::from_str(&begun.state).ok()))
}
