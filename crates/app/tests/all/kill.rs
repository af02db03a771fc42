//! The real program is killed in the middle of 2,000 form posts, again and again. Whoever was answered finds what they
//! saved, once; whoever was not sends the same form again, and that too is there once.

use folkmoot_app::{compose, home::About};
use folkmoot_register::testing::{place, team};
use folkmoot_store::{Address, Options, Store, sql, testing};
use folkmoot_web::testing::TestApp;
use folkmoot_web::{Mode, Site};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

const POSTS: usize = 2_000;
const KILLS: usize = 20;
const CONNECTIONS: usize = 8;

#[test]
fn killed_in_the_middle_of_2000_forms_nothing_answered_is_lost_and_nothing_doubled() {
    let (seed, runtime, address) = (rand::random(), tokio::runtime::Runtime::new().unwrap(), testing::address());
    let person = runtime.block_on(arrange(&address));

    let sent_again = post_and_kill(&database(&address), &person, seed);

    let found = runtime.block_on(titles(&address));
    let wrong: Vec<_> = (0..POSTS).map(title).map(|title| (found.get(&title).unwrap_or(&0), title)).collect();
    let wrong: Vec<_> = wrong.into_iter().filter(|(times, _)| **times != 1).collect();
    assert!(wrong.is_empty(), "answered forms that are there 0 or several times: {wrong:?}, seed {seed}");
    assert_eq!(found.len(), POSTS, "nothing else is there, seed {seed}");
    assert!(sent_again > 0, "no kill hit a post in the middle, so this proved nothing; seed {seed}");
}

/// Somebody of a place's team, signed in, at a form.
struct Person {
    cookie: String,
    csrf: String,
    path: String,
}

async fn arrange(address: &Address) -> Person {
    let store = Store::open(Options::new(address.clone())).await.unwrap();
    let place = place(&store, "Oxmoor Vale").await;
    let person = team(&store, place.id(), "Asha Marsh").await;
    let site = Site::new("Folkmoot test", "http://127.0.0.1", Mode::Development);
    let about = About { source: String::new(), contact: String::new() };
    let browser = TestApp::of(compose::app(store.clone(), site, about)).as_person(person).await;
    let path = format!("/places/{}/documents/add", place.slug());
    let person = Person { cookie: browser.cookie_line(), csrf: browser.csrf().to_owned(), path };
    store.close().await;
    person
}

/// The database as the command line names it.
fn database(address: &Address) -> String {
    match address {
        Address::Sqlite(file) => file.display().to_string(),
        Address::Postgres { url, schema } => format!("{url}&options[search_path]={}", schema.as_deref().unwrap()),
    }
}

fn title(n: usize) -> String {
    format!("Minutes {n}")
}

/// Each title that is there and how often.
async fn titles(address: &Address) -> BTreeMap<String, i64> {
    let store = Store::open(Options::new(address.clone())).await.unwrap();
    let mut db = store.read().await.unwrap();
    let found: Vec<(String, i64)> =
        sql("select title, count(*) from register_place_document group by title").all(&mut db).await.unwrap();
    found.into_iter().collect()
}

/// Posts all forms from several connections, kills and starts the program at moments that the seed chooses, and answers
/// how many forms had to be sent again.
fn post_and_kill(database: &str, person: &Person, seed: u64) -> usize {
    let (door, next, again) = (Door::default(), AtomicUsize::new(0), AtomicUsize::new(0));
    let (tell, told) = channel();
    std::thread::scope(|threads| {
        for _ in 0..CONNECTIONS {
            let (tell, door, next, again) = (tell.clone(), &door, &next, &again);
            threads.spawn(move || post_on(person, seed, door, next, again, &tell));
        }
        drop(tell);
        kill_on(database, seed, &door, &told);
    });
    again.into_inner()
}

fn kill_on(database: &str, seed: u64, door: &Door, told: &Receiver<()>) {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut moments: Vec<usize> = (0..KILLS).map(|_| rng.random_range(1..POSTS)).collect();
    moments.sort_unstable();
    let mut moments = moments.into_iter().peekable();
    let mut program = Program::start(database);
    door.moved_to(&program.address);
    for answered in 1..=POSTS {
        told.recv().expect("every form is answered in the end");
        while moments.next_if_eq(&answered).is_some() {
            program.kill();
            program = Program::start(database);
            door.moved_to(&program.address);
        }
    }
    program.kill();
}

fn post_on(person: &Person, seed: u64, door: &Door, next: &AtomicUsize, again: &AtomicUsize, tell: &Sender<()>) {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(20)))
        .build()
        .into();
    let mut at = door.wait_after(0).expect("the program starts");
    loop {
        let n = next.fetch_add(1, Ordering::SeqCst);
        if n >= POSTS {
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

/// Sends form `n` with its own key. An error means that no answer came.
fn post(agent: &ureq::Agent, address: &str, person: &Person, seed: u64, n: usize) -> Result<(), ureq::Error> {
    let (key, title) = (format!("{seed:016x}{n:08}"), title(n));
    let fields = [
        ("_csrf", person.csrf.as_str()),
        ("_key", &key),
        ("kind", "other"),
        ("title", &title),
        ("url", "https://oxmoor.example/minutes"),
    ];
    let request = agent.post(format!("{address}{}", person.path)).header("cookie", &person.cookie);
    let mut answer = request.send_form(fields)?;
    let said = answer.body_mut().read_to_string()?;
    assert_eq!(answer.status(), 303, "form {n} was refused, seed {seed}: {said}");
    Ok(())
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

/// The binary itself, serving.
struct Program {
    child: Child,
    address: String,
    _said: Lines<BufReader<ChildStdout>>,
}

impl Program {
    fn start(database: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_folkmoot"))
            .args(["serve", "--mode", "development", "--set", "log=warn"])
            .args(["--listen", "127.0.0.1:0", "--database", database])
            .current_dir(testing::folder())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let open = said.find_map(|line| line.unwrap().split_once("is open at ").map(|(_, at)| at.to_owned()));
        Self { child, address: open.expect("the program says where it is open"), _said: said }
    }

    /// SIGKILL: nothing is finished, nothing is closed.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
