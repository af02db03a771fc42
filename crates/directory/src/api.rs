//! Open Referral UK, out: every endpoint and every parameter of 3.0 and 1.0, for anybody's program, without a key. (sources.md#oruk)

mod answer;
mod first;
mod third;

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    Routes::new().with(third::routes()).with(first::routes())
}
