//! Official acts go into the record within a minute; witnesses are asked every five. No input; may run twice without harm.

use crate::actions::{keep, witnessing};
use folkmoot_web::{Every, Job};

pub(crate) fn jobs() -> Vec<Job> {
    vec![
        Job::every("record.keep", Every::Minutes(1), |ctx| Box::pin(keep::run(ctx))),
        Job::every("record.witness", Every::Minutes(5), |ctx| Box::pin(witnessing::run(ctx))),
    ]
}
