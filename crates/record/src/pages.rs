//! The record for people - what it proves, receipts, checking a copy - and for programs: checkpoints, tiles, bundles of entries.

mod files;
mod of;
mod receipts;
mod show;
mod witness;

use crate::acts::{SEE_RECORD, WITNESS};
use folkmoot_web::Routes;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/record", SEE_RECORD, show::show)
        .get("/record/of/{kind}/{id}", SEE_RECORD, of::show)
        .get("/record/receipts/{file}", SEE_RECORD, receipts::file)
        .program("/record/witness/add-checkpoint", WITNESS, witness::add)
        .get("/record/checkpoint", SEE_RECORD, files::checkpoint_of_first)
        .get("/record/tile/{*tile}", SEE_RECORD, files::tile_of_first)
        .get("/record/{log}/checkpoint", SEE_RECORD, files::checkpoint)
        .get("/record/{log}/tile/{*tile}", SEE_RECORD, files::tile)
}
