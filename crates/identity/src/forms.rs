//! Forms of identity, each declared once, with its two handlers: shown on GET, done on POST.

mod passkeys;
mod providers;

use folkmoot_web::Routes;

pub(crate) fn routes() -> Routes {
    passkeys::routes().with(providers::routes())
}
