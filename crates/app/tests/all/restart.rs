//! The real program is restarted again and again while people read and post: whoever comes meanwhile waits, and nobody is refused. The
//! socket is held by whoever starts the program, as systemd does.

use crate::posting::{Person, Program, arrange, database, fresh, send, title, titles};
use folkmoot_store::{Options, Store, testing};
use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// In every run; `FOLKMOOT_TEST_RESTARTS` says otherwise, and script/torture does.
const RESTARTS: usize = 5;
const PEOPLE: usize = 8;
/// How long each program serves before it is asked to end.
const EACH: Duration = Duration::from_millis(600);

#[derive(Debug, Default)]
struct Load {
    posted: AtomicUsize,
    read: AtomicUsize,
    longest_ms: AtomicUsize,
    over: AtomicBool,
}

#[test]
fn restarted_under_load_no_request_fails() {
    let (seed, runtime, address) = (rand::random(), Runtime::new().unwrap(), testing::address());
    let person = runtime.block_on(arrange(&address));
    let restarts = std::env::var("FOLKMOOT_TEST_RESTARTS").map_or(RESTARTS, |text| text.parse().unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = format!("http://{}", listener.local_addr().unwrap());
    let load = Load::default();

    std::thread::scope(|threads| {
        let mut program = Program::handed(&listener, &database(&address));
        let people: Vec<_> = (0..PEOPLE).map(|_| threads.spawn(|| read_and_post(&at, &person, seed, &load))).collect();
        for _ in 0..restarts {
            std::thread::sleep(EACH);
            program.end();
            program = Program::handed(&listener, &database(&address));
        }
        std::thread::sleep(EACH);
        load.over.store(true, Ordering::SeqCst);
        let ended: Vec<_> = people.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        program.end();
        assert!(ended.iter().all(Result::is_ok), "somebody was refused, seed {seed}");
    });

    let found = runtime.block_on(async { titles(&Store::open(Options::new(address)).await.unwrap()).await });
    let posted = load.posted.into_inner();
    assert!(posted > restarts * PEOPLE, "only {posted} forms were posted: was there a load?");
    assert_eq!(found, (0..posted).map(|n| (title(n), 1)).collect(), "seed {seed}");
    let (read, longest) = (load.read.into_inner(), load.longest_ms.into_inner());
    println!("figure: {restarts} restarts, {posted} forms and {read} pages, 0 failed; the longest waited {longest} ms");
}

/// Each request on a connection of its own, as through a proxy that keeps none.
fn read_and_post(at: &str, person: &Person, seed: u64, load: &Load) {
    let agent = fresh();
    while !load.over.load(Ordering::SeqCst) {
        let n = load.posted.fetch_add(1, Ordering::SeqCst);
        let began = Instant::now();
        assert_eq!(send(&agent, at, person, seed, n).unwrap(), 303, "form {n}");
        let page = agent.get(format!("{at}/places")).call().unwrap();
        assert_eq!(page.status(), 200);
        load.read.fetch_add(1, Ordering::SeqCst);
        let took = usize::try_from(began.elapsed().as_millis()).unwrap();
        load.longest_ms.fetch_max(took, Ordering::SeqCst);
    }
}
