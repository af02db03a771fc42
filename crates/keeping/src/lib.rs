//! Keeping: what is kept of whom and how long, table by table; everything about oneself to take away; who was shown what; searching
//! for somebody and erasing them; what goes by its age, each day.

pub mod actions;
pub mod acts;
mod forms;
mod jobs;
mod links;
mod pages;
mod phrase;
pub mod search;
mod store;
pub mod table;
pub mod wants;

use folkmoot_web::Capability;

/// What keeping adds.
pub fn capability() -> Capability {
    Capability::new("keeping", "What is kept of whom, how long, and everything about oneself.")
        .routes(pages::routes())
        .routes(forms::routes())
        .acts(&acts::ALL)
        .jobs(jobs::jobs())
        .own("Everything that is kept about you", links::OWN_DATA, acts::SEE_OWN_DATA)
        .own("Search for everything about somebody", links::SEARCHES, acts::SEARCH)
        .links(links::of)
}
