//! Forms of focus, each declared once, with its two handlers: shown on GET, done on POST.

mod aims;
mod support;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    support::routes().with(aims::routes())
}
