//! What the program is made of: from one registry, under licences that fit ours, without a known fault that we have not looked at.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use rustsec::{Database, Lockfile};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Licences that may be combined with AGPL-3.0-or-later and ask for no more than their own text. (NOTICE names who asks for what.)
const LICENCES: [&str; 18] = [
    "0BSD",
    "AGPL-3.0-or-later",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "bzip2-1.0.6",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Known faults that were looked at, each with why it does not reach us.
const LOOKED_AT: [(&str, &str); 3] = [
    (
        "RUSTSEC-2023-0071",
        "`rsa` may tell a key by the time that decrypting takes; we sign with it for providers of sign-in, and decrypt nothing",
    ),
    (
        "RUSTSEC-2026-0194",
        "typst reads citation styles with `quick-xml` 0.38; our documents cite nothing, so no style is read",
    ),
    (
        "RUSTSEC-2026-0195",
        "typst reads citation styles with `quick-xml` 0.38; our documents cite nothing, so no style is read",
    ),
];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Everything that is compiled, as cargo tells it.
fn packages(folder: &str) -> Vec<Value> {
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1", "--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(top().join(folder))
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    told["packages"].as_array().unwrap().clone()
}

fn called(package: &Value) -> String {
    format!("{} {}", package["name"].as_str().unwrap(), package["version"].as_str().unwrap())
}

fn may_be_used(expression: &str) -> bool {
    // Some write "MIT/Apache-2.0", which means "or".
    let expression = spdx::Expression::parse_mode(expression, spdx::ParseMode::LAX);
    expression.is_ok_and(|one| one.evaluate(|wanted| LICENCES.iter().any(|known| *known == wanted.to_string())))
}

#[test]
fn every_licence_is_one_that_fits_ours() {
    let odd: Vec<String> = packages(".")
        .iter()
        .filter(|package| !may_be_used(package["license"].as_str().unwrap_or_default()))
        .map(|package| format!("{}: {}", called(package), package["license"]))
        .collect();

    assert!(odd.is_empty(), "look at these, and write down those that fit:\n{}", odd.join("\n"));
}

#[test]
fn a_licence_that_is_not_listed_is_found() {
    for fits in ["MIT", "MIT/Apache-2.0", "GPL-3.0-only OR MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(may_be_used(fits), "{fits}");
    }
    for odd in ["", "GPL-2.0-only", "MIT AND SSPL-1.0", "Proprietary"] {
        assert!(!may_be_used(odd), "{odd}");
    }
}

#[test]
fn everything_comes_from_one_registry() {
    let odd: Vec<String> = packages(".")
        .iter()
        .filter(|package| {
            let source = package["source"].as_str();
            source.is_some_and(|source| source != "registry+https://github.com/rust-lang/crates.io-index")
        })
        .map(called)
        .collect();

    assert!(odd.is_empty(), "from elsewhere: {}", odd.join(", "));
}

/// The advisories that lie beside the repository, unpacked; `None` after saying that the test is skipped.
fn advisories(folder: &Path) -> Option<Database> {
    let places =
        ["../shared/data", "../../shared/data"].map(|place| top().join(place).join("security/advisory-db.tar.xz"));
    let Some(packed) = places.into_iter().find(|place| place.exists()) else {
        say_skipped("no known fault goes unseen: ../shared/data/security is not there");
        return None;
    };
    let unpacked = Command::new("tar").arg("-xJf").arg(packed).arg("-C").arg(folder).status().unwrap();
    assert!(unpacked.success());
    let inside = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    Some(Database::open(&inside).unwrap())
}

fn say_skipped(what: &str) {
    let Some(file) = std::env::var_os("FOLKMOOT_TEST_SKIPPED") else { return };
    let mut file = std::fs::OpenOptions::new().append(true).create(true).open(file).unwrap();
    writeln!(file, "{what}").unwrap();
}

#[test]
fn no_known_fault_goes_unseen() {
    let folder = tempfile::tempdir().unwrap();
    let Some(known) = advisories(folder.path()) else { return };
    let locked = Lockfile::load(top().join("Cargo.lock")).unwrap();

    let found: Vec<String> = known
        .vulnerabilities(&locked)
        .iter()
        .filter(|fault| !LOOKED_AT.iter().any(|(id, _)| *id == fault.advisory.id.as_str()))
        .map(|fault| {
            format!("{} {}: {} {}", fault.package.name, fault.package.version, fault.advisory.id, fault.advisory.title)
        })
        .collect();

    assert!(known.iter().count() > 1_000, "only {} advisories were read", known.iter().count());
    assert!(found.is_empty(), "update these, or write down why they do not reach us:\n{}", found.join("\n"));
}

/// An old lock file with a fault in it: what is looked for would be found.
#[test]
fn a_known_fault_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let Some(known) = advisories(folder.path()) else { return };
    let text = "version = 4\n\n[[package]]\nname = \"time\"\nversion = \"0.1.42\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n";

    let found = known.vulnerabilities(&text.parse().unwrap());

    assert!(found.iter().any(|fault| fault.advisory.id.as_str() == "RUSTSEC-2020-0071"));
}
