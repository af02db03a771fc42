//! A place's priorities, and the page of each.

use folkmoot_web::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
