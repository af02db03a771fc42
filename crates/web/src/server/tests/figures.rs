use super::rig::Rig;
use crate::server::{ServerSettings, measure, serve};
use std::io::Write;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What the log wrote.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_says_route_and_status_and_never_what_was_asked_for() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).with_ansi(false).finish();
    let _here = tracing::subscriber::set_default(subscriber);
    let rig = Rig::start().await;

    rig.ask("GET /plain?q=Mrs+Brown HTTP/1.1\r\ncookie: secret=1").await;
    rig.get("/people/Mrs-Brown").await;

    let written = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(written.contains("route=\"/plain\" status=200"), "{written}");
    assert!(written.contains("route=\"none\" status=404"), "{written}");
    assert!(!written.contains("Brown") && !written.contains("secret") && !written.contains("127.0.0.1"), "{written}");
}

#[tokio::test]
async fn figures_are_kept_by_route_on_a_port_of_their_own() {
    let handle = measure::install().unwrap();
    let rig = Rig::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let figures = listener.local_addr().unwrap();
    tokio::spawn(measure::serve(listener, handle, || 8, std::future::pending()));
    for path in ["/counted?page=secret", "/counted?page=secret", "/nowhere"] {
        rig.get(path).await;
    }

    let shown = rig.at(figures).get("/metrics").await.text();

    let has = |line: &str| assert!(shown.contains(line), "no {line} in {shown}");
    has("http_requests_total{route=\"/counted\",method=\"GET\",status=\"200\"} 1");
    has("http_requests_total{route=\"/counted\",method=\"GET\",status=\"kept\"} 1");
    // How many is not said: figures are the whole process's, and tests beside this one ask for what is not there too.
    has("http_requests_total{route=\"none\",method=\"GET\",status=\"404\"} ");
    has("http_request_seconds_bucket{route=\"/counted\",le=\"0.001\"}");
    has("http_connections_open");
    has("folkmoot_saves_total 7");
    assert!(!shown.contains("secret"));
}

#[tokio::test]
async fn a_plain_router_can_be_served_without_a_front() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = axum::Router::new().route("/", axum::routing::get(|| async { "empty" }));
    tokio::spawn(async move { serve(listener, router, ServerSettings::default(), std::future::pending()).await });

    let rig = Rig::start().await.at(address);

    assert_eq!(rig.get("/").await.text(), "empty");
}
