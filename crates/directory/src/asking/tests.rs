use super::*;
use crate::fresh::FRESH_DAYS;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn two_letters_are_written_and_then_somebody_rings() {
    let (on, risk) = (day("2026-08-01"), Risk::Usual);
    let due = on.plus_days(risk.days());
    let step = |asked: &[Date], email: bool, today: Date| super::step(Some(on), risk, asked, email, today);

    assert_eq!(step(&[], true, due.plus_days(-1)), Step::Wait);
    assert_eq!(step(&[], true, due), Step::Write);
    assert_eq!(step(&[], false, due), Step::Ring);
    assert_eq!(step(&[due], true, due.plus_days(7)), Step::Wait);
    assert_eq!(step(&[due], true, due.plus_days(8)), Step::Write);
    assert_eq!(step(&[due, due.plus_days(8)], true, due.plus_days(15)), Step::Wait);
    assert_eq!(step(&[due, due.plus_days(8)], true, due.plus_days(16)), Step::Ring);
    assert_eq!(super::step(None, risk, &[], true, due), Step::Write);
}

#[test]
fn both_letters_and_a_call_fit_before_it_is_stale() {
    for risk in [Risk::High, Risk::Usual] {
        let rung = risk.days() + DAYS_BETWEEN * i64::try_from(LETTERS).unwrap();
        assert!(rung < FRESH_DAYS, "{risk:?}: {rung}");
    }
}

#[test]
fn the_key_of_a_letter_is_not_what_is_kept() {
    assert_eq!(hashed("a").len(), 64);
    assert_ne!(hashed("a"), hashed("b"));
}

/// A listing of the year that is played.
struct Played {
    checked_on: Option<Date>,
    risk: Risk,
    email: bool,
    asked: Vec<Date>,
}

/// What a year costs.
#[derive(Debug, Default)]
struct Cost {
    letters: u64,
    calls: u64,
}

/// How people answer. Assumptions, not measurements: a third answers a letter, and of ten calls six reach somebody.
const ANSWER_IN_100: u64 = 35;
const REACHED_IN_100: u64 = 60;
/// Of a hundred listings, how many have an e-mail address to write to.
const WRITABLE_IN_100: u64 = 60;
/// Calls that a team of two makes on a working day.
const CALLS_A_DAY: usize = 20;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn of_100(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % 100
    }
}

/// 819 listings as old as Bristol's were: 87 checked within 92 days, 379 over two years ago, 15 never. (docs/sources.md#oruk)
fn start(today: Date, dice: &mut Dice) -> Vec<Played> {
    let age = |nth: i64| match nth {
        0..=86 => Some(nth % 92),
        87..=465 => Some(731 + nth),
        466..=480 => None,
        _ => Some(93 + (nth - 481) * 637 / 338),
    };
    let played = |nth: i64| Played {
        checked_on: age(nth).map(|days| today.plus_days(-days)),
        risk: if nth % 4 == 0 { Risk::High } else { Risk::Usual },
        email: dice.of_100() < WRITABLE_IN_100,
        asked: Vec::new(),
    };
    (0..819).map(played).collect()
}

fn fresh_in_100(all: &[Played], today: Date) -> usize {
    let fresh = |one: &&Played| one.checked_on.is_some_and(|on| on.days_until(today) <= FRESH_DAYS);
    all.iter().filter(fresh).count() * 100 / all.len()
}

fn play_day(all: &mut [Played], today: Date, calls_a_day: usize, dice: &mut Dice, cost: &mut Cost) {
    let mut to_ring = Vec::new();
    for (nth, one) in all.iter_mut().enumerate() {
        match step(one.checked_on, one.risk, &one.asked, one.email, today) {
            Step::Wait => {}
            Step::Write => {
                cost.letters += 1;
                one.asked.push(today);
                if dice.of_100() < ANSWER_IN_100 {
                    (one.checked_on, one.asked) = (Some(today), Vec::new());
                }
            }
            Step::Ring => to_ring.push((one.risk != Risk::High, one.checked_on, nth)),
        }
    }
    // As the list of the team is ordered: where people come in need first, and what was checked longest ago.
    to_ring.sort_unstable();
    let working_day = today.weekday() <= 5;
    for (.., nth) in to_ring.into_iter().take(if working_day { calls_a_day } else { 0 }) {
        cost.calls += 1;
        if dice.of_100() < REACHED_IN_100 {
            (all[nth].checked_on, all[nth].asked) = (Some(today), Vec::new());
        }
    }
}

/// A year: the share of each day, and what it cost.
fn year(calls_a_day: usize) -> (Vec<usize>, Cost) {
    let (first, mut dice, mut cost) = (day("2026-01-01"), Dice(7), Cost::default());
    let mut all = start(first, &mut dice);
    assert_eq!(fresh_in_100(&all, first), 10);
    let mut shares = Vec::new();
    for nth in 0..365 {
        let today = first.plus_days(nth);
        play_day(&mut all, today, calls_a_day, &mut dice, &mut cost);
        shares.push(fresh_in_100(&all, today));
    }
    (shares, cost)
}

#[test]
fn a_year_from_a_start_like_bristols_ends_with_nine_of_ten_checked() {
    for calls in [8, 12, 16, 20] {
        let (shares, cost) = year(calls);
        let from = shares.iter().position(|share| *share >= 90).map_or("never".to_owned(), |day| format!("day {day}"));
        let (letters, rung) = (cost.letters, cost.calls);
        println!(
            "figure: a year of asking, {calls} calls a working day: {} of 100 checked at its end, 90 from {from}, {letters} letters, {rung} calls for 819 listings",
            shares[364]
        );
        if calls == CALLS_A_DAY {
            assert!(shares[200..].iter().all(|share| *share > 90), "{:?}", &shares[200..]);
        }
    }
}
