//! Rounds close by themselves when their last day is over.

use crate::actions;
use crate::store;
use folkmoot_web::capability::JobError;
use folkmoot_web::{Ctx, Every, Job};

pub fn jobs() -> Vec<Job> {
    vec![Job::every("surveys.close", Every::Hours(1), |ctx| Box::pin(close(ctx)))]
}

async fn close(ctx: Ctx) -> Result<String, JobError> {
    let due = store::due_rounds(&mut *ctx.read().await?, ctx.now().date()).await?;
    for round in &due {
        actions::close_due(&ctx, round.id()).await?;
    }
    Ok(format!("{} rounds closed", due.len()))
}
