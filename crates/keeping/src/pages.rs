//! Pages of keeping.

mod kept;
mod own;
mod searches;

use folkmoot_web::Routes;

pub(crate) use searches::shown;

pub(crate) fn routes() -> Routes {
    kept::routes().with(own::routes()).with(searches::routes())
}
