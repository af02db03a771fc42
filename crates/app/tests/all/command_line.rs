//! The program itself, started as people start it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

const COMMANDS: [&[&str]; 18] = [
    &["serve"],
    &["demo"],
    &["import"],
    &["import", "england"],
    &["harvest"],
    &["export"],
    &["backup"],
    &["restore"],
    &["verify"],
    &["migrate-database"],
    &["user"],
    &["user", "add"],
    &["user", "list"],
    &["user", "administrator"],
    &["job", "list"],
    &["job", "retry"],
    &["doctor"],
    &["config", "print"],
];

/// In a folder of its own, without settings of whoever runs the tests.
fn folkmoot(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_folkmoot"));
    command.current_dir(folder).args(arguments);
    let ours = std::env::vars().map(|(name, _)| name).filter(|name| name.starts_with("FOLKMOOT_"));
    ours.for_each(|name| {
        command.env_remove(name);
    });
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    folkmoot(folder, arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Fails unless the command ended well.
#[track_caller]
fn well(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    said
}

/// Fails unless the command ended with 1 and a sentence.
#[track_caller]
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
    assert!(!said.contains("panicked") && !said.contains("Error {"), "{said}");
    said
}

/// A site on a free port, ended when it is dropped.
struct Site {
    child: Child,
    address: String,
    lines: BufReader<std::process::ChildStdout>,
}

impl Site {
    fn open(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = folkmoot(folder, arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut address = None;
        while address.is_none() {
            let mut line = String::new();
            assert!(lines.read_line(&mut line).unwrap() > 0, "the site ended before it was open");
            let rest = line.split("http://").nth(1);
            address = rest.and_then(|rest| rest.trim().split('/').next()).map(str::to_owned);
        }
        Self { child, address: address.unwrap(), lines }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Sends SIGTERM and waits for the end; answers the code and the last words.
    fn end(mut self) -> (Option<i32>, String) {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        let mut words = String::new();
        self.lines.read_to_string(&mut words).unwrap();
        (self.child.wait().unwrap().code(), words)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _already_ended = self.child.kill();
    }
}

#[test]
fn each_command_says_what_it_does_and_how() {
    let folder = tempfile::tempdir().unwrap();
    for command in COMMANDS {
        let said = well(folder.path(), &[command, &["--help"]].concat());

        let first = said.lines().next().unwrap_or_default();
        assert!(first.contains(' ') && first.len() > 20, "{command:?} begins with {first:?}");
        assert!(said.contains("Usage: folkmoot"), "{command:?}: {said}");
    }
}

#[test]
fn help_lists_every_command_that_the_readme_names() {
    let folder = tempfile::tempdir().unwrap();

    let said = well(folder.path(), &["help"]);

    for command in ["serve", "demo", "import", "harvest", "export", "backup", "restore", "verify", "check"] {
        assert!(said.contains(command), "{command}: {said}");
    }
}

#[test]
fn what_is_no_command_ends_with_two() {
    let folder = tempfile::tempdir().unwrap();

    assert_eq!(run(folder.path(), &["dance"]).status.code(), Some(2));
    assert_eq!(run(folder.path(), &["backup"]).status.code(), Some(2));
}

#[test]
fn serve_answers_and_ends_with_a_sentence_on_sigterm() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::open(folder.path(), &["serve", "--listen", "127.0.0.1:0", "--name", "Oxmoor Vale"]);

    let front = site.get("/");
    let health = site.get("/healthz");
    let (code, words) = site.end();

    assert!(front.starts_with("HTTP/1.1 200") && front.contains("Oxmoor Vale"), "{front}");
    assert!(health.ends_with("ok\n"), "{health}");
    assert_eq!(code, Some(0));
    assert!(words.contains("folkmoot.db (SQLite; every saved change is on the disk"), "{words}");
    assert!(words.contains("Mode: production."), "{words}");
    assert!(words.ends_with("Ended. Everybody was answered.\n"), "{words}");
}

#[test]
fn figures_are_on_a_port_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut site = Site::open(folder.path(), &["serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"]);

    // The figures' address is told first, the site's after it.
    let figures = site.get("/metrics");
    let mut line = String::new();
    site.lines.read_line(&mut line).unwrap();

    assert!(figures.starts_with("HTTP/1.1 200"), "{figures}");
    assert!(line.contains("is open at http://127.0.0.1:"), "{line}");
}

#[test]
fn a_settings_file_with_a_password_that_others_can_read_stops_serve() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("folkmoot.toml");
    std::fs::write(&file, "smtp = 'smtps://us:secret@mail.example'").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();

    let said = refused(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);

    assert!(said.contains("chmod 600 folkmoot.toml") && !said.contains("secret"), "{said}");
}

#[test]
fn an_unknown_setting_is_refused_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("folkmoot.toml"), "nmae = 'Oxmoor'").unwrap();

    assert!(refused(folder.path(), &["serve"]).contains("folkmoot.toml says nmae, and there is no such setting"));
}

#[test]
fn config_print_names_the_source_of_each_value_and_no_password() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("folkmoot.toml"), "name = 'From the file'\nlog = 'warn'").unwrap();
    let mut command = folkmoot(folder.path(), &["config", "print", "--set", "colour=#111111"]);
    let output = command.env("FOLKMOOT_NAME", "Oxmoor").env("FOLKMOOT_SMTP", "smtp://u:secret@m.example").output();

    let said = said(&output.unwrap());

    for line in [
        "name = \"Oxmoor\"  # FOLKMOOT_NAME",
        "log = \"warn\"  # folkmoot.toml",
        "colour = \"#111111\"  # a flag",
        "smtp = \"smtp://u:***@m.example\"  # FOLKMOOT_SMTP",
        "listen = \"127.0.0.1:8080\"  # built in",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
}

#[test]
fn the_first_administrator_is_added_listed_and_stood_down() {
    let folder = tempfile::tempdir().unwrap();
    let add = ["user", "add", "--name", "Asha Marsh", "--email", "Asha@Oxmoor.Example", "--administrator"];

    assert!(well(folder.path(), &add).contains("asha@oxmoor.example and administers this installation"));
    assert!(well(folder.path(), &["user", "list"]).contains("Asha Marsh <asha@oxmoor.example>, administrator"));
    well(folder.path(), &["user", "administrator", "asha@oxmoor.example", "--take-away"]);
    assert!(well(folder.path(), &["user", "list"]).ends_with("Asha Marsh <asha@oxmoor.example>\n"));
    assert!(refused(folder.path(), &add).contains("Somebody else signs in with this address"));
    assert!(refused(folder.path(), &["user", "administrator", "no@body.example"]).contains("nobody signs in with"));
}

#[test]
fn a_backup_is_verified_restored_and_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    well(folder.path(), &["user", "add", "--name", "Asha Marsh", "--email", "asha@oxmoor.example"]);

    well(folder.path(), &["backup", "b.db"]);
    assert!(well(folder.path(), &["verify", "b.db"]).trim_end().ends_with("is whole."));
    well(folder.path(), &["restore", "b.db", "--database", "again.db"]);
    well(folder.path(), &["migrate-database", "again.db", "third.db"]);

    assert!(well(folder.path(), &["user", "list", "--database", "third.db"]).contains("Asha Marsh"));
    assert!(refused(folder.path(), &["backup", "b.db"]).contains("already there"));
    assert!(refused(folder.path(), &["restore", "b.db", "--database", "again.db"]).contains("already there"));
}

#[test]
fn a_damaged_backup_is_found_out() {
    let folder = tempfile::tempdir().unwrap();
    well(folder.path(), &["user", "add", "--name", "Asha Marsh", "--email", "asha@oxmoor.example"]);
    well(folder.path(), &["backup", "b.db"]);
    let file = folder.path().join("b.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();

    assert!(refused(folder.path(), &["verify", "b.db"]).contains("is damaged"));
}

#[test]
fn the_invented_england_is_imported_once_and_the_second_time_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let england = concat!(env!("CARGO_MANIFEST_DIR"), "/../register/tests/england");

    let first = well(folder.path(), &["import", "england", england]);
    let second = well(folder.path(), &["import", "england", england]);

    assert!(first.contains("postcodes/england_postcodes_2025-11.csv: 6 read"), "{first}");
    assert!(second.trim_end().lines().last().unwrap().starts_with("Nothing changed"), "{second}");
    assert!(refused(folder.path(), &["import", "england", "nowhere"]).contains("nowhere is not a folder"));
}

#[test]
fn open_data_is_exported_with_its_sums_and_what_each_file_holds() {
    let folder = tempfile::tempdir().unwrap();

    well(folder.path(), &["export", "out"]);

    let readme = std::fs::read_to_string(folder.path().join("out/README.txt")).unwrap();
    assert!(readme.contains("  places.csv\n") && readme.contains("Open Government Licence"), "{readme}");
    let mut sums = Command::new("sha256sum");
    sums.args(["-c", "--quiet", "SHA256SUMS"]).current_dir(folder.path().join("out"));
    assert!(sums.status().unwrap().success());
    assert!(refused(folder.path(), &["export", "out"]).contains("already there"));
}

#[test]
fn the_doctor_names_what_is_wrong_and_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();

    let empty = refused(folder.path(), &["doctor"]);
    well(folder.path(), &["user", "add", "--name", "Asha Marsh", "--email", "asha@oxmoor.example", "--administrator"]);
    let good = well(folder.path(), &["check", "--set", "mode=development"]);

    assert!(empty.contains("There is no database at"), "{empty}");
    assert!(good.contains("The database is up to date.") && good.contains("There is an administrator."), "{good}");
}

#[test]
fn what_cannot_be_harvested_is_left_out_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();

    let said = refused(folder.path(), &["harvest", "nonsense", "http://127.0.0.1:1/place.json"]);

    assert!(said.contains("nonsense: left out. this is no web address"), "{said}");
    assert!(said.contains("0 taken, 2 left out."), "{said}");
}

#[test]
fn nothing_is_retried_where_nothing_was_given_up() {
    let folder = tempfile::tempdir().unwrap();

    assert!(well(folder.path(), &["job", "list"]).contains("Nothing waits"));
    well(folder.path(), &["job", "retry", "--all"]);
    assert!(refused(folder.path(), &["job", "retry", "king"]).contains("king is no id"));
}
