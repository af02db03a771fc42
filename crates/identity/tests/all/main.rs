//! Identity over HTTP, on both databases: passkeys of a device made of software, and organisations that people sign in through.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod device;
mod passkeys;
mod providers;

use folkmoot_identity::Ways;
use folkmoot_identity::actions::SignInKey;
use folkmoot_kernel::PersonId;
use folkmoot_register::testing::{self as register, RegisterPeople};
use folkmoot_web::sign_in::OtherWays;
use folkmoot_web::testing::TestApp;
use folkmoot_web::{App, Mode, Site, mail, sign_in};
use std::sync::Arc;

/// A site with a name that passkeys may hang on, a club secretary and an administrator.
struct Given {
    app: TestApp,
    asha: PersonId,
    sam: PersonId,
    _folder: tempfile::TempDir,
}

const URL: &str = "http://localhost";

async fn given() -> Given {
    at(URL).await
}

async fn at(url: &str) -> Given {
    let store = folkmoot_store::testing::store().await;
    let asha = register::person(&store, "Asha Marsh").await;
    let sam = register::administrator(&store, "Sam Hale").await;
    let folder = tempfile::tempdir().unwrap();
    let app = App::build(store, Site::new("Folkmoot test", url, Mode::Development))
        .people(Arc::new(RegisterPeople))
        .capability(sign_in::capability())
        .capability(folkmoot_register::capability())
        .capability(folkmoot_identity::capability())
        .provide::<dyn OtherWays>(Arc::new(Ways))
        .provide(Arc::new(SignInKey::at(folder.path().join("sign-in.key"))));
    Given { app: TestApp::of(app.done()), asha, sam, _folder: folder }
}

/// The subject of the newest letter.
async fn newest_letter(app: &TestApp) -> String {
    let letters = mail::newest(&mut app.store().read().await.unwrap(), 1).await.unwrap();
    letters.first().map(|letter| letter.subject.clone()).unwrap_or_default()
}

/// So long that nobody's sign-in is fresh.
fn wait_a_quarter(given: &Given) {
    wait(&given.app, 16);
}

/// Minutes go by.
fn wait(app: &TestApp, minutes: i64) {
    folkmoot_store::testing::set_clock(app.store(), app.store().now().plus_minutes(minutes));
}
