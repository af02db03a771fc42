//! Forms of the directory: each declared once, shown and read.

mod contact;
mod look;
mod parts;
mod tell;
mod times;
mod venues;
mod words;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    let routes = Routes::new().with(tell::routes()).with(words::routes()).with(times::routes());
    routes.with(venues::routes()).with(look::routes()).with(contact::routes())
}
