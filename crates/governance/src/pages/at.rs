//! What stands at an address, or 404; and the way back from it.

use crate::body::Body;
use crate::item::{Item, ItemId};
use crate::links;
use crate::meeting::{Meeting, MeetingId};
use crate::priority::{Priority, PriorityId};
use crate::store;
use folkmoot_kernel::{BodyId, PlaceId};
use folkmoot_register::place::Place;
use folkmoot_register::{links as register_links, store as register};
use folkmoot_store::Conn;
use folkmoot_web::{Form, Page, PageError};

/// A meeting with its body and place.
#[derive(Debug, Clone)]
pub(crate) struct MeetingAt {
    pub(crate) meeting: Meeting,
    pub(crate) body: Body,
    pub(crate) place: Place,
}

pub(crate) async fn place_at(db: &mut Conn, key: &str) -> Result<Place, PageError> {
    register::place_named(db, key).await?.ok_or_else(PageError::not_found)
}

pub(crate) async fn place_of(db: &mut Conn, id: PlaceId) -> Result<Place, PageError> {
    register::place(db, id).await?.ok_or_else(PageError::not_found)
}

pub(crate) async fn body_at(db: &mut Conn, id: BodyId) -> Result<(Body, Place), PageError> {
    let body = store::body(db, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(db, body.place()).await?;
    Ok((body, place))
}

pub(crate) async fn priority_at(db: &mut Conn, id: PriorityId) -> Result<(Priority, Place), PageError> {
    let priority = store::priority(db, id).await?.ok_or_else(PageError::not_found)?;
    let place = place_of(db, priority.place()).await?;
    Ok((priority, place))
}

pub(crate) async fn meeting_at(db: &mut Conn, id: MeetingId) -> Result<MeetingAt, PageError> {
    let meeting = store::meeting(db, id).await?.ok_or_else(PageError::not_found)?;
    let (body, place) = body_at(db, meeting.body()).await?;
    Ok(MeetingAt { meeting, body, place })
}

pub(crate) async fn item_at(db: &mut Conn, id: ItemId) -> Result<(Item, MeetingAt), PageError> {
    let item = store::item(db, id).await?.ok_or_else(PageError::not_found)?;
    let at = meeting_at(db, item.meeting()).await?;
    Ok((item, at))
}

/// Steps of the way back to the page of a place, outermost first.
pub(crate) fn steps_to_place(place: &Place) -> Vec<(String, String)> {
    vec![
        ("Places".to_owned(), register_links::PLACES.to_owned()),
        (place.name().to_owned(), register_links::place(place.slug())),
    ]
}

pub(crate) fn steps_to_body(place: &Place, body: &Body) -> Vec<(String, String)> {
    let mut steps = steps_to_place(place);
    steps.push(("Bodies".to_owned(), links::bodies(place.slug())));
    steps.push((body.name().to_owned(), links::body(body.id())));
    steps
}

pub(crate) fn steps_to_meeting(at: &MeetingAt) -> Vec<(String, String)> {
    let mut steps = steps_to_body(&at.place, &at.body);
    steps.push((at.meeting.title().to_owned(), links::meeting(at.meeting.id())));
    steps
}

/// A page with its way back.
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
