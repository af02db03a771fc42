//! Pages of the register, in a file for each thing that is shown. Forms are in `forms`, with what they change.

mod area;
mod compare;
mod neighbourhood;
mod organisation;
mod organisations;
mod partners;
mod place;
mod places;
mod seat;
mod system;

pub(crate) use organisations::Asked as OrganisationsAsked;
pub(crate) use places::Asked as PlacesAsked;
pub(crate) use seat::bodies_of;

use crate::acts::{SEE_REGISTER, SEE_SEATS};
use crate::place::Place;
use crate::store;
use folkmoot_store::Conn;
use folkmoot_web::{PageError, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/places", SEE_REGISTER, places::list)
        .get("/places/compare", SEE_REGISTER, compare::show)
        .get("/places/{place}", SEE_REGISTER, place::show)
        .get("/places/{place}/partners", SEE_REGISTER, partners::show)
        .get("/places/{place}/neighbourhoods/{neighbourhood}", SEE_REGISTER, neighbourhood::show)
        .get("/places/{place}/seats", SEE_SEATS, seat::list)
        .get("/seats/{seat}", SEE_SEATS, seat::show)
        .get("/systems", SEE_REGISTER, system::list)
        .get("/systems/{system}", SEE_REGISTER, system::show)
        .get("/organisations", SEE_REGISTER, organisations::list)
        .get("/organisations/{organisation}", SEE_REGISTER, organisation::show)
        .get("/areas/{code}", SEE_REGISTER, area::show)
}

/// The place of an address, or 404.
pub(crate) async fn place_at(db: &mut Conn, key: &str) -> Result<Place, PageError> {
    store::place_named(db, key).await?.ok_or_else(PageError::not_found)
}

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct To {
    pub(crate) words: String,
    pub(crate) href: String,
}

pub(crate) fn to(words: impl Into<String>, href: impl Into<String>) -> To {
    To { words: words.into(), href: href.into() }
}

/// A choice of a filter, with the chosen one marked.
#[derive(Debug, Clone)]
pub(crate) struct Chosen {
    pub(crate) value: String,
    pub(crate) words: String,
    pub(crate) chosen: bool,
}

pub(crate) fn options<V: Into<String>, W: Into<String>>(
    all: impl IntoIterator<Item = (V, W)>,
    chosen: &str,
) -> Vec<Chosen> {
    let one = |(value, words): (V, W)| {
        let value = value.into();
        Chosen { chosen: value == chosen, value, words: words.into() }
    };
    all.into_iter().map(one).collect()
}

/// A query of the pairs that say something: "?q=vale&page=2", or nothing.
pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    let text = text.finish();
    if text.is_empty() { text } else { format!("?{text}") }
}
