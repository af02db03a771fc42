//! iCalendar feeds of bodies and people.

use folkmoot_web::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
