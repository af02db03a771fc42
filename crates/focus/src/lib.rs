//! Focus: whose priorities these are, how they meet partners' own strategies, how much everybody has promised, and what meetings cost.

pub mod actions;
pub mod acts;
pub mod aim;
mod api;
mod forms;
pub mod links;
pub mod matter;
pub mod overlap;
pub mod pages;
pub mod store;
pub mod support;
pub mod time_spent;

use folkmoot_web::Capability;

/// What focus adds.
pub fn capability() -> Capability {
    Capability::new("focus", "Whose priorities these are, and what everybody's time and promises go to.")
        .routes(pages::routes())
        .routes(forms::routes())
        .routes(api::routes())
        .acts(&acts::ALL)
        .links(links::subject)
}
