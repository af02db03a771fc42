//! Calendars: the meetings of a body for everybody, and of a person's bodies at an address that only they know.

use crate::acts::{SEE_GOVERNANCE, SEE_MINE};
use crate::body::Body;
use crate::links;
use crate::meeting::{Meeting, State};
use crate::pages::at::body_at;
use crate::store;
use askama::Template;
use folkmoot_kernel::{BodyId, PersonId, Timestamp};
use folkmoot_store::Conn;
use folkmoot_web::axum::http::{HeaderValue, header};
use folkmoot_web::{Ctx, Page, PageError, Path, Response, Routes, Site};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus};
use std::collections::BTreeSet;

const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";
/// How far a calendar looks back. Unit: days.
const DAYS_BACK: i64 = 365;
/// Most meetings of one body in a calendar.
const MEETINGS_MAX: u32 = 500;

pub(super) fn routes() -> Routes {
    Routes::new().get("/bodies/{body}/calendar.ics", SEE_GOVERNANCE, of_body).get("/calendar", SEE_MINE, own).get(
        "/calendar/{file}",
        SEE_GOVERNANCE,
        of_person,
    )
}

/// Whether the reader of a calendar may know where people meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    Anybody,
    /// Somebody with a seat on the body.
    Member,
}

#[derive(Debug, Template)]
#[template(path = "calendar.html")]
struct OwnPage {
    /// The whole address, to be copied.
    address: String,
    bodies: Vec<Body>,
}

async fn of_body(ctx: Ctx, Path(id): Path<BodyId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (body, _) = body_at(&mut db, id).await?;
    let mut calendar = empty(body.name());
    add_meetings(&ctx, &mut db, (&mut calendar, &body), Reader::Anybody).await?;
    drop(db);
    Ok(ctx.text(MEDIA_TYPE, calendar.to_string()))
}

/// Whoever knows the secret reads it, without signing in: calendars cannot. No cache keeps it.
async fn of_person(ctx: Ctx, Path(file): Path<String>) -> Result<Response, PageError> {
    let token = file.strip_suffix(".ics").filter(|token| !token.is_empty()).ok_or_else(PageError::not_found)?;
    let mut db = ctx.read().await?;
    let person = folkmoot_register::store::person_by_feed_token(&mut db, token).await?;
    let mut calendar = empty("My meetings");
    for body in bodies_of(&ctx, &mut db, person.ok_or_else(PageError::not_found)?).await? {
        add_meetings(&ctx, &mut db, (&mut calendar, &body), Reader::Member).await?;
    }
    drop(db);
    let mut response = Response::new(calendar.to_string().into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Bodies on which a person holds a seat today.
async fn bodies_of(ctx: &Ctx, db: &mut Conn, person: PersonId) -> Result<Vec<Body>, PageError> {
    let held = folkmoot_register::store::held_by(db, person, ctx.now().date()).await?;
    let ids: BTreeSet<BodyId> = held.iter().filter_map(|seat| seat.body).collect();
    let mut bodies = Vec::new();
    for id in ids {
        bodies.extend(store::body(db, id).await?);
    }
    Ok(bodies)
}

async fn own(ctx: Ctx) -> Result<Response, PageError> {
    let person = ctx.person_id().ok_or_else(PageError::not_found)?;
    let mut db = ctx.read().await?;
    let token = folkmoot_register::store::feed_token(&mut db, person).await?.ok_or_else(PageError::not_found)?;
    let bodies = bodies_of(&ctx, &mut db, person).await?;
    drop(db);
    let page = OwnPage { address: format!("{}/calendar/{token}.ics", ctx.site().url), bodies };
    ctx.page(Page::new("Your calendar").crumb("My page", links::MINE).template(&page)).await
}

fn empty(name: &str) -> Calendar {
    let mut calendar = Calendar::new();
    calendar.name(name);
    calendar
}

async fn add_meetings(
    ctx: &Ctx,
    db: &mut Conn,
    (calendar, body): (&mut Calendar, &Body),
    reader: Reader,
) -> Result<(), PageError> {
    let from = ctx.now().plus_days(-DAYS_BACK);
    for meeting in store::meetings_for_calendar(db, body.id(), from, MEETINGS_MAX).await? {
        calendar.push(event(ctx.site(), body, &meeting, reader, ctx.now()));
    }
    Ok(())
}

fn event(site: &Site, body: &Body, meeting: &Meeting, reader: Reader, now: Timestamp) -> Event {
    let page = format!("{}{}", site.url, links::meeting(meeting.id()));
    let host = site.url.split("://").last().unwrap_or_default();
    let cancelled = meeting.state() == State::Cancelled;
    let mut event = Event::with_uid(&format!("{}@{host}", meeting.id()));
    event
        .summary(&format!("{}: {}", body.name(), meeting.title()))
        .sequence(u32::try_from(meeting.version()).unwrap_or(u32::MAX))
        .status(if cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed })
        .url(&page)
        .add_property("DTSTAMP", in_utc(now))
        .add_property("DTSTART", in_utc(meeting.starts_at()))
        .add_property("DTEND", in_utc(meeting.ends_at()));
    let told = meeting.in_public() || reader == Reader::Member;
    if told && !meeting.venue().is_empty() {
        event.location(meeting.venue());
    }
    let online = if told { meeting.online_url() } else { "" };
    let parts = [meeting.cancel_reason(), online, &page];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    event.description(&said.join("\n"));
    event.done()
}

/// "20260302T120000Z"
fn in_utc(at: Timestamp) -> String {
    at.rfc3339().replace(['-', ':'], "")
}
