//! The partner who was named confirms, or says what is missing. The owner never does.

use super::{Edit, PromiseError, speaks_for};
use crate::acts::CONFIRM_PROMISE;
use crate::promise::{Promise, PromiseId, RemarkKind};
use folkmoot_web::Ctx;

/// Kept: somebody else has seen it.
pub async fn confirm_promise(ctx: &Ctx, id: PromiseId, version: i64, note: &str) -> Result<Promise, PromiseError> {
    let edit = Edit::begin(ctx, id, CONFIRM_PROMISE).await?;

    let after = edit.before.clone().confirm(edit.explained(note), &speaks_for(ctx, edit.before.place()))?;

    edit.save(version, "promise confirmed", after).await
}

/// Not yet: says what is missing, and the promise is under way again.
pub async fn send_back_promise(ctx: &Ctx, id: PromiseId, version: i64, why: &str) -> Result<Promise, PromiseError> {
    let mut edit = Edit::begin(ctx, id, CONFIRM_PROMISE).await?;

    let after = edit.before.clone().send_back(&edit.explained(why), &speaks_for(ctx, edit.before.place()))?;

    edit.remark(RemarkKind::SentBack, why, after.confirmer(), None).await?;
    edit.save(version, "promise sent back", after).await
}
