//! Figures for the people who run this: how many requests, how long they took, how many connections, how much was saved.
//! Served on a port of its own, so that they are not public by accident. Labels are routes, never paths or queries.

use super::{ServerSettings, listen};
use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::routing::get;
use metrics::{Counter, Histogram, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use std::time::Duration;
use tokio::net::TcpListener;

const REQUESTS: &str = "http_requests_total";
const SECONDS: &str = "http_request_seconds";
const CONNECTIONS: &str = "http_connections_open";
const TURNED_AWAY: &str = "http_connections_turned_away_total";
const PERMITS: &str = "folkmoot_permit_seconds";
const SAVES: &str = "folkmoot_saves_total";
/// Upper ends of the histogram's buckets, in seconds.
const BUCKETS: [u32; 11] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000];

/// Starts counting, once for the whole program.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    let seconds = BUCKETS.map(|ms| Duration::from_millis(ms.into()).as_secs_f64());
    let handle = PrometheusBuilder::new().set_buckets(&seconds)?.install_recorder()?;
    describe_counter!(REQUESTS, "Answered requests by route, method and status");
    describe_histogram!(
        SECONDS,
        metrics::Unit::Seconds,
        "Time from the whole head of a request to the head of its answer"
    );
    describe_histogram!(PERMITS, metrics::Unit::Seconds, "Time of one question to the policies of who may do what");
    describe_gauge!(CONNECTIONS, "Connections that hold a slot");
    describe_counter!(TURNED_AWAY, "Connections refused because all slots were taken");
    describe_counter!(
        SAVES,
        "Groups of writes saved since the program started, by any process that shares the database"
    );
    Ok(handle)
}

/// Serves `/metrics` until `shutdown`. `saves` gives the store's generation.
pub async fn serve(
    listener: TcpListener,
    handle: PrometheusHandle,
    saves: impl Fn() -> u64 + Clone + Send + Sync + 'static,
    shutdown: impl Future<Output = ()> + Send,
) {
    let upkeep = handle.clone();
    let show = move || {
        counter!(SAVES).absolute(saves().saturating_sub(1));
        let figures = handle.render();
        async move { ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], figures) }
    };
    let settings = ServerSettings { slots: 8, ..ServerSettings::default() };
    tokio::select! {
        _drained = listen::serve(listener, Router::new().route("/metrics", get(show)), settings, shutdown) => {}
        () = keep_up(upkeep) => {}
    }
}

/// Folds what was counted into the buckets, so that memory stays flat when nobody asks.
async fn keep_up(handle: PrometheusHandle) {
    loop {
        tokio::time::sleep(Duration::from_secs(5)).await;
        handle.run_upkeep();
    }
}

pub(crate) fn answered(method: &Method, route: &str, status: StatusCode, took: Duration) {
    let (method, route) = (known(method), route.to_owned());
    let status = status.as_u16().to_string();
    counter!(REQUESTS, "route" => route.clone(), "method" => method, "status" => status).increment(1);
    histogram!(SECONDS, "route" => route).record(took);
}

/// One question to the policies.
pub(crate) fn decided(took: Duration) {
    histogram!(PERMITS).record(took);
}

/// What a kept page counts on: looked up when the page is kept, not at each hit.
pub(crate) fn of_hits(route: &str) -> (Counter, Histogram) {
    let hits = counter!(REQUESTS, "route" => route.to_owned(), "method" => "GET", "status" => "kept");
    (hits, histogram!(SECONDS, "route" => route.to_owned()))
}

/// Anybody may invent a method; a label for each would fill the memory.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

/// Counts an open connection until it is dropped.
#[derive(Debug)]
pub(super) struct OpenConnection;

impl OpenConnection {
    pub(super) fn count() -> Self {
        gauge!(CONNECTIONS).increment(1);
        Self
    }
}

impl Drop for OpenConnection {
    fn drop(&mut self) {
        gauge!(CONNECTIONS).decrement(1);
    }
}

pub(super) fn turned_away() {
    counter!(TURNED_AWAY).increment(1);
}
