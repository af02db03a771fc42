//! What stands at an address, or 404; and the way back from it.

use crate::links;
use crate::principle::{PrincipleSet, SetId};
use crate::round::{Kind, Round, RoundId};
use crate::store;
use folkmoot_kernel::PlaceId;
use folkmoot_register::place::Place;
use folkmoot_register::{links as register_links, store as register};
use folkmoot_store::Conn;
use folkmoot_web::{Form, Page, PageError};

type Steps = Vec<(String, String)>;

pub(crate) async fn place_at(db: &mut Conn, key: &str) -> Result<Place, PageError> {
    register::place_named(db, key).await?.ok_or_else(PageError::not_found)
}

pub(crate) async fn place_of(db: &mut Conn, id: PlaceId) -> Result<Place, PageError> {
    register::place(db, id).await?.ok_or_else(PageError::not_found)
}

/// A round of this kind with its place.
pub(crate) async fn round_at(db: &mut Conn, id: RoundId, kind: Kind) -> Result<(Round, Place), PageError> {
    let found = store::round(db, id).await?.filter(|round| round.kind() == kind);
    let round = found.ok_or_else(PageError::not_found)?;
    let place = place_of(db, round.place()).await?;
    Ok((round, place))
}

pub(crate) async fn set_at(db: &mut Conn, id: SetId) -> Result<(PrincipleSet, Place), PageError> {
    let set = store::principle_set(db, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(db, set.place()).await?;
    Ok((set, place))
}

/// Steps of the way back to "How we work together", outermost first.
pub(crate) fn steps(place: &Place) -> Steps {
    vec![
        ("Places".to_owned(), register_links::PLACES.to_owned()),
        (place.name().to_owned(), register_links::place(place.slug())),
        ("How we work together".to_owned(), links::surveys(place.slug())),
    ]
}

pub(crate) fn steps_to_list(place: &Place, kind: Kind) -> Steps {
    let mut steps = steps(place);
    steps.push(match kind {
        Kind::Recall => ("Recall checks".to_owned(), links::recalls(place.slug())),
        Kind::Confidence => ("Confidence notes".to_owned(), links::confidences(place.slug())),
        Kind::Behaviour => ("Principles".to_owned(), links::sets(place.slug())),
    });
    steps
}

pub(crate) fn steps_to_round(place: &Place, round: &Round) -> Steps {
    let mut steps = steps_to_list(place, round.kind());
    steps.push((round.title().to_owned(), links::round(round)));
    steps
}

pub(crate) fn page(title: &str, steps: Steps, place: &Place) -> Page {
    let page = Page::new(title).caption(place.name()).invented(place.is_invented());
    steps.into_iter().fold(page, |page, (words, href)| page.crumb(words, href))
}

/// A form with its way back, which is where "Cancel" leads.
pub(crate) fn form(action: String, title: &str, steps: Steps) -> Form {
    let back = steps.last().map(|(_, href)| href.clone()).unwrap_or_default();
    let form = Form::post(action, title).back(back);
    steps.into_iter().fold(form, |form, (words, href)| form.crumb(words, href))
}

/// This page as three kinds of file.
pub(crate) fn with_data(page: Page, what: &str, href: &str) -> Page {
    page.feed(format!("{what} as JSON"), format!("{href}.json"), "application/json").feed(
        format!("{what} as CSV"),
        format!("{href}.csv"),
        "text/csv",
    )
}
