//! An area's page: what it is, what it lies in, what lies in it, which places have it.

use crate::area::{decile_in_words, residents_in_words};
use crate::links;
use crate::store::{self, AreaParent, AreaRow, NamedArea, PlaceOfArea};
use askama::Template;
use folkmoot_kernel::AreaCode;
use folkmoot_web::{Ctx, Page, PageError, Path, Response};

#[derive(Debug, Template)]
#[template(path = "area.html")]
struct AreaPage {
    area: AreaRow,
    parents: Vec<AreaParent>,
    children: Vec<NamedArea>,
    places: Vec<PlaceOfArea>,
}

impl AreaPage {
    fn residents(&self) -> String {
        residents_in_words(self.area.residents)
    }

    fn residents_of(&self, area: &NamedArea) -> String {
        residents_in_words(area.residents)
    }

    fn decile(&self, decile: &i64) -> &'static str {
        decile_in_words(*decile)
    }
}

pub(super) async fn show(ctx: Ctx, Path(code): Path<String>) -> Result<Response, PageError> {
    let code: AreaCode = code.parse().map_err(|_| PageError::not_found())?;
    let mut db = ctx.read().await?;
    let area = store::area(&mut db, &code).await?.ok_or_else(PageError::not_found)?;
    let page = AreaPage {
        parents: store::area_parents(&mut db, &code).await?,
        children: store::area_children(&mut db, &code).await?,
        places: store::places_of_area(&mut db, &code).await?,
        area,
    };
    drop(db);
    let around = Page::new(&page.area.name).caption(page.area.kind_words()).crumb("Places", links::PLACES);
    ctx.page(around.template(&page)).await
}
