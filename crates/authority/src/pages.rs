//! Pages of the map, in a file for each thing that is shown. Forms are in `forms`, with what they change.

mod assurance;
pub(crate) mod at;
mod delegations;
mod functions;
mod representation;
mod scheme;
mod who_decides;

pub(crate) use assurance::{Asked as AssuranceAsked, pack_for};
pub(crate) use delegations::lines as delegation_lines;
pub(crate) use representation::matrix;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .with(who_decides::routes())
        .with(scheme::routes())
        .with(functions::routes())
        .with(representation::routes())
        .with(delegations::routes())
        .with(assurance::routes())
}
