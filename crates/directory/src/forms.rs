//! Forms of the directory: each declared once, shown and read.

mod contact;
mod look;
mod parts;
mod right;
mod tell;
mod times;
mod venues;
mod words;
mod wrong;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    let routes = Routes::new().with(tell::routes()).with(words::routes()).with(times::routes());
    let routes = routes.with(right::routes()).with(wrong::routes());
    routes.with(venues::routes()).with(look::routes()).with(contact::routes())
}
