//! What stands at an address, or 404; and the way back from it.

use crate::acts::SEE_AS_PARTNER;
use crate::notice::{Notice, NoticeId};
use crate::store;
use folkmoot_kernel::{OrganisationId, PlaceId, Role, Slug, Subject};
use folkmoot_register::place::Place;
use folkmoot_register::{links as register_links, store as register};
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, Form, Page, PageError};
use std::collections::BTreeMap;

/// Names of organisations with the addresses of their pages.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeMap<OrganisationId, (Slug, String)>);

impl Names {
    pub(crate) async fn of(db: &mut Conn, ids: &[OrganisationId]) -> Result<Self, Error> {
        Ok(Self(register::organisation_names(db, ids).await?))
    }

    pub(crate) fn name(&self, id: OrganisationId) -> &str {
        self.0.get(&id).map_or("A partner", |(_, name)| name.as_str())
    }

    pub(crate) fn href(&self, id: OrganisationId) -> String {
        self.0.get(&id).map(|(slug, _)| register_links::organisation(slug)).unwrap_or_default()
    }
}

pub(crate) async fn place_at(db: &mut Conn, key: &str) -> Result<Place, PageError> {
    register::place_named(db, key).await?.ok_or_else(PageError::not_found)
}

pub(crate) async fn place_of(db: &mut Conn, id: PlaceId) -> Result<Place, PageError> {
    register::place(db, id).await?.ok_or_else(PageError::not_found)
}

pub(crate) async fn notice_at(db: &mut Conn, id: NoticeId) -> Result<(Notice, Place), PageError> {
    let notice = store::notice(db, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(db, notice.place()).await?;
    Ok((notice, place))
}

/// Whether the one who asks holds a seat in the place.
pub(crate) fn is_partner(ctx: &Ctx, place: PlaceId) -> bool {
    ctx.is_signed_in() && ctx.may(SEE_AS_PARTNER, Subject::place(place))
}

/// Organisations that the one who asks may bind in this place.
pub(crate) fn speaks_for(ctx: &Ctx, place: PlaceId) -> Vec<OrganisationId> {
    let held = ctx.actor().held().iter().filter(|held| held.place == place && held.role != Role::Observer);
    let mut own: Vec<OrganisationId> = held.filter_map(|held| held.organisation).collect();
    own.sort_unstable();
    own.dedup();
    own
}

/// Steps of the way back to the page of a place, outermost first.
pub(crate) fn steps_to_place(place: &Place) -> Vec<(String, String)> {
    vec![(place.name().to_owned(), register_links::place(place.slug()))]
}

pub(crate) fn page(title: &str, steps: Vec<(String, String)>, place: &Place) -> Page {
    let page = Page::new(title).invented(place.is_invented());
    steps.into_iter().fold(page, |page, (words, href)| page.crumb(words, href))
}

/// A form with its way back, which is where "Cancel" leads.
pub(crate) fn form(action: String, title: &str, steps: Vec<(String, String)>) -> Form {
    let back = steps.last().map(|(_, href)| href.clone()).unwrap_or_default();
    let form = Form::post(action, title).back(back);
    steps.into_iter().fold(form, |form, (words, href)| form.crumb(words, href))
}
