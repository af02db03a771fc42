//! How long the policies take to decide: people with few and many seats, one question after another, new
//! ones and known ones. Prints seats, the median and the 99th of a hundred in microseconds.
//! `cargo run --release -p folkmoot-kernel --example permits`

use folkmoot_kernel::act::permit;
use folkmoot_kernel::{Act, Actor, Held, Id, Needs, Proof, Role, Subject};
use std::error::Error;
use std::io::Write;
use std::time::Instant;

const QUESTIONS: i64 = 15_000;
const CLOSE: Act = Act { key: "decision.close", words: "close a decision", needs: Needs::RunsBody };

fn person(seats: i64) -> Actor {
    let held = |number: i64| Held {
        seat: Id::from_number(number),
        place: Id::from_number(1 + number % 3),
        body: Some(Id::from_number(100 + number)),
        organisation: Some(Id::from_number(1_000 + number % 2)),
        role: if number % 2 == 0 { Role::Chair } else { Role::Member },
    };
    Actor::Person {
        id: Id::from_number(7),
        held: (0..seats).map(held).collect(),
        administrator: false,
        proof: Proof::WHOLE,
    }
}

/// Median and the slowest of a hundred, in microseconds. From a number on, every question is new.
fn measured(actor: &Actor, from: Option<i64>) -> (String, String) {
    let thing = |number: i64| Subject::said(Id::from_number(1), Id::from_number(100), Id::from_number(number)).into();
    let questions = (0..QUESTIONS).map(|number| thing(from.map_or(1_000, |from| from + number)));
    let mut took: Vec<u128> = questions
        .map(|thing| {
            let began = Instant::now();
            let _answer = std::hint::black_box(permit(actor, CLOSE, &thing));
            began.elapsed().as_nanos()
        })
        .collect();
    took.sort_unstable();
    let at = |share: usize| {
        let tenths = took[took.len() * share / 100] / 100;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    (at(50), at(99))
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout();
    for seats in [1, 5, 20] {
        for (from, words) in [(Some(100_000 * seats), "asked"), (None, "known")] {
            let (half, slow) = measured(&person(seats), from);
            writeln!(out, "{words} {seats} {half} {slow}")?;
        }
    }
    Ok(())
}
