//! Through which organisations people sign in, for administrators.

use crate::provider::Provider;
use crate::{links, store};
use askama::Template;
use folkmoot_web::{Ctx, Page, PageError, Response};

#[derive(Debug, Template)]
#[template(path = "providers.html")]
struct ProvidersPage {
    providers: Vec<Provider>,
    back: String,
    keys: String,
}

pub(super) async fn show(ctx: Ctx) -> Result<Response, PageError> {
    let providers = store::providers(&mut *ctx.read().await?).await?;
    let url = &ctx.site().url;
    let inside =
        ProvidersPage { providers, back: format!("{url}{}", links::BACK), keys: format!("{url}{}", links::KEYS) };
    let lead = "People may sign in here with the account that they have at their organisation. Rights come from seats all the same: it says who somebody is, never what they may do.";
    ctx.page(Page::new("Signing in through organisations").lead(lead).template(&inside)).await
}
