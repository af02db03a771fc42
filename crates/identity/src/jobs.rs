//! Later work of identity.

use crate::store;
use folkmoot_web::capability::JobError;
use folkmoot_web::{Ctx, Every, Job};

pub(crate) fn jobs() -> Vec<Job> {
    vec![Job::every("identity.forget_begun", Every::Hours(6), |ctx| Box::pin(forget(ctx)))]
}

/// What was begun and never ended is of no use after an hour.
async fn forget(ctx: Ctx) -> Result<String, JobError> {
    let mut tx = ctx.store().write().await?;
    let before = tx.now().plus_minutes(-60);
    let forgotten = store::forget_ceremonies(&mut tx, before).await?;
    tx.commit_housekeeping().await?;
    Ok(format!("forgot {forgotten} sign-ins that were begun and not ended"))
}
