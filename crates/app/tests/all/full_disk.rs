//! The disk of the real program is full: pages are still read, whoever posts is told so, and when there is room again everything goes on
//! without a restart. On a small disk in memory, which only root can make. SQLite only.

use crate::posting::{Program, agent, arrange, database, send, title, titles};
use folkmoot_store::testing::{folder, say_skipped};
use folkmoot_store::{Address, Options, Store, testing};
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tokio::runtime::Runtime;

/// Forms before it is full, and after there is room again.
const POSTS: usize = 40;

/// A disk of a few megabytes, gone with the test.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn new() -> Option<Self> {
        let at = folder().join("disk");
        std::fs::create_dir(&at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=24m", "folkmoot-test"])
            .arg(&at)
            .stderr(Stdio::null())
            .status();
        mounted.is_ok_and(|status| status.success()).then(|| Self(at))
    }

    /// Fills it to its last byte; answers what to delete.
    fn fill(&self) -> PathBuf {
        let filler = self.0.join("filler");
        let mut file = File::create(&filler).unwrap();
        for size in [1 << 16, 1 << 10, 1] {
            while file.write_all(&vec![1; size]).is_ok() {}
        }
        filler
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _gone = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn on_a_full_disk_pages_are_read_and_forms_are_refused_until_there_is_room() {
    if !matches!(testing::address(), Address::Sqlite(_)) {
        return;
    }
    let Some(disk) = SmallDisk::new() else {
        say_skipped("on_a_full_disk_pages_are_read", "no disk can be mounted here");
        return;
    };
    let (seed, runtime, address) = (rand::random(), Runtime::new().unwrap(), Address::Sqlite(disk.0.join("small.db")));
    let person = runtime.block_on(arrange(&address));
    let program = Program::start(&database(&address));
    let post = |n| send(&agent(), &program.address, &person, seed, n).unwrap();
    let read = |path: &str| agent().get(format!("{}{path}", program.address)).call().unwrap().status().as_u16();
    assert!((0..POSTS).all(|n| post(n) == 303));

    let filler = disk.fill();
    let told: Vec<u16> = (POSTS..2 * POSTS).map(post).collect();
    assert!(told.iter().all(|status| [303, 503].contains(status)), "{told:?}");
    assert!(told.ends_with(&[503; 5]), "the disk was not full: {told:?}");
    assert_eq!([read("/places"), read("/places/oxmoor-vale"), read("/about")], [200; 3]);

    std::fs::remove_file(filler).unwrap();
    assert!((0..2 * POSTS).all(|n| post(n) == 303), "whoever was refused sends the form again");

    program.kill();
    let found = runtime.block_on(async { titles(&Store::open(Options::new(address.clone())).await.unwrap()).await });
    assert_eq!(found, (0..2 * POSTS).map(|n| (title(n), 1)).collect(), "seed {seed}");
}
