//! Forms of governance, each declared once, with its two handlers: shown on GET, done on POST.

mod bodies;
mod decisions;
mod meetings;
mod overrides;
mod positions;
mod priorities;
mod promises;
mod settled;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .with(bodies::routes())
        .with(priorities::routes())
        .with(meetings::routes())
        .with(decisions::routes())
        .with(positions::routes())
        .with(overrides::routes())
        .with(promises::routes())
        .with(settled::routes())
}
