//! Forms of the map, each declared once, with its two handlers: shown on GET, done on POST.

mod delegations;
mod functions;
mod import;
mod outside;
mod powers;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .with(functions::routes())
        .with(powers::routes())
        .with(import::routes())
        .with(outside::routes())
        .with(delegations::routes())
}
