//! Meetings in lists: those to come, soonest first, then the past, latest first.

use crate::acts::{CALL_MEETING, READ_PARTNERSHIP_PAPER};
use crate::body::Body;
use crate::links;
use crate::meeting::MinutesState;
use crate::pages::at::{self, body_at, place_at};
use crate::store::{self, Before, MeetingLine, Which, Whose};
use askama::Template;
use folkmoot_kernel::{BodyId, Subject, Timestamp};
use folkmoot_register::place::Place;
use folkmoot_store::Conn;
use folkmoot_web::{Csv, Ctx, PageError, Path, Query, Response};
use serde::Deserialize;

/// Meetings to come that one page shows.
const UPCOMING_MAX: u32 = 100;
/// Past meetings on one page.
const PAST_MAX: u32 = 20;
/// Meetings in one file.
const CSV_MAX: u32 = 5_000;

/// Where a list of past meetings goes on.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// "1772452800000-0abc...": the moment and id of the last one seen.
    #[serde(default)]
    before: String,
}

#[derive(Debug, Template)]
#[template(path = "meetings.html")]
struct MeetingsPage {
    place: Place,
    /// Only this body's, or all of the place.
    body: Option<Body>,
    /// Not on later pages, which go on with the past.
    upcoming: Option<Vec<MeetingLine>>,
    past: Vec<MeetingLine>,
    latest: Option<String>,
    older: Option<String>,
    may_call: Vec<Body>,
    sits: bool,
}

impl MeetingsPage {
    /// In a list of all bodies, whose it is comes first: many are called "March meeting".
    fn called(&self, line: &MeetingLine) -> String {
        match self.body {
            Some(_) => line.title.clone(),
            None => format!("{}, {}", line.body_name, line.title),
        }
    }

    /// Where people meet, for those who may come.
    fn shows_place(&self, line: &MeetingLine) -> bool {
        (line.in_public || self.sits) && !line.is_cancelled()
    }

    /// The list as files: its address without an ending.
    fn data(&self) -> String {
        self.body.as_ref().map_or_else(|| links::meetings(self.place.slug()), |body| meetings_of_body(body.id()))
    }

    fn has_minutes(&self, line: &MeetingLine) -> bool {
        line.minutes_state == MinutesState::Approved.key() && (line.in_public || self.sits)
    }
}

impl Asked {
    fn before(&self, now: Timestamp) -> Before {
        let read = || {
            let (at, id) = self.before.split_once('-')?;
            Some(Before { starts_at: Timestamp::from_ms(at.parse().ok()?), id: id.parse().ok()? })
        };
        read().unwrap_or_else(|| Before::now(now))
    }
}

async fn page(
    ctx: &Ctx,
    db: &mut Conn,
    (place, body): (Place, Option<Body>),
    asked: &Asked,
) -> Result<MeetingsPage, PageError> {
    let now = ctx.now();
    let whose = body.as_ref().map_or(Whose::Place(place.id()), |body| Whose::Body(body.id()));
    let address = body.as_ref().map_or_else(|| links::meetings(place.slug()), |body| meetings_of_body(body.id()));
    let mut past = store::past_meetings(db, whose, now, asked.before(now), PAST_MAX + 1).await?;
    let goes_on = past.len() > PAST_MAX as usize;
    past.truncate(PAST_MAX as usize);
    let last = past.last().filter(|_| goes_on);
    let older = last.map(|line| format!("{address}?before={}-{}", line.starts_at.ms(), line.id));
    let is_first = asked.before.is_empty();
    let upcoming = match is_first {
        true => Some(store::upcoming_meetings(db, whose, now, UPCOMING_MAX).await?),
        false => None,
    };
    let bodies = match &body {
        Some(body) => vec![body.clone()],
        None => store::bodies_of_place(db, place.id(), Which::Open).await?,
    };
    let may_call = bodies.into_iter().filter(|body| body.is_open() && ctx.may(CALL_MEETING, body.subject()));
    let (may_call, sits) = (may_call.collect(), ctx.may(READ_PARTNERSHIP_PAPER, Subject::place(place.id())));
    Ok(MeetingsPage { place, body, upcoming, past, latest: (!is_first).then_some(address), older, may_call, sits })
}

fn meetings_of_body(id: BodyId) -> String {
    format!("{}/meetings", links::body(id))
}

pub(super) async fn of_place(
    ctx: Ctx,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let page = page(&ctx, &mut db, (place, None), &asked).await?;
    drop(db);
    let around = at::page("Meetings", at::steps_to_place(&page.place), &page.place).caption(page.place.name());
    ctx.page(around.template(&page)).await
}

pub(super) async fn of_body(
    ctx: Ctx,
    Path(id): Path<BodyId>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (body, place) = body_at(&mut db, id).await?;
    let (steps, name) = (at::steps_to_body(&place, &body), body.name().to_owned());
    let page = page(&ctx, &mut db, (place, Some(body)), &asked).await?;
    drop(db);
    ctx.page(at::page("Meetings", steps, &page.place).caption(name).template(&page)).await
}

/// Meetings of a place for a spreadsheet or a program.
pub(super) async fn table(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    rows(ctx, &mut db, (&place, Whose::Place(place.id())), &format!("{}-meetings", place.slug())).await
}

/// Meetings of one body.
pub(super) async fn table_of_body(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let id = key.parse().map_err(|_| PageError::not_found())?;
    let (body, place) = body_at(&mut db, id).await?;
    rows(ctx, &mut db, (&place, Whose::Body(body.id())), &format!("{}-{id}-meetings", place.slug())).await
}

async fn rows(ctx: &Ctx, db: &mut Conn, (place, whose): (&Place, Whose), name: &str) -> Result<Csv, PageError> {
    let now = ctx.now();
    let mut all = store::upcoming_meetings(db, whose, now, CSV_MAX).await?;
    all.extend(store::past_meetings(db, whose, now, Before::now(now), CSV_MAX).await?);
    let sits = ctx.may(READ_PARTNERSHIP_PAPER, place.subject());
    let head = ["Begins", "Ends", "Body", "Meeting", "State", "In public", "Venue", "Page"];
    let mut table = Csv::new(name, &head);
    for line in all {
        let venue = if line.in_public || sits { line.venue.clone() } else { String::new() };
        table.row(vec![
            line.starts_at.rfc3339(),
            line.ends_at.rfc3339(),
            line.body_name.clone(),
            line.title.clone(),
            line.state_words().to_owned(),
            if line.in_public { "yes" } else { "no" }.to_owned(),
            venue,
            format!("{}{}", ctx.site().url, links::meeting(line.id)),
        ]);
    }
    Ok(table)
}
