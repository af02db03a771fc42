//! Follow-through of a place, and the page of each promise.

pub(crate) mod asked;
mod follow;
mod moments;
mod show;
mod standing;

use crate::acts::SEE_GOVERNANCE;
use folkmoot_web::Routes;

pub(super) fn routes() -> Routes {
    Routes::new().get("/places/{place}/promises", SEE_GOVERNANCE, follow::show).get(
        "/promises/{promise}",
        SEE_GOVERNANCE,
        show::show,
    )
}
