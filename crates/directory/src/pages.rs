//! Pages of the directory, in a file for each thing that is shown. Forms are in `forms`, with what they change.

pub(crate) mod at;
mod data;
mod due;
mod find;
mod show;
mod waiting;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .with(find::routes())
        .with(show::routes())
        .with(waiting::routes())
        .with(due::routes())
        .with(data::routes())
}
