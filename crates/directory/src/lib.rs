//! Help near you: the directory of services, tiny groups included, kept fresh.

pub mod actions;
pub mod acts;
mod api;
pub mod asking;
pub mod capacity;
pub mod contact;
pub mod cost;
pub mod feed;
pub mod find;
mod forms;
pub mod fresh;
mod jobs;
pub mod links;
pub mod listing;
pub mod need;
pub mod oruk;
pub mod pages;
pub mod provider;
pub mod session;
pub mod store;
pub mod time_of_day;
pub mod unmet;
pub mod uuid;
pub mod venue;
pub mod whom;
pub mod wrong;

use folkmoot_web::Capability;

/// What the directory adds.
pub fn capability() -> Capability {
    Capability::new("directory", "Help near you: groups and services, tiny ones included, kept fresh.")
        .routes(pages::routes())
        .routes(forms::routes())
        .routes(api::routes())
        .jobs(jobs::jobs())
        .acts(&acts::ALL)
        .links(links::subject)
        .keeps(actions::Following::default())
        .keeps(unmet::Unmet::default())
        .nav("Help near you", links::HELP)
}
