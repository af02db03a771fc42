//! Signing in with a typed code, over HTTP, on both databases.

use folkmoot_kernel::{Id, PersonId};
use folkmoot_store::{job, testing};
use folkmoot_web::testing::{TestApp, ThesePeople};
use folkmoot_web::{SignedIn, jobs, mail};
use std::sync::Arc;

const ASHA: PersonId = Id::from_number(11);
const BEN: PersonId = Id::from_number(12);

async fn app() -> TestApp {
    let asha = SignedIn { id: ASHA, name: "Asha Marsh".into(), held: Vec::new(), administrator: false };
    let ben = SignedIn { id: BEN, name: "Ben Frost".into(), held: Vec::new(), administrator: false };
    let people = vec![("asha@club.example".into(), asha), ("ben@club.example".into(), ben)];
    let people = Arc::new(ThesePeople(people));
    TestApp::building(testing::store().await, |building| building.people(people))
}

async fn last_code(app: &TestApp) -> String {
    let letters = mail::newest(&mut app.store().read().await.unwrap(), 1).await.unwrap();
    letters[0].subject[..6].to_owned()
}

#[tokio::test]
async fn a_known_person_signs_in_with_the_code_from_the_letter() {
    let app = app().await;

    let asked = app.post("/sign-in?next=%2Fpromises%2F7", &[("email", "Asha@Club.example")]).await;
    let code = last_code(&app).await;
    let signed_in = app.post(asked.location(), &[("code", &code)]).await;

    assert_eq!(signed_in.location(), "/promises/7");
    app.get("/outbox").await.status(200).shows("Sign out Asha Marsh").shows("You are signed in");
}

#[tokio::test]
async fn a_stranger_gets_the_same_answer_and_no_letter() {
    let app = app().await;

    let known = app.post("/sign-in", &[("email", "asha@club.example")]).await;
    let stranger = app.post("/sign-in", &[("email", "nobody@club.example")]).await;

    assert_eq!(known.location(), stranger.location());
    let letters = mail::newest(&mut app.store().read().await.unwrap(), 10).await.unwrap();
    assert_eq!(letters.len(), 1);
}

#[tokio::test]
async fn five_wrong_tries_kill_the_code() {
    let app = app().await;
    app.post("/sign-in", &[("email", "asha@club.example")]).await;
    let code = last_code(&app).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };

    for _ in 0..5 {
        let refused = app.post("/sign-in/code", &[("code", wrong)]).await;
        assert_eq!(refused.refusal("code"), "That is not the code we sent. Check the numbers, or ask for a new code");
    }

    let late = app.post("/sign-in/code", &[("code", &code)]).await;
    assert_eq!(late.refusal("code"), "This code no longer works. Ask for a new one");
}

#[tokio::test]
async fn a_code_works_only_in_the_browser_that_asked() {
    let app = app().await;
    app.post("/sign-in", &[("email", "asha@club.example")]).await;
    let code = last_code(&app).await;

    let elsewhere = TestApp::of(app.app().clone());
    let refused = elsewhere.post("/sign-in/code", &[("code", &code)]).await;

    assert_eq!(refused.refusal("code"), "This code no longer works. Ask for a new one");
}

#[tokio::test]
async fn a_code_works_once() {
    let app = app().await;
    app.post("/sign-in", &[("email", "asha@club.example")]).await;
    let code = last_code(&app).await;
    app.post("/sign-in/code", &[("code", &code)]).await;
    app.post_raw("/sign-out", &[]).await;

    let again = app.post("/sign-in/code", &[("code", &code)]).await;

    assert_eq!(again.refusal("code"), "This code no longer works. Ask for a new one");
}

#[tokio::test]
async fn the_sixth_code_in_an_hour_is_refused_beside_the_field() {
    let app = app().await;
    for _ in 0..5 {
        app.post("/sign-in", &[("email", "asha@club.example")]).await.status(303);
    }

    let sixth = app.post("/sign-in", &[("email", "asha@club.example")]).await;

    assert_eq!(sixth.refusal("email"), "Too many codes were asked for. Wait an hour, then try again");
    assert_eq!(sixth.value("email"), "asha@club.example");
}

#[tokio::test]
async fn a_wrong_address_is_refused_and_kept() {
    let app = app().await;

    let refused = app.post("/sign-in", &[("email", "asha at club")]).await;

    assert_eq!(refused.refusal("email"), "Enter an e-mail address, like name@example.org");
    assert_eq!(refused.value("email"), "asha at club");
    assert!(refused.all("title")[0].starts_with("Error: Sign in"));
}

#[tokio::test]
async fn a_form_without_our_token_does_nothing() {
    let app = app().await;

    let forged = app.post_raw("/sign-in", &[("_csrf", "stolen"), ("email", "asha@club.example")]).await;
    let theirs = TestApp::of(app.app().clone()).get("/sign-in").await.value("_csrf");
    let crossed = app.post_raw("/sign-in", &[("_csrf", &theirs), ("email", "asha@club.example")]).await;

    forged.status(400).shows("load the page again");
    crossed.status(400);
    let letters = mail::newest(&mut app.store().read().await.unwrap(), 1).await.unwrap();
    assert!(letters.is_empty());
}

#[tokio::test]
async fn letters_are_sent_by_a_job_once() {
    let app = app().await;
    app.post("/sign-in", &[("email", "asha@club.example")]).await;

    jobs::work_once(app.app()).await.unwrap();

    assert!(job::claim(app.store()).await.unwrap().is_none());
    let letters = mail::newest(&mut app.store().read().await.unwrap(), 1).await.unwrap();
    assert!(letters[0].sent_at.is_some());
}

#[tokio::test]
async fn an_unknown_address_is_a_page_with_a_way_on() {
    let app = app().await;

    app.get("/no/such/page").await.status(404).shows("Page not found").shows("Find a place");
    app.get("/api/v1/nothing").await.status(404).shows("there is no such page");
}

#[tokio::test]
async fn people_see_where_they_are_signed_in_and_sign_out_there() {
    let app = app().await;
    let here = app.as_person(ASHA).await;
    let there = app.as_person(ASHA).await;
    let third = app.as_person(ASHA).await;
    let somebody = app.as_person(BEN).await;

    let page = here.get("/sessions").await;
    page.shows("This one").shows("Sign out everywhere else");
    let names = page.attributes("input[name=which]", "value");
    assert_eq!(names.len(), 3, "two others and all others: {names:?}");

    // Another person's name of a session ends nothing.
    somebody.post_raw("/sessions", &[("_csrf", somebody.csrf()), ("which", &names[0])]).await.status(303);
    assert_eq!(here.get("/sessions").await.attributes("input[name=which]", "value").len(), 3);

    here.post_raw("/sessions", &[("_csrf", here.csrf()), ("which", &names[0])]).await.status(303);
    let left = [there.get("/sessions").await.status, third.get("/sessions").await.status];
    assert!(left.contains(&200) && left.contains(&303), "one of both is signed out: {left:?}");
    here.post_raw("/sessions", &[("_csrf", here.csrf()), ("which", "others")]).await.status(303);
    here.get("/sessions").await.shows("You are signed in nowhere else");
    for browser in [&there, &third] {
        assert!(browser.get("/sessions").await.location().starts_with("/sign-in"));
    }
    somebody.get("/sessions").await.shows("You are signed in nowhere else");
    here.post_raw("/sessions", &[("_csrf", "stolen"), ("which", "others")]).await.status(400);
}
