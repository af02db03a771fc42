//! Work that nobody has to press a button for.

use crate::actions;
use folkmoot_web::{Every, Job};

pub(crate) fn jobs() -> Vec<Job> {
    let ask = Job::every("directory.ask", Every::Days(1), |ctx| {
        Box::pin(async move {
            let written = actions::ask_all(&ctx).await?;
            Ok(format!("{written} letters asked whether a listing is still right"))
        })
    });
    let unmet = Job::every("directory.unmet", Every::Minutes(10), |ctx| {
        Box::pin(async move {
            let written = actions::write_held(&ctx).await?;
            Ok(format!("{written} counts of what was looked for and not found were written"))
        })
    });
    vec![ask, unmet]
}
