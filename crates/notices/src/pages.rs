//! Pages of notices and escalations.

pub(crate) mod at;
mod escalation;
mod escalations;
mod mine;
mod notice;
mod notices;

use folkmoot_web::Routes;

pub(crate) use escalations::{Addressees, Line, shown_lines};
pub(crate) use mine::tasks;

pub fn routes() -> Routes {
    Routes::new().with(notices::routes()).with(notice::routes()).with(escalations::routes()).with(escalation::routes())
}
