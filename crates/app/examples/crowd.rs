//! A crowd: so many requests a second, each begun at its time whatever became of those before, each on a connection of its own.
//! `crowd http://127.0.0.1:8080 150 10 COOKIE /places /organisations ...` says for each status how many there were, and how long they took.
#![expect(clippy::print_stdout, reason = "it says what it measured")]

use std::collections::BTreeMap;
use std::error::Error;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Status (0: no answer) and time of one request.
type Answer = (u16, Duration);

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [address, rate, seconds, cookie, paths @ ..] = given.as_slice() else {
        return Err("crowd ADDRESS RATE SECONDS COOKIE PATH...".into());
    };
    let (rate, seconds): (u32, u32) = (rate.parse()?, seconds.parse()?);
    let host = address.trim_start_matches("http://");
    let (began, mut crowd, mut answers) = (Instant::now(), JoinSet::new(), Vec::new());
    for nth in 0..rate * seconds {
        let due = began + Duration::from_secs(1) * nth / rate;
        tokio::time::sleep_until(due.into()).await;
        let path = &paths[nth as usize % paths.len()];
        let text = format!(
            "GET {path} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\naccept-encoding: br\r\nconnection: close\r\n\r\n"
        );
        crowd.spawn(ask(host.to_owned(), text, due));
        while let Some(answer) = crowd.try_join_next() {
            answers.push(answer?);
        }
    }
    while let Some(answer) = crowd.join_next().await {
        answers.push(answer?);
    }
    report(answers);
    Ok(())
}

/// From the moment at which it was due to its last byte.
async fn ask(host: String, text: String, due: Instant) -> Answer {
    let status = tokio::time::timeout(Duration::from_secs(30), exchange(&host, &text)).await;
    (status.ok().and_then(Result::ok).unwrap_or(0), due.elapsed())
}

async fn exchange(host: &str, text: &str) -> std::io::Result<u16> {
    let mut stream = TcpStream::connect(host).await?;
    stream.write_all(text.as_bytes()).await?;
    let mut answer = Vec::with_capacity(32 * 1024);
    stream.read_to_end(&mut answer).await?;
    let head = String::from_utf8_lossy(answer.get(9..12).unwrap_or_default()).into_owned();
    Ok(head.parse().unwrap_or(0))
}

/// A line for each status: status, how many, p50, p95 and longest in ms.
fn report(answers: Vec<Answer>) {
    let mut by_status: BTreeMap<u16, Vec<Duration>> = BTreeMap::new();
    for (status, took) in answers {
        by_status.entry(status).or_default().push(took);
    }
    for (status, mut took) in by_status {
        took.sort_unstable();
        let at = |share: usize| took[(took.len() - 1) * share / 100].as_secs_f64() * 1000.0;
        println!("{status} {} {:.1} {:.1} {:.1}", took.len(), at(50), at(95), at(100));
    }
}
