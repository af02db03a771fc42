//! The sentence of a timeline.

use super::{Event, Timeline};
use crate::charts::unit::Unit;
use std::collections::BTreeMap;

/// "24 events from 3 April 2025 to 20 June 2026. Meetings 20, Overrides 4. Most begin in May 2025: 5."
pub(super) fn says(timeline: &Timeline) -> String {
    let (Some(first), Some(last)) = (timeline.events.first(), timeline.events.iter().map(Event::last_day).max()) else {
        return String::new();
    };
    let unit = &timeline.about.unit;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let all = unit.said(count(timeline.events.len()));
    let when = if first.day == last {
        format!("on {}", last.in_words())
    } else {
        format!("from {} to {}", first.day.in_words(), last.in_words())
    };
    let kinds: Vec<String> = timeline
        .kinds()
        .iter()
        .map(|kind| format!("{kind} {}", unit.number(count(timeline.of_kind(kind).count()))))
        .collect();
    format!("{all} {when}. {}.{}", kinds.join(", "), busiest(timeline, unit))
}

/// The month in which most begin, when it is one month and more than one event.
fn busiest(timeline: &Timeline, unit: &Unit) -> String {
    let mut months: BTreeMap<(i16, i8), (String, i64)> = BTreeMap::new();
    for event in &timeline.events {
        let words = event.day.in_words();
        let name = words.split_once(' ').map_or(words.as_str(), |(_, month)| month);
        months.entry((event.day.year(), event.day.month())).or_insert_with(|| (name.to_owned(), 0)).1 += 1;
    }
    let most = months.values().map(|(_, count)| *count).max().unwrap_or(0);
    let mut with_most = months.values().filter(|(_, count)| *count == most);
    match (with_most.next(), with_most.next()) {
        (Some((name, count @ 2..)), None) if months.len() > 1 => {
            format!(" Most begin in {name}: {}.", unit.number(*count))
        }
        _ => String::new(),
    }
}
