//! Routes: each names its Act, so that none can be forgotten and all can be listed.

use crate::middleware::guard;
use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodRouter, get, post};
use folkmoot_kernel::Act;

/// One address with what may be done there.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
    pub act: Act,
}

/// The addresses of a capability.
#[derive(Debug, Clone, Default)]
pub struct Routes {
    pub(crate) list: Vec<Route>,
    pub(crate) router: Router,
    /// Addresses to which programs send: no form, no session.
    pub(crate) programs: Vec<&'static str>,
}

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    /// A page to read.
    pub fn get<H, T>(self, path: &'static str, act: Act, page: H) -> Self
    where
        H: Handler<T, ()>,
        T: 'static,
    {
        self.add("GET", path, act, get(page))
    }

    /// A button without a form of its own.
    pub fn post<H, T>(self, path: &'static str, act: Act, send: H) -> Self
    where
        H: Handler<T, ()>,
        T: 'static,
    {
        self.add("POST", path, act, post(send))
    }

    /// A form: shown on GET, done on POST.
    pub fn form<H, T, G, U>(self, path: &'static str, act: Act, show: H, send: G) -> Self
    where
        H: Handler<T, ()>,
        T: 'static,
        G: Handler<U, ()>,
        U: 'static,
    {
        self.get(path, act, show).post(path, act, send)
    }

    /// What a program sends, as text. Whoever is signed in in the same browser is nobody here, so there is nothing to forge.
    pub fn program<H, T>(mut self, path: &'static str, act: Act, take: H) -> Self
    where
        H: Handler<T, ()>,
        T: 'static,
    {
        self.programs.push(path);
        self.post(path, act, take)
    }

    /// All of another's routes beside these.
    pub fn with(mut self, other: Routes) -> Self {
        self.list.extend(other.list);
        self.programs.extend(other.programs);
        self.router = self.router.merge(other.router);
        self
    }

    pub fn list(&self) -> &[Route] {
        &self.list
    }

    fn add(mut self, method: &'static str, path: &'static str, act: Act, handler: MethodRouter) -> Self {
        self.list.push(Route { method, path, act });
        self.router = self.router.route(path, guard(handler, act));
        self
    }
}
