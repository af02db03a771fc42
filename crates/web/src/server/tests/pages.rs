use super::rig::{Answer, Rig};
use crate::server::{FrontSettings, Scheme, ServerSettings};
use std::io::Read;
use std::sync::atomic::Ordering;

const BROTLI: &str = "GET /counted HTTP/1.1\r\naccept-encoding: gzip, br";

async fn rig() -> Rig {
    let personal_cookies = vec!["folkmoot".to_owned(), "fm-flash".to_owned()];
    Rig::with(ServerSettings::default(), FrontSettings { personal_cookies, ..Default::default() }).await
}

fn made(rig: &Rig) -> u64 {
    rig.made.load(Ordering::SeqCst)
}

#[tokio::test]
async fn a_public_page_is_made_once_until_something_is_saved() {
    let rig = rig().await;
    let first = rig.get("/counted").await;
    let second = rig.get("/counted").await;
    rig.database.generation.fetch_add(1, Ordering::SeqCst);

    let third = rig.get("/counted").await;

    assert!(first.text().starts_with("<h1>Made 1</h1>"));
    assert_eq!(first.body, second.body);
    assert!(third.text().starts_with("<h1>Made 2</h1>"));
    assert_eq!(first.header("cache-control"), Some("public, max-age=0, must-revalidate"));
    assert_eq!(second.header("vary"), Some("Accept-Encoding, Cookie"));
    assert_eq!(made(&rig), 2);
}

#[tokio::test]
async fn another_query_is_another_page() {
    let rig = rig().await;
    rig.get("/counted?page=1").await;
    rig.get("/counted?page=2").await;

    assert_eq!(made(&rig), 2);
}

#[tokio::test]
async fn a_browser_that_has_the_page_is_told_so() {
    let rig = rig().await;
    let first = rig.ask(BROTLI).await;
    let tag = first.header("etag").unwrap().to_owned();

    let same = rig.ask(&format!("{BROTLI}\r\nif-none-match: {tag}")).await;
    rig.database.generation.fetch_add(1, Ordering::SeqCst);
    let changed = rig.ask(&format!("{BROTLI}\r\nif-none-match: {tag}")).await;

    assert_eq!((same.status, same.body.len()), (304, 0));
    assert_eq!(same.header("etag"), Some(tag.as_str()));
    assert_eq!(changed.status, 200);
}

#[tokio::test]
async fn a_page_that_did_not_change_keeps_its_tag_across_a_save() {
    let rig = rig().await;
    let first = rig.get("/counted").await;
    rig.made.store(0, Ordering::SeqCst);
    rig.database.generation.fetch_add(1, Ordering::SeqCst);

    let again = rig.ask(&format!("GET /counted HTTP/1.1\r\nif-none-match: {}", first.header("etag").unwrap())).await;

    assert_eq!(made(&rig), 1);
    assert_eq!(again.status, 304);
}

#[tokio::test]
async fn who_is_signed_in_never_meets_the_cache() {
    let rig = rig().await;
    let signed_in = "GET /counted HTTP/1.1\r\ncookie: other=1; folkmoot=secret";
    rig.get("/counted").await;

    let own = rig.ask(signed_in).await;
    let token = rig.ask("GET /counted HTTP/1.1\r\nauthorization: Bearer x").await;
    let public = rig.get("/counted").await;

    assert!(own.text().starts_with("<h1>Made 2</h1>"));
    assert!(token.text().starts_with("<h1>Made 3</h1>"));
    assert_eq!(own.header("cache-control"), Some("no-store"));
    assert_eq!(own.header("etag"), None);
    assert!(public.text().starts_with("<h1>Made 1</h1>"));
}

#[tokio::test]
async fn a_cookie_that_tells_nothing_does_not_matter() {
    let rig = rig().await;
    rig.ask("GET /counted HTTP/1.1\r\ncookie: folkmoot2=1; fm-browser=abc").await;
    rig.get("/counted").await;

    assert_eq!(made(&rig), 1);
}

#[tokio::test]
async fn answers_with_cookies_and_failures_are_not_kept() {
    let rig = rig().await;

    assert_eq!(rig.get("/cookie").await.header("cache-control"), Some("no-store"));
    assert_eq!(rig.get("/missing").await.header("cache-control"), Some("no-store"));
    assert_eq!(rig.get("/plain").await.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn head_says_what_get_would_and_sends_nothing() {
    let rig = rig().await;
    let unkept = rig.ask("HEAD /counted HTTP/1.1").await;
    let page = rig.get("/counted").await;

    let kept = rig.ask("HEAD /counted HTTP/1.1").await;

    assert_eq!((unkept.status, unkept.body.len()), (200, 0));
    assert_eq!((kept.status, kept.body.len()), (200, 0));
    assert_eq!(kept.header("content-length").unwrap(), page.body.len().to_string());
    assert_eq!(kept.header("etag"), page.header("etag"));
    assert!(page.text().starts_with("<h1>Made 2</h1>"));
}

#[tokio::test]
async fn posts_go_past_the_cache() {
    let rig = rig().await;
    rig.get("/counted").await;

    assert_eq!(rig.ask("POST /counted HTTP/1.1\r\ncontent-length: 0").await.status, 405);
}

#[tokio::test]
async fn each_reader_gets_the_packing_they_accept() {
    let rig = rig().await;
    let plain = rig.get("/counted").await;
    let gzip = rig.ask("GET /counted HTTP/1.1\r\naccept-encoding: gzip").await;
    let br = rig.ask(BROTLI).await;

    let mut from_gzip = Vec::new();
    flate2::read::GzDecoder::new(&gzip.body[..]).read_to_end(&mut from_gzip).unwrap();
    let mut from_br = Vec::new();
    brotli::BrotliDecompress(&mut &br.body[..], &mut from_br).unwrap();
    let packing = |answer: &Answer| answer.header("content-encoding").map(str::to_owned);
    assert_eq!((packing(&plain), packing(&gzip), packing(&br)), (None, Some("gzip".into()), Some("br".into())));
    assert_eq!((&from_gzip, &from_br), (&plain.body, &plain.body));
    assert_eq!(made(&rig), 1);
}

#[tokio::test]
async fn personal_pages_are_packed_too() {
    let rig = rig().await;
    let own = rig.ask(&format!("{BROTLI}\r\ncookie: folkmoot=secret")).await;

    let mut page = Vec::new();
    brotli::BrotliDecompress(&mut &own.body[..], &mut page).unwrap();
    assert!(page.starts_with(b"<h1>Made 1</h1>"));
    assert_eq!(own.header("vary"), Some("Accept-Encoding"));
}

#[tokio::test]
async fn every_answer_is_careful_kept_or_not() {
    let settings = FrontSettings { scheme: Scheme::Https, ..Default::default() };
    let rig = Rig::with(ServerSettings::default(), settings).await;
    rig.get("/counted").await;

    for path in ["/counted", "/plain", "/nowhere", "/healthz"] {
        let answer = rig.get(path).await;
        assert!(answer.header("content-security-policy").unwrap().starts_with("default-src 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("strict-transport-security"), Some("max-age=31536000; includeSubDomains"), "{path}");
    }
}

#[tokio::test]
async fn each_request_has_an_id_of_its_own() {
    let rig = rig().await;
    let (first, second) =
        (rig.get("/plain").await, rig.ask("GET /plain HTTP/1.1\r\nx-request-id: mine-12345678").await);

    let id = |answer: &Answer| answer.header("x-request-id").unwrap().to_owned();
    assert_ne!(id(&first), id(&second));
    assert_ne!(id(&second), "mine-12345678");
}
