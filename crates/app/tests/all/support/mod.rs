//! The whole application, as the program puts it together, on a database of the test's own.

#![allow(dead_code, reason = "each test file uses some of it")]

use folkmoot_app::{compose, home::About};
use folkmoot_store::testing;
use folkmoot_web::testing::TestApp;
use folkmoot_web::{Mode, Site};

pub async fn app() -> TestApp {
    in_mode(Mode::Development).await
}

pub async fn in_mode(mode: Mode) -> TestApp {
    saying(mode, About::default()).await
}

pub async fn saying(mode: Mode, about: About) -> TestApp {
    let site = Site::new("Folkmoot test", "http://folkmoot.test", mode);
    TestApp::of(compose::app(testing::store().await, site, about))
}
