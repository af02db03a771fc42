//! Somebody posts forms to the real program: what the tests of kills and of power cuts share.

use folkmoot_app::{compose, home::About};
use folkmoot_register::testing::{place, team};
use folkmoot_store::{Address, Options, Store, sql, testing};
use folkmoot_web::testing::TestApp;
use folkmoot_web::{Mode, Site};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Lines};
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// Somebody of a place's team, signed in, at a form.
pub struct Person {
    pub cookie: String,
    pub csrf: String,
    pub path: String,
}

pub async fn arrange(address: &Address) -> Person {
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
pub fn database(address: &Address) -> String {
    match address {
        Address::Sqlite(file) => file.display().to_string(),
        Address::Postgres { url, schema } => format!("{url}&options[search_path]={}", schema.as_deref().unwrap()),
    }
}

pub fn title(n: usize) -> String {
    format!("Minutes {n}")
}

/// Each title that is there and how often.
pub async fn titles(store: &Store) -> BTreeMap<String, i64> {
    let mut db = store.read().await.unwrap();
    let found: Vec<(String, i64)> =
        sql("select title, count(*) from register_place_document group by title").all(&mut db).await.unwrap();
    found.into_iter().collect()
}

pub fn agent() -> ureq::Agent {
    keeping(10)
}

/// Keeps so many connections for later requests.
fn keeping(connections: usize) -> ureq::Agent {
    ureq::Agent::config_builder()
        .max_idle_connections(connections)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(20)))
        .build()
        .into()
}

/// Opens a connection for each request.
pub fn fresh() -> ureq::Agent {
    keeping(0)
}

/// Sends form `n`, which must be taken. An error means that no answer came.
pub fn post(agent: &ureq::Agent, address: &str, person: &Person, seed: u64, n: usize) -> Result<(), ureq::Error> {
    assert_eq!(send(agent, address, person, seed, n)?, 303, "form {n} was refused, seed {seed}");
    Ok(())
}

/// Sends form `n` with its own key, and answers with which status it was taken.
pub fn send(agent: &ureq::Agent, address: &str, person: &Person, seed: u64, n: usize) -> Result<u16, ureq::Error> {
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
    answer.body_mut().read_to_string()?;
    Ok(answer.status().as_u16())
}

/// The binary itself, serving.
pub struct Program {
    child: Child,
    pub address: String,
    _said: Lines<BufReader<ChildStdout>>,
}

impl Program {
    pub fn start(database: &str) -> Self {
        Self::start_with(database, &[])
    }

    /// With more in its environment.
    pub fn start_with(database: &str, environment: &[(&str, &str)]) -> Self {
        let program = Command::new(env!("CARGO_BIN_EXE_folkmoot"));
        Self::started(program, database, environment).expect("the program says where it is open")
    }

    /// Under another program; `None` when it ends before it is open.
    pub fn try_start(under: &[&str], database: &str) -> Option<Self> {
        let mut program = Command::new(under[0]);
        program.args(&under[1..]).arg(env!("CARGO_BIN_EXE_folkmoot")).stderr(Stdio::null());
        Self::started(program, database, &[])
    }

    /// Listens where we listen already, as systemd hands it on.
    pub fn handed(listener: &TcpListener, database: &str) -> Self {
        let mut program = Command::new("sh");
        program.args(["-c", r#"LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" "$@" 3<&0 </dev/null"#]);
        program.arg(env!("CARGO_BIN_EXE_folkmoot")).stdin(OwnedFd::from(listener.try_clone().unwrap()));
        Self::started(program, database, &[]).expect("the program says where it is open")
    }

    fn started(mut program: Command, database: &str, environment: &[(&str, &str)]) -> Option<Self> {
        let mut child = program
            .args(["serve", "--mode", "development", "--set", "log=warn"])
            .args(["--listen", "127.0.0.1:0", "--database", database])
            .current_dir(testing::folder())
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let open = said.find_map(|line| line.unwrap().split_once("is open at ").map(|(_, at)| at.to_owned()));
        match open {
            Some(address) => Some(Self { child, address, _said: said }),
            None => {
                child.wait().unwrap();
                None
            }
        }
    }

    /// SIGTERM: what is under way is finished.
    pub fn end(mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(asked.unwrap().success());
        assert!(self.child.wait().unwrap().success(), "it ended well");
    }

    /// SIGKILL: nothing is finished, nothing is closed.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
