//! The power goes while a backup is made and while files are imported, with people posting meanwhile: a backup that was said to be made is
//! whole, one that was not is never taken for one, and an import is finished by doing it again. SQLite only.

use crate::posting::{Person, Program, agent, arrange, database, post, title, titles};
use crate::power::disk::{self, Disk, Done, answered};
use crate::power::recorder;
use folkmoot_register::england::{self, Again};
use folkmoot_store::backup::{TableSum, verify};
use folkmoot_store::testing::sums_of;
use folkmoot_store::{Address, Options, Store, testing};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tokio::runtime::Runtime;

/// Where the power goes, in every run; `FOLKMOOT_TEST_CUTS` says otherwise, and script/torture does.
const CUTS: usize = 60;
/// What stands in the trace where a form would, when a command begins and when it says that it is done.
const BACKUP_BEGINS: usize = 1_000_001;
const BACKUP_MADE: usize = 1_000_002;
const IMPORTED: usize = 1_000_003;
const FORMS: usize = 1_000_000;

struct Run {
    before: Disk,
    done: Vec<Done>,
    folder: PathBuf,
    /// Rows of each table of the register when everything is imported.
    imported: Vec<(String, u64)>,
}

#[test]
fn a_backup_is_whole_or_none_and_an_import_is_finished_by_the_next_wherever_the_power_goes() {
    if !matches!(testing::address(), Address::Sqlite(_)) {
        return;
    }
    let (seed, runtime, top) = (rand::random(), Runtime::new().unwrap(), tempfile::tempdir().unwrap());
    let run = recorded(&runtime, top.path(), seed);
    let cuts = std::env::var("FOLKMOOT_TEST_CUTS").map_or(CUTS, |text| text.parse().unwrap());
    let mut rng = StdRng::seed_from_u64(seed);
    let mut moments: Vec<usize> = (0..cuts).map(|_| rng.random_range(1..=run.done.len())).collect();
    moments.sort_unstable();

    let (mut disk, mut played, mut early) = (run.before.clone(), 0, 0);
    for moment in moments {
        run.done[played..moment].iter().for_each(|done| disk.play(done));
        played = moment;
        let left = tempfile::tempdir().unwrap();
        disk.power_cut(&mut rng, left.path(), &run.folder);
        let what = format!("at {moment} of {}, seed {seed}", run.done.len());
        early += usize::from(runtime.block_on(look(&run, left.path(), moment, &what)));
    }

    assert!(early > 0, "no cut came before a backup was whole: the test proves nothing, seed {seed}");
}

fn england() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../register/tests/england")
}

async fn everything_imported() -> Vec<(String, u64)> {
    let store = Store::open(Options::new(testing::address())).await.unwrap();
    import(&store).await;
    rows(sums_of(&store).await.unwrap())
}

async fn import(store: &Store) {
    england::import(store, &england(), Again::Skip, Arc::new(())).await.unwrap();
}

/// Rows of the tables that only the import fills here.
fn rows(sums: Vec<TableSum>) -> Vec<(String, u64)> {
    let filled = ["register_area", "register_organisation", "register_postcode"];
    let counted = sums.into_iter().filter(|sum| filled.contains(&sum.table.as_str()));
    counted.map(|sum| (sum.table, sum.rows)).collect()
}

fn recorded(runtime: &Runtime, top: &Path, seed: u64) -> Run {
    let folder = top.join("disk");
    std::fs::create_dir(&folder).unwrap();
    let address = Address::Sqlite(folder.join("folkmoot.db"));
    let person = runtime.block_on(arrange(&address));
    let (recorder, trace) = (recorder(top), top.join("trace"));
    let before = Disk::of(&folder);
    let environment = [
        ("LD_PRELOAD", recorder.to_str().unwrap()),
        ("RECORDER_FOLDER", folder.to_str().unwrap()),
        ("RECORDER_TRACE", trace.to_str().unwrap()),
    ];
    let program = Program::start_with(&database(&address), &environment);
    let command = |words: &[&str], file: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_folkmoot"));
        command.args(words).arg(file).args(["--database", &database(&address)]).envs(environment);
        let said = command.output().unwrap();
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    };
    while_posting(&program, &person, (&trace, seed), || {
        command(&["import", "england"], &england());
        note(&trace, IMPORTED);
        note(&trace, BACKUP_BEGINS);
        command(&["backup"], &folder.join("backup.db"));
        note(&trace, BACKUP_MADE);
    });
    program.kill();
    Run {
        before,
        done: disk::read(&std::fs::read(&trace).unwrap()),
        folder,
        imported: runtime.block_on(everything_imported()),
    }
}

fn note(trace: &Path, n: usize) {
    OpenOptions::new().append(true).open(trace).unwrap().write_all(&answered(n)).unwrap();
}

/// Two people post as long as the work goes on.
fn while_posting(program: &Program, person: &Person, (trace, seed): (&Path, u64), work: impl FnOnce()) {
    let (next, over) = (AtomicUsize::new(0), AtomicBool::new(false));
    std::thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(|| {
                let agent = agent();
                while !over.load(Ordering::SeqCst) {
                    let n = next.fetch_add(1, Ordering::SeqCst);
                    post(&agent, &program.address, person, seed, n).unwrap();
                    note(trace, n);
                }
            });
        }
        work();
        over.store(true, Ordering::SeqCst);
    });
}

/// Looks at what the cut left, and answers whether the backup was not whole yet.
async fn look(run: &Run, left: &Path, moment: usize, what: &str) -> bool {
    let said: Vec<usize> = run.done[..moment].iter().filter_map(form).collect();
    let store = Store::open(Options::new(Address::Sqlite(left.join("folkmoot.db"))))
        .await
        .unwrap_or_else(|err| panic!("{err}: {what}"));
    let found = titles(&store).await;
    for n in said.iter().filter(|n| **n < FORMS) {
        assert_eq!(found.get(&title(*n)), Some(&1), "form {n}, {what}");
    }
    if said.contains(&IMPORTED) {
        assert_eq!(rows(sums_of(&store).await.unwrap()), run.imported, "{what}");
    }
    import(&store).await;
    assert_eq!(rows(sums_of(&store).await.unwrap()), run.imported, "{what}");
    store.close().await;
    !backup_is_whole(&left.join("backup.db"), &said, what).await
}

fn form(done: &Done) -> Option<usize> {
    match done {
        Done::Answered(n) => Some(*n),
        _ => None,
    }
}

/// With its manifest beside it, a backup is whole; and it is there with everything from before, once that was said.
async fn backup_is_whole(file: &Path, said: &[usize], what: &str) -> bool {
    let manifest = file.with_extension("db.manifest.json");
    if file.exists() && manifest.exists() {
        let report = verify(file).await.unwrap_or_else(|err| panic!("{err}: {what}"));
        assert!(report.is_whole(), "{report}: {what}");
        let before = said.iter().take_while(|n| **n != BACKUP_BEGINS).filter(|n| **n < FORMS).count() as u64;
        let held = report.manifest.tables.iter().find(|sum| sum.table == "register_place_document").unwrap().rows;
        assert!(held >= before, "{held} of {before} forms are in the backup, {what}");
        return true;
    }
    assert!(!said.contains(&BACKUP_MADE), "a backup was made and is not there, {what}");
    assert!(verify(file).await.is_err(), "{what}");
    false
}
