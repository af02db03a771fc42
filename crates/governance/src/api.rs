//! Data instead of pages: JSON, CSV and calendars.

mod calendar;
mod decisions;
mod promises;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    Routes::new().with(calendar::routes()).with(decisions::routes()).with(promises::routes())
}
