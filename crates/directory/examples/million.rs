//! A million invented listings in the index: how long it takes to make, what it weighs, and how fast it answers, beside the bare index library
//! asking the same of the same index in the same run.
//!     million [LISTINGS]     1000000 if not said

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement fails by panicking and prints its figures")]

use folkmoot_directory::cost::Cost;
use folkmoot_directory::find::{Here, Shelf, Shelved, Sieve, Wanted};
use folkmoot_directory::listing::{About, Listing, New, State, Way};
use folkmoot_directory::need::Need;
use folkmoot_directory::session::{Day, Session};
use folkmoot_directory::uuid::Uuid;
use folkmoot_directory::venue::{Kind, Venue};
use folkmoot_kernel::{Id, Timestamp};
use folkmoot_register::postcode::Point;
use std::time::{Duration, Instant};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TOWNS: u64 = 300;
const WORDS: u64 = 4_000;
const QUESTIONS: usize = 400;
const FIVE_MILES: i64 = 8_047;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }
    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }
    /// A word: few are frequent, most are rare.
    fn word(&mut self) -> String {
        let rank = self.below(WORDS) * self.below(WORDS) / WORDS;
        let letters = b"bcdfghklmnprstvw";
        let vowels = b"aeiou";
        let mut word = String::new();
        let mut rest = rank + 17;
        while rest > 0 {
            word.push(char::from(letters[usize::try_from(rest % 16).unwrap()]));
            word.push(char::from(vowels[usize::try_from(rest / 16 % 5).unwrap()]));
            rest /= 80;
        }
        word
    }
}

fn town(nth: u64) -> Point {
    let mut dice = Dice(nth * 7_919 + 1);
    dice.next();
    let lat = i64::try_from(dice.below(4_500_000)).unwrap();
    let lon = i64::try_from(dice.below(6_000_000)).unwrap();
    Point { lat_u: 50_500_000 + lat, lon_u: -4_500_000 + lon }
}

fn invented(number: i64, dice: &mut Dice, now: Timestamp) -> Shelved {
    let middle = town(dice.below(TOWNS));
    let off = |dice: &mut Dice| i64::try_from(dice.below(100_000)).unwrap() - 50_000;
    let venue = Venue {
        lat_u: Some(middle.lat_u + off(dice)),
        lon_u: Some(middle.lon_u + off(dice)),
        ..Venue::bare(Kind::Building)
    };
    let opens = format!("{:02}:00", 8 + dice.below(10)).parse().ok();
    let about = About {
        name: format!("{} {} {}", dice.word(), dice.word(), dice.word()),
        summary: (0..25).map(|_| dice.word()).collect::<Vec<_>>().join(" "),
        needs: [*dice.of(Need::ALL), *dice.of(Need::ALL)].into(),
        cost: if dice.below(2) == 0 { Cost::free() } else { Cost::default() },
        ways: [*dice.of(Way::ALL)].into(),
        sessions: vec![Session::weekly([*dice.of(Day::ALL)], opens, None)],
        venues: vec![venue],
        ..About::default()
    };
    let uuid = Uuid::of("service", &[&number.to_string()]);
    let new = New {
        id: Id::from_number(number),
        uuid,
        place: Some(Id::from_number(number % 180 + 1)),
        provider: None,
        about,
    };
    let listing = Listing::sent(new, Id::from_number(9), State::Listed, Some(now.date()), now).unwrap();
    Shelved { listing, provider: None }
}

fn question(dice: &mut Dice) -> Wanted {
    let point = town(dice.below(TOWNS));
    Wanted {
        text: format!("{} {}", dice.word(), dice.word()),
        here: Some(Here { point, place: None, area: None }),
        within: Some(FIVE_MILES),
        ..Wanted::default()
    }
}

fn at(sorted: &[Duration], of_1000: usize) -> String {
    let nth = (sorted.len() * of_1000 / 1_000).min(sorted.len() - 1);
    format!("{} µs", sorted[nth].as_micros())
}

/// Megabytes of memory, now and at the most.
fn memory() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap_or("0");
        line.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u64>().unwrap_or(0) / 1_024
    };
    (of("VmRSS"), of("VmHWM"))
}

fn main() {
    let count: i64 = std::env::args().nth(1).map_or(1_000_000, |text| text.parse().unwrap());
    let now = Timestamp::at("2026-11-28".parse().unwrap(), 10, 0);
    let mut dice = Dice(7);
    let began = Instant::now();
    let shelf = Shelf::of((1..=count).map(|number| invented(number, &mut dice, now))).unwrap();
    let (used, most) = memory();
    println!(
        "figure: {count} listings in the index after {} s, with {used} MB of memory, {most} MB at the most",
        began.elapsed().as_secs()
    );

    let questions: Vec<Wanted> = (0..QUESTIONS).map(|_| question(&mut dice)).collect();
    let (mut ours, mut bare, mut found) = (Vec::new(), Vec::new(), 0);
    for round in 0..3 {
        for wanted in &questions {
            let began = Instant::now();
            let all = shelf.find(Sieve::of(wanted, now), 15, now.date()).unwrap();
            let took = began.elapsed();
            let began = Instant::now();
            shelf.bare(&Sieve::of(wanted, now), 15).unwrap();
            let took_bare = began.elapsed();
            if round > 0 {
                ours.push(took);
                bare.push(took_bare);
                found += all.total;
            }
        }
    }
    ours.sort_unstable();
    bare.sort_unstable();
    let (mine, theirs) = (ours[ours.len() / 2].as_micros(), bare[bare.len() / 2].as_micros().max(1));
    println!(
        "figure: words, five miles and counts: p50 {}, p99 {}; {} found on average",
        at(&ours, 500),
        at(&ours, 990),
        found / ours.len() as u64
    );
    println!(
        "figure: the bare index library: p50 {}, p99 {}; ratio of the medians {}.{:02}",
        at(&bare, 500),
        at(&bare, 990),
        mine / theirs,
        mine * 100 / theirs % 100
    );

    let (used, most) = memory();
    println!("figure: memory after that {used} MB, {most} MB at the most");
    let began = Instant::now();
    shelf.take(&[invented(1, &mut dice, now)]).unwrap();
    shelf.commit().unwrap();
    println!("figure: one change is found after {} ms", began.elapsed().as_millis());
}
