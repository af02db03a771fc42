//! Meetings of a place and a body; a meeting, an item, a paper.

use folkmoot_web::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
