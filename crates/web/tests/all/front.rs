//! The server before a real application on a real store, over a socket.

use folkmoot_kernel::act::{Act, Needs};
use folkmoot_kernel::{Id, PersonId};
use folkmoot_web::server::{Front, FrontSettings, ServerSettings, serve};
use folkmoot_web::testing::{TestApp, ThesePeople};
use folkmoot_web::{Capability, Ctx, Page, PageError, Response, Routes, SignedIn};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const SEE: Act = Act { key: "test.see", words: "see the test page", needs: Needs::Nothing };
const ASHA: PersonId = Id::from_number(11);
static MADE: AtomicU64 = AtomicU64::new(0);

async fn show(ctx: Ctx) -> Result<Response, PageError> {
    let number = MADE.fetch_add(1, Ordering::SeqCst) + 1;
    ctx.page(Page::new("Test page").html(format!("<p>Made {number}</p>"))).await
}

async fn ask(address: SocketAddr, head: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let whole = format!("{head}\r\nhost: test\r\nconnection: close\r\n\r\n");
    stream.write_all(whole.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_page_is_kept_for_strangers_until_somebody_saves() {
    let asha = SignedIn { id: ASHA, name: "Asha Marsh".into(), held: Vec::new(), administrator: false };
    let people = Arc::new(ThesePeople(vec![("asha@club.example".into(), asha)]));
    let pages = Capability::new("test", "A page.").routes(Routes::new().get("/page", SEE, show)).acts(&[SEE]);
    let app = TestApp::building(folkmoot_store::testing::store().await, |b| b.people(people).capability(pages));
    let front = Front::of_app(app.app(), FrontSettings::of_site(app.app().site()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { serve(listener, front, ServerSettings::default(), std::future::pending()).await });

    let first = ask(address, "GET /page HTTP/1.1").await;
    let again = ask(address, "GET /page HTTP/1.1").await;
    let _saves_a_session = app.as_person(ASHA).await;
    let after = ask(address, "GET /page HTTP/1.1").await;
    let own = ask(address, "GET /page HTTP/1.1\r\ncookie: folkmoot=0123456789012345678901234567890123456789").await;
    let health = ask(address, "GET /healthz HTTP/1.1").await;

    assert!(first.contains("Made 1") && again.contains("Made 1"), "{again}");
    assert!(after.contains("Made 2"), "{after}");
    assert!(own.contains("Made 3") && own.contains("cache-control: no-store"), "{own}");
    assert!(health.ends_with("ok\n"), "{health}");
}
