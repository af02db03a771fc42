//! Later work: reconcilers that compare what was promised with what is. No input; may run twice without harm.

mod decisions;
mod meetings;
mod promises;
mod seats;

use folkmoot_web::Job;

pub fn jobs() -> Vec<Job> {
    let mut all = decisions::jobs();
    all.extend(meetings::jobs());
    all.extend(promises::jobs());
    all.extend(seats::jobs());
    all
}
