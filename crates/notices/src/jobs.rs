//! Clocks of questions and grievances: letters that are due, each once. No input; may run twice without harm.

use crate::actions::letters::remind;
use crate::store;
use folkmoot_web::capability::JobError;
use folkmoot_web::{Ctx, Every, Job};

/// Those that one run looks at; the nearest day first.
const RUN_MAX: u32 = 1_000;

pub fn jobs() -> Vec<Job> {
    vec![Job::every("notices.clocks", Every::Hours(1), |ctx| Box::pin(watch(ctx)))]
}

async fn watch(ctx: Ctx) -> Result<String, JobError> {
    let open = store::open_escalations(&mut *ctx.read().await?, RUN_MAX).await?;
    let mut written = 0;
    for id in open {
        written += u32::from(remind(&ctx, id).await?);
    }
    Ok(format!("wrote about {written} questions and grievances"))
}
