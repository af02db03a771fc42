//! Pages of surveys, in a file for each thing that is shown. Forms are in `forms`, with what they change.

pub(crate) mod at;
pub(crate) mod confidence;
mod principles;
pub(crate) mod readings;
pub(crate) mod recall;
pub(crate) mod seen;
mod together;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .with(together::routes())
        .with(recall::routes())
        .with(confidence::routes())
        .with(principles::routes())
        .with(readings::routes())
}
