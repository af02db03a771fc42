//! Programs that we did not write check the record: the packages of Go's checksum database, from Debian. Where Go is missing, this is
//! skipped and says so; script/test installs it.

use crate::support::{DONE, Given, given, given_with_secret, open};
use folkmoot_store::testing::say_skipped;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Where Debian puts the sources of Go packages.
const SOURCES: &str = "/usr/share/gocode";

/// The verifying program, built; `None` where it cannot be.
fn verifier(test: &str, folder: &TempDir) -> Option<PathBuf> {
    let there = Command::new("go").arg("version").output().is_ok_and(|said| said.status.success());
    if !there || !Path::new(SOURCES).join("src/golang.org/x/mod/sumdb/tlog").is_dir() {
        say_skipped(test, "no Go with golang-golang-x-mod-dev");
        return None;
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/verify.go");
    let program = folder.path().join("verify");
    let built = Command::new("go")
        .args(["build", "-o"])
        .arg(&program)
        .arg(source)
        .env("GO111MODULE", "off")
        .env("GOPATH", SOURCES)
        .env("GOCACHE", folder.path().join("cache"))
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    Some(program)
}

/// What the program says, and whether it was content.
async fn said(program: &Path, args: &[&str]) -> (bool, String) {
    let said = tokio::process::Command::new(program).args(args).output().await.unwrap();
    (said.status.success(), String::from_utf8_lossy(&said.stdout).trim().to_owned())
}

async fn record_of(given: &Given) -> String {
    format!("{}/record", open(&given.app).await)
}

fn saved(folder: &TempDir, name: &str, text: &str) -> String {
    let file = folder.path().join(name);
    std::fs::write(&file, text).unwrap();
    file.to_string_lossy().into_owned()
}

async fn grow(given: &Given, acts: std::ops::Range<i64>) {
    for number in acts {
        given.happens(DONE, number, "words").await;
    }
    given.keep().await;
}

#[tokio::test]
async fn other_peoples_programs_find_the_record_whole_and_every_change_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let Some(verify) = verifier("other_peoples_programs_find_the_record_whole", &folder) else { return };
    let given = given().await;
    grow(&given, 0..600).await;
    let key = given.keys.secret().verifier_key("folkmoot.test/record");
    let address = record_of(&given).await;

    let kept = saved(&folder, "kept", &given.app.get("/record/checkpoint").await.text());
    let receipt = saved(&folder, "receipt", &given.app.get("/record/receipts/1-417.tlog-proof").await.text());
    assert_eq!(said(&verify, &["receipt", &key, &receipt]).await, (true, "entry 417 is one of 600".into()));
    assert_eq!(said(&verify, &["log", &key, &address]).await, (true, "600 entries make the signed root".into()));
    assert_eq!(said(&verify, &["grown", &key, &kept, &address]).await, (true, "the same 600 entries".into()));

    grow(&given, 600..617).await;
    let grown = (true, "617 entries begin with the 600 that were kept".into());
    assert_eq!(said(&verify, &["grown", &key, &kept, &address]).await, grown);
    assert_eq!(said(&verify, &["log", &key, &address]).await, (true, "617 entries make the signed root".into()));

    // A receipt for something else, or one that somebody improved.
    let text = std::fs::read_to_string(&receipt).unwrap();
    for (from, to) in [("index 417", "index 416"), ("\n600\n", "\n601\n"), ("extra ", "extra AAAA")] {
        let changed = saved(&folder, "changed", &text.replacen(from, to, 1));
        assert!(!said(&verify, &["receipt", &key, &changed]).await.0, "{from} became {to}");
    }
    given.behind("update record_entry set commitment = salt where number = 300").await;
    assert!(!said(&verify, &["log", &key, &address]).await.0, "one entry was changed");
}

#[tokio::test]
async fn a_record_that_was_written_anew_with_the_right_key_is_found_out_by_who_kept_a_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let Some(verify) = verifier("a_record_that_was_written_anew", &folder) else { return };
    let given = given().await;
    grow(&given, 0..40).await;
    let kept = saved(&folder, "kept", &given.app.get("/record/checkpoint").await.text());
    let key = given.keys.secret().verifier_key("folkmoot.test/record");

    // Somebody with the key and the database writes another history of the same length, and of a greater one.
    let other = given_with_secret(&given.keys.secret()).await;
    grow(&other, 0..40).await;
    let address = record_of(&other).await;
    assert_eq!(said(&verify, &["log", &key, &address]).await, (true, "40 entries make the signed root".into()));
    assert_eq!(said(&verify, &["grown", &key, &kept, &address]).await, (false, "two roots for 40 entries".into()));
    grow(&other, 40..45).await;
    assert!(!said(&verify, &["grown", &key, &kept, &address]).await.0);
}
