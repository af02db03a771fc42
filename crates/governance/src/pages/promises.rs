//! Follow-through of a place, and the page of each promise.

use folkmoot_web::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
