//! The register as data: the lists that pages show, and each place as the file that other registers read.

mod lists;
mod place;
mod seats;
mod tables;

use crate::acts::SEE_REGISTER;
use crate::place_file::SCHEMA;
use folkmoot_web::{Ctx, PageError, Response, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/places.json", SEE_REGISTER, lists::places_json)
        .get("/places.csv", SEE_REGISTER, lists::places_csv)
        .get("/places.xlsx", SEE_REGISTER, lists::places_xlsx)
        .get("/organisations.json", SEE_REGISTER, lists::organisations_json)
        .get("/organisations.csv", SEE_REGISTER, lists::organisations_csv)
        .get("/organisations.xlsx", SEE_REGISTER, lists::organisations_xlsx)
        .get("/places/{place}/place.json", SEE_REGISTER, place::of_place)
        .get("/place.json", SEE_REGISTER, place::only)
        .get("/place.schema.json", SEE_REGISTER, schema)
        .with(seats::routes())
        .with(tables::routes())
}

async fn schema(ctx: Ctx) -> Result<Response, PageError> {
    Ok(ctx.text("application/schema+json", SCHEMA.to_owned()))
}
