//! Who sits for the place on bodies beside and above it, whether they vote, and what they brought back.

use super::at::{self, outside_at, place_at};
use crate::actions::may_report;
use crate::acts::{CHANGE_OUTSIDE, SEE_AUTHORITY};
use crate::links;
use crate::outside::{Outside, OutsideId, Stands};
use crate::representation::{Report, Representation, RepresentationId};
use crate::store;
use askama::Template;
use folkmoot_kernel::{Date, SeatId};
use folkmoot_register::place::Place;
use folkmoot_register::store::{self as register, SeatLine};
use folkmoot_store::{Conn, Error};
use folkmoot_web::{Ctx, PageError, Path, Response, Routes};
use std::collections::BTreeMap;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/representation", SEE_AUTHORITY, list).get(
        "/outside/{outside}",
        SEE_AUTHORITY,
        show,
    )
}

#[derive(Debug, Template)]
#[template(path = "representation.html")]
struct MatrixPage {
    place: Place,
    stands: Vec<(&'static str, Vec<Row>)>,
    latest: Vec<(String, String, Report)>,
    seats: usize,
    empty: usize,
    may_change: bool,
}

/// A body outside with the seats of the place there.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) outside: Outside,
    pub(crate) seats: Vec<Seat>,
}

/// A seat there, with who goes.
#[derive(Debug)]
pub(crate) struct Seat {
    pub(crate) seat: Representation,
    /// The post here that goes there.
    pub(crate) post: String,
    /// Who holds it today. None: nobody goes.
    pub(crate) who: Option<String>,
    pub(crate) last: Option<Date>,
    pub(crate) may_report: bool,
}

#[derive(Debug, Template)]
#[template(path = "outside.html")]
struct OutsidePage {
    place: Place,
    row: Row,
    /// The page of the same body here.
    here: Option<String>,
    past: Vec<Representation>,
    reports: Vec<(Report, String)>,
    may_change: bool,
}

impl MatrixPage {
    fn data(&self) -> String {
        links::representation(self.place.slug())
    }
    fn add(&self) -> String {
        format!("/places/{}/outside/add", self.place.slug())
    }
}

impl Seat {
    fn last_words(&self) -> String {
        self.last.map_or_else(|| "Nothing yet".to_owned(), |day| day.short())
    }
}

/// Every open body outside with the open seats of the place there.
pub(crate) async fn matrix(ctx: &Ctx, db: &mut Conn, place: &Place) -> Result<(Vec<Row>, Vec<Report>), Error> {
    let today = ctx.now().date();
    let lines = register::seats_of_place(db, place.id(), today).await?;
    let lines: BTreeMap<SeatId, SeatLine> = lines.into_iter().map(|line| (line.id, line)).collect();
    let reports = store::reports_of_place(db, place.id()).await?;
    let mut all = store::representations_of_place(db, place.id()).await?;
    all.retain(|seat| seat.is_open(today));
    let mut rows = Vec::new();
    for outside in store::outside_of_place(db, place.id()).await?.into_iter().filter(Outside::is_open) {
        let own = all.iter().filter(|seat| seat.outside() == outside.id());
        let seats = own.map(|seat| seated(ctx, seat, &lines, &reports)).collect();
        rows.push(Row { outside, seats });
    }
    Ok((rows, reports))
}

fn seated(ctx: &Ctx, seat: &Representation, lines: &BTreeMap<SeatId, SeatLine>, reports: &[Report]) -> Seat {
    let line = seat.seat().and_then(|id| lines.get(&id));
    let of = |line: &SeatLine| line.organisation_name.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
    Seat {
        post: line.map(|line| format!("{}{}", line.title, of(line))).unwrap_or_default(),
        who: line.and_then(|line| line.holder_name.clone()),
        last: reports.iter().filter(|one| one.representation() == seat.id()).map(Report::met_on).max(),
        may_report: may_report(ctx, seat),
        seat: seat.clone(),
    }
}

async fn list(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let (rows, reports) = matrix(&ctx, &mut db, &place).await?;
    drop(db);
    let page = matrix_page(&ctx, place, rows, reports);
    let around = at::page("Beside and above", at::to_place(&page.place), &page.place).lead(format!(
        "Bodies beside {0} and above it: who sits there for {0}, whether they vote, and what they brought back.",
        page.place.name()
    ));
    ctx.page(around.wide().template(&page)).await
}

fn matrix_page(ctx: &Ctx, place: Place, rows: Vec<Row>, reports: Vec<Report>) -> MatrixPage {
    let names: BTreeMap<RepresentationId, (String, String)> = rows
        .iter()
        .flat_map(|row| {
            row.seats
                .iter()
                .map(|one| (one.seat.id(), (row.outside.name().to_owned(), links::outside(row.outside.id()))))
        })
        .collect();
    let of = |report: Report| {
        let (name, href) = names.get(&report.representation()).cloned()?;
        Some((name, href, report))
    };
    let seats = rows.iter().map(|row| row.seats.len()).sum();
    let empty = rows.iter().flat_map(|row| &row.seats).filter(|one| one.who.is_none()).count();
    let mut stands: Vec<(&'static str, Vec<Row>)> = Stands::ALL.iter().map(|one| (one.words(), Vec::new())).collect();
    for row in rows {
        stands[usize::from(row.outside.details().stands != Stands::Above)].1.push(row);
    }
    stands.retain(|(_, rows)| !rows.is_empty());
    let may_change = ctx.may(CHANGE_OUTSIDE, place.subject());
    MatrixPage { latest: reports.into_iter().filter_map(of).take(5).collect(), stands, seats, empty, may_change, place }
}

async fn show(ctx: Ctx, Path(id): Path<OutsideId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let (outside, place) = outside_at(&mut db, id).await?;
    let page = outside_page(&ctx, &mut db, outside, place).await?;
    drop(db);
    let around = at::page(page.row.outside.name(), at::to_representation(&page.place), &page.place);
    ctx.page(around.caption(page.row.outside.details().kind.words()).template(&page)).await
}

async fn outside_page(ctx: &Ctx, db: &mut Conn, outside: Outside, place: Place) -> Result<OutsidePage, Error> {
    let today = ctx.now().date();
    let lines = register::seats_of_place(db, place.id(), today).await?;
    let lines: BTreeMap<SeatId, SeatLine> = lines.into_iter().map(|line| (line.id, line)).collect();
    let all = store::representations_of(db, (place.id(), outside.id())).await?;
    let ids: Vec<RepresentationId> = all.iter().map(Representation::id).collect();
    let reports = store::reports_of(db, &ids).await?;
    let (open, past): (Vec<Representation>, Vec<Representation>) =
        all.into_iter().partition(|seat| seat.is_open(today));
    let titles: BTreeMap<RepresentationId, String> =
        open.iter().chain(&past).map(|seat| (seat.id(), seat.title().to_owned())).collect();
    let title = |report: &Report| titles.get(&report.representation()).cloned().unwrap_or_default();
    let here = outside.details().body.map(|body| format!("/bodies/{body}"));
    Ok(OutsidePage {
        row: Row { seats: open.iter().map(|seat| seated(ctx, seat, &lines, &reports)).collect(), outside },
        reports: reports.into_iter().map(|report| (report.clone(), title(&report))).collect(),
        past,
        here,
        may_change: ctx.may(CHANGE_OUTSIDE, place.subject()),
        place,
    })
}
