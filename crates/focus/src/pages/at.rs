//! What stands at an address, or 404; who asks; and the way back.

use crate::acts::SEE_FOCUS_OF_PARTNERS;
use crate::links;
use folkmoot_governance::priority::Priority;
use folkmoot_kernel::{OrganisationId, PlaceId, Role, Subject};
use folkmoot_register::place::Place;
use folkmoot_register::{links as register_links, store as register};
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, Form, Page, PageError};
use std::collections::BTreeSet;

type Steps = Vec<(String, String)>;

pub(crate) async fn place_at(db: &mut Conn, key: &str) -> Result<Place, PageError> {
    register::place_named(db, key).await?.ok_or_else(PageError::not_found)
}

/// Whether who asks has a seat in the place: they see what is said by whom.
pub(crate) fn is_partner(ctx: &Ctx, place: PlaceId) -> bool {
    ctx.is_signed_in() && ctx.may(SEE_FOCUS_OF_PARTNERS, Subject::place(place))
}

/// Organisations for which the signed-in person may speak in a place.
pub(crate) fn speaks_for(ctx: &Ctx, place: PlaceId) -> Vec<OrganisationId> {
    let seats = ctx.actor().held().iter().filter(|seat| seat.place == place && seat.role != Role::Observer);
    seats.filter_map(|seat| seat.organisation).collect::<BTreeSet<_>>().into_iter().collect()
}

/// "1. Warm homes"
pub(crate) fn called(priority: &Priority) -> String {
    format!("{}. {}", priority.number(), priority.title())
}

/// Steps of the way back to the page of a place, outermost first.
pub(crate) fn steps(place: &Place) -> Steps {
    vec![
        ("Places".to_owned(), register_links::PLACES.to_owned()),
        (place.name().to_owned(), register_links::place(place.slug())),
    ]
}

pub(crate) fn steps_to(place: &Place, words: &str, href: String) -> Steps {
    let mut steps = steps(place);
    steps.push((words.to_owned(), href));
    steps
}

pub(crate) fn steps_to_crosswalk(place: &Place) -> Steps {
    steps_to(place, "Priorities and partners’ own strategies", links::crosswalk(place.slug()))
}

pub(crate) fn page(title: &str, place: &Place, data: &str) -> Page {
    let page = Page::new(title).caption(place.name()).invented(place.is_invented());
    let page = steps(place).into_iter().fold(page, |page, (words, href)| page.crumb(words, href));
    page.feed(format!("{title} as JSON"), format!("{data}.json"), "application/json").feed(
        format!("{title} as CSV"),
        format!("{data}.csv"),
        "text/csv",
    )
}

/// A form with its way back, which is where "Cancel" leads.
pub(crate) fn form(action: String, title: &str, steps: Steps) -> Form {
    let back = steps.last().map(|(_, href)| href.clone()).unwrap_or_default();
    let form = Form::post(action, title).back(back);
    steps.into_iter().fold(form, |form, (words, href)| form.crumb(words, href))
}
