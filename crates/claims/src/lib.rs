//! Saying and doing: what a place claims beside what the record holds, and how far partners were involved.

pub mod actions;
pub mod acts;
mod api;
pub mod claim;
mod forms;
pub mod jobs;
pub mod links;
pub mod measure;
pub mod pages;
pub mod review;
pub mod stage;
pub mod store;
pub mod wants;

use folkmoot_web::Capability;

/// What claims adds.
pub fn capability() -> Capability {
    Capability::new("claims", "What a place says of itself beside what it does, by sector and over time.")
        .routes(pages::routes())
        .routes(forms::routes())
        .routes(api::routes())
        .acts(&acts::ALL)
        .jobs(jobs::jobs())
        .links(links::subject)
        .official(&OFFICIAL)
        .readable(|_, kind, _| Box::pin(async move { Ok(kind == "claim") }))
        .tasks(|ctx| Box::pin(actions::tasks(ctx)))
}

/// Events that go into the record.
const OFFICIAL: [&str; 1] = ["claim made"];
