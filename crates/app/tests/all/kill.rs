//! The real program is killed in the middle of 2,000 form posts, again and again. Whoever was answered finds what they
//! saved, once; whoever was not sends the same form again, and that too is there once.

use crate::posting::{Person, Program, agent, arrange, database, post, title, titles};
use folkmoot_store::{Options, Store, testing};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

/// In every run; `FOLKMOOT_TEST_POSTS` and `FOLKMOOT_TEST_KILLS` say otherwise, and script/torture does.
const POSTS: usize = 2_000;
const KILLS: usize = 20;
const CONNECTIONS: usize = 8;

fn asked(name: &str, otherwise: usize) -> usize {
    std::env::var(name).map_or(otherwise, |text| text.parse().unwrap())
}

fn posts() -> usize {
    asked("FOLKMOOT_TEST_POSTS", POSTS)
}

#[test]
fn killed_in_the_middle_of_2000_forms_nothing_answered_is_lost_and_nothing_doubled() {
    let (seed, runtime, address) = (rand::random(), tokio::runtime::Runtime::new().unwrap(), testing::address());
    let person = runtime.block_on(arrange(&address));

    let (sent_again, longest) = post_and_kill(&database(&address), &person, seed);

    let found = runtime.block_on(async {
        let store = Store::open(Options::new(address.clone())).await.unwrap();
        titles(&store).await
    });
    let wrong: Vec<_> = (0..posts()).map(title).map(|title| (found.get(&title).unwrap_or(&0), title)).collect();
    let wrong: Vec<_> = wrong.into_iter().filter(|(times, _)| **times != 1).collect();
    assert!(wrong.is_empty(), "answered forms that are there 0 or several times: {wrong:?}, seed {seed}");
    assert_eq!(found.len(), posts(), "nothing else is there, seed {seed}");
    assert!(sent_again > 0, "no kill hit a post in the middle, so this proved nothing; seed {seed}");
    println!(
        "figure: {} kills in {} posts, {sent_again} sent again; serving again after {} ms at the longest",
        asked("FOLKMOOT_TEST_KILLS", KILLS),
        posts(),
        longest.as_millis()
    );
}

/// Posts all forms from several connections, kills and starts the program at moments that the seed chooses, and answers
/// how many forms had to be sent again, and the longest time in which nothing was served.
fn post_and_kill(database: &str, person: &Person, seed: u64) -> (usize, Duration) {
    let (door, next, again) = (Door::default(), AtomicUsize::new(0), AtomicUsize::new(0));
    let (tell, told) = channel();
    std::thread::scope(|threads| {
        for _ in 0..CONNECTIONS {
            let (tell, door, next, again) = (tell.clone(), &door, &next, &again);
            threads.spawn(move || post_on(person, seed, door, next, again, &tell));
        }
        drop(tell);
        let longest = kill_on(database, seed, &door, &told);
        (again.load(Ordering::SeqCst), longest)
    })
}

fn kill_on(database: &str, seed: u64, door: &Door, told: &Receiver<()>) -> Duration {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut moments: Vec<usize> =
        (0..asked("FOLKMOOT_TEST_KILLS", KILLS)).map(|_| rng.random_range(1..posts())).collect();
    moments.sort_unstable();
    let mut moments = moments.into_iter().peekable();
    let (mut program, mut longest) = (Program::start(database), Duration::ZERO);
    door.moved_to(&program.address);
    for answered in 1..=posts() {
        told.recv().expect("every form is answered in the end");
        while moments.next_if_eq(&answered).is_some() {
            let killed = Instant::now();
            program.kill();
            program = Program::start(database);
            longest = longest.max(killed.elapsed());
            door.moved_to(&program.address);
        }
    }
    program.kill();
    longest
}

fn post_on(person: &Person, seed: u64, door: &Door, next: &AtomicUsize, again: &AtomicUsize, tell: &Sender<()>) {
    let agent = agent();
    let mut at = door.wait_after(0).expect("the program starts");
    loop {
        let n = next.fetch_add(1, Ordering::SeqCst);
        if n >= posts() {
            return;
        }
        while let Err(cut) = post(&agent, &at.1, person, seed, n) {
            again.fetch_add(1, Ordering::SeqCst);
            at =
                door.wait_after(at.0).unwrap_or_else(|| panic!("form {n} failed and nobody killed the program: {cut}"));
        }
        let _ = tell.send(());
    }
}

/// Where the program listens now, and how often it was started.
#[derive(Default)]
struct Door {
    now: Mutex<(usize, String)>,
    moved: Condvar,
}

impl Door {
    fn moved_to(&self, address: &str) {
        let mut now = self.now.lock().unwrap();
        *now = (now.0 + 1, address.to_owned());
        self.moved.notify_all();
    }

    /// Where it listens after the `last` start; `None` if it is not started anew.
    fn wait_after(&self, last: usize) -> Option<(usize, String)> {
        let wait = Duration::from_secs(20);
        let now = self.now.lock().unwrap();
        let (now, late) = self.moved.wait_timeout_while(now, wait, |now| now.0 == last).unwrap();
        (!late.timed_out()).then(|| now.clone())
    }
}
