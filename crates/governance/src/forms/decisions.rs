//! Decisions: put, closed.

use folkmoot_web::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
