//! A capability's manifest: the one place that shows what it adds.

use crate::ctx::Ctx;
use crate::routes::Routes;
use folkmoot_kernel::id::Anything;
use folkmoot_kernel::{Act, Id};
use folkmoot_store::Error;
use futures_util::future::BoxFuture;
use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Why a job failed: logged once, kept in its row, tried again.
pub type JobError = Box<dyn std::error::Error + Send + Sync>;
type Reconcile = Arc<dyn Fn(Ctx) -> BoxFuture<'static, Result<String, JobError>> + Send + Sync>;
type Handle = Arc<dyn Fn(Ctx, String) -> BoxFuture<'static, Result<(), JobError>> + Send + Sync>;
type Link = fn(&str, Id<Anything>) -> Option<String>;
type Receipts = fn(&str, Id<Anything>) -> String;
type Gather = Arc<dyn Fn(Ctx) -> BoxFuture<'static, Result<Vec<TaskList>, Error>> + Send + Sync>;
type Readable = Arc<dyn Fn(Ctx, String, Id<Anything>) -> BoxFuture<'static, Result<bool, Error>> + Send + Sync>;
type Waiting = Arc<dyn Fn(Ctx) -> BoxFuture<'static, usize> + Send + Sync>;

/// Things that wait for the signed-in person, under a heading of "My page". A task is its words, the address of the form
/// that ends the waiting, and a few words of when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskList {
    pub heading: &'static str,
    pub tasks: Vec<(String, String, String)>,
}

/// How often a reconciler runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    Minutes(i64),
    Hours(i64),
    Days(i64),
}

/// Later work: a reconciler that compares what was promised with what is, or the handler of an enqueued row.
#[derive(Clone)]
pub enum Job {
    Reconciler { name: &'static str, every: Every, run: Reconcile },
    Handler { kind: &'static str, run: Handle },
}

/// What a part of Folkmoot offers.
#[derive(Clone)]
pub struct Capability {
    pub name: &'static str,
    pub sentence: &'static str,
    pub(crate) routes: Routes,
    pub(crate) acts: Vec<Act>,
    pub(crate) jobs: Vec<Job>,
    pub(crate) link: Option<Link>,
    pub(crate) nav: Vec<(&'static str, &'static str)>,
    pub(crate) foot: Vec<(&'static str, &'static str)>,
    pub(crate) own: Vec<(&'static str, &'static str, Act)>,
    pub(crate) receipts: Option<Receipts>,
    pub(crate) waiting: Option<Waiting>,
    pub(crate) tasks: Option<Gather>,
    pub(crate) official: Vec<&'static str>,
    pub(crate) readable: Option<Readable>,
    pub(crate) kept: BTreeMap<TypeId, Arc<dyn Any + Send + Sync>>,
}

impl Every {
    pub const fn minutes(self) -> i64 {
        match self {
            Every::Minutes(minutes) => minutes,
            Every::Hours(hours) => hours * 60,
            Every::Days(days) => days * 24 * 60,
        }
    }
}

impl Job {
    /// A reconciler: no input, may run twice without harm; answers a sentence of what it did.
    pub fn every<F>(name: &'static str, every: Every, run: F) -> Self
    where
        F: Fn(Ctx) -> BoxFuture<'static, Result<String, JobError>> + Send + Sync + 'static,
    {
        Job::Reconciler { name, every, run: Arc::new(run) }
    }

    /// What is done with an enqueued row of this kind; its payload is JSON.
    pub fn handler<F>(kind: &'static str, run: F) -> Self
    where
        F: Fn(Ctx, String) -> BoxFuture<'static, Result<(), JobError>> + Send + Sync + 'static,
    {
        Job::Handler { kind, run: Arc::new(run) }
    }
}

impl Capability {
    pub fn new(name: &'static str, sentence: &'static str) -> Self {
        let (routes, acts, jobs) = (Routes::new(), Vec::new(), Vec::new());
        let (nav, foot, own, official) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (link, receipts, waiting, tasks, readable) = (None, None, None, None, None);
        let kept = BTreeMap::new();
        Self {
            name,
            sentence,
            routes,
            acts,
            jobs,
            link,
            nav,
            foot,
            own,
            receipts,
            waiting,
            tasks,
            official,
            readable,
            kept,
        }
    }

    pub fn routes(mut self, routes: Routes) -> Self {
        self.routes = self.routes.with(routes);
        self
    }

    /// Something that it keeps in memory while the program runs, and finds again by its type: [`crate::Ctx::in_memory`].
    pub fn keeps<T: Any + Send + Sync>(mut self, thing: T) -> Self {
        self.kept.insert(TypeId::of::<T>(), Arc::new(thing));
        self
    }

    /// Acts, for the page "who may do what here". Every act of a route must be among them.
    pub fn acts(mut self, acts: &[Act]) -> Self {
        self.acts.extend_from_slice(acts);
        self
    }

    pub fn jobs(mut self, jobs: Vec<Job>) -> Self {
        self.jobs.extend(jobs);
        self
    }

    /// Where the page of a subject is, by the kind its events name.
    pub fn links(mut self, link: Link) -> Self {
        self.link = Some(link);
        self
    }

    /// A word in the navigation of every page.
    pub fn nav(mut self, words: &'static str, href: &'static str) -> Self {
        self.nav.push((words, href));
        self
    }

    /// Words at the foot of every page.
    pub fn foot(mut self, words: &'static str, href: &'static str) -> Self {
        self.foot.push((words, href));
        self
    }

    /// A page of one's own, or of one's office, on "My page" for those who may do the act.
    pub fn own(mut self, words: &'static str, href: &'static str, act: Act) -> Self {
        self.own.push((words, href, act));
        self
    }

    /// Where the receipts are of what happened to a thing, by the kind its events name: pages that ask for it lead there.
    pub fn receipts(mut self, receipts: Receipts) -> Self {
        self.receipts = Some(receipts);
        self
    }

    /// How many things wait for the signed-in person; shown beside "My page".
    pub fn waiting<F>(mut self, count: F) -> Self
    where
        F: Fn(Ctx) -> BoxFuture<'static, usize> + Send + Sync + 'static,
    {
        self.waiting = Some(Arc::new(count));
        self
    }

    /// What waits for the signed-in person, for "My page". They count in the header, so leave out [`Capability::waiting`].
    pub fn tasks<F>(mut self, gather: F) -> Self
    where
        F: Fn(Ctx) -> BoxFuture<'static, Result<Vec<TaskList>, Error>> + Send + Sync + 'static,
    {
        self.tasks = Some(Arc::new(gather));
        self
    }

    /// Events that are official: a place keeps a record of them that nobody can quietly change.
    pub fn official(mut self, events: &[&'static str]) -> Self {
        self.official.extend_from_slice(events);
        self
    }

    /// Whether who asks may read all that the record says of a thing, by the kind its events name. What no capability answers for
    /// is read by nobody.
    pub fn readable<F>(mut self, may: F) -> Self
    where
        F: Fn(Ctx, String, Id<Anything>) -> BoxFuture<'static, Result<bool, Error>> + Send + Sync + 'static,
    {
        self.readable = Some(Arc::new(may));
        self
    }

    pub fn route_list(&self) -> &[crate::routes::Route] {
        self.routes.list()
    }

    pub fn act_list(&self) -> &[Act] {
        &self.acts
    }
}

impl fmt::Debug for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Capability").field("name", &self.name).field("routes", &self.routes.list.len()).finish()
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Job::Reconciler { name, every, .. } => write!(f, "Reconciler({name}, {every:?})"),
            Job::Handler { kind, .. } => write!(f, "Handler({kind})"),
        }
    }
}
