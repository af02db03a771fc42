//! What was put off goes onto the next agenda of its body, as soon as there is one.

use crate::actions;
use crate::store;
use folkmoot_web::capability::JobError;
use folkmoot_web::{Ctx, Every, Job};

pub(super) fn jobs() -> Vec<Job> {
    vec![Job::every("meetings.carry", Every::Minutes(30), |ctx| Box::pin(carry(ctx)))]
}

async fn carry(ctx: Ctx) -> Result<String, JobError> {
    let waiting = store::bodies_with_items_put_off(&mut *ctx.read().await?, ctx.now()).await?;
    let mut carried = 0;
    for body in waiting {
        carried += actions::carry_on(&ctx, body).await?;
    }
    Ok(format!("{carried} items that were put off went onto the next agenda"))
}
