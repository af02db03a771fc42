//! The shorter lists as files: systems, and the partners and neighbourhoods of a place.

use crate::acts::SEE_REGISTER;
use crate::links;
use crate::organisation::Sector;
use crate::pages::place_at;
use crate::store;
use folkmoot_kernel::AreaCode;
use folkmoot_web::{Csv, Ctx, PageError, Path, Routes, data_routes};

pub(super) fn routes() -> Routes {
    let routes = data_routes!(Routes::new(), "/systems", SEE_REGISTER, whole systems);
    let routes = data_routes!(routes, "/places/{place}/partners", SEE_REGISTER, partners);
    data_routes!(routes, "/places/{place}/neighbourhoods", SEE_REGISTER, neighbourhoods)
}

fn whole(ctx: &Ctx, path: &str) -> String {
    format!("{}{path}", ctx.site().url)
}

async fn systems(ctx: &Ctx) -> Result<Csv, PageError> {
    let mut table = Csv::new("systems", &["System", "Region", "ODS code", "Places", "Page"]);
    for one in store::systems(&mut *ctx.read().await?).await? {
        let page = whole(ctx, &links::system(&one.slug));
        table.row(vec![one.name, one.region, one.ods_code.unwrap_or_default(), one.places.to_string(), page]);
    }
    Ok(table)
}

async fn partners(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let head = ["Partner", "Sector", "About", "Website", "Partner since", "Page"];
    let mut table = Csv::new(format!("{}-partners", place.slug()), &head);
    for one in store::partners(&mut db, place.id()).await? {
        let sector = Sector::read(&one.sector).map_or("", Sector::words);
        let since = one.since.map(|day| day.to_string()).unwrap_or_default();
        let page = whole(ctx, &links::organisation(&one.slug));
        table.row(vec![one.name, sector.to_owned(), one.about, one.website, since, page]);
    }
    Ok(table)
}

async fn neighbourhoods(ctx: &Ctx, Path(key): Path<String>) -> Result<Csv, PageError> {
    let mut db = ctx.read().await?;
    let place = place_at(&mut db, &key).await?;
    let head = ["Neighbourhood", "Stage of its team", "Lead", "Small areas", "Page"];
    let mut table = Csv::new(format!("{}-neighbourhoods", place.slug()), &head);
    for one in store::neighbourhoods(&mut db, place.id()).await? {
        let areas: Vec<&str> = one.areas.iter().map(AreaCode::as_str).collect();
        let page = whole(ctx, &links::neighbourhood(place.slug(), &one.slug));
        table.row(vec![one.name, one.stage.words().to_owned(), one.lead, areas.join(" "), page]);
    }
    Ok(table)
}
