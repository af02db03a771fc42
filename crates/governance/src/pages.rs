//! Pages of governance, in a file for each thing that is shown. Forms are in `forms`, with what they change.

pub(crate) mod adoptions;
pub(crate) mod again;
mod annual;
pub(crate) mod at;
mod bodies;
pub(crate) mod choices;
pub(crate) mod conflicts;
pub(crate) mod decisions;
mod dependence;
mod handover;
mod meetings;
mod mine;
mod overrides;
mod priorities;
pub(crate) mod promises;
pub(crate) mod routes;
pub(crate) mod seen;
pub mod thread;
mod traffic;

use folkmoot_web::{Ctx, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .with(bodies::routes())
        .with(priorities::routes())
        .with(meetings::routes())
        .with(decisions::routes())
        .with(conflicts::routes())
        .with(overrides::routes())
        .with(annual::routes())
        .with(handover::routes())
        .with(dependence::routes())
        .with(traffic::routes())
        .with(adoptions::routes())
        .with(routes::routes())
        .with(promises::routes())
        .with(thread::routes())
        .with(mine::routes())
}

/// How many things wait for the signed-in person.
pub(crate) use seen::readable;

pub(crate) async fn waiting(ctx: Ctx) -> usize {
    mine::waiting(&ctx).await
}
