//! What a partnership agreed, with whose authority, who stood where, and what became of it.

pub mod actions;
pub mod acts;
pub mod adoption;
pub mod annual;
pub mod api;
pub mod asked_from_above;
pub mod body;
pub mod chairing;
pub mod check;
pub mod closing;
pub mod concern;
pub mod decision;
pub mod dependence;
mod forms;
pub mod glossary;
pub mod handover;
pub mod house_rules;
pub mod interest;
pub mod item;
pub mod jobs;
pub mod links;
pub mod mandate;
pub mod meeting;
pub mod minuted;
pub mod named;
pub mod openness;
pub mod overrides;
pub mod pages;
pub mod paper;
pub mod position;
pub mod priority;
pub mod promise;
pub mod quorum;
pub mod reading;
pub mod reopening;
pub mod route;
pub mod ruling;
pub mod settled;
pub mod share;
pub mod stake;
pub mod store;
pub mod timing;
pub mod traffic;
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
        .acts(&acts::OF_CONFLICTS)
        .jobs(jobs::jobs())
        .links(links::subject)
        .official(&OFFICIAL)
        .readable(|ctx, kind, id| Box::pin(pages::readable(ctx, kind, id)))
        .waiting(|ctx| Box::pin(pages::waiting(ctx)))
        .tasks(|ctx| Box::pin(pages::adoptions::tasks(ctx)))
}

/// Events that go into the record, which nobody can quietly change. Not drafts, and nothing under seal.
const OFFICIAL: [&str; 28] = [
    "decision closed",
    "decision published",
    "decision reopened",
    "decision set aside",
    "override recorded",
    "override replied to",
    "request from above recorded",
    "answer of the place replied to",
    "adoption answered",
    "promise proposed",
    "promise offered",
    "promise accepted",
    "promise declined",
    "promise given a new date",
    "promise said to be done",
    "promise sent back",
    "promise confirmed",
    "promise withdrawn",
    "promises lapsed",
    "interest declared",
    "interest changed",
    "interest ended",
    "interest ruled on",
    "minutes approved",
    "minutes corrected",
    "priority chosen",
    "priority changed",
    "priority ended",
];
