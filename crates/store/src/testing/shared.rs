//! Real files that lie beside the repository in `../shared/data`. They are never part of it, so a test that reads them
//! says that it was skipped where they are not.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The folder of real files, or `None` after saying that `test` is skipped. The file that `FOLKMOOT_TEST_SKIPPED` names gets
/// a line with the test's name, so that the whole run can count what it did not prove.
pub fn shared_data(test: &str) -> Option<PathBuf> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("crates/store lies two below the top");
    let beside = top.parent().into_iter().chain(top.parent().and_then(Path::parent));
    let found = beside.map(|folder| folder.join("shared/data")).find(|folder| folder.is_dir());
    if found.is_none() {
        say_skipped(test, "no shared data");
    }
    found
}

/// Says that `test` is skipped where it was asked to run, and why: "no Go".
#[expect(clippy::print_stdout, reason = "a skipped test says so where tests are read")]
pub fn say_skipped(test: &str, why: &str) {
    println!("skipped: {why} ({test})");
    let Ok(list) = std::env::var("FOLKMOOT_TEST_SKIPPED") else { return };
    let file = std::fs::OpenOptions::new().create(true).append(true).open(&list).expect("the list of skipped tests");
    writeln!(&file, "{test}").expect("the list of skipped tests can be written");
}
