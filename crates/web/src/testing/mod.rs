//! TestApp: a browser without a window. Speaks HTTP to the real router, keeps cookies, fills in forms, and checks every
//! page that any test asks for.

mod check;
mod page;

pub use page::TestPage;

use crate::capability::Capability;
use crate::people::{People, SignedIn};
use crate::sign_in::Way;
use crate::sign_in::session::{Session, csrf_of_browser, hash, new_token};
use crate::site::{Mode, Site};
use crate::web_app::{App, Building};
use axum::body::Body;
use axum::http::{Method, Request, header};
use folkmoot_kernel::{Actor, Date, PersonId};
use folkmoot_store::{Conn, Error, Store};
use futures_util::future::BoxFuture;
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

/// A whole application on a database of its own, and a browser in front of it.
#[derive(Debug, Clone)]
pub struct TestApp {
    app: App,
    router: axum::Router,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    csrf: String,
}

/// People by hand, for tests of `web` itself.
#[derive(Debug, Default)]
pub struct ThesePeople(pub Vec<(String, SignedIn)>);

impl TestApp {
    /// These capabilities, with sign-in, on an empty database; nobody is known to sign-in.
    pub async fn new(capabilities: Vec<Capability>) -> Self {
        let store = folkmoot_store::testing::store().await;
        Self::building(store, |building| capabilities.into_iter().fold(building, Building::capability))
    }

    /// An application on this store, put together by `put`: capabilities, people, what joins provide.
    pub fn building(store: Store, put: impl FnOnce(Building) -> Building) -> Self {
        let site = Site::new("Folkmoot test", "http://folkmoot.test", Mode::Development);
        let building = App::build(store, site).capability(crate::sign_in::capability());
        Self::of(put(building).done())
    }

    pub fn of(app: App) -> Self {
        let browser = new_token();
        let csrf = csrf_of_browser(&browser);
        let cookies = BTreeMap::from([("fm-browser".to_owned(), browser)]);
        Self { router: app.router(), app, cookies: Arc::new(Mutex::new(cookies)), csrf }
    }

    pub fn app(&self) -> &App {
        &self.app
    }

    pub fn store(&self) -> &Store {
        self.app.store()
    }

    /// A context that acts as this actor on the same database: to arrange what a page shows.
    pub fn acting(&self, actor: Actor) -> crate::Ctx {
        crate::Ctx::acting(&self.app, actor)
    }

    /// Another browser, in which this person is signed in as strongly as anything asks for.
    pub async fn as_person(&self, person: PersonId) -> Self {
        self.signed_in(person, Way::OrganisationProved).await
    }

    /// The same, signed in this way.
    pub async fn signed_in(&self, person: PersonId, way: Way) -> Self {
        let token = new_token();
        let now = self.store().now();
        let (token_hash, csrf) = (hash("session", &token), new_token());
        let browser = String::new();
        let session = Session { token_hash, csrf: csrf.clone(), person, made_at: now, seen_at: now, way, browser };
        crate::sign_in::open_session(self.store(), &session).await.expect("the session is saved");
        let cookies = BTreeMap::from([("folkmoot".to_owned(), token)]);
        Self { cookies: Arc::new(Mutex::new(cookies)), csrf, ..self.clone() }
    }

    /// Asks for a page. Every HTML answer is checked.
    pub async fn get(&self, path: &str) -> TestPage {
        self.send(Method::GET, path, String::new()).await
    }

    /// Opens the form at `path`, fills it in and sends it, as a browser would: with what stands in its hidden fields.
    /// A field that the form does not have fails the test.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> TestPage {
        let shown = self.get(path).await;
        if shown.status != 200 {
            return self.post_raw(path, fields).await;
        }
        let form = shown.form(path);
        for (name, _) in fields {
            assert!(
                form.names.iter().any(|known| known == name),
                "the form at {path} has no field {name}: {:?}",
                form.names
            );
        }
        let kept = form.hidden.iter().filter(|(name, _)| !fields.iter().any(|(given, _)| given == name));
        let all: Vec<(&str, &str)> =
            kept.map(|(name, value)| (name.as_str(), value.as_str())).chain(fields.iter().copied()).collect();
        self.send_form(path, &all).await
    }

    /// Sends values without opening the form first, with a valid token and a new key unless `fields` bring their own.
    pub async fn post_raw(&self, path: &str, fields: &[(&str, &str)]) -> TestPage {
        let key = new_token();
        let own = [("_csrf", self.csrf.as_str()), ("_key", key.as_str())];
        let mut all: Vec<(&str, &str)> = Vec::new();
        all.extend(own.iter().filter(|(name, _)| !fields.iter().any(|(given, _)| given == name)));
        all.extend_from_slice(fields);
        self.send_form(path, &all).await
    }

    /// Sends a file in a form.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &str, &[u8])) -> TestPage {
        let (field, name, media_type, content) = file;
        let boundary = "folkmoot-test-boundary";
        let mut body = Vec::new();
        let key = new_token();
        for (name, value) in fields.iter().copied().chain([("_csrf", self.csrf.as_str()), ("_key", &key)]) {
            let part = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: {media_type}\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={boundary}"));
        self.run(path, request, Body::from(body)).await
    }

    async fn send_form(&self, path: &str, fields: &[(&str, &str)]) -> TestPage {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        self.send(Method::POST, path, body.finish()).await
    }

    async fn send(&self, method: Method, path: &str, body: String) -> TestPage {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.run(path, request, Body::from(body)).await
    }

    async fn run(&self, path: &str, request: axum::http::request::Builder, body: Body) -> TestPage {
        let request = request.header(header::COOKIE, self.cookie_line()).body(body).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let bytes = body.collect().await.expect("the answer's body").to_bytes();
        let page = TestPage::new(path, parts, bytes.to_vec());
        check::every_page(&page);
        page
    }

    /// What this browser's forms carry, for a test that speaks to the program itself.
    pub fn csrf(&self) -> &str {
        &self.csrf
    }

    /// This browser's cookies, as a request names them.
    pub fn cookie_line(&self) -> String {
        let cookies = self.cookies.lock().expect("cookies");
        cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep_cookies(&self, headers: &axum::http::HeaderMap) {
        let mut cookies = self.cookies.lock().expect("cookies");
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a cookie");
            let (name, value) = line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            if value.is_empty() {
                cookies.remove(name)
            } else {
                cookies.insert(name.to_owned(), value.to_owned())
            };
        }
    }
}

impl People for ThesePeople {
    fn by_email<'a>(&'a self, _: &'a mut Conn, email: &'a str) -> BoxFuture<'a, Result<Option<PersonId>, Error>> {
        let found = self.0.iter().find(|(known, _)| known == email).map(|(_, person)| person.id);
        Box::pin(async move { Ok(found) })
    }

    fn signed_in<'a>(
        &'a self,
        _: &'a mut Conn,
        id: PersonId,
        _: Date,
    ) -> BoxFuture<'a, Result<Option<SignedIn>, Error>> {
        let found = self.0.iter().find(|(_, person)| person.id == id).map(|(_, person)| person.clone());
        Box::pin(async move { Ok(found) })
    }
}
