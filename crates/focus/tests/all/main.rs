//! Focus over HTTP: who says what and who sees it, aims and gaps, what meetings took.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod crosswalk;
mod load;
#[path = "../../../governance/tests/all/support/mod.rs"]
mod support;
mod supported;
mod time;

use folkmoot_register::testing::RegisterPeople;
use folkmoot_web::testing::TestApp;
use std::sync::Arc;
use support::{Given, People};

/// The board of Vale and its people, on a site with focus.
async fn given() -> Given {
    let given = support::given().await;
    let app = TestApp::building(given.app.store().clone(), |building| {
        building
            .people(Arc::new(RegisterPeople))
            .capability(folkmoot_register::capability())
            .capability(folkmoot_governance::capability())
            .capability(folkmoot_focus::capability())
    });
    let People { asha, tom, sue, carl, cleo, ned, ben } = given.people;
    Given {
        team: app.as_person(asha).await,
        chair: app.as_person(tom).await,
        secretary: app.as_person(sue).await,
        councillor: app.as_person(carl).await,
        member: app.as_person(cleo).await,
        elsewhere: app.as_person(ned).await,
        stranger: app.as_person(ben).await,
        app,
        ..given
    }
}
