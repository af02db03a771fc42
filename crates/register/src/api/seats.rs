//! Seats on bodies with who holds them today, for the team of a place, in the columns that an import reads: what goes out can be
//! changed and sent back.

use crate::acts::{ADMINISTER_PLACE, SEE_SEATS};
use crate::holder::{Capacity, HeldBy};
use crate::pages::{bodies_of, place_at};
use crate::place::Place;
use crate::roster::Column;
use crate::store::{self, SeatLine};
use folkmoot_kernel::rows::Column as _;
use folkmoot_store::Conn;
use folkmoot_web::{Csv, Ctx, PageError, Path, Response, Routes, Shape, data_routes};
use std::collections::BTreeMap;

pub(super) fn routes() -> Routes {
    let routes = data_routes!(Routes::new(), "/places/{place}/seats", SEE_SEATS, table);
    routes.get("/places/{place}/seats/template.csv", SEE_SEATS, template_csv).get(
        "/places/{place}/seats/template.xlsx",
        SEE_SEATS,
        template_xlsx,
    )
}

fn columns(name: &str) -> Csv {
    let head: Vec<&str> = Column::ALL.iter().map(|column| column.words()).collect();
    Csv::new(name, &head)
}

async fn template_csv(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    place_for(&ctx, &mut *ctx.read().await?, &key).await?;
    ctx.table(&columns("seats-template"), Shape::Csv)
}

async fn template_xlsx(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    place_for(&ctx, &mut *ctx.read().await?, &key).await?;
    ctx.table(&columns("seats-template"), Shape::Xlsx)
}

async fn place_for(ctx: &Ctx, db: &mut Conn, key: &str) -> Result<Place, PageError> {
    let place = place_at(db, key).await?;
    ctx.allowed(&[SEE_SEATS, ADMINISTER_PLACE], place.subject())?;
    Ok(place)
}

async fn table(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let (place, today) = (place_for(ctx, &mut db, &key).await?, ctx.now().date());
    let bodies = bodies_of(ctx, &mut db, &place).await?;
    let names: BTreeMap<_, _> = bodies.into_iter().map(|body| (body.id, body.name)).collect();
    let mut table = columns(&format!("{}-seats", place.slug()));
    let terms = store::terms_of_place(&mut db, place.id()).await?;
    let mut shown = Vec::new();
    for seat in store::seats_of_place(&mut db, place.id(), today).await? {
        let Some(body) = seat.body_id.and_then(|id| names.get(&id)) else { continue };
        let all = terms.get(&seat.id).into_iter().flatten();
        let now: Vec<&HeldBy> = all.filter(|held| held.holder.term().covers(today)).collect();
        for held in &now {
            table.row(row(body, &seat, Some(held)));
            shown.push(held.holder.person());
        }
        if now.is_empty() {
            table.row(row(body, &seat, None));
        }
    }
    drop(db);
    ctx.reads(shown, "name, e-mail address and seats", "a table of the seats of their place").await?;
    Ok(table)
}

fn row(body: &str, seat: &SeatLine, held: Option<&HeldBy>) -> Vec<String> {
    let holder = held.map(|held| &held.holder);
    let cell = |column: Column| match column {
        Column::Body => body.to_owned(),
        Column::Seat => seat.title.clone(),
        Column::Role => seat.role_words().to_owned(),
        Column::Votes => if seat.votes { "yes" } else { "no" }.to_owned(),
        Column::Organisation => seat.organisation_name.clone().unwrap_or_default(),
        Column::Name => held.map(|held| held.name.clone()).unwrap_or_default(),
        Column::Email => held.map(|held| held.email.clone()).unwrap_or_default(),
        Column::Holds => holder.map(|one| capacity(one.capacity()).to_owned()).unwrap_or_default(),
        Column::From => holder.map(|one| one.term().from().to_string()).unwrap_or_default(),
        Column::Until => holder.and_then(|one| one.term().until()).map(|day| day.to_string()).unwrap_or_default(),
    };
    Column::ALL.iter().copied().map(cell).collect()
}

const fn capacity(capacity: Capacity) -> &'static str {
    match capacity {
        Capacity::Holder => "holder",
        Capacity::Deputy => "deputy",
    }
}
