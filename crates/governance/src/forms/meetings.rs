//! Meetings, items, papers, attendance, minutes.

use folkmoot_web::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
