//! Forms of the register, each declared once, with its two handlers: shown on GET, done on POST.

mod documents;
mod ground;
mod organisations;
mod partners;
mod people;
mod places;
mod profile;
mod roster;
mod seats;
mod systems;
mod terms;

use crate::acts::{
    ADD_ORGANISATION, ADD_PLACE, ADD_SYSTEM, ADMINISTER_ORGANISATION, ADMINISTER_PEOPLE, CHANGE_ONESELF,
    CHANGE_ORGANISATION, CHANGE_PLACE, CHANGE_SEATS, CHANGE_SYSTEM, CLOSE_PLACE, CONFIRM_PLACE,
};
use folkmoot_web::Routes;

pub fn routes() -> Routes {
    of_places().with(of_partners()).with(of_seats())
}

fn of_places() -> Routes {
    Routes::new()
        .form("/systems/add", ADD_SYSTEM, systems::add_form, systems::add)
        .form("/systems/{system}/edit", CHANGE_SYSTEM, systems::edit_form, systems::edit)
        .form("/systems/{system}/close", CHANGE_SYSTEM, systems::close_form, systems::close)
        .form("/places/add", ADD_PLACE, places::add_form, places::add)
        .form("/places/{place}/edit", CHANGE_PLACE, places::edit_form, places::edit)
        .form("/places/{place}/close", CLOSE_PLACE, places::close_form, places::close)
        .form("/places/{place}/confirm", CONFIRM_PLACE, places::confirm_form, places::confirm)
        .form("/places/{place}/profile", CHANGE_PLACE, profile::form, profile::say)
        .form("/places/{place}/footprint", CHANGE_PLACE, ground::footprint_form, ground::footprint)
        .form("/places/{place}/footprint/councils", CHANGE_PLACE, ground::councils_form, ground::councils)
        .form("/places/{place}/neighbourhoods/add", CHANGE_PLACE, ground::add_form, ground::add)
        .form("/places/{place}/neighbourhoods/{neighbourhood}/edit", CHANGE_PLACE, ground::edit_form, ground::edit)
        .form("/places/{place}/documents/add", CHANGE_PLACE, documents::add_form, documents::add)
        .form("/places/{place}/documents/{document}/remove", CHANGE_PLACE, documents::remove_form, documents::remove)
}

fn of_partners() -> Routes {
    Routes::new()
        .get("/places/{place}/partners/add", ADD_ORGANISATION, partners::search)
        .form("/places/{place}/partners/new", ADD_ORGANISATION, partners::new_form, partners::new)
        .form("/places/{place}/partners/{organisation}/add", ADD_ORGANISATION, partners::add_form, partners::add)
        .form("/places/{place}/partners/{organisation}/end", ADD_ORGANISATION, partners::end_form, partners::end)
        .form("/organisations/add", ADMINISTER_ORGANISATION, organisations::add_form, organisations::add)
        .form("/organisations/{organisation}/edit", CHANGE_ORGANISATION, organisations::edit_form, organisations::edit)
        .form(
            "/organisations/{organisation}/close",
            CHANGE_ORGANISATION,
            organisations::close_form,
            organisations::close,
        )
}

fn of_seats() -> Routes {
    Routes::new()
        .form("/places/{place}/seats/add", CHANGE_SEATS, seats::add_form, seats::add)
        .form("/places/{place}/seats/import", CHANGE_SEATS, roster::form, roster::send)
        .form("/seats/{seat}/edit", CHANGE_SEATS, seats::edit_form, seats::edit)
        .form("/seats/{seat}/close", CHANGE_SEATS, seats::close_form, seats::close)
        .form("/seats/{seat}/holders/begin", CHANGE_SEATS, terms::begin_form, terms::begin)
        .form("/holders/{holder}/end", CHANGE_SEATS, terms::end_form, terms::end)
        .form("/people/add", ADMINISTER_PEOPLE, people::add_form, people::add)
        .form("/people/{person}/edit", CHANGE_ONESELF, people::edit_form, people::edit)
        .form("/people/{person}/left", CHANGE_ONESELF, people::left_form, people::left)
}
