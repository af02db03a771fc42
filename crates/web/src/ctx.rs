//! The context of one request: who asks, when, of which database. Pages, actions, jobs and the command line all have one.

use crate::people::SignedIn;
use crate::sent::FormKey;
use crate::server::measure;
use crate::sign_in::session::Session;
use crate::site::{Mode, Site};
use crate::web_app::App;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Act, Actor, Id, Permit, PersonId, Refused, Thing, Timestamp, act};
use folkmoot_store::{Error, Read, Store, Tx, reading};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Who asks, for what, and with which tools. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Ctx(Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) app: App,
    pub(crate) actor: Actor,
    pub(crate) person: Option<SignedIn>,
    pub(crate) session: Option<Session>,
    /// Random name of this browser: forms of people who are not signed in hang on it.
    pub(crate) browser: Option<String>,
    /// Set when an answer carries a form, so that it is not cached and the browser gets its cookie.
    pub(crate) personal: AtomicBool,
    pub(crate) request_id: String,
    pub(crate) form_key: Option<FormKey>,
    pub(crate) uri: Uri,
    pub(crate) flash: Option<String>,
    pub(crate) network: String,
    /// What the browser says of itself.
    pub(crate) agent: String,
}

impl Ctx {
    pub(crate) fn of_request(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// For jobs, the command line, the demonstration and tests: acts as `actor`, without a request.
    pub fn acting(app: &App, actor: Actor) -> Self {
        Self(Arc::new(Inner {
            app: app.clone(),
            actor,
            person: None,
            session: None,
            browser: None,
            personal: AtomicBool::new(false),
            request_id: String::new(),
            form_key: None,
            uri: Uri::from_static("/"),
            flash: None,
            network: String::new(),
            agent: String::new(),
        }))
    }

    /// A context on a database alone, without pages: rules and actions in tests, imports.
    pub fn bare(store: &Store, actor: Actor) -> Self {
        let site = Site::new("Folkmoot", "http://localhost", Mode::Development);
        Self::acting(&App::bare(store.clone(), site), actor)
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    pub fn app(&self) -> &App {
        &self.0.app
    }

    pub fn store(&self) -> &Store {
        self.0.app.store()
    }

    pub fn site(&self) -> &Site {
        self.0.app.site()
    }

    pub fn now(&self) -> Timestamp {
        self.store().now()
    }

    pub fn actor(&self) -> &Actor {
        &self.0.actor
    }

    /// The signed-in person, with their name.
    pub fn person(&self) -> Option<&SignedIn> {
        self.0.person.as_ref()
    }

    pub fn person_id(&self) -> Option<PersonId> {
        self.0.actor.person()
    }

    pub fn is_signed_in(&self) -> bool {
        self.0.actor != Actor::Nobody
    }

    /// The path of this request, without its query.
    pub fn path(&self) -> &str {
        self.0.uri.path()
    }

    /// The query of this request, as it came: "state=kept&page=2".
    pub fn query(&self) -> &str {
        self.0.uri.query().unwrap_or_default()
    }

    pub fn new_id<K>(&self) -> Id<K> {
        self.store().new_id()
    }

    pub async fn read(&self) -> Result<Read, Error> {
        self.store().read().await
    }

    /// Begins a write. A form that already did its work is answered [`Error::AlreadyDone`].
    pub async fn begin(&self) -> Result<Tx, Error> {
        let key = self.0.form_key.as_ref().map(|key| key.0.as_str());
        self.store().write().await?.asked_by(&self.0.request_id, key).await
    }

    /// Allows the act on the thing for who is asking, or says why not. A [`folkmoot_kernel::Subject`] is a thing without facts.
    pub fn permit(&self, act: Act, thing: impl Into<Thing>) -> Result<Permit, Refused> {
        let began = Instant::now();
        let answer = act::permit(&self.0.actor, act, &thing.into());
        measure::decided(began.elapsed());
        answer
    }

    /// Whether the act would be allowed: for showing a button or not.
    pub fn may(&self, act: Act, thing: impl Into<Thing>) -> bool {
        self.permit(act, thing).is_ok()
    }

    /// Whether who asks may read all that the record says of a thing, by its kind.
    pub async fn may_read(&self, kind: &str, id: Id<Anything>) -> Result<bool, Error> {
        self.app().readable(self, kind, id).await
    }

    /// Notes that whoever asks is about to be shown what is kept of others: whose, what, and why. Call it before the page is answered.
    /// One's own is no reading.
    pub async fn reads(&self, whose: impl IntoIterator<Item = PersonId>, what: &str, why: &str) -> Result<(), Error> {
        let others: BTreeSet<PersonId> = whose.into_iter().filter(|id| Some(*id) != self.person_id()).collect();
        if others.is_empty() {
            return Ok(());
        }
        let mut tx = self.store().write().await?;
        for person in others {
            reading::note(&mut tx, self.actor(), Some(person), what, why).await?;
        }
        tx.commit_housekeeping().await
    }

    /// The same for a list of everybody.
    pub async fn reads_everybody(&self, what: &str, why: &str) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        reading::note(&mut tx, self.actor(), None, what, why).await?;
        tx.commit_housekeeping().await
    }

    /// What a capability keeps in memory while the program runs.
    pub fn in_memory<T: std::any::Any + Send + Sync>(&self) -> Option<Arc<T>> {
        self.0.app.in_memory()
    }

    /// What another capability provides, if this installation has it.
    pub fn wanted<T: ?Sized + Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.0.app.wanted::<T>()
    }

    /// What waits for the signed-in person in capabilities that declare it with [`crate::Capability::tasks`].
    pub async fn tasks(&self) -> Result<Vec<crate::TaskList>, Error> {
        self.0.app.tasks(self).await
    }

    /// Pages of one's own that capabilities declare with [`crate::Capability::own`]: words and address.
    pub fn own_pages(&self) -> Vec<(&'static str, &'static str)> {
        self.0.app.own(self)
    }

    /// Where the page of a subject is, by the kind its events name.
    pub fn link(&self, kind: &str, id: Id<Anything>) -> Option<String> {
        self.0.app.link(kind, id)
    }

    /// The token that proves that a form came from us. Asking for it makes this answer personal.
    pub fn csrf(&self) -> String {
        self.0.personal.store(true, Ordering::SeqCst);
        match (&self.0.session, &self.0.browser) {
            (Some(session), _) => session.csrf.clone(),
            (None, Some(browser)) => crate::sign_in::session::csrf_of_browser(browser),
            (None, None) => String::new(),
        }
    }

    pub(crate) fn is_personal(&self) -> bool {
        self.0.personal.load(Ordering::SeqCst)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ctx {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts.extensions.get::<Ctx>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// A context that may be missing: only for answers outside the router's own pages.
#[derive(Debug)]
pub(crate) struct MaybeCtx(pub(crate) Option<Ctx>);

impl<S: Send + Sync> FromRequestParts<S> for MaybeCtx {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(MaybeCtx(parts.extensions.get::<Ctx>().cloned()))
    }
}
