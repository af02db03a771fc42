//! What stands before the pages: kept pages first, then limits, names, the log, careful headers, packing.

use super::body::BodyLimits;
use super::headers::{SafeHeaders, Scheme};
use super::measure;
use super::packing::{Packing, pack_answer};
use super::who::{ClientAddress, RequestId, client, request_id};
use super::words::Sorry;
use crate::cache::{KeptPage, PageCache, SameForAll};
use crate::site::Site;
use crate::web_app::App;
use axum::Router;
use axum::body::Body;
use axum::extract::MatchedPath;
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use axum::middleware::{Next, from_fn};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Either, Ready, ready};
use http_body_util::BodyExt;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tower::{Service, ServiceExt};
use tracing::Instrument;

/// How the server treats requests before pages see them.
#[derive(Debug, Clone)]
pub struct FrontSettings {
    pub scheme: Scheme,
    /// Proxies whose X-Forwarded-For and X-Request-Id are believed.
    pub proxies: Vec<IpAddr>,
    /// Cookies that make an answer personal: with one of them a request never meets the cache.
    pub personal_cookies: Vec<String>,
    /// Address of the style sheet, for the few pages that the server makes itself.
    pub style: Option<String>,
    pub request_time: Duration,
    pub body_limits: BodyLimits,
    /// Unit: bytes. Nought keeps nothing.
    pub cache_bytes: usize,
    /// Pages may speak of today, so none is kept for longer.
    pub cache_age: Duration,
}

impl Default for FrontSettings {
    fn default() -> Self {
        Self {
            scheme: Scheme::Http,
            proxies: Vec::new(),
            personal_cookies: Vec::new(),
            style: None,
            request_time: Duration::from_secs(30),
            body_limits: BodyLimits::default(),
            cache_bytes: 64 * 1024 * 1024,
            cache_age: Duration::from_secs(60),
        }
    }
}

impl FrontSettings {
    /// As a site needs it: its cookies, its scheme, its style sheet.
    pub fn of_site(site: &Site) -> Self {
        Self {
            scheme: if site.is_https() { Scheme::Https } else { Scheme::Http },
            personal_cookies: ["folkmoot", "fm-flash"].map(|name| site.cookie(name)).to_vec(),
            style: Some(crate::assets::href("folkmoot.css")),
            ..Self::default()
        }
    }
}

/// What the server must know of the database.
pub trait Health: Send + Sync + 'static {
    /// Rises with every save.
    fn generation(&self) -> u64;
    /// Whether the database answers.
    fn answers(&self) -> BoxFuture<'_, bool>;
}

/// The service to give to [`serve`](super::serve). Cheap to clone.
#[derive(Clone)]
pub struct Front(Arc<Inner>);

struct Inner {
    router: Router,
    health: Box<dyn Health>,
    settings: FrontSettings,
    cache: PageCache,
    headers: SafeHeaders,
}

/// Left on an answer: the route that made it.
#[derive(Debug, Clone)]
struct MatchedRoute(MatchedPath);

/// Time that the database has to answer `/healthz`.
const HEALTH_TIME: Duration = Duration::from_secs(2);

impl std::fmt::Debug for Front {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Front").field("settings", &self.0.settings).finish_non_exhaustive()
    }
}

impl Front {
    pub fn new(router: Router, health: impl Health, settings: FrontSettings) -> Self {
        let router = router.layer(from_fn(note_route));
        let cache = PageCache::new(settings.cache_bytes, settings.cache_age);
        let headers = SafeHeaders::new(settings.scheme);
        Self(Arc::new(Inner { router, health: Box::new(health), settings, cache, headers }))
    }

    /// Before the pages of an application.
    pub fn of_app(app: &App, settings: FrontSettings) -> Self {
        Self::new(app.router(), app.store().clone(), settings)
    }

    /// Whether nothing in the request says who is asking.
    fn is_anonymous(&self, headers: &HeaderMap) -> bool {
        let personal = |cookie: &str| {
            let name = cookie.split('=').next().unwrap_or_default().trim();
            self.0.settings.personal_cookies.iter().any(|personal| personal == name)
        };
        let named = headers.contains_key(AUTHORIZATION);
        !named
            && !headers
                .get_all(COOKIE)
                .iter()
                .any(|line| line.to_str().map_or(true, |line| line.split(';').any(personal)))
    }

    fn kept(&self, request: &Request<Body>) -> Option<Response<Body>> {
        let started = Instant::now();
        let page = self.0.cache.find(address(request), self.0.health.generation(), started)?;
        let answer = page.answer(request.method(), request.headers());
        page.hits.increment(1);
        page.seconds.record(started.elapsed());
        Some(answer)
    }

    async fn answer(self, mut request: Request<Body>, may_keep: bool) -> Response<Body> {
        if request.uri().path() == "/healthz" {
            return self.healthz().await;
        }
        let started = Instant::now();
        let proxies = &self.0.settings.proxies;
        let peer = request.extensions().get().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ClientAddress(peer)| *peer);
        let id = request_id(peer, request.headers(), proxies);
        let from = client(peer, request.headers(), proxies);
        request.extensions_mut().insert(from);
        request.extensions_mut().insert(id.clone());
        let asked = Asked::of(&request, self.0.health.generation(), may_keep);

        let span = tracing::info_span!("request", id = %id.0, method = %asked.method);
        let mut response = self.guarded(request).instrument(span.clone()).await;
        let route = response.extensions_mut().remove::<MatchedRoute>();
        let route = route.as_ref().map_or("none", |MatchedRoute(path)| path.as_str());
        measure::answered(&asked.method, route, response.status(), started.elapsed());
        let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis());
        span.in_scope(|| tracing::info!(route, status, ms, "answered"));

        self.finish(response, &asked, &id, route).await
    }

    /// The pages, within their limits of size and time; a panic is an answer too.
    async fn guarded(&self, request: Request<Body>) -> Response<Body> {
        let sorry = |sorry: Sorry| sorry.answer(self.0.settings.style.as_deref());
        let Ok((request, overrun)) = self.0.settings.body_limits.put_on(request) else {
            return sorry(Sorry::TooLarge);
        };
        let pages = AssertUnwindSafe(self.0.router.clone().oneshot(request)).catch_unwind();
        match tokio::time::timeout(self.0.settings.request_time, pages).await {
            Ok(Ok(Ok(response))) if overrun.happened() && response.status() != StatusCode::PAYLOAD_TOO_LARGE => {
                sorry(Sorry::TooLarge)
            }
            Ok(Ok(Ok(response))) => response,
            Ok(Ok(Err(never))) => match never {},
            Ok(Err(panic)) => {
                tracing::error!(panic = panic_words(panic.as_ref()), "a page panicked");
                sorry(Sorry::Broken)
            }
            Err(_) => sorry(Sorry::TooSlow),
        }
    }

    async fn finish(&self, mut response: Response<Body>, asked: &Asked, id: &RequestId, route: &str) -> Response<Body> {
        self.0.headers.add_to(response.headers_mut());
        let same_for_all = response.extensions_mut().remove::<SameForAll>().is_some();
        let keepable =
            same_for_all && response.status() == StatusCode::OK && !response.headers().contains_key(SET_COOKIE);
        let mut response = match &asked.address {
            Some(address) if keepable => self.keep(response, address, asked, route).await,
            _ => {
                response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
                pack_answer(response, asked.packing).await
            }
        };
        if let Ok(id) = HeaderValue::from_str(&id.0) {
            response.headers_mut().insert("x-request-id", id);
        }
        response
    }

    /// Keeps a page and answers from what is kept, so that the first reader gets what all others get.
    async fn keep(&self, response: Response<Body>, address: &str, asked: &Asked, route: &str) -> Response<Body> {
        let (parts, body) = response.into_parts();
        let Ok(whole) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
            return Sorry::Broken.answer(self.0.settings.style.as_deref());
        };
        let page = Arc::new(KeptPage::new(parts.headers, whole, route));
        self.0.cache.keep(address, asked.generation, &page, Instant::now());
        page.answer(&asked.method, &asked.headers)
    }

    async fn healthz(&self) -> Response<Body> {
        let answers = tokio::time::timeout(HEALTH_TIME, self.0.health.answers()).await.unwrap_or(false);
        let (status, words) = match answers {
            true => (StatusCode::OK, "ok\n"),
            false => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
        };
        let mut response = Response::new(Body::from(words));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        self.0.headers.add_to(headers);
        response
    }
}

/// What must be remembered of a request until its answer is there.
struct Asked {
    method: Method,
    /// Path and query, when the answer may be kept.
    address: Option<String>,
    /// From before the page was made: a save in between makes the page stale.
    generation: u64,
    packing: Packing,
    headers: HeaderMap,
}

impl Asked {
    fn of(request: &Request<Body>, generation: u64, may_keep: bool) -> Self {
        // HEAD is answered from a page that a GET left, but leaves none: its own answer has no body.
        let keeps = may_keep && request.method() == Method::GET;
        Self {
            method: request.method().clone(),
            address: keeps.then(|| address(request).to_owned()),
            generation,
            packing: Packing::wanted(request.headers()),
            headers: if keeps { request.headers().clone() } else { HeaderMap::new() },
        }
    }
}

impl Service<Request<Body>> for Front {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future =
        Either<Ready<Result<Response<Body>, Infallible>>, BoxFuture<'static, Result<Response<Body>, Infallible>>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let may_keep = matches!(*request.method(), Method::GET | Method::HEAD) && self.is_anonymous(request.headers());
        if may_keep && let Some(kept) = self.kept(&request) {
            return Either::Left(ready(Ok(kept)));
        }
        Either::Right(Box::pin(self.clone().answer(request, may_keep).map(Ok)))
    }
}

fn address(request: &Request<Body>) -> &str {
    request.uri().path_and_query().map_or("/", |address| address.as_str())
}

/// The router knows the route only inside; this carries it out.
async fn note_route(request: Request<Body>, next: Next) -> Response<Body> {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(MatchedRoute(route));
    }
    response
}

fn panic_words(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<&'static str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no words")
}
