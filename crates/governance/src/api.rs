//! Data instead of pages: JSON, CSV, calendars and feeds.

mod atom;
mod calendar;
mod decisions;
mod promises;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    Routes::new().with(atom::routes()).with(calendar::routes()).with(decisions::routes()).with(promises::routes())
}
