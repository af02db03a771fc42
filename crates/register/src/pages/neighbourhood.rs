//! A neighbourhood's page.

use super::place_at;
use crate::acts::{ADMINISTER_PLACE, CHANGE_PLACE};
use crate::links;
use crate::neighbourhood::Neighbourhood;
use crate::place::Place;
use crate::store::{self, NamedArea};
use askama::Template;
use folkmoot_kernel::AreaCode;
use folkmoot_kernel::pence::thousands;
use folkmoot_web::{Ctx, Page, PageError, Path, Response};

#[derive(Debug, Template)]
#[template(path = "neighbourhood.html")]
struct NeighbourhoodPage {
    place: Place,
    neighbourhood: Neighbourhood,
    areas: Vec<NamedArea>,
    may_change: bool,
}

impl NeighbourhoodPage {
    fn residents(&self) -> String {
        let sum: i64 = self.areas.iter().filter_map(|area| area.residents).sum();
        thousands(u64::try_from(sum).unwrap_or(0))
    }
}

pub(super) async fn show(ctx: Ctx, Path((key, slug)): Path<(String, String)>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let found = store::neighbourhood(&mut db, place.id(), &slug).await?;
    let neighbourhood = found.ok_or_else(PageError::not_found)?;
    let codes: Vec<AreaCode> = neighbourhood.areas.iter().cloned().collect();
    let areas = store::areas_named(&mut db, &codes).await?;
    drop(db);
    let may_change = ctx.may_any(&[CHANGE_PLACE, ADMINISTER_PLACE], place.subject());
    let around = Page::new(&neighbourhood.name)
        .caption("Neighbourhood")
        .crumb("Places", links::PLACES)
        .crumb(place.name(), links::place(place.slug()))
        .invented(place.is_invented());
    ctx.page(around.template(&NeighbourhoodPage { place, neighbourhood, areas, may_change })).await
}
