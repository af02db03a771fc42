//! The thread, walked both ways.

use folkmoot_web::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
