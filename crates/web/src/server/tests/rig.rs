//! A server on a free port, and a client that says exactly what a test wants said.

use crate::cache::SameForAll;
use crate::server::{Drained, Front, FrontSettings, Health, ServerSettings, serve};
use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use futures_util::future::BoxFuture;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinHandle;

/// A database that a test can save to and stop.
#[derive(Debug, Clone, Default)]
pub(super) struct FakeDatabase {
    pub(super) generation: Arc<AtomicU64>,
    pub(super) stopped: Arc<AtomicBool>,
}

impl Health for FakeDatabase {
    fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    fn answers(&self) -> BoxFuture<'_, bool> {
        Box::pin(async { !self.stopped.load(Ordering::SeqCst) })
    }
}

/// A running server. Ends when [`Rig::end`] is called or the test is over.
pub(super) struct Rig {
    pub(super) address: SocketAddr,
    pub(super) database: FakeDatabase,
    /// How often the page "/counted" was made.
    pub(super) made: Arc<AtomicU64>,
    /// Lets one request to "/gated" finish for each permit.
    pub(super) gate: Arc<Semaphore>,
    /// Gets a permit when a request to "/gated" has arrived.
    pub(super) arrived: Arc<Semaphore>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<Drained>,
}

impl Rig {
    pub(super) async fn start() -> Self {
        Self::with(ServerSettings::default(), FrontSettings::default()).await
    }

    pub(super) async fn with(server: ServerSettings, front: FrontSettings) -> Self {
        let (database, made) = (FakeDatabase::default(), Arc::new(AtomicU64::new(0)));
        let (gate, arrived) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
        let router = pages(&made, &gate, &arrived);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let until = async {
            let _ = stopped.await;
        };
        let front = Front::new(router, database.clone(), front);
        let server = tokio::spawn(async move { serve(listener, front, server, until).await });
        Self { address, database, made, gate, arrived, stop, server }
    }

    pub(super) fn begin_end(self) -> JoinHandle<Drained> {
        let _ = self.stop.send(());
        self.server
    }

    pub(super) async fn open(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// The same client for another server.
    pub(super) fn at(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// One request on a connection of its own. `head` is the first line and headers, without the last empty line.
    pub(super) async fn ask(&self, head: &str) -> Answer {
        self.send(head, b"").await
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1")).await
    }

    pub(super) async fn send(&self, head: &str, body: &[u8]) -> Answer {
        let mut stream = self.open().await;
        let whole = format!("{head}\r\nhost: test\r\nconnection: close\r\n\r\n");
        stream.write_all(whole.as_bytes()).await.unwrap();
        // The server may answer and close before a large body is through.
        let _ = stream.write_all(body).await;
        Answer::read(stream).await
    }
}

/// An answer, taken apart.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    head: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// Everything until the server closes, which must be soon.
    pub(super) async fn read(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        let read = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut bytes)).await;
        let _ = read.expect("the server closes within ten seconds");
        let split = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
        let head = String::from_utf8(bytes[..split].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head, body: bytes[split + 4..].to_vec() }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn pages(made: &Arc<AtomicU64>, gate: &Arc<Semaphore>, arrived: &Arc<Semaphore>) -> Router {
    let (made, gate, arrived) = (Arc::clone(made), Arc::clone(gate), Arc::clone(arrived));
    let counted = move || {
        let number = made.fetch_add(1, Ordering::SeqCst) + 1;
        async move { shared(format!("<h1>Made {number}</h1>{}", "<p>A promise was kept.</p>".repeat(200))) }
    };
    let gated = move || async move {
        arrived.add_permits(1);
        gate.acquire().await.unwrap().forget();
        "through the gate"
    };
    Router::new()
        .route("/counted", get(counted))
        .route("/gated", get(gated))
        .route("/plain", get(|| async { "a page for one person" }))
        .route("/cookie", get(|| async { ([("set-cookie", "a=b")], shared("<p>hello</p>".to_owned())) }))
        .route("/missing", get(|| async { (axum::http::StatusCode::NOT_FOUND, shared("<p>no</p>".to_owned())) }))
        .route("/panics", get(panics))
        .route("/sleeps", get(std::future::pending::<()>))
        .route("/large", get(|| async { vec![b'x'; 64 * 1024 * 1024] }))
        .route("/read", post(|body: axum::body::Body| async { read_all(body).await }))
}

fn shared(page: String) -> impl IntoResponse {
    let mut answer = ([(CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response();
    answer.extensions_mut().insert(SameForAll);
    answer
}

async fn panics() -> &'static str {
    panic!("a page that breaks")
}

async fn read_all(body: axum::body::Body) -> String {
    match axum::body::to_bytes(body, usize::MAX).await {
        Ok(bytes) => format!("read {} bytes", bytes.len()),
        Err(_) => "could not read".to_owned(),
    }
}
