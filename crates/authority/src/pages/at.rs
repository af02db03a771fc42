//! What stands at an address, or 404; and the way back from it.

use crate::delegation::{Delegation, DelegationId, Step, StepId};
use crate::function::Function;
use crate::holding::{Holding, HoldingId};
use crate::links;
use crate::outside::{Outside, OutsideId};
use crate::representation::{Representation, RepresentationId};
use crate::store;
use folkmoot_kernel::{FunctionId, PlaceId};
use folkmoot_register::place::Place;
use folkmoot_register::{links as register_links, store as register};
use folkmoot_store::Conn;
use folkmoot_web::{Form, Page, PageError};

pub(crate) async fn place_at(db: &mut Conn, key: &str) -> Result<Place, PageError> {
    register::place_named(db, key).await?.ok_or_else(PageError::not_found)
}

pub(crate) async fn place_of(db: &mut Conn, id: PlaceId) -> Result<Place, PageError> {
    register::place(db, id).await?.ok_or_else(PageError::not_found)
}

pub(crate) async fn function_at(db: &mut Conn, id: FunctionId) -> Result<(Function, Place), PageError> {
    let function = store::function(db, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(db, function.place()).await?;
    Ok((function, place))
}

pub(crate) async fn power_at(db: &mut Conn, id: HoldingId) -> Result<(Holding, Function, Place), PageError> {
    let holding = store::holding(db, id).await?.ok_or_else(PageError::not_found)?;
    let (function, place) = function_at(db, holding.function()).await?;
    Ok((holding, function, place))
}

pub(crate) async fn outside_at(db: &mut Conn, id: OutsideId) -> Result<(Outside, Place), PageError> {
    let outside = store::outside(db, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(db, outside.place()).await?;
    Ok((outside, place))
}

pub(crate) async fn seat_there_at(
    db: &mut Conn,
    id: RepresentationId,
) -> Result<(Representation, Outside, Place), PageError> {
    let seat = store::representation(db, id).await?.ok_or_else(PageError::not_found)?;
    let (outside, place) = outside_at(db, seat.outside()).await?;
    Ok((seat, outside, place))
}

pub(crate) async fn delegation_at(db: &mut Conn, id: DelegationId) -> Result<(Delegation, Place), PageError> {
    let delegation = store::delegation(db, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(db, delegation.place()).await?;
    Ok((delegation, place))
}

pub(crate) async fn step_at(db: &mut Conn, id: StepId) -> Result<(Step, Delegation, Place), PageError> {
    let step = store::step(db, id).await?.ok_or_else(PageError::not_found)?;
    let (delegation, place) = delegation_at(db, step.delegation()).await?;
    Ok((step, delegation, place))
}

/// A step of the way back: words and address.
pub(crate) type Back = (String, String);

pub(crate) fn to_place(place: &Place) -> Vec<Back> {
    vec![
        ("Places".to_owned(), register_links::PLACES.to_owned()),
        (place.name().to_owned(), register_links::place(place.slug())),
    ]
}

pub(crate) fn to_map(place: &Place) -> Vec<Back> {
    with(to_place(place), "Who decides", links::who_decides(place.slug()))
}

pub(crate) fn to_scheme(place: &Place) -> Vec<Back> {
    with(to_map(place), "Scheme", links::scheme(place.slug()))
}

pub(crate) fn to_function(function: &Function, place: &Place) -> Vec<Back> {
    with(to_scheme(place), function.name(), links::function(function.id()))
}

pub(crate) fn to_representation(place: &Place) -> Vec<Back> {
    with(to_place(place), "Beside and above", links::representation(place.slug()))
}

pub(crate) fn to_outside(outside: &Outside, place: &Place) -> Vec<Back> {
    with(to_representation(place), outside.name(), links::outside(outside.id()))
}

pub(crate) fn to_delegations(place: &Place) -> Vec<Back> {
    with(to_place(place), "Delegations", links::delegations(place.slug()))
}

pub(crate) fn to_delegation(delegation: &Delegation, place: &Place) -> Vec<Back> {
    with(to_delegations(place), delegation.title(), links::delegation(delegation.id()))
}

fn with(mut steps: Vec<Back>, words: &str, href: String) -> Vec<Back> {
    steps.push((words.to_owned(), href));
    steps
}

/// A page with its way back.
pub(crate) fn page(title: &str, steps: Vec<Back>, place: &Place) -> Page {
    let page = Page::new(title).caption(place.name()).invented(place.is_invented());
    steps.into_iter().fold(page, |page, (words, href)| page.crumb(words, href))
}

/// A form with its way back, which is where "Cancel" leads.
pub(crate) fn form(action: String, title: &str, steps: Vec<Back>) -> Form {
    let back = steps.last().map(|(_, href)| href.clone()).unwrap_or_default();
    let form = Form::post(action, title).back(back);
    steps.into_iter().fold(form, |form, (words, href)| form.crumb(words, href))
}
