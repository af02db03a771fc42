//! Pages of claims, in a file for each thing that is shown. Forms are in `forms`, with what they change.

pub(crate) mod at;
pub(crate) mod balance;
pub(crate) mod beside;
mod claims;
pub(crate) mod involvement;
mod review;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    Routes::new().with(claims::routes()).with(review::routes()).with(balance::routes()).with(involvement::routes())
}
