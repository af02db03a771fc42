//! Reviews close by themselves when their last day is over.

use crate::actions;
use crate::store;
use folkmoot_web::capability::JobError;
use folkmoot_web::{Ctx, Every, Job};

pub fn jobs() -> Vec<Job> {
    vec![Job::every("claims.close", Every::Hours(1), |ctx| Box::pin(close(ctx)))]
}

async fn close(ctx: Ctx) -> Result<String, JobError> {
    let due = store::due_reviews(&mut *ctx.read().await?, ctx.now().date()).await?;
    for review in &due {
        actions::close_due(&ctx, review.id()).await?;
    }
    Ok(format!("{} reviews closed", due.len()))
}
