//! Later work: reconcilers that compare what was promised with what is. No input; may run twice without harm.

mod decisions;
mod promises;

use folkmoot_web::Job;

pub fn jobs() -> Vec<Job> {
    let mut all = decisions::jobs();
    all.extend(promises::jobs());
    all
}
