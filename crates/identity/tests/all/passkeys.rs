//! Passkeys: made, used, removed; and all that is refused.

use crate::device::Device;
use crate::{Given, at, given, newest_letter, wait, wait_a_quarter};
use folkmoot_kernel::PersonId;
use folkmoot_web::sign_in::Way;
use folkmoot_web::testing::{TestApp, TestPage};

async fn added(app: &TestApp, device: &mut Device) -> TestPage {
    let asked = app.post_raw("/passkeys/begin", &[]).await.status(200).text();
    app.post("/passkeys/add", &[("name", "Phone"), ("credential", &device.makes(&asked))]).await
}

/// A site where Asha has a passkey on a device.
async fn with_passkey() -> (Given, Device) {
    let given = given().await;
    let mut device = Device::new(1);
    let asha = given.app.signed_in(given.asha, Way::Code).await;
    added(&asha, &mut device).await.status(303);
    (given, device)
}

async fn signs_in(app: &TestApp, device: &mut Device) -> TestPage {
    let asked = app.post_raw("/sign-in/passkey/begin", &[]).await.status(200).text();
    app.post("/sign-in/passkey?next=%2Fsessions", &[("credential", &device.signs(&asked))]).await
}

#[track_caller]
fn is_refused(page: &TestPage) {
    assert_eq!(page.location(), "/sign-in/passkey?next=%2Fsessions");
}

#[tokio::test]
async fn a_passkey_is_made_and_signs_in_and_its_owner_hears_of_it() {
    let (given, mut device) = with_passkey().await;
    assert_eq!(newest_letter(&given.app).await, "A passkey was added to your account at Folkmoot test");
    let browser = TestApp::of(given.app.app().clone());
    browser.get("/sign-in?next=%2Fmine").await.status(200).shows("With a passkey");

    assert_eq!(signs_in(&browser, &mut device).await.location(), "/sessions");

    browser.get("/sessions").await.status(200).shows("with a passkey");
    browser.get("/passkeys").await.status(200).shows("Phone").shows("Last used");
}

#[tokio::test]
async fn whoever_adds_a_passkey_is_signed_in_with_it() {
    let given = given().await;
    let asha = given.app.signed_in(given.asha, Way::Code).await;

    added(&asha, &mut Device::new(1)).await.status(303);

    asha.get("/sessions").await.status(200).shows("with a passkey").hides("with a code by e-mail");
}

#[tokio::test]
async fn what_a_device_said_works_once_and_in_its_browser_only() {
    let (given, mut device) = with_passkey().await;
    let (here, there) = (TestApp::of(given.app.app().clone()), TestApp::of(given.app.app().clone()));
    let asked = here.post_raw("/sign-in/passkey/begin", &[]).await.text();
    there.post_raw("/sign-in/passkey/begin", &[]).await.status(200);
    let said = device.signs(&asked);
    let send = async |app: &TestApp| app.post("/sign-in/passkey?next=%2Fsessions", &[("credential", &said)]).await;

    is_refused(&send(&there).await);
    assert_eq!(send(&here).await.location(), "/sessions");
    here.post_raw("/sign-out", &[]).await;
    is_refused(&send(&here).await);
}

#[tokio::test]
async fn a_device_that_is_another_ones_asked_nobody_or_was_copied_signs_nobody_in() {
    let (given, mut device) = with_passkey().await;
    let browser = TestApp::of(given.app.app().clone());

    device.verifies = false;
    is_refused(&signs_in(&browser, &mut device).await);
    device.verifies = true;
    device.origin = "https://evil.example";
    is_refused(&signs_in(&browser, &mut device).await);
    device.origin = crate::URL;
    let own = std::mem::replace(&mut device.handle, "AAAAAAAAAAAAAAAAAAAAAQ".into());
    is_refused(&signs_in(&browser, &mut device).await);
    device.handle = own;
    let mut forged = Device::new(1);
    forged.handle = device.handle.clone();
    is_refused(&signs_in(&browser, &mut forged).await);
    is_refused(&signs_in(&browser, &mut Device::new(2)).await);

    assert_eq!(signs_in(&browser, &mut device).await.location(), "/sessions");
    let other = TestApp::of(given.app.app().clone());
    device.counter = 1;
    is_refused(&signs_in(&other, &mut device).await);
}

#[tokio::test]
async fn what_is_not_said_or_is_nonsense_signs_nobody_in() {
    let (given, _) = with_passkey().await;
    let browser = TestApp::of(given.app.app().clone());

    for said in ["", "nothing", "{}", "[[[[", "{\"id\":\"\",\"rawId\":\"\",\"type\":\"public-key\",\"response\":{}}"] {
        browser.post_raw("/sign-in/passkey/begin", &[]).await.status(200);
        is_refused(&browser.post("/sign-in/passkey?next=%2Fsessions", &[("credential", said)]).await);
    }
    let (given, asha) = (given.app.clone(), given.app.signed_in(given.asha, Way::Code).await);
    drop(given);
    let refused = asha.post("/passkeys/add", &[("name", "Phone"), ("credential", "nothing")]).await;
    assert_eq!(refused.refusal("name"), "The passkey was not made: it was cancelled, or took too long. Try again");
    let refused = asha.post("/passkeys/add", &[("name", "Phone")]).await;
    assert_eq!(refused.refusal("name"), "This browser makes no passkeys here. You can go on with codes by e-mail");
}

#[tokio::test]
async fn a_passkey_is_removed_by_its_owner_alone_and_then_opens_nothing() {
    let (given, mut device) = with_passkey().await;
    let asha = given.app.signed_in(given.asha, Way::Code).await;
    let href = asha.get("/passkeys").await.attributes("a[href$='/remove']", "href")[0].clone();
    let sam = given.app.signed_in(given.sam, Way::Passkey).await;

    sam.get(&href).await.status(404);
    sam.post_raw(&href, &[]).await.status(404);
    assert_eq!(asha.post(&href, &[]).await.location(), "/passkeys");

    assert_eq!(newest_letter(&given.app).await, "A passkey was removed from your account at Folkmoot test");
    asha.get("/passkeys").await.status(200).shows("You have none here yet");
    is_refused(&signs_in(&TestApp::of(given.app.app().clone()), &mut device).await);
}

#[tokio::test]
async fn passkeys_are_changed_within_a_quarter_of_an_hour_of_signing_in() {
    let given = given().await;
    let asha = given.app.signed_in(given.asha, Way::Code).await;
    asha.get("/passkeys/add").await.status(200);

    wait_a_quarter(&given);

    for page in [asha.get("/passkeys/add").await, asha.post_raw("/passkeys/begin", &[]).await] {
        assert!(page.location().starts_with("/sign-in?next=%2Fpasskeys"), "{}", page.location());
    }
    asha.get("/sign-in").await.shows("Sign in once more");
    asha.get("/passkeys").await.status(200);
}

async fn types_a_code(app: &TestApp) -> String {
    wait(app, 1);
    app.post("/sign-in", &[("email", "asha.marsh@people.example")]).await.status(303);
    let code = newest_letter(app).await[..6].to_owned();
    app.post("/sign-in/code", &[("code", &code)]).await.location().to_owned()
}

#[tokio::test]
async fn at_the_second_visit_a_passkey_is_offered_until_it_is_there_or_declined() {
    let given = given().await;
    let browser = || TestApp::of(given.app.app().clone());

    assert_eq!(types_a_code(&browser()).await, "/mine");
    let second = browser();
    assert_eq!(types_a_code(&second).await, "/passkeys/offer?next=%2Fmine");
    let offer = second.get("/passkeys/offer?next=%2Fmine").await;
    offer.status(200).shows("Sign in faster next time").shows("Not now");
    assert_eq!(
        second.post_raw("/passkeys/offer", &[("_csrf", &offer.value("_csrf")), ("next", "/mine")]).await.location(),
        "/mine"
    );

    assert_eq!(types_a_code(&browser()).await, "/mine");
}

#[tokio::test]
async fn whoever_has_a_passkey_is_offered_none() {
    let (given, _) = with_passkey().await;

    assert_eq!(types_a_code(&TestApp::of(given.app.app().clone())).await, "/mine");
}

#[tokio::test]
async fn a_site_without_a_name_says_that_it_has_no_passkeys() {
    let given = at("http://127.0.0.1:8080").await;
    let asha: (TestApp, PersonId) = (given.app.signed_in(given.asha, Way::Code).await, given.asha);

    asha.0.get("/sign-in").await.status(200).hides("passkey");
    asha.0.get("/passkeys").await.status(200).shows("Here nobody can add one");
    asha.0.get("/passkeys/add").await.status(400);
    asha.0.get("/sign-in/passkey").await.status(404);
}

#[tokio::test]
async fn the_eleventh_passkey_is_refused() {
    let given = given().await;
    let asha = async || given.app.signed_in(given.asha, Way::Code).await;
    for number in 0..10 {
        added(&asha().await, &mut Device::new(number)).await.status(303);
    }

    let refused = added(&asha().await, &mut Device::new(99)).await;

    assert_eq!(refused.refusal("name"), "You have 10 passkeys already: remove one first");
}
