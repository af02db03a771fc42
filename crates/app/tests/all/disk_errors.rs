//! The disk gives an error at some write or sync: whoever was told "saved" finds it, whoever was told otherwise sends it again, and
//! everything is there once. strace gives the errors to the real program. SQLite only.

use crate::posting::{Person, Program, agent, arrange, database, send, title, titles};
use folkmoot_store::testing::say_skipped;
use folkmoot_store::{Address, Options, Store, sql, testing};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::path::Path;
use std::process::{Command, Stdio};
use tokio::runtime::Runtime;

const POSTS: usize = 24;
/// Errors that one run gives, each to a program of its own; `FOLKMOOT_TEST_ERRORS` says otherwise, and script/torture does.
const ERRORS: usize = 8;
/// The call that fails is one of so many.
const CALLS: usize = 120;
const KINDS: [&str; 2] = ["EIO", "ENOSPC"];

/// How the program took it.
#[derive(Debug, Default)]
struct Taken {
    saved: usize,
    refused: usize,
    would_not_start: usize,
}

#[test]
fn an_error_of_the_disk_makes_no_answer_a_lie() {
    if !matches!(testing::address(), Address::Sqlite(_)) {
        return;
    }
    if !can_trace() {
        say_skipped("an_error_of_the_disk_makes_no_answer_a_lie", "strace cannot be used here");
        return;
    }
    let (seed, runtime, folder) = (rand::random(), Runtime::new().unwrap(), tempfile::tempdir().unwrap());
    let prepared = folder.path().join("prepared.db");
    let person = runtime.block_on(arrange(&Address::Sqlite(prepared.clone())));
    let errors = std::env::var("FOLKMOOT_TEST_ERRORS").map_or(ERRORS, |text| text.parse().unwrap());
    let (mut rng, mut taken) = (StdRng::seed_from_u64(seed), Taken::default());

    for nth in 0..errors {
        let file = folder.path().join(format!("{nth}.db"));
        std::fs::copy(&prepared, &file).unwrap();
        let call = rng.random_range(1..=CALLS);
        let what = format!("{} at call {call}, seed {seed}", KINDS[nth % KINDS.len()]);
        one_error(&file, &person, (seed, &what), KINDS[nth % KINDS.len()], call, &mut taken);
        runtime.block_on(whole(&file, &what));
    }

    assert!(
        taken.saved > 0 && taken.refused + taken.would_not_start > 0,
        "no error hit anything, seed {seed}: {taken:?}"
    );
}

fn can_trace() -> bool {
    let tried = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    tried.is_ok_and(|status| status.success())
}

/// Posts all forms to a program whose disk fails once; then what was refused again, to one whose disk is well.
fn one_error(file: &Path, person: &Person, (seed, what): (u64, &str), kind: &str, call: usize, taken: &mut Taken) {
    let database = database(&Address::Sqlite(file.to_owned()));
    let inject = format!("inject=pwrite64,fsync,fdatasync:error={kind}:when={call}");
    let before =
        ["strace", "-D", "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64,fsync,fdatasync", "-e", &inject];
    let mut refused = Vec::new();
    match Program::try_start(&before, &database) {
        None => {
            taken.would_not_start += 1;
            refused.extend(0..POSTS);
        }
        Some(program) => {
            for n in 0..POSTS {
                match send(&agent(), &program.address, person, seed, n) {
                    Ok(303) => taken.saved += 1,
                    Ok(503) | Err(_) => refused.push(n),
                    Ok(other) => panic!("form {n} was answered {other}: {what}"),
                }
            }
            program.kill();
        }
    }
    taken.refused += refused.len();
    let program = Program::start(&database);
    for n in refused {
        assert_eq!(send(&agent(), &program.address, person, seed, n).unwrap(), 303, "form {n} sent again: {what}");
    }
    program.kill();
}

async fn whole(file: &Path, what: &str) {
    let store = Store::open(Options::new(Address::Sqlite(file.to_owned()))).await.unwrap();
    let said: String = sql("pragma integrity_check").one(&mut store.read().await.unwrap()).await.unwrap();
    assert_eq!(said, "ok", "{what}");
    let found = titles(&store).await;
    for n in 0..POSTS {
        assert_eq!(found.get(&title(n)), Some(&1), "form {n}: {what}");
    }
    store.close().await;
}
