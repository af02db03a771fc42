//! Forms of claims: each declared once, shown and read.

mod claims;
mod involvement;
mod review;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    Routes::new().with(claims::routes()).with(review::routes()).with(involvement::routes())
}
