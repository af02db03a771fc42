use super::rig::{Answer, Rig};
use crate::server::{Drained, FrontSettings, ServerSettings};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const SOON: Duration = Duration::from_millis(150);

async fn is_closed_in(stream: &mut tokio::net::TcpStream, time: Duration) -> bool {
    let mut rest = Vec::new();
    tokio::time::timeout(time, stream.read_to_end(&mut rest)).await.is_ok()
}

#[tokio::test]
async fn half_a_head_and_silence_are_cut_after_the_header_time() {
    let rig = Rig::with(ServerSettings { header_time: SOON, ..Default::default() }, FrontSettings::default()).await;
    let mut half = rig.open().await;
    half.write_all(b"GET /plain HTTP/1.1\r\nhost: te").await.unwrap();
    let mut silent = rig.open().await;

    assert!(!is_closed_in(&mut half, SOON / 3).await);
    assert!(is_closed_in(&mut half, SOON * 20).await);
    assert!(is_closed_in(&mut silent, SOON * 20).await);
    assert_eq!(rig.get("/plain").await.status, 200);
}

#[tokio::test]
async fn a_connection_kept_open_is_cut_when_no_next_request_comes() {
    let rig = Rig::with(ServerSettings { header_time: SOON, ..Default::default() }, FrontSettings::default()).await;
    let mut stream = rig.open().await;
    stream.write_all(b"GET /plain HTTP/1.1\r\nhost: test\r\n\r\n").await.unwrap();

    let answer = Answer::read(stream).await;

    assert_eq!(answer.text(), "a page for one person");
}

#[tokio::test]
async fn connections_beyond_the_slots_are_turned_away_and_slots_come_back() {
    let rig = Rig::with(ServerSettings { slots: 2, ..Default::default() }, FrontSettings::default()).await;
    let (mut first, mut second) = (rig.open().await, rig.open().await);
    for stream in [&mut first, &mut second] {
        stream.write_all(b"GET /gated HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n").await.unwrap();
    }
    rig.arrived.acquire_many(2).await.unwrap().forget();

    let third = rig.get("/plain").await;
    rig.gate.add_permits(2);
    let (first, second) = (Answer::read(first).await, Answer::read(second).await);

    assert_eq!((third.status, third.header("retry-after")), (503, Some("5")));
    assert_eq!(third.text().len().to_string(), third.header("content-length").unwrap());
    assert_eq!((first.status, second.status), (200, 200));
    assert_eq!(until_answered(&rig).await.status, 200);
}

/// The slot of a connection comes back just after its last byte.
async fn until_answered(rig: &Rig) -> Answer {
    loop {
        let answer = rig.get("/plain").await;
        if answer.status != 503 {
            return answer;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_request_in_flight_is_finished_before_the_end_and_no_new_one_is_taken() {
    let rig = Rig::start().await;
    let (address, gate) = (rig.address, rig.gate.clone());
    let mut idle = rig.open().await;
    let mut stream = rig.open().await;
    stream.write_all(b"GET /gated HTTP/1.1\r\nhost: test\r\n\r\n").await.unwrap();
    rig.arrived.acquire().await.unwrap().forget();

    let server = rig.begin_end();
    while tokio::net::TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    let was_waiting = !server.is_finished();
    gate.add_permits(1);
    let answer = Answer::read(stream).await;

    assert!(was_waiting);
    assert_eq!(answer.text(), "through the gate");
    assert_eq!(answer.header("connection"), Some("close"));
    assert!(is_closed_in(&mut idle, Duration::from_secs(5)).await);
    assert_eq!(server.await.unwrap(), Drained::Whole);
}

#[tokio::test]
async fn a_drain_does_not_wait_for_ever() {
    let rig = Rig::with(ServerSettings { drain_time: SOON, ..Default::default() }, FrontSettings::default()).await;
    let mut stream = rig.open().await;
    stream.write_all(b"GET /gated HTTP/1.1\r\nhost: test\r\n\r\n").await.unwrap();
    rig.arrived.acquire().await.unwrap().forget();

    let drained = rig.begin_end().await.unwrap();

    assert_eq!(drained, Drained::Cut { connections: 1 });
}

#[tokio::test]
async fn a_reader_who_does_not_read_gives_the_slot_back() {
    let settings = ServerSettings { slots: 1, reader_patience: SOON, ..Default::default() };
    let rig = Rig::with(settings, FrontSettings::default()).await;
    let mut stream = rig.open().await;
    stream.write_all(b"GET /large HTTP/1.1\r\nhost: test\r\n\r\n").await.unwrap();
    stream.readable().await.unwrap();
    let refused = rig.get("/plain").await;

    let answer = tokio::time::timeout(SOON * 40, until_answered(&rig)).await.expect("the slot comes back");

    assert_eq!(refused.status, 503);
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn a_head_that_never_ends_is_refused() {
    let rig = Rig::start().await;
    let many: String = (0..200).map(|n| format!("x-{n}: 1\r\n")).collect();
    let answer = rig.ask(&format!("GET /plain HTTP/1.1\r\n{}", many.trim_end())).await;

    assert_eq!(answer.status, 431);
}
