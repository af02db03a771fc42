//! Who and what there is: areas, systems, places, neighbourhoods, organisations, people and their seats.

pub mod actions;
pub mod acts;
pub mod api;
pub mod area;
pub mod basics;
pub mod document;
pub mod england;
pub mod footprint;
mod forms;
pub mod harvest;
pub mod holder;
pub mod links;
pub mod neighbourhood;
pub mod organisation;
pub mod pages;
pub mod person;
pub mod place;
pub mod place_file;
pub mod postcode;
pub mod profile;
pub mod roster;
pub mod seat;
pub mod store;
pub mod system;
#[cfg(feature = "testing")]
pub mod testing;
pub mod wants;

use folkmoot_web::Capability;

/// What the register adds.
pub fn capability() -> Capability {
    Capability::new("register", "Areas, systems, places, organisations, people and their seats.")
        .routes(pages::routes())
        .routes(forms::routes())
        .routes(api::routes())
        .routes(england::lookup::routes())
        .acts(&acts::ALL)
        .acts(&[england::lookup::LOOK_UP_POSTCODE, england::IMPORT_ENGLAND])
        .nav("Places", links::PLACES)
        .nav("Partners", links::ORGANISATIONS)
        .links(links::subject)
        .official(&OFFICIAL)
        .readable(|_, kind, _| Box::pin(async move { Ok(kind == "place") }))
}

/// Events that go into the record: plans and terms that a place published.
const OFFICIAL: [&str; 2] = ["document added", "document taken off"];
