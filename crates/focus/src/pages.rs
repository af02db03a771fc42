//! Pages of focus.

pub(crate) mod at;
mod crosswalk;
mod load;
mod support;
mod time;

pub(crate) use crosswalk::table as crosswalk_table;
pub(crate) use load::table as load_table;
pub(crate) use support::table as support_table;
pub(crate) use time::{overlap_table, table as time_table};

use folkmoot_web::Routes;

pub fn routes() -> Routes {
    support::routes().with(crosswalk::routes()).with(load::routes()).with(time::routes())
}
