//! Forms of keeping, each declared once, with its two handlers: shown on GET, done on POST.

mod erase;
mod search;

use folkmoot_web::Routes;

pub(crate) fn routes() -> Routes {
    search::routes().with(erase::routes())
}
