//! Everything that reads what others send is given what nobody should send: a kept collection for each reader, and thousands of changed
//! copies of it. Whatever it is, the reader answers or refuses; it does not panic, hang or eat the memory.

use folkmoot_governance::paper::FileKind;
use folkmoot_kernel::{AreaCode, Date, Id, Pence, Postcode, Slug, Timestamp};
use folkmoot_record::checkpoint::{Kept, is_log_key};
use folkmoot_record::keyring::Keyring;
use folkmoot_record::receipt::checkpoint_in;
use folkmoot_record::tree::read_path;
use folkmoot_record::witness::{Asked, WitnessKey};
use folkmoot_register::footprint::Footprint;
use folkmoot_register::{place_file, roster};
use folkmoot_store::Address;
use folkmoot_surveys::principle;
use folkmoot_web::Upload;
use folkmoot_web::sheet::read_sheet;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::path::Path;
use std::time::{Duration, Instant};

/// Changed copies of each kept file, in every run; `FOLKMOOT_TEST_FUZZ` says otherwise, and script/torture does.
const COPIES: usize = 150;
/// No reader needs longer for a small thing, even built without care for speed.
const PATIENCE: Duration = Duration::from_secs(20);
const KEY: &str = "folkmoot.example/record+f7d5a4f1+AZGPGL1wDQDBWtPXr5yZ7mSXGkQnqP7vLzQ0b0rXc3Zr";

/// Whatever it answers will do.
fn taken<T>(_answer: T) {}

/// A reader by the name of its folder.
fn feed(target: &str, name: &str, bytes: &[u8]) {
    let lossy = String::from_utf8_lossy(bytes);
    let text = lossy.as_ref();
    match target {
        "place" => taken(place_file::read(text)),
        "footprint" => taken(Footprint::read(text)),
        "popolo" => taken(roster::table_of(text)),
        "csv" | "xlsx" | "ods" => sheet(name, bytes),
        "checkpoint" => {
            let kept = checkpoint_in(text);
            taken(Kept::read(kept).map(|kept| kept.is_signed_by(KEY)));
        }
        "witness-request" => taken(Asked::read(text)),
        "witness-key" => taken((is_log_key(text), WitnessKey::read(text).and_then(|one| one.found_in(text, text)))),
        "keyring" => taken(Keyring::read(text)),
        "tile-path" => taken(read_path(text.trim())),
        "paper" => taken(FileKind::of(name, bytes)),
        "principles" => taken(principle::read_own(text)),
        "pence" => taken(Pence::read(text)),
        "date" => taken((text.parse::<Date>(), text.parse::<Timestamp>())),
        "code" => codes(text),
        other => panic!("there is no reader for the folder {other}"),
    }
}

fn codes(text: &str) {
    taken((text.parse::<AreaCode>(), text.parse::<Postcode>(), text.parse::<Slug>(), Slug::of(text)));
    taken((text.parse::<Id<()>>(), Address::read(text)));
}

fn sheet(name: &str, bytes: &[u8]) {
    let file = Upload { name: name.to_owned(), media_type: String::new(), bytes: bytes.to_vec().into() };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    taken(runtime.block_on(read_sheet(&file)));
}

/// What a wire, a program or somebody who means harm makes of it.
fn changed(bytes: &[u8], other: &[u8], rng: &mut StdRng) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..rng.random_range(1..6) {
        let at = rng.random_range(0..=bytes.len());
        let end = (at + rng.random_range(0..40)).min(bytes.len());
        match rng.random_range(0..8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << rng.random_range(0..8),
            1 if at < bytes.len() => bytes[at] = [0, 0xff, b'0', b'9', b'"', b'\n', b'-', 0x80][rng.random_range(0..8)],
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..end)),
            4 => {
                let piece = bytes[at..end].repeat(rng.random_range(2..50));
                bytes.splice(at..at, piece);
            }
            5 if !other.is_empty() => {
                let from = rng.random_range(0..other.len());
                bytes.splice(at..end, other[from..(from + 60).min(other.len())].to_vec());
            }
            6 => drop(bytes.splice(at..end, b"99999999999999999999".to_vec())),
            _ => drop(bytes.splice(at..at, "\u{202e}\u{0}é𝟙٢".bytes())),
        }
    }
    bytes
}

#[test]
fn every_reader_answers_or_refuses_whatever_it_is_given() {
    let seed = std::env::var("FOLKMOOT_TEST_SEED").map_or_else(|_| rand::random(), |text| text.parse().unwrap());
    let copies = std::env::var("FOLKMOOT_TEST_FUZZ").map_or(COPIES, |text| text.parse().unwrap());
    let (mut rng, mut fed) = (StdRng::seed_from_u64(seed), 0_usize);
    for target in folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")) {
        let files: Vec<(String, Vec<u8>)> =
            folder(&target).iter().map(|file| (name_of(file), std::fs::read(file).unwrap())).collect();
        let target = name_of(&target);
        for nth in 0..files.len() {
            let (name, bytes) = &files[nth];
            one(&target, name, bytes, (seed, 0));
            for copy in 1..=copies {
                let other = &files[rng.random_range(0..files.len())].1;
                one(&target, name, &changed(bytes, other, &mut rng), (seed, copy));
                fed += 1;
            }
        }
    }
    println!("figure: {fed} changed files, seed {seed}");
    assert!(fed > 50 * copies, "only {fed} were fed: is the collection there?");
}

fn one(target: &str, name: &str, bytes: &[u8], (seed, copy): (u64, usize)) {
    let began = Instant::now();
    let panicked = std::panic::catch_unwind(|| feed(target, name, bytes)).is_err();
    let took = began.elapsed();
    if panicked || took > PATIENCE {
        let kept = std::env::temp_dir().join(format!("folkmoot-{target}-{seed}-{copy}"));
        std::fs::write(&kept, bytes).unwrap();
        panic!("{target}/{name}, copy {copy} of seed {seed}, {took:?}: kept in {}", kept.display());
    }
}

fn folder(at: &Path) -> Vec<std::path::PathBuf> {
    let mut all: Vec<_> = std::fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
