//! Systems: the list, and one with its places.

use crate::acts::CHANGE_SYSTEM;
use crate::links;
use crate::store::{self, PlaceLine, SystemLine};
use crate::system::System;
use askama::Template;
use folkmoot_kernel::Subject;
use folkmoot_web::{Ctx, Page, PageError, Path, Response};

#[derive(Debug, Template)]
#[template(path = "systems.html")]
struct SystemsPage {
    systems: Vec<SystemLine>,
}

#[derive(Debug, Template)]
#[template(path = "system.html")]
struct SystemPage {
    system: System,
    places: Vec<PlaceLine>,
    may_change: bool,
}

pub(super) async fn list(ctx: Ctx) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let systems = store::systems(&mut db).await?;
    drop(db);
    let page = Page::new("Systems").crumb("Places", links::PLACES);
    ctx.page(page.template(&SystemsPage { systems })).await
}

pub(super) async fn show(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let system = store::system_named(&mut db, &key).await?.ok_or_else(PageError::not_found)?;
    let places = store::places_of_system(&mut db, system.id()).await?;
    drop(db);
    let page = Page::new(&system.details().name).crumb("Places", links::PLACES).crumb("Systems", "/systems");
    let may_change = ctx.may(CHANGE_SYSTEM, Subject::default());
    ctx.page(page.wide().template(&SystemPage { system, places, may_change })).await
}
