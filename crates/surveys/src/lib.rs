//! Whether priorities are remembered, a chair is trusted and partners act as they signed: asked of everybody, without names.

pub mod actions;
pub mod acts;
mod api;
mod forms;
pub mod jobs;
pub mod level;
pub mod links;
pub mod matcher;
pub mod pages;
pub mod principle;
pub mod reading;
pub mod recall;
pub mod round;
pub mod store;
pub mod urn;
pub mod wants;

use folkmoot_web::Capability;

/// What surveys adds.
pub fn capability() -> Capability {
    Capability::new("surveys", "Whether priorities are remembered, chairs are trusted and partners act as they signed.")
        .routes(pages::routes())
        .routes(forms::routes())
        .routes(api::routes())
        .acts(&acts::ALL)
        .jobs(jobs::jobs())
        .links(links::subject)
        .official(&OFFICIAL)
        .readable(|_, kind, _| Box::pin(async move { Ok(kind == "principles") }))
        .tasks(|ctx| Box::pin(actions::mine::tasks(ctx)))
}

/// Events that go into the record. What people said without their names does not.
const OFFICIAL: [&str; 3] = ["principles adopted", "principles signed", "principles ended"];
