//! The power goes at any moment: whatever the disk then holds of what was not synced, every answered write is there, once, and the
//! database is whole. Played from what the real program did to its files, which a recorder before the C library wrote down.
//! SQLite only: PostgreSQL has its own tests of this.

#[path = "power/disk.rs"]
pub(crate) mod disk;

use crate::posting::{Person, Program, agent, arrange, database, post, title, titles};
use disk::{Disk, Done, answered};
use folkmoot_record::actions::KeyFile;
use folkmoot_record::keyring::Fit;
use folkmoot_store::{Address, Options, Store, sql, testing};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;
use tokio::runtime::Runtime;

const POSTS: usize = 300;
const CONNECTIONS: usize = 8;
/// Where the power goes, in every run; `FOLKMOOT_TEST_CUTS` says otherwise, and script/torture does.
const CUTS: usize = 200;

/// A run of the program, with what it did to its files and when somebody was answered.
struct Run {
    /// The folder as it was before.
    before: Disk,
    done: Vec<Done>,
    folder: PathBuf,
    file: PathBuf,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Harm {
    lost: usize,
    doubled: usize,
    broken: usize,
}

#[test]
fn wherever_the_power_goes_no_answered_write_is_lost_and_the_database_is_whole() {
    if !matches!(testing::address(), Address::Sqlite(_)) {
        return;
    }
    let (seed, runtime, folder) = (rand::random(), Runtime::new().unwrap(), tempfile::tempdir().unwrap());
    let run = recorded(&runtime, folder.path(), seed);
    let cuts = std::env::var("FOLKMOOT_TEST_CUTS").map_or(CUTS, |text| text.parse().unwrap());

    let harm = cut_often(&runtime, &run, &run.before, cuts, seed);

    assert_eq!(harm, Harm::default(), "in {cuts} cuts, seed {seed}");

    // The same program without the syncs of its log, which is what synchronous=NORMAL asks for: if this loses nothing, the test is blind.
    let deaf = run.before.clone().deaf_to("-wal");
    let harm = cut_often(&runtime, &run, &deaf, CUTS / 10, seed);
    assert!(
        harm.lost > 0,
        "without syncs nothing was lost in {} cuts: the test proves nothing; seed {seed}",
        CUTS / 10
    );
}

fn recorded(runtime: &Runtime, top: &Path, seed: u64) -> Run {
    let folder = top.join("disk");
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("folkmoot.db");
    let address = Address::Sqlite(file.clone());
    let person = runtime.block_on(arrange(&address));
    let (recorder, trace) = (recorder(top), top.join("trace"));
    let before = Disk::of(&folder);
    let environment = [
        ("LD_PRELOAD", recorder.to_str().unwrap()),
        ("RECORDER_FOLDER", folder.to_str().unwrap()),
        ("RECORDER_TRACE", trace.to_str().unwrap()),
    ];
    let program = Program::start_with(&database(&address), &environment);
    post_all(&program, &person, &trace, seed);
    program.kill();
    Run { before, done: disk::read(&std::fs::read(&trace).unwrap()), folder, file }
}

/// The recorder, built with the compiler that the database needs anyway.
pub(crate) fn recorder(top: &Path) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/power/recorder.c");
    let library = top.join("recorder.so");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(source)
        .args(["-ldl", "-lpthread"])
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    library
}

/// Each answer is noted in the trace as soon as it has come.
fn post_all(program: &Program, person: &Person, trace: &Path, seed: u64) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|threads| {
        for _ in 0..CONNECTIONS {
            threads.spawn(|| {
                let (agent, mut trace) = (agent(), OpenOptions::new().append(true).open(trace).unwrap());
                loop {
                    let n = next.fetch_add(1, Ordering::SeqCst);
                    if n >= POSTS {
                        return;
                    }
                    post(&agent, &program.address, person, seed, n).unwrap();
                    note(&mut trace, n);
                }
            });
        }
    });
}

fn note(trace: &mut File, n: usize) {
    trace.write_all(&answered(n)).unwrap();
}

fn cut_often(runtime: &Runtime, run: &Run, before: &Disk, cuts: usize, seed: u64) -> Harm {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut moments: Vec<usize> = (0..cuts).map(|_| rng.random_range(1..=run.done.len())).collect();
    moments.sort_unstable();
    let (mut disk, mut played, mut harm) = (before.clone(), 0, Harm::default());
    for moment in moments {
        for done in &run.done[played..moment] {
            disk.play(done);
        }
        played = moment;
        let folder = tempfile::tempdir().unwrap();
        disk.power_cut(&mut rng, folder.path(), &run.folder);
        runtime.block_on(look(run, &folder, moment, &mut harm));
    }
    harm
}

/// What somebody finds who starts the machine again.
async fn look(run: &Run, folder: &TempDir, moment: usize, harm: &mut Harm) {
    let file = folder.path().join(run.file.file_name().unwrap());
    let Ok(store) = Store::open(Options::new(Address::Sqlite(file.clone()))).await else {
        harm.broken += 1;
        return;
    };
    let said: Option<String> = {
        let mut db = store.read().await.unwrap();
        sql("pragma integrity_check").one(&mut db).await.ok()
    };
    if said.as_deref() != Some("ok") {
        harm.broken += 1;
        return;
    }
    let found = titles(&store).await;
    for done in &run.done[..moment] {
        if let Done::Answered(n) = done {
            harm.lost += usize::from(!found.contains_key(&title(*n)));
        }
    }
    harm.doubled += found.values().filter(|times| **times > 1).count();
    harm.broken += usize::from(!keeps_its_record(&store, &file).await);
    store.close().await;
}

/// The record in the database is one that its key file knows: a power cut is no reason to begin another.
async fn keeps_its_record(store: &Store, file: &Path) -> bool {
    let mut db = store.read().await.unwrap();
    let Some(log) = folkmoot_record::store::logs(&mut db).await.unwrap().into_iter().next() else { return true };
    let Some(signed) = folkmoot_record::store::latest(&mut db, log.number).await.unwrap() else { return true };
    let mut key = file.as_os_str().to_owned();
    key.push(".key");
    let path = PathBuf::from(key);
    if path.exists() {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    KeyFile::open(&path).is_ok_and(|keys| keys.fit(&log.origin, signed.head()) == Fit::Fits)
}
