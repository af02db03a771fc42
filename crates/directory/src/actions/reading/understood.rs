//! Services are understood side by side, as many at a time as there are processors; the order of the feed stays.

use crate::oruk::read::{Taken, repeated, service, text};
use crate::oruk::repair::Reason;
use crate::store::AsideLine;
use folkmoot_kernel::Date;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One service of a feed.
#[derive(Debug)]
pub(super) enum Read {
    Taken { taken: Box<Taken>, sum: String },
    Aside(AsideLine),
}

impl Read {
    pub fn taken(&self) -> Option<&Taken> {
        match self {
            Read::Taken { taken, .. } => Some(taken),
            Read::Aside(_) => None,
        }
    }
}

pub(super) fn understand(services: &[Value], today: Date) -> Vec<Read> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let share = services.len().div_ceil(workers).max(1);
    let mut reads: Vec<Read> = std::thread::scope(|threads| {
        let parts: Vec<_> = services
            .chunks(share)
            .map(|part| threads.spawn(move || part.iter().map(|one| read(one, today)).collect()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_else(|_| Vec::new())).collect()
    });
    put_repeated_aside(services, &mut reads);
    reads
}

fn read(value: &Value, today: Date) -> Read {
    match service(value, today) {
        Ok(taken) => Read::Taken { taken: Box::new(taken), sum: sum(value) },
        Err(aside) => Read::Aside(line(aside.id, aside.name, aside.reason)),
    }
}

fn line(id: String, name: String, reason: Reason) -> AsideLine {
    AsideLine { position: 0, id, name, reason, words: String::new() }
}

/// Of what was sent, so that the same again is known.
fn sum(value: &Value) -> String {
    let digest = Sha256::digest(value.to_string().as_bytes());
    digest.iter().take(16).fold(String::with_capacity(32), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn put_repeated_aside(services: &[Value], reads: &mut [Read]) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for nth in 0..reads.len() {
        let Some(taken) = reads[nth].taken() else { continue };
        match first.get(&taken.id) {
            None => {
                first.insert(taken.id.clone(), nth);
            }
            Some(before) => {
                let reason = repeated(&services[*before], &services[nth]);
                reads[nth] = Read::Aside(line(taken.id.clone(), text(&services[nth], "name"), reason));
            }
        }
    }
}
