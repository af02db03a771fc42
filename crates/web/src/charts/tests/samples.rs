//! Charts of every kind made of arbitrary data, hostile names and extreme numbers included.

use crate::charts::*;
use proptest::collection::vec;
use proptest::prelude::*;

pub(super) fn about() -> About {
    About::new("chart", "Promises & <state>").each("State").counting("promise", "promises").csv("/p.csv?a=1&b=\"2\"")
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z]{0,12}( [a-z]{1,9}){0,6}",
        Just("<script>alert('1')</script>\" onload=\"x".to_owned()),
        Just("]]>&amp;\u{0}\u{1b}\u{ffff}\u{202e}é🙂".to_owned()),
        Just(String::new()),
        any::<String>(),
    ]
}

fn value() -> impl Strategy<Value = i64> {
    prop_oneof![0i64..1_000, -1_000i64..1_000, Just(0), any::<i64>()]
}

fn unit() -> impl Strategy<Value = Unit> {
    let count = Unit::Count { one: "promise".into(), many: "promises".into() };
    prop_oneof![Just(count), Just(Unit::Money), Just(Unit::PerCent)]
}

fn day() -> impl Strategy<Value = folkmoot_kernel::Date> {
    (-4_000_000i64..4_000_000).prop_map(|days| "2026-01-01".parse::<folkmoot_kernel::Date>().unwrap().plus_days(days))
}

fn head() -> impl Strategy<Value = About> {
    (unit(), name()).prop_map(|(unit, title)| About { title, ..about() }.unit(unit))
}

/// A chart of any kind, as HTML.
pub(super) fn any_chart() -> impl Strategy<Value = String> {
    prop_oneof![
        (head(), vec((name(), value()), 0..40), any::<bool>()).prop_map(|(about, bars, lie)| {
            let bars = bars.into_iter().map(|(name, value)| Bar::new(name, value)).collect();
            bar(&if lie { Bars::across(about, bars) } else { Bars::upwards(about, bars) })
        }),
        (head(), vec(name(), 0..7), vec((name(), vec(value(), 0..8)), 0..35), any::<bool>()).prop_map(
            |(about, parts, stacks, shares)| {
                let stacks = stacks.into_iter().map(|(name, values)| Stack::new(name, values)).collect();
                let stacks = Stacks::of(about, parts, stacks);
                stacked_bar(&if shares { stacks.as_shares() } else { stacks })
            }
        ),
        (head(), vec(name(), 0..40), vec((name(), vec(prop::option::of(value()), 0..40)), 0..6)).prop_map(
            |(about, points, series)| {
                let series = series.into_iter().map(|(name, values)| Series::new(name, values)).collect();
                line(&Lines::over(about, points, series))
            }
        ),
        (head(), vec((day(), prop::option::of(day()), name(), name()), 0..20), day()).prop_map(
            |(about, events, today)| {
                let event = |(day, until, kind, label): (_, Option<_>, String, String)| {
                    let event = Event::on(day, kind, label).href("/x?<>\"");
                    until.map_or(event.clone(), |until| event.until(until))
                };
                timeline(&Timeline::new(about, events.into_iter().map(event).collect()).today(today))
            }
        ),
        (head(), vec((0i64..30, prop::option::of(0i64..30), name(), name()), 0..120)).prop_map(|(about, nodes)| {
            let node = |(key, above, label, note): (_, _, String, String)| TreeNode::new(key, above, label).note(note);
            tree(&Tree::new(about, nodes.into_iter().map(node).collect()))
        }),
        (head(), vec((name(), name(), prop::option::of(value())), 0..20), -5i64..2_000, -5i64..2_000).prop_map(
            |(about, areas, width, height)| {
                let known: Vec<i64> = areas.iter().filter_map(|area| area.2).collect();
                let (classes, steps) = fifths(&about, &known);
                let mut classes = classes.into_iter();
                let area = |(name, path, value): (String, String, Option<i64>)| {
                    let area = MapArea::new(name, path);
                    match value.zip(value.and_then(|_| classes.next())) {
                        Some((value, class)) => area.shaded(value, class),
                        None => area,
                    }
                };
                let areas = areas.into_iter().map(area).collect();
                outline_map(&OutlineMap::new(about, Bounds { left: -10, top: 5, width, height }, areas, steps))
            }
        ),
    ]
}
