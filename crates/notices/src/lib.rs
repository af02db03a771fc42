//! Change notices - who will stop, cut or change what, from when, and what it means - and escalations: formal questions and
//! grievances between organisations and bodies, with clocks.

pub mod actions;
pub mod acts;
pub mod api;
pub mod escalation;
mod forms;
pub mod jobs;
pub mod links;
pub mod notice;
pub mod pages;
pub mod reply;
pub mod standard;
pub mod step;
pub mod store;
pub mod tally;
pub mod wants;

use folkmoot_web::Capability;

/// What notices add.
pub fn capability() -> Capability {
    let sentence = "What will stop or change and with how much notice; questions between bodies, and their answers.";
    Capability::new("notices", sentence)
        .routes(pages::routes())
        .routes(forms::routes())
        .routes(api::routes())
        .acts(&acts::ALL)
        .jobs(jobs::jobs())
        .links(links::subject)
        .official(&OFFICIAL)
        .readable(|_, kind, _| Box::pin(async move { Ok(kind == "notice") }))
        .tasks(|ctx| Box::pin(pages::tasks(ctx)))
}

/// Events that go into the record. What a question or grievance says is read by its parties, not from the record.
const OFFICIAL: [&str; 7] = [
    "notice given",
    "notice withdrawn",
    "notice replied to",
    "escalation sent",
    "escalation acknowledged",
    "escalation answered",
    "escalation taken back",
];
