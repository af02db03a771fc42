//! Forms of governance, each declared once, with its two handlers: shown on GET, done on POST.

mod adoptions;
mod asked;
mod bodies;
mod conflicts;
mod decisions;
mod meetings;
mod overrides;
mod positions;
mod priorities;
mod promises;
mod reopening;
mod routes;
mod settled;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .with(bodies::routes())
        .with(priorities::routes())
        .with(meetings::routes())
        .with(decisions::routes())
        .with(conflicts::routes())
        .with(positions::routes())
        .with(overrides::routes())
        .with(asked::routes())
        .with(reopening::routes())
        .with(adoptions::routes())
        .with(routes::routes())
        .with(promises::routes())
        .with(settled::routes())
}
