use super::rig::Rig;
use crate::server::{BodyLimits, FrontSettings, ServerSettings};
use std::sync::atomic::Ordering;
use std::time::Duration;

async fn small() -> Rig {
    let body_limits = BodyLimits { form: 1_000, upload: 5_000 };
    Rig::with(ServerSettings::default(), FrontSettings { body_limits, ..Default::default() }).await
}

#[tokio::test]
async fn the_last_byte_fits_and_one_more_is_refused() {
    let rig = small().await;

    let fits = rig.send("POST /read HTTP/1.1\r\ncontent-length: 1000", &[b'a'; 1_000]).await;
    let over = rig.send("POST /read HTTP/1.1\r\ncontent-length: 1001", &[b'a'; 1_001]).await;

    assert_eq!((fits.status, fits.text().as_str()), (200, "read 1000 bytes"));
    assert_eq!(over.status, 413);
    assert!(over.text().contains("What you sent is too large"));
}

#[tokio::test]
async fn a_body_that_does_not_say_its_length_is_cut_at_the_limit() {
    let rig = small().await;
    let mut body = format!("{:x}\r\n", 1_001).into_bytes();
    body.extend([b'a'; 1_001]);
    body.extend(b"\r\n0\r\n\r\n");

    let over = rig.send("POST /read HTTP/1.1\r\ntransfer-encoding: chunked", &body).await;

    assert_eq!(over.status, 413);
}

#[tokio::test]
async fn a_form_with_files_may_be_larger() {
    let rig = small().await;
    let upload = "POST /read HTTP/1.1\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: ";

    let fits = rig.send(&format!("{upload}5000"), &[b'a'; 5_000]).await;
    let over = rig.send(&format!("{upload}5001"), &[b'a'; 5_001]).await;

    assert_eq!((fits.status, over.status), (200, 413));
}

#[tokio::test]
async fn a_page_that_takes_too_long_is_given_up() {
    let request_time = Duration::from_millis(50);
    let rig = Rig::with(ServerSettings::default(), FrontSettings { request_time, ..Default::default() }).await;

    let answer = rig.get("/sleeps").await;

    assert_eq!((answer.status, answer.header("retry-after")), (503, Some("60")));
    assert!(answer.text().contains("<h1 class=\"govuk-heading-l\">This took too long</h1>"));
}

#[tokio::test]
async fn a_page_that_panics_says_sorry_and_the_next_one_works() {
    let rig = Rig::start().await;

    let broken = rig.get("/panics").await;

    assert_eq!(broken.status, 500);
    assert!(broken.text().contains("Sorry, something went wrong"));
    assert_eq!(broken.header("x-frame-options"), Some("DENY"));
    assert_eq!(rig.get("/plain").await.status, 200);
}

#[tokio::test]
async fn health_is_that_of_the_database() {
    let rig = Rig::start().await;
    let well = rig.get("/healthz").await;
    rig.database.stopped.store(true, Ordering::SeqCst);

    let ill = rig.get("/healthz").await;

    assert_eq!((well.status, well.text().as_str()), (200, "ok\n"));
    assert_eq!(ill.status, 503);
}
