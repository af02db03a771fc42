//! What the tests of the import share: a copy of the invented England to change, and questions to the register.

#![allow(dead_code, reason = "each test file uses some of it")]

use folkmoot_register::england::{Again, Report, import};
use folkmoot_store::{FromRow, Store, sql};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A copy of the invented England, to change.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn of_invented_england() -> Self {
        let copy = tempfile::tempdir().unwrap();
        copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/england"), copy.path());
        Self(copy)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Replaces a text that stands in the file once or more.
    pub fn change(&self, file: &str, from: &str, to: &str) {
        let path = self.file(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no {from:?}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    pub fn add(&self, file: &str, lines: &str) {
        let path = self.file(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text + lines).unwrap();
    }

    pub async fn import(&self, store: &Store) -> Report {
        import(store, self.path(), Again::Skip, Arc::new(())).await.unwrap()
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).unwrap();
            copy_folder(&entry.path(), &target);
        } else {
            fs::write(target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

pub async fn ask<T: FromRow>(store: &Store, text: &'static str) -> Vec<T> {
    sql(text).all(&mut store.read().await.unwrap()).await.unwrap()
}

pub async fn one<T: FromRow>(store: &Store, text: &'static str) -> T {
    ask(store, text).await.into_iter().next().expect("one row")
}

pub fn words(report: &Report, file: &str) -> String {
    let found = report.files.iter().find(|read| read.file.contains(file)).expect("the report tells of the file");
    found.to_string()
}
