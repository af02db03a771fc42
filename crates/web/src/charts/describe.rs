//! Sentences made from data. What they state must be true of the data: the tests take them apart and count again.

use super::unit::Unit;
use folkmoot_kernel::capital;

/// How the ends of a list of amounts are called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    pub(super) top: &'static str,
    pub(super) bottom: &'static str,
}

pub(super) const SIZES: Ends = Ends { top: "largest", bottom: "smallest" };
pub(super) const LEVELS: Ends = Ends { top: "highest", bottom: "lowest" };

/// "A", "A and B", "A, B and C", "A, B, C and 4 others".
pub fn names(all: &[&str]) -> String {
    const NAMED_MAX: usize = 3;
    match all {
        [] => String::new(),
        [one] => (*one).to_owned(),
        some if some.len() <= NAMED_MAX => {
            let (last, before) = (some[some.len() - 1], &some[..some.len() - 1]);
            format!("{} and {last}", before.join(", "))
        }
        many => {
            let others = many.len() - NAMED_MAX;
            format!("{} and {others} {}", many[..NAMED_MAX].join(", "), if others == 1 { "other" } else { "others" })
        }
    }
}

/// "Kept is the largest: 120 of 400 promises. Withdrawn is the smallest: 3."
/// A total is said only when the amounts add up: one unit, none below nought, and `ends` about sizes.
pub(super) fn amounts(unit: &Unit, ends: Ends, pairs: &[(&str, i64)]) -> String {
    let values = || pairs.iter().map(|pair| pair.1);
    let (Some(top), Some(bottom)) = (values().max(), values().min()) else {
        return String::new();
    };
    match pairs {
        [(name, value)] => format!("{name}: {}.", unit.said(*value)),
        _ if top == bottom => format!("All {} are the same: {} each.", pairs.len(), unit.said(top)),
        _ => {
            let total = total(unit, ends, pairs);
            let first = end(unit, ends.top, &named(pairs, top), top, total);
            let last = end(unit, ends.bottom, &named(pairs, bottom), bottom, None);
            format!("{first} {last}")
        }
    }
}

/// "Kept rose from 12 in April 2025 to 31 in June 2025, with a high of 40 in May 2025."
/// Only the points that have a value count; without a name the sentence starts with the verb.
pub(super) fn course(unit: &Unit, name: &str, points: &[(&str, i64)]) -> String {
    let subject = if name.is_empty() { String::new() } else { format!("{name} ") };
    let sentence = match points {
        [] => "has no figures.".to_owned(),
        [(when, value)] => format!("was {} in {when}.", unit.said(*value)),
        [first, .., last] => format!("{}{}.", journey(unit, *first, *last), turns(unit, points, first.1, last.1)),
    };
    capital(&format!("{subject}{sentence}"))
}

fn journey(unit: &Unit, first: (&str, i64), last: (&str, i64)) -> String {
    let ((from, start), (to, stop)) = (first, last);
    match stop.cmp(&start) {
        std::cmp::Ordering::Greater => {
            format!("rose from {} in {from} to {} in {to}", unit.number(start), unit.said(stop))
        }
        std::cmp::Ordering::Less => {
            format!("fell from {} in {from} to {} in {to}", unit.number(start), unit.said(stop))
        }
        std::cmp::Ordering::Equal => format!("was {} both in {from} and in {to}", unit.said(start)),
    }
}

/// A high above both ends and a low below both, when there are any between.
fn turns(unit: &Unit, points: &[(&str, i64)], start: i64, stop: i64) -> String {
    let high = points.iter().rev().max_by_key(|point| point.1).filter(|point| point.1 > start.max(stop));
    let low = points.iter().min_by_key(|point| point.1).filter(|point| point.1 < start.min(stop));
    let said = |word: &str, point: &(&str, i64)| format!("a {word} of {} in {}", unit.number(point.1), point.0);
    match (high, low) {
        (Some(high), Some(low)) => format!(", with {} and {}", said("high", high), said("low", low)),
        (Some(high), None) => format!(", with {}", said("high", high)),
        (None, Some(low)) => format!(", with {}", said("low", low)),
        (None, None) => String::new(),
    }
}

fn named<'a>(pairs: &[(&'a str, i64)], value: i64) -> Vec<&'a str> {
    pairs.iter().filter(|pair| pair.1 == value).map(|pair| pair.0).collect()
}

fn total(unit: &Unit, ends: Ends, pairs: &[(&str, i64)]) -> Option<i64> {
    let adds_up = unit.adds_up() && ends.top == SIZES.top && pairs.iter().all(|pair| pair.1 >= 0);
    adds_up.then(|| sum(pairs.iter().map(|pair| pair.1)))
}

/// The sum, or the greatest number there is.
pub(super) fn sum(values: impl IntoIterator<Item = i64>) -> i64 {
    values.into_iter().fold(0, i64::saturating_add)
}

fn end(unit: &Unit, word: &str, who: &[&str], value: i64, total: Option<i64>) -> String {
    let amount = match total {
        Some(total) => format!("{} of {}", unit.number(value), unit.said(total)),
        None => unit.number(value),
    };
    match who {
        [one] => format!("{one} is the {word}: {amount}."),
        several => format!("{} are joint {word}: {} each.", names(several), unit.number(value)),
    }
}
