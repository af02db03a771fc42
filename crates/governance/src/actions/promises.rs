//! Promises: proposed, offered, accepted, declined, renegotiated, withdrawn, done, confirmed, spoken of.

use crate::promise::{Promise, Proposal, Refusal};
use crate::store;
use folkmoot_store::{Error, Tx};

/// Why no promise came of it: a rule, or the database.
#[derive(Debug, thiserror::Error)]
pub enum SpawnError {
    #[error(transparent)]
    Rule(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] Error),
}

/// Adds a proposed promise with the next number of its place, inside a write that records it.
pub async fn spawn(tx: &mut Tx, proposal: Proposal) -> Result<Promise, SpawnError> {
    let number = store::next_promise_number(tx, proposal.place).await?;
    let promise = Promise::propose(tx.new_id(), number, proposal, tx.now())?;
    store::add_promise(tx, &promise).await?;
    Ok(promise)
}
