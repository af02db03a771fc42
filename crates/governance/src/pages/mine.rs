//! My page: what waits for me, my organisation's promises, next meetings.

use folkmoot_web::{Ctx, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
}

pub(super) async fn waiting(_ctx: &Ctx) -> usize {
    0
}
