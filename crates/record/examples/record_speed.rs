//! How long a log of so many entries takes to build: canonical text, salt, commitment, tree and signed head, in memory.
//! `cargo run --release --package folkmoot-record --example record_speed -- 70000` prints milliseconds, and bytes of tiles.
#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]

use folkmoot_record::checkpoint::{Head, Secret};
use folkmoot_record::commitment::{Official, Salt};
use folkmoot_record::tree::Tiles;
use std::error::Error;
use std::time::Instant;

const LOG: &str = "oxmoor.example/record";

fn act(number: u64) -> Official {
    Official {
        log: LOG.to_owned(),
        line: format!("{number:013}"),
        event: "promise given a new date".to_owned(),
        at: "2026-03-02T12:00:00Z".to_owned(),
        place: Some("0abcdefghjkmn".to_owned()),
        kind: "promise".to_owned(),
        subject: format!("{number:013}"),
        what: Some(serde_json::json!({"due": "2026-05-01", "what": "Lend the hall on Tuesdays", "number": number})),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let entries: u64 = std::env::args().nth(1).map_or(Ok(70_000), |text| text.parse())?;
    let secret = Secret::from_bytes(Salt::fresh()?.bytes());
    let began = Instant::now();
    let mut tiles = Tiles::default();
    for number in 0..entries {
        let commitment = act(number).text()?.commit(&Salt::fresh()?);
        tiles.append(number, &commitment)?;
    }
    let note = secret.sign(LOG, Head { size: entries, root: tiles.root(entries)? })?;
    let took = began.elapsed();
    let bytes: usize = tiles.changed().map(|(_, hashes)| hashes.len()).sum();
    println!("{} {bytes}", took.as_millis());
    assert!(note.starts_with(LOG), "the head was signed");
    Ok(())
}
