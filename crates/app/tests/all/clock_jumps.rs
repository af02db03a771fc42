//! The clock of the computer jumps while people post forms to the real program: nothing stops, nothing is out of order, and whoever is
//! signed in stays so. A few lines of C before the C library move the clock: libfaketime asks for memory before the program's own
//! allocator is there, and ends it.

use crate::posting::{Program, agent, arrange, database, send, title, titles};
use folkmoot_kernel::{Date, Timestamp};
use folkmoot_store::{Options, Store, sql, testing};
use std::path::{Path, PathBuf};
use std::process::Command;
use tokio::runtime::Runtime;

const HOUR: i64 = 3_600;
const FIVE_YEARS: i64 = 5 * 365 * 24 * HOUR;

/// A program whose clock is as many seconds away from the computer's as a file says.
struct Clocked {
    library: PathBuf,
    file: PathBuf,
    database: String,
}

impl Clocked {
    fn new(folder: &Path, database: String) -> Self {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clock/clock.c");
        let library = folder.join("clock.so");
        let built =
            Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).output().unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        Self { library, file: folder.join("offset"), database }
    }

    fn says(&self, seconds: i64) {
        use std::io::Write;
        let file = std::fs::OpenOptions::new().write(true).create(true).truncate(false).open(&self.file);
        // In place: the program looks at these eight bytes.
        file.unwrap().write_all(&seconds.to_ne_bytes()).unwrap();
    }

    fn starts(&self, seconds: i64) -> Program {
        self.says(seconds);
        let (library, file) = (self.library.to_str().unwrap(), self.file.to_str().unwrap());
        Program::start_with(&self.database, &[("LD_PRELOAD", library), ("CLOCK_OFFSET", file)])
    }
}

/// Seconds from now to a moment on the clock in England.
fn until(year: i16, month: i8, day: i8, (hour, minute): (i8, i8)) -> i64 {
    let then = Timestamp::at(Date::new(year, month, day).unwrap(), hour, minute);
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    then.ms() / 1_000 - i64::try_from(now).unwrap()
}

#[test]
fn the_clock_may_jump_and_nothing_stops_or_is_out_of_order() {
    let (runtime, address, folder) = (Runtime::new().unwrap(), testing::address(), tempfile::tempdir().unwrap());
    let person = runtime.block_on(arrange(&address));
    let clocked = Clocked::new(folder.path(), database(&address));
    let (agent, mut posted) = (agent(), 0);
    let mut post_at = |program: &Program, why: &str| {
        for _ in 0..4 {
            let status = send(&agent, &program.address, &person, 12, posted).unwrap();
            assert_eq!(status, 303, "form {posted}, {why}");
            posted += 1;
        }
    };

    let program = clocked.starts(0);
    for seconds in [0, -HOUR, HOUR, 0, -FIVE_YEARS, 0] {
        clocked.says(seconds);
        post_at(&program, &format!("while the clock is {seconds} s ahead"));
    }
    program.kill();
    let program = clocked.starts(-HOUR);
    post_at(&program, "after a start an hour back");
    program.kill();

    let leap_day = until(2028, 2, 29, (12, 0));
    let changes = [until(2027, 3, 28, (0, 59)), until(2027, 10, 31, (0, 59)), until(2027, 12, 31, (23, 59))];
    for seconds in [leap_day, changes[0], changes[1], changes[2]] {
        let program = clocked.starts(seconds);
        let front = agent.get(format!("{}/", program.address)).call().unwrap();
        assert_eq!(front.status().as_u16(), 200, "{seconds} s ahead");
        program.kill();
    }
    let program = clocked.starts(leap_day);
    let late = send(&agent, &program.address, &person, 12, posted).unwrap();
    assert_ne!(late, 303, "a session outlived its fourteen days");
    program.kill();

    runtime.block_on(all_in_order(Store::open(Options::new(address)), posted));
}

/// Every form once, in the order in which they were sent; and time never went back in history while one program ran.
async fn all_in_order(store: impl Future<Output = Result<Store, folkmoot_store::OpenError>>, posted: usize) {
    let store = store.await.unwrap();
    let found = titles(&store).await;
    assert_eq!(found.len(), posted);
    assert!((0..posted).all(|n| found.get(&title(n)) == Some(&1)), "{found:?}");
    let lines: Vec<(String, i64)> =
        sql("select after_json, at from store_history where event = 'document added' order by seq")
            .all(&mut store.read().await.unwrap())
            .await
            .unwrap();
    assert_eq!(lines.len(), posted);
    for (n, (after, _)) in lines.iter().enumerate() {
        assert!(after.contains(&format!("\"{}\"", title(n))), "form {n} is out of order: {after}");
    }
    let one_run = &lines[..posted - 4];
    assert!(one_run.windows(2).all(|two| two[0].1 <= two[1].1), "time went back in history: {one_run:?}");
    store.close().await;
}
