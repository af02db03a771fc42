//! Seats, for the team of a place: who holds them, who held them, what they handed over.

use super::place_at;
use crate::acts::{ADMINISTER_PLACE, SEE_SEATS};
use crate::links;
use crate::place::Place;
use crate::seat::Seat;
use crate::store::{self, HolderLine, SeatLine};
use crate::wants::{BodyLine, PlaceNews};
use askama::Template;
use folkmoot_kernel::{Date, SeatId};
use folkmoot_store::Conn;
use folkmoot_web::{Ctx, Page, PageError, Path, Response};

#[derive(Debug, Template)]
#[template(path = "seats.html")]
struct SeatsPage {
    place: Place,
    /// Name of the body with its seats; the team first.
    bodies: Vec<(String, Vec<SeatLine>)>,
    vacancies: usize,
}

#[derive(Debug, Template)]
#[template(path = "seat.html")]
struct SeatPage {
    seat: Seat,
    organisation: Option<(String, String)>,
    body: Option<BodyLine>,
    terms: Vec<HolderLine>,
    handover_href: Option<String>,
    today: Date,
}

impl SeatPage {
    fn now(&self) -> Vec<&HolderLine> {
        self.terms.iter().filter(|term| term.covers(self.today)).collect()
    }

    fn is_vacant(&self) -> bool {
        !self.now().iter().any(|term| !term.is_deputy())
    }

    fn may_end(&self, term: &HolderLine) -> bool {
        term.goes_on(self.today)
    }
}

pub(super) async fn list(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let _allowed = ctx.permit_any(&[SEE_SEATS, ADMINISTER_PLACE], place.subject())?;
    let seats = store::seats_of_place(&mut db, place.id(), ctx.now().date()).await?;
    let names = bodies_of(&ctx, &mut db, &place).await?;
    drop(db);
    let vacancies = seats.iter().filter(|seat| seat.is_vacant()).count();
    let around = Page::new("Seats and who holds them")
        .crumb("Places", links::PLACES)
        .crumb(place.name(), links::place(place.slug()))
        .invented(place.is_invented());
    ctx.page(around.wide().template(&SeatsPage { bodies: by_body(seats, &names), place, vacancies })).await
}

pub(super) async fn show(ctx: Ctx, Path(id): Path<SeatId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let seat = store::seat(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let place = store::place(&mut db, seat.place()).await?.ok_or_else(PageError::not_found)?;
    let _allowed = ctx.permit_any(&[SEE_SEATS, ADMINISTER_PLACE], place.subject())?;
    let organisation = match seat.details().organisation {
        Some(id) => store::organisation_names(&mut db, &[id]).await?.remove(&id),
        None => None,
    };
    let bodies = bodies_of(&ctx, &mut db, &place).await?;
    let page = SeatPage {
        terms: store::holder_lines(&mut db, id).await?,
        organisation: organisation.map(|(slug, name)| (links::organisation(slug), name)),
        body: bodies.into_iter().find(|body| Some(body.id) == seat.details().body),
        handover_href: ctx.wanted::<dyn PlaceNews>().map(|news| news.handover_href(id)),
        today: ctx.now().date(),
        seat,
    };
    drop(db);
    let around = Page::new(&page.seat.details().title)
        .caption(page.seat.details().role.words())
        .crumb(place.name(), links::place(place.slug()))
        .crumb("Seats", links::seats(place.slug()))
        .invented(place.is_invented());
    ctx.page(around.template(&page)).await
}

/// Bodies of the place, where this installation keeps them.
pub(crate) async fn bodies_of(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<Vec<BodyLine>, PageError> {
    match ctx.wanted::<dyn PlaceNews>() {
        Some(news) => Ok(news.bodies(db, place.id()).await?),
        None => Ok(Vec::new()),
    }
}

fn by_body(seats: Vec<SeatLine>, bodies: &[BodyLine]) -> Vec<(String, Vec<SeatLine>)> {
    let (team, others): (Vec<SeatLine>, Vec<SeatLine>) = seats.into_iter().partition(|seat| seat.body_id.is_none());
    let mut lists = vec![("The place's own team".to_owned(), team)];
    for seat in others {
        let named = bodies.iter().find(|body| Some(body.id) == seat.body_id);
        let name = named.map_or_else(|| "Another body".to_owned(), |body| body.name.clone());
        match lists.iter_mut().find(|(known, _)| *known == name) {
            Some((_, list)) => list.push(seat),
            None => lists.push((name, vec![seat])),
        }
    }
    lists
}
