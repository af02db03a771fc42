//! Decisions of a place, and the page of each.

mod list;
mod positions;
mod settled;
mod show;

pub(crate) use list::{Asked, place_at};

use crate::acts::SEE_GOVERNANCE;
use folkmoot_web::Routes;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/decisions", SEE_GOVERNANCE, list::show).get(
        "/decisions/{decision}",
        SEE_GOVERNANCE,
        show::show,
    )
}
