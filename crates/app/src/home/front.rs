//! The front page.

use folkmoot_web::{Ctx, Page, PageError, Response};

pub(super) async fn show(ctx: Ctx) -> Result<Response, PageError> {
    ctx.page(Page::new(&ctx.site().name)).await
}
