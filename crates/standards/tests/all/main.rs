//! OParl and Popolo over HTTP. That the demonstration place fits the published schemas is tested in `browser/standards.test.mjs`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod oparl;
mod popolo;
#[path = "../../../governance/tests/all/support/mod.rs"]
mod support;

use folkmoot_register::testing::RegisterPeople;
use folkmoot_web::testing::{TestApp, TestPage};
use serde_json::Value;
use std::sync::Arc;
use support::Given;

/// What the test's place is, and the site with its standards; nobody is signed in.
async fn given() -> (Given, TestApp) {
    let given = support::given().await;
    let app = TestApp::building(given.app.store().clone(), |building| {
        building
            .people(Arc::new(RegisterPeople))
            .capability(folkmoot_register::capability())
            .capability(folkmoot_governance::capability())
            .capability(folkmoot_standards::capability())
    });
    (given, app)
}

/// The page as data.
fn json(page: &TestPage) -> Value {
    serde_json::from_str(&page.text()).unwrap()
}

async fn ask(app: &TestApp, path: &str) -> Value {
    let page = app.get(path).await;
    page.status(200);
    json(&page)
}
