//! The shapes, one after the other.

mod oparl;
mod popolo;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    oparl::routes().with(popolo::routes())
}
