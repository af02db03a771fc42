//! What a partnership agreed, with whose authority, who stood where, and what became of it.

pub mod actions;
pub mod acts;
pub mod api;
pub mod body;
pub mod decision;
mod forms;
pub mod item;
pub mod jobs;
pub mod links;
pub mod mandate;
pub mod meeting;
pub mod overrides;
pub mod pages;
pub mod paper;
pub mod position;
pub mod priority;
pub mod promise;
pub mod settled;
pub mod store;
pub mod wants;

pub use folkmoot_kernel::power;
use folkmoot_web::Capability;

/// What governance adds.
pub fn capability() -> Capability {
    Capability::new("governance", "Who decides, what was decided, what was promised and what became of it.")
        .routes(pages::routes())
        .routes(forms::routes())
        .routes(api::routes())
        .acts(&acts::ALL)
        .jobs(jobs::jobs())
        .links(links::subject)
        .waiting(|ctx| Box::pin(pages::waiting(ctx)))
}
