//! Later work of keeping.

use crate::actions::forget;
use folkmoot_web::{Every, Job};

pub(crate) fn jobs() -> Vec<Job> {
    vec![Job::every("keeping.forget", Every::Days(1), |ctx| Box::pin(forget(ctx)))]
}
