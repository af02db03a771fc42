//! Who decides about what, up to how much: the functions and decisions map of each place.

pub mod actions;
pub mod acts;
pub mod api;
pub mod delegation;
mod forms;
pub mod function;
pub mod holding;
pub mod links;
pub mod outside;
pub mod pack;
pub mod pages;
pub mod posture;
pub mod representation;
pub mod scheme;
pub mod search;
pub mod store;
pub mod wants;

use folkmoot_web::{Capability, TaskList};

/// What the map of who decides adds.
pub fn capability() -> Capability {
    Capability::new(
        "authority",
        "Who decides about what up to how much, who sits where for a place, and delegations on their way.",
    )
    .routes(pages::routes())
    .routes(forms::routes())
    .routes(api::routes())
    .acts(&acts::ALL)
    .links(links::subject)
    .official(&OFFICIAL)
    .readable(|_, kind, _| Box::pin(async move { Ok(kind == "function" || kind == "delegation") }))
    .tasks(|ctx| {
        Box::pin(async move {
            let steps = TaskList { heading: "Steps that wait on your post", tasks: actions::mine::steps(&ctx).await? };
            let reports = TaskList { heading: "Bring back what you heard", tasks: actions::mine::reports(&ctx).await? };
            Ok(vec![steps, reports])
        })
    })
}

/// Events that go into the record.
const OFFICIAL: [&str; 10] = [
    "function put on the map",
    "function changed",
    "function taken off the map",
    "power given",
    "power ended",
    "scheme imported",
    "delegation promised",
    "delegation changed",
    "delegation given up",
    "step done",
];
