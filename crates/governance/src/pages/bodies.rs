//! A place's bodies as a tree, and the page of each.

use folkmoot_web::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
