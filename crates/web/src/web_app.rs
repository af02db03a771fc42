//! The application: a store, a site, people, and the capabilities put together.

use crate::capability::{Capability, Job, TaskList};
use crate::ctx::Ctx;
use crate::middleware;
use crate::people::People;
use crate::routes::{Route, Routes};
use crate::site::Site;
use axum::Router;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Act, Id, Subject};
use folkmoot_store::{Error, Store};
use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The whole application. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    store: Store,
    site: Site,
    people: Option<Arc<dyn People>>,
    capabilities: Vec<Capability>,
    provided: BTreeMap<TypeId, Box<dyn Any + Send + Sync>>,
}

/// An application while it is put together.
#[derive(Debug)]
pub struct Building(Parts);

impl App {
    pub fn build(store: Store, site: Site) -> Building {
        let parts = Parts { store, site, people: None, capabilities: Vec::new(), provided: BTreeMap::new() };
        Building(parts)
    }

    /// Without capabilities: for programs and tests that need a context alone.
    pub fn bare(store: Store, site: Site) -> Self {
        Self::build(store, site).done()
    }

    pub fn store(&self) -> &Store {
        &self.0.store
    }

    pub fn site(&self) -> &Site {
        &self.0.site
    }

    pub fn capabilities(&self) -> &[Capability] {
        &self.0.capabilities
    }

    pub(crate) fn people(&self) -> Option<&Arc<dyn People>> {
        self.0.people.as_ref()
    }

    pub(crate) fn wanted<T: ?Sized + Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        let found = self.0.provided.get(&TypeId::of::<Arc<T>>())?;
        found.downcast_ref::<Arc<T>>().cloned()
    }

    pub(crate) fn in_memory<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let kept = self.0.capabilities.iter().find_map(|capability| capability.kept.get(&TypeId::of::<T>()))?;
        Arc::clone(kept).downcast().ok()
    }

    pub(crate) fn link(&self, kind: &str, id: Id<Anything>) -> Option<String> {
        self.0.capabilities.iter().filter_map(|capability| capability.link).find_map(|link| link(kind, id))
    }

    /// Whether who asks may read all that the record says of a thing.
    pub(crate) async fn readable(&self, ctx: &Ctx, kind: &str, id: Id<Anything>) -> Result<bool, Error> {
        for may in self.0.capabilities.iter().filter_map(|capability| capability.readable.as_ref()) {
            if may(ctx.clone(), kind.to_owned(), id).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Where the receipts of a thing are, if the installation gives any.
    pub(crate) fn receipts(&self, kind: &str, id: Id<Anything>) -> Option<String> {
        self.0.capabilities.iter().find_map(|capability| capability.receipts).map(|receipts| receipts(kind, id))
    }

    /// Names of events that are official.
    pub fn official(&self) -> impl Iterator<Item = &'static str> {
        self.0.capabilities.iter().flat_map(|capability| capability.official.iter().copied())
    }

    pub(crate) fn jobs(&self) -> impl Iterator<Item = &Job> {
        self.0.capabilities.iter().flat_map(|capability| &capability.jobs)
    }

    /// How many things wait for the signed-in person.
    pub(crate) async fn waiting(&self, ctx: &Ctx) -> usize {
        let mut sum = 0;
        for count in self.0.capabilities.iter().filter_map(|capability| capability.waiting.as_ref()) {
            sum += count(ctx.clone()).await;
        }
        match self.tasks(ctx).await {
            Ok(lists) => sum + lists.iter().map(|list| list.tasks.len()).sum::<usize>(),
            Err(err) => {
                tracing::error!(fault = %err, "what waits for a person could not be counted");
                sum
            }
        }
    }

    /// What waits for the signed-in person in every capability that says so, empty lists left out.
    pub(crate) async fn tasks(&self, ctx: &Ctx) -> Result<Vec<TaskList>, Error> {
        let mut all = Vec::new();
        for gather in self.0.capabilities.iter().filter_map(|capability| capability.tasks.as_ref()) {
            all.extend(gather(ctx.clone()).await?);
        }
        all.retain(|list| !list.tasks.is_empty());
        Ok(all)
    }

    /// Every route with its act, the web's own included.
    pub fn route_list(&self) -> Vec<Route> {
        self.routes().list
    }

    /// Every act, sorted by key, for the page "who may do what here".
    pub fn act_list(&self) -> Vec<(&'static str, Act)> {
        let named = |capability: &Capability| {
            let name = capability.name;
            capability.acts.iter().map(move |act| (name, *act)).collect::<Vec<_>>()
        };
        let mut acts: Vec<_> = self.0.capabilities.iter().flat_map(named).collect();
        acts.sort_by_key(|(_, act)| act.key);
        acts
    }

    /// Pages of one's own that capabilities have for whoever asks: words and address.
    pub(crate) fn own(&self, ctx: &Ctx) -> Vec<(&'static str, &'static str)> {
        let all = self.0.capabilities.iter().flat_map(|capability| &capability.own);
        all.filter(|(.., act)| ctx.may(*act, Subject::default())).map(|(words, href, _)| (*words, *href)).collect()
    }

    /// Whether programs send to this address.
    pub(crate) fn is_for_programs(&self, path: &str) -> bool {
        self.0.capabilities.iter().any(|capability| capability.routes.programs.contains(&path))
    }

    /// The service that answers requests.
    pub fn router(&self) -> Router {
        middleware::around(self, self.routes().router)
    }

    fn routes(&self) -> Routes {
        self.0.capabilities.iter().fold(Routes::new(), |all, capability| all.with(capability.routes.clone()))
    }
}

impl Building {
    pub fn people(mut self, people: Arc<dyn People>) -> Self {
        self.0.people = Some(people);
        self
    }

    pub fn capability(mut self, capability: Capability) -> Self {
        self.0.capabilities.push(capability);
        self
    }

    /// Gives one capability what another wants, by its trait: see `app/src/joins`.
    pub fn provide<T: ?Sized + Send + Sync + 'static>(mut self, provider: Arc<T>) -> Self {
        self.0.provided.insert(TypeId::of::<Arc<T>>(), Box::new(provider));
        self
    }

    pub fn done(self) -> App {
        App(Arc::new(self.0))
    }
}
