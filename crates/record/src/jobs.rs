//! Official acts go into the record within a minute. No input; may run twice without harm.

use crate::actions::keep;
use folkmoot_web::{Every, Job};

pub(crate) fn jobs() -> Vec<Job> {
    vec![Job::every("record.keep", Every::Minutes(1), |ctx| Box::pin(keep::run(ctx)))]
}
