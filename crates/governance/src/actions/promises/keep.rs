//! The owner keeps it, moves its date, or takes it back.

use super::{Edit, PromiseError, is_partner};
use crate::acts::CHANGE_PROMISE;
use crate::promise::{Promise, PromiseId, RemarkKind, SaidDone};
use folkmoot_kernel::{Date, OrganisationId};
use folkmoot_web::Ctx;

/// A new date with its reason; the old one stays beside it.
pub async fn renegotiate_promise(
    ctx: &Ctx,
    id: PromiseId,
    version: i64,
    due: Date,
    why: &str,
) -> Result<Promise, PromiseError> {
    let mut edit = Edit::begin(ctx, id, CHANGE_PROMISE).await?;

    let after = edit.before.clone().renegotiate(due, edit.explained(why))?;

    let (owner, dates) = (after.owner(), (edit.before.due(), due));
    edit.remark(RemarkKind::Renegotiated, why, Some(owner), Some(dates)).await?;
    edit.save(version, "promise given a new date", after).await
}

/// Says that it is done and what shows it. The named partner confirms or sends it back.
pub async fn say_promise_done(
    ctx: &Ctx,
    id: PromiseId,
    version: i64,
    evidence: &str,
    confirmer: OrganisationId,
) -> Result<Promise, PromiseError> {
    let mut edit = Edit::begin(ctx, id, CHANGE_PROMISE).await?;

    let done = SaidDone { by: edit.by.by, at: edit.by.at, evidence: evidence.trim().to_owned() };
    let after = edit.before.clone().say_done(done, confirmer)?;
    is_partner(&mut edit.tx, after.place(), confirmer).await?;

    edit.remark(RemarkKind::SaidDone, evidence, Some(after.owner()), None).await?;
    edit.save(version, "promise said to be done", after).await
}

/// Takes it back for good. It returns to the next agenda by itself.
pub async fn withdraw_promise(ctx: &Ctx, id: PromiseId, version: i64, why: &str) -> Result<Promise, PromiseError> {
    let edit = Edit::begin(ctx, id, CHANGE_PROMISE).await?;

    let after = edit.before.clone().withdraw(edit.explained(why))?;

    edit.save(version, "promise withdrawn", after).await
}
