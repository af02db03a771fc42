//! Secrets and personal data are planted everywhere, and looked for in what the program says of itself at its most talkative.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const PASSWORD: &str = "planted-password-of-the-mail-server";
const EMAIL: &str = "vera.quill@planted.example";
const NAME: &str = "Vera Plantedname";
const ASKED: &str = "planted-question";

/// A browser that remembers every cookie.
struct Browser {
    agent: ureq::Agent,
    base: String,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    fn at(base: &str) -> Self {
        let agent = ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
        Self { agent, base: base.to_owned(), cookies: BTreeMap::new() }
    }

    fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, mut answer: ureq::http::Response<ureq::Body>) -> String {
        for cookie in answer.headers().get_all("set-cookie") {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), rest.split(';').next().unwrap().to_owned());
        }
        answer.body_mut().read_to_string().unwrap()
    }

    fn get(&mut self, path: &str) -> String {
        let answer = self.agent.get(format!("{}{path}", self.base)).header("cookie", self.cookie()).call().unwrap();
        self.keep(answer)
    }

    fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        let page = self.get(path);
        let csrf = page.split("name=\"_csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let all: Vec<(&str, &str)> = fields.iter().copied().chain([("_csrf", csrf.as_str())]).collect();
        let request = self.agent.post(format!("{}{path}", self.base)).header("cookie", self.cookie());
        let answer = request.send_form(all).unwrap();
        self.keep(answer)
    }
}

fn folkmoot(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_folkmoot"));
    command.current_dir(folder).args(arguments).env_clear();
    command
}

/// The site and where it is open.
fn open(folder: &Path) -> (Child, String) {
    let settings = format!("smtp = 'smtps://us:{PASSWORD}@mail.planted.example'\nlog = 'trace'\n");
    std::fs::write(folder.join("folkmoot.toml"), settings).unwrap();
    std::fs::set_permissions(folder.join("folkmoot.toml"), std::fs::Permissions::from_mode(0o600)).unwrap();
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--mode", "development"];
    let log = std::fs::File::create(folder.join("log")).unwrap();
    let mut child = folkmoot(folder, &arguments).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).unwrap().trim().split(['/', ' ']).next().unwrap().to_owned();
    (child, format!("http://{address}"))
}

#[test]
fn nothing_secret_and_nothing_personal_is_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let added = folkmoot(folder.path(), &["user", "add", "--name", NAME, "--email", EMAIL, "--administrator"])
        .output()
        .unwrap();
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let (mut site, base) = open(folder.path());
    let mut browser = Browser::at(&base);

    browser.post("/sign-in", &[("email", EMAIL), ("next", "/mine")]);
    let outbox = browser.get("/outbox");
    let code = outbox.split("is your code").next().unwrap().trim_end().rsplit(['>', ' ']).next().unwrap().to_owned();
    assert!(code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit()), "{code}");
    browser.post("/sign-in/code", &[("code", "000001")]);
    browser.post("/sign-in/code", &[("code", &code)]);
    assert!(browser.get("/mine").contains(NAME));
    browser.get(&format!("/places?q={ASKED}"));
    browser.get("/sign-in/jwks");
    browser.get("/nowhere/planted-path");

    Command::new("kill").args(["-TERM", &site.id().to_string()]).status().unwrap();
    let mut words = String::new();
    site.stdout.take().unwrap().read_to_string(&mut words).unwrap();
    site.wait().unwrap();
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    let keys: Vec<String> = ["folkmoot.db.key", "folkmoot.db.sign-in.key"]
        .iter()
        .map(|file| std::fs::read_to_string(folder.path().join(file)).unwrap())
        .flat_map(|text| text.split_whitespace().filter(|word| word.len() > 20).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let cookies: Vec<String> = browser.cookies.values().filter(|value| value.len() > 20).cloned().collect();
    let planted = [PASSWORD, EMAIL, "Plantedname", ASKED, "planted-path"].map(str::to_owned);
    assert!(log.len() > 1_000 && !keys.is_empty() && !cookies.is_empty(), "{} bytes of log", log.len());
    for secret in planted.iter().chain(&keys).chain(&cookies).chain([&format!("\"{code}\""), &format!(" {code} ")]) {
        let line = log.lines().chain(words.lines()).find(|line| line.contains(secret.as_str()));
        assert!(line.is_none(), "{secret} is in the log: {line:?}");
    }
}
