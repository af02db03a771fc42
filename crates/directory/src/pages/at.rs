//! What stands at an address, or 404; and the way back from it.

use crate::links;
use crate::listing::{Listing, ListingId};
use crate::store;
use folkmoot_register::place::Place;
use folkmoot_register::{links as register_links, store as register};
use folkmoot_store::Conn;
use folkmoot_web::{Form, PageError};

type Steps = Vec<(String, String)>;

/// A listing with the place whose team looks after it, where it has one.
#[derive(Debug)]
pub(crate) struct At {
    pub listing: Listing,
    pub place: Option<Place>,
}

pub(crate) async fn place_at(db: &mut Conn, key: &str) -> Result<Place, PageError> {
    register::place_named(db, key).await?.ok_or_else(PageError::not_found)
}

pub(crate) async fn listing_at(db: &mut Conn, id: ListingId) -> Result<At, PageError> {
    let listing = store::listing(db, id).await?.ok_or_else(PageError::not_found)?;
    let place = match listing.place() {
        Some(place) => register::place(db, place).await?,
        None => None,
    };
    Ok(At { listing, place })
}

/// Steps of the way back to what helps in a place, outermost first.
pub(crate) fn steps(place: &Place) -> Steps {
    vec![
        ("Places".to_owned(), register_links::PLACES.to_owned()),
        (place.name().to_owned(), register_links::place(place.slug())),
        ("Help near you".to_owned(), links::help_in(place.slug())),
    ]
}

pub(crate) fn steps_up(at: &At) -> Steps {
    at.place.as_ref().map_or_else(|| vec![("Help near you".to_owned(), links::HELP.to_owned())], steps)
}

pub(crate) fn steps_to(at: &At) -> Steps {
    let mut steps = steps_up(at);
    steps.push((at.listing.about().name.clone(), links::listing(at.listing.id())));
    steps
}

/// A form with its way back, which is where "Cancel" leads.
pub(crate) fn form(action: String, title: &str, steps: Steps) -> Form {
    let back = steps.last().map(|(_, href)| href.clone()).unwrap_or_default();
    let form = Form::post(action, title).back(back);
    steps.into_iter().fold(form, |form, (words, href)| form.crumb(words, href))
}

/// A form about a listing, at an address below its own.
pub(crate) fn of_listing(at: &At, end: &str, title: &str) -> Form {
    let action = format!("{}/{end}", links::listing(at.listing.id()));
    form(action, title, steps_to(at)).caption(at.listing.about().name.as_str()).version(at.listing.version())
}
