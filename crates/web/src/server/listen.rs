//! The accept loop: slots, time limits on a connection, and a drain at the end.

use super::measure::{self, OpenConnection};
use super::stall::Stalling;
use super::who::ClientAddress;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioTimer;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};
use tower::Service;

/// How many connections, and how long each thing may take.
#[derive(Debug, Clone, Copy)]
pub struct ServerSettings {
    /// Connections at the same time; more are turned away at once.
    pub slots: usize,
    /// From the opening of a connection, or the last answer on it, to the whole head of a request.
    pub header_time: Duration,
    /// A reader who takes nothing for so long is given up.
    pub reader_patience: Duration,
    /// At the end, requests in flight have this long to finish.
    pub drain_time: Duration,
}

impl Default for ServerSettings {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { slots: 512, header_time: seconds(5), reader_patience: seconds(20), drain_time: seconds(10) }
    }
}

/// How a server ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drained {
    /// Every request in flight was answered.
    Whole,
    /// This many connections were still busy when the time was over.
    Cut { connections: usize },
}

/// Largest head of a request, with all cookies. Unit: bytes.
const HEAD_BYTES_MAX: usize = 64 * 1024;
const HEADERS_MAX: usize = 100;
/// Refusals that may be read to their end at the same time; beyond that a connection is simply closed.
const REFUSALS_MAX: usize = 256;
/// At the end, how long a new connection may take to its first request.
const FIRST_REQUEST: Duration = Duration::from_secs(1);
const REFUSAL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\n\
    cache-control: no-store\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 52\r\n\r\n\
    Too many people at once. Try again in a few seconds.";

/// Answers requests until `shutdown`, then finishes those in flight.
///
/// Speaks HTTP/1.1 only: browsers speak HTTP/2 over TLS alone, which the proxy in front ends, and a second protocol here
/// would be a second door to guard.
pub async fn serve<S>(
    listener: TcpListener,
    service: S,
    settings: ServerSettings,
    shutdown: impl Future<Output = ()> + Send,
) -> Drained
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    let slots = Arc::new(Semaphore::new(settings.slots));
    let refusals = Arc::new(Semaphore::new(REFUSALS_MAX));
    let (end, ending) = watch::channel(false);
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = accept(&listener) => accepted,
            () = &mut shutdown => break,
        };
        match Arc::clone(&slots).try_acquire_owned() {
            Ok(slot) => {
                tokio::spawn(talk(stream, peer, service.clone(), settings, (slot, ending.clone())));
            }
            Err(_) => turn_away(stream, &refusals),
        }
    }
    drop((listener, ending));
    end.send_replace(true);
    tracing::info!(
        connections = settings.slots - slots.available_permits(),
        "no new connections; finishing those open"
    );
    match tokio::time::timeout(settings.drain_time, end.closed()).await {
        Ok(()) => Drained::Whole,
        Err(_) => Drained::Cut { connections: settings.slots - slots.available_permits() },
    }
}

/// The next connection. Running out of file handles passes; waiting a little keeps the loop from spinning.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(err) => {
                tracing::warn!(error = %err, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }
}

/// One connection, from its first byte to its end.
async fn talk<S>(
    stream: TcpStream,
    peer: SocketAddr,
    service: S,
    settings: ServerSettings,
    (slot, mut ending): (OwnedSemaphorePermit, watch::Receiver<bool>),
) where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    let _open = OpenConnection::count();
    // Without it the second small packet of an answer may wait 40 ms for an acknowledgement.
    if let Err(err) = stream.set_nodelay(true) {
        tracing::debug!(error = %err, "no TCP_NODELAY");
    }
    let address = ClientAddress(peer.ip());
    let begun = Arc::new(Notify::new());
    let asked = Arc::clone(&begun);
    let answer = service_fn(move |request: Request<Incoming>| {
        asked.notify_one();
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(address);
        service.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(settings.header_time)
        .max_headers(HEADERS_MAX)
        .max_buf_size(HEAD_BYTES_MAX)
        .serve_connection(Stalling::new(stream, settings.reader_patience), answer);
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = may_end(&mut ending, &begun) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(err) = ended {
        tracing::debug!(error = %err, "a connection broke");
    }
    drop(slot);
}

/// When the server ends, a connection is closed once what was asked on it is answered. One that was not asked yet is given a moment:
/// its first request may be on its way.
async fn may_end(ending: &mut watch::Receiver<bool>, begun: &Notify) {
    // The sender goes only after the server: then it has ended, too.
    drop(ending.wait_for(|ending| *ending).await);
    drop(tokio::time::timeout(FIRST_REQUEST, begun.notified()).await);
}

/// Says why, then closes. A small task reads what was sent, or the closing would wipe out the words on their way.
fn turn_away(stream: TcpStream, refusals: &Arc<Semaphore>) {
    measure::turned_away();
    let Ok(permit) = Arc::clone(refusals).try_acquire_owned() else { return };
    tokio::spawn(async move {
        let refused = tokio::time::timeout(Duration::from_millis(500), refuse(stream)).await;
        tracing::debug!(in_time = refused.is_ok(), "a connection was turned away");
        drop(permit);
    });
}

async fn refuse(mut stream: TcpStream) -> std::io::Result<()> {
    stream.write_all(REFUSAL).await?;
    stream.shutdown().await?;
    let mut unread = [0; 1024];
    while stream.read(&mut unread).await? > 0 {}
    Ok(())
}
