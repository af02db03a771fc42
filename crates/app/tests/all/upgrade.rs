//! The power goes while a database that an older version left is brought up to date: whoever starts the program again has what an
//! upgrade without a cut makes, whatever was on its way to the disk. SQLite only: PostgreSQL has its own tests of this.

use crate::power::disk::{self, Disk, Done};
use crate::power::recorder;
use folkmoot_store::testing::{older, store_at, sums_of};
use folkmoot_store::{Address, MIGRATIONS, sql, testing};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::path::{Path, PathBuf};
use std::process::Command;
use tokio::runtime::Runtime;

const ROWS: &str = include_str!("../../../store/tests/upgrade/rows.sql");
/// Cuts for each older schema, in every run; `FOLKMOOT_TEST_UPGRADE_CUTS` says otherwise, and script/torture does.
const CUTS: usize = 6;

#[test]
fn the_power_goes_in_the_middle_of_an_upgrade_and_the_next_start_finishes_it() {
    if !matches!(testing::address(), Address::Sqlite(_)) {
        return;
    }
    let (seed, runtime, top) = (rand::random(), Runtime::new().unwrap(), tempfile::tempdir().unwrap());
    let recorder = recorder(top.path());
    let cuts = std::env::var("FOLKMOOT_TEST_UPGRADE_CUTS").map_or(CUTS, |text| text.parse().unwrap());
    let mut rng = StdRng::seed_from_u64(seed);
    let mut unfinished = 0;

    for migration in MIGRATIONS.iter().take(MIGRATIONS.len() - 1) {
        let folder = top.path().join(migration.name);
        std::fs::create_dir(&folder).unwrap();
        let file = folder.join("folkmoot.db");
        runtime.block_on(async {
            older(Address::Sqlite(file.clone()), migration.number, ROWS).await.unwrap().close().await;
        });
        alone(&folder);
        let before = Disk::of(&folder);
        let done = upgraded(&recorder, &folder, &file);
        let wanted = runtime.block_on(async { sums_of(&store_at(Address::Sqlite(file.clone())).await).await.unwrap() });
        for _ in 0..cuts {
            let moment = rng.random_range(1..=done.len());
            let cut = cut(&before, &done[..moment], &folder, &mut rng);
            let what = format!("from {} at {moment} of {}, seed {seed}", migration.name, done.len());
            unfinished += usize::from(runtime.block_on(finishes(cut.path(), &wanted, &what)));
        }
    }

    assert!(unfinished > 0, "no cut came before the end of an upgrade: the test proves nothing, seed {seed}");
}

/// Waits until the log is folded into the file of the database and gone.
fn alone(folder: &Path) {
    for _ in 0..500 {
        if std::fs::read_dir(folder).unwrap().count() == 1 {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("{} was not closed", folder.display());
}

/// What the real program does to the files while it opens the database, for something that changes nothing else.
fn upgraded(recorder: &Path, folder: &Path, file: &Path) -> Vec<Done> {
    let trace = folder.with_extension("trace");
    let said = Command::new(env!("CARGO_BIN_EXE_folkmoot"))
        .args(["user", "administrator", "nobody@nowhere.example", "--database"])
        .arg(file)
        .env("LD_PRELOAD", recorder)
        .env("RECORDER_FOLDER", folder)
        .env("RECORDER_TRACE", &trace)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(said.contains("nobody signs in with"), "{said}");
    disk::read(&std::fs::read(trace).unwrap())
}

fn cut(before: &Disk, done: &[Done], folder: &Path, rng: &mut StdRng) -> tempfile::TempDir {
    let (mut disk, left) = (before.clone(), tempfile::tempdir().unwrap());
    for done in done {
        disk.play(done);
    }
    disk.power_cut(rng, left.path(), folder);
    left
}

/// Opens what the cut left, and answers whether there was something to finish.
async fn finishes(left: &Path, wanted: &[folkmoot_store::backup::TableSum], what: &str) -> bool {
    let file: PathBuf = left.join("folkmoot.db");
    let as_it_is = folkmoot_store::Options::new(Address::Sqlite(file.clone()));
    let as_it_is = folkmoot_store::Store::open_as_it_is(as_it_is).await.unwrap();
    let missing = as_it_is.missing_migrations().await.unwrap_or_else(|err| panic!("{err}: {what}"));
    as_it_is.close().await;
    let store = store_at(Address::Sqlite(file)).await;
    let said: String = sql("pragma integrity_check").one(&mut store.read().await.unwrap()).await.unwrap();
    assert_eq!(said, "ok", "{what}");
    assert_eq!(sums_of(&store).await.unwrap(), wanted, "{what}");
    store.close().await;
    !missing.is_empty()
}
