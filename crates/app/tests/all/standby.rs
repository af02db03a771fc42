//! The PostgreSQL server that writes is killed while people post, and its synchronous standby takes over: nothing that was answered is
//! lost, nothing is there twice. `script/failover` starts the servers, with HAProxy in front of them, and runs this.

use crate::posting::{Person, Program, arrange, database, fresh, send, title, titles};
use folkmoot_store::{Address, Options, Store};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

const POSTS: usize = 800;
const PEOPLE: usize = 8;
/// Whoever watches needs so long to decide that the first is gone.
const DECIDING: Duration = Duration::from_secs(1);

#[derive(Debug)]
struct Load {
    next: AtomicUsize,
    answered: AtomicUsize,
    again: AtomicUsize,
    /// When a form was taken after the kill.
    taken: Mutex<Vec<Instant>>,
    killed: Mutex<Option<Instant>>,
}

#[test]
fn the_standby_takes_over_and_nothing_answered_is_lost_or_doubled() {
    let Ok(front) = std::env::var("FOLKMOOT_TEST_STANDBY_FRONT") else { return };
    let (seed, runtime) = (rand::random(), Runtime::new().unwrap());
    let address = Address::Postgres { url: format!("{front}?sslmode=disable"), schema: Some("public".to_owned()) };
    let person = runtime.block_on(arrange(&address));
    let load = Load {
        next: AtomicUsize::new(0),
        answered: AtomicUsize::new(0),
        again: AtomicUsize::new(0),
        taken: Mutex::default(),
        killed: Mutex::default(),
    };
    let program = Program::start(&database(&address));

    let promoted = std::thread::scope(|threads| {
        for _ in 0..PEOPLE {
            threads.spawn(|| post_until_taken(&program.address, &person, seed, &load));
        }
        while load.answered.load(Ordering::SeqCst) < POSTS / 3 {
            std::thread::sleep(Duration::from_millis(5));
        }
        kill_first();
        *load.killed.lock().unwrap() = Some(Instant::now());
        std::thread::sleep(DECIDING);
        promote()
    });
    program.kill();

    let found = runtime.block_on(async { titles(&Store::open(Options::new(address)).await.unwrap()).await });
    assert_eq!(found, (0..POSTS).map(|n| (title(n), 1)).collect(), "seed {seed}");
    let again = load.again.into_inner();
    assert!(again > 0, "nobody met the kill, so this proved nothing; seed {seed}");
    let first = load.taken.into_inner().unwrap().into_iter().filter(|at| *at > promoted).min().unwrap();
    let back = first.duration_since(promoted);
    println!(
        "figure: {POSTS} forms, {again} sent again, 0 lost, 0 doubled; writes were back {} ms after promotion",
        back.as_millis()
    );
    assert!(back < Duration::from_secs(20), "{back:?}");
}

/// Sends each form until it is taken. Nobody is told that something is broken.
fn post_until_taken(at: &str, person: &Person, seed: u64, load: &Load) {
    let agent = fresh();
    loop {
        let n = load.next.fetch_add(1, Ordering::SeqCst);
        if n >= POSTS {
            return;
        }
        loop {
            match send(&agent, at, person, seed, n) {
                Ok(303) => break,
                Ok(503) | Err(_) => {
                    load.again.fetch_add(1, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(50));
                }
                Ok(other) => panic!("form {n} was answered {other}, seed {seed}"),
            }
        }
        load.answered.fetch_add(1, Ordering::SeqCst);
        if load.killed.lock().unwrap().is_some() {
            load.taken.lock().unwrap().push(Instant::now());
        }
    }
}

/// All processes of the first server at once, as when its machine is gone.
fn kill_first() {
    let group = std::env::var("FOLKMOOT_TEST_STANDBY_GROUP").unwrap();
    assert!(Command::new("kill").args(["-KILL", "--", &format!("-{group}")]).status().unwrap().success());
}

fn promote() -> Instant {
    let second = std::env::var("FOLKMOOT_TEST_STANDBY_SECOND").unwrap();
    let said = Command::new("psql").args([second.as_str(), "-tAc", "select pg_promote()"]).output();
    assert_eq!(String::from_utf8_lossy(&said.unwrap().stdout).trim(), "t");
    Instant::now()
}
