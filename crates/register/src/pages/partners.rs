//! All partners of a place, by sector.

use super::place_at;
use crate::acts::{ADD_ORGANISATION, ADMINISTER_ORGANISATION};
use crate::links;
use crate::organisation::Sector;
use crate::place::Place;
use crate::store::{self, PartnerLine};
use askama::Template;
use folkmoot_web::{Ctx, Page, PageError, Path, Response};

#[derive(Debug, Template)]
#[template(path = "partners.html")]
struct PartnersPage {
    place: Place,
    sectors: Vec<(&'static str, Vec<PartnerLine>)>,
    may_add: bool,
}

pub(super) async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let sectors = by_sector(store::partners(&mut db, place.id()).await?);
    drop(db);
    let may_add = ctx.may_any(&[ADD_ORGANISATION, ADMINISTER_ORGANISATION], place.subject());
    let around = Page::new(format!("Partners of {}", place.name()))
        .crumb("Places", links::PLACES)
        .crumb(place.name(), links::place(place.slug()))
        .invented(place.is_invented());
    ctx.page(around.template(&PartnersPage { place, sectors, may_add })).await
}

fn by_sector(partners: Vec<PartnerLine>) -> Vec<(&'static str, Vec<PartnerLine>)> {
    let of = |sector: &Sector| partners.iter().filter(|p| p.sector == sector.key()).cloned().collect::<Vec<_>>();
    Sector::ALL.iter().map(|sector| (sector.words(), of(sector))).filter(|(_, list)| !list.is_empty()).collect()
}
