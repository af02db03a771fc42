//! The HTML of a chart: whole, safe, named, within its box.

use super::samples::{about, any_chart};
use crate::charts::*;
use proptest::prelude::*;
use roxmltree::{Document, Node};

fn elements<'a>(document: &'a Document<'a>, tag: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    document.descendants().filter(move |node| node.has_tag_name(tag) || node.tag_name().name() == tag)
}

/// A place along the drawing in hundredths of a per cent, or nothing when it is in pixels.
fn share(written: &str) -> Option<i64> {
    let (whole, part) = written.strip_suffix('%')?.split_once('.').unwrap_or((written.strip_suffix('%')?, "00"));
    Some(whole.parse::<i64>().unwrap() * 100 + part.parse::<i64>().unwrap())
}

fn stays_inside(node: Node<'_, '_>) -> bool {
    let read = |name: &str| node.attribute(name).and_then(share).unwrap_or(0);
    let inside = |x: i64| (0..=10_000).contains(&x);
    inside(read("x")) && inside(read("x") + read("width")) && inside(read("x1")) && inside(read("x2"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_chart_is_well_formed_named_and_free_of_colour(html in any_chart()) {
        let document = Document::parse(&html).unwrap();

        let figure = document.root_element();
        prop_assert_eq!(figure.attribute("class"), Some("fm-chart"));
        let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
        prop_assert_eq!(ids.len(), unique.len());
        for node in document.descendants().filter(Node::is_element) {
            for banned in ["style", "fill", "stroke", "onload"] {
                prop_assert!(!node.has_attribute(banned), "{banned} in {html}");
            }
            prop_assert!(!matches!(node.tag_name().name(), "style" | "script"));
            prop_assert!(stays_inside(node), "{node:?} leaves the drawing: {html}");
        }
    }

    #[test]
    fn the_drawing_has_its_title_and_description_and_a_table_or_says_why_not(html in any_chart()) {
        let document = Document::parse(&html).unwrap();

        let drawing = elements(&document, "svg").find(|svg| svg.attribute("role") == Some("img"));
        let Some(drawing) = drawing else {
            prop_assert!(html.contains("<p class=\"govuk-body\">There is nothing to show here yet.</p>"));
            return Ok(());
        };
        let named: Vec<&str> = drawing.attribute("aria-labelledby").unwrap().split(' ').collect();
        let by_id = |id: &str| document.descendants().find(|node| node.attribute("id") == Some(id));
        prop_assert_eq!(named.iter().map(|id| by_id(id).unwrap().tag_name().name()).collect::<Vec<_>>(), ["title", "desc"]);
        prop_assert!(!by_id(named[1]).unwrap().text().unwrap_or("").is_empty());
        let heads = elements(&document, "thead").flat_map(|head| head.descendants()).filter(|n| n.tag_name().name() == "th").count();
        for row in elements(&document, "tbody").flat_map(|body| body.children()) {
            prop_assert_eq!(row.children().count(), heads);
        }
    }
}

#[test]
fn a_bar_chart_in_full() {
    let bars = Bars::across(about(), vec![Bar::new("Kept", 3), Bar::new("Late", 1)]);

    insta::assert_snapshot!(bar(&bars).replace("><", ">\n<"), @r#"
    <figure class="fm-chart" id="chart">
    <figcaption class="fm-chart__title govuk-heading-s">Promises &amp; &lt;state&gt;</figcaption>
    <p class="fm-chart__summary govuk-body" aria-hidden="true">Kept is the largest: 3 of 4 promises. Late is the smallest: 1.</p>
    <svg class="fm-chart__drawing" role="img" aria-labelledby="chart-t chart-d" width="100%" height="102" xmlns="http://www.w3.org/2000/svg" focusable="false">
    <title id="chart-t">Promises &amp; &lt;state&gt;</title>
    <desc id="chart-d">Kept is the largest: 3 of 4 promises. Late is the smallest: 1.</desc>
    <text class="fm-label" x="0" y="20">Kept <tspan class="fm-label-strong">3</tspan>
    </text>
    <rect class="fm-series-1" x="0%" y="27" width="100%" height="16">
    <title>Kept: 3</title>
    </rect>
    <line class="fm-axis" x1="0%" y1="25" x2="0%" y2="45"/>
    <text class="fm-label" x="0" y="71">Late <tspan class="fm-label-strong">1</tspan>
    </text>
    <rect class="fm-series-1" x="0%" y="78" width="33.33%" height="16">
    <title>Late: 1</title>
    </rect>
    <line class="fm-axis" x1="0%" y1="76" x2="0%" y2="96"/>
    </svg>
    <details class="govuk-details">
    <summary class="govuk-details__summary">
    <span class="govuk-details__summary-text">Show as a table<span class="govuk-visually-hidden">: Promises &amp; &lt;state&gt;</span>
    </span>
    </summary>
    <div class="govuk-details__text">
    <table class="govuk-table fm-chart__table">
    <caption class="govuk-table__caption govuk-table__caption--s">Promises &amp; &lt;state&gt;</caption>
    <thead class="govuk-table__head">
    <tr class="govuk-table__row">
    <th scope="col" class="govuk-table__header">State</th>
    <th scope="col" class="govuk-table__header govuk-table__header--numeric">Promises</th>
    </tr>
    </thead>
    <tbody class="govuk-table__body">
    <tr class="govuk-table__row">
    <th scope="row" class="govuk-table__header">Kept</th>
    <td class="govuk-table__cell govuk-table__cell--numeric">3</td>
    </tr>
    <tr class="govuk-table__row">
    <th scope="row" class="govuk-table__header">Late</th>
    <td class="govuk-table__cell govuk-table__cell--numeric">1</td>
    </tr>
    </tbody>
    </table>
    </div>
    </details>
    <p class="govuk-body-s">
    <a class="govuk-link" href="/p.csv?a=1&amp;b=&quot;2&quot;">Download this data as CSV<span class="govuk-visually-hidden">: Promises &amp; &lt;state&gt;</span>
    </a>
    </p>
    </figure>
    "#);
}

#[test]
fn a_name_cannot_become_markup() {
    let html = bar(&Bars::across(about(), vec![Bar::new("<script>alert(1)</script>", 3)]));

    assert!(!html.contains("<script"));
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(html.contains("href=\"/p.csv?a=1&amp;b=&quot;2&quot;\""));
}

#[test]
fn nothing_to_draw_is_a_sentence() {
    let html = bar(&Bars::across(about().empty("No promises yet. They appear after a decision."), vec![]));

    assert!(html.contains("No promises yet. They appear after a decision."));
    assert!(!html.contains("<svg"));
}

#[test]
fn of_two_hundred_bars_the_thirty_largest_are_drawn_and_all_are_in_the_table() {
    let bars = (0..200).map(|n| Bar::new(format!("Group {n}"), n)).collect();

    let html = bar(&Bars::across(about(), bars));

    assert_eq!(html.matches("<rect").count(), 30);
    assert_eq!(html.matches("<th scope=\"row\"").count(), 200);
    assert!(html.contains("The 30 largest of 200 are drawn. The table has all 200."));
}

#[test]
fn bars_below_nought_lie_left_of_the_axis() {
    let html = bar(&Bars::across(about(), vec![Bar::new("Given", 30), Bar::new("Taken back", -10)]));

    assert!(html.contains("<rect class=\"fm-series-1\" x=\"25%\" y=\"27\" width=\"75%\""));
    assert!(html.contains("<rect class=\"fm-series-1\" x=\"0%\" y=\"78\" width=\"25%\""));
    assert!(html.contains("Given is the largest: 30. Taken back is the smallest: −10."));
}

#[test]
fn totals_of_nought_draw_bars_of_no_length() {
    let html = bar(&Bars::upwards(about(), vec![Bar::new("April", 0), Bar::new("May", 0)]));

    assert_eq!(html.matches("height=\"0\"").count(), 2);
    assert!(html.contains("All 2 are the same: 0 promises each."));
}

#[test]
fn a_fifth_part_joins_the_fourth_as_other() {
    let parts = ["Kept", "Late", "Open", "Withdrawn", "Renegotiated"].map(str::to_owned).to_vec();

    let html = stacked_bar(&Stacks::of(about(), parts, vec![Stack::new("Town", vec![1, 2, 3, 4, 5])]));

    assert!(html.contains("fm-series-4\" width=\"16\" height=\"16\"/></svg> Other</li>"));
    assert!(html.contains("<title>Town, Other: 9</title>"));
    assert!(html.contains("<td class=\"govuk-table__cell govuk-table__cell--numeric\">5</td>"));
}

#[test]
fn a_line_is_broken_where_a_month_is_unknown() {
    let points = ["March", "April", "May", "June", "July"].map(str::to_owned).to_vec();
    let series = Series::new("Kept", vec![Some(1), Some(2), None, Some(4), Some(3)]);

    let html = line(&Lines::over(about(), points, vec![series]));

    assert_eq!(html.matches("<polyline").count(), 2);
    assert!(html.contains("<td class=\"govuk-table__cell govuk-table__cell--numeric\">No figure</td>"));
    assert!(html.contains("Rose from 1 in March to 3 promises in July, with a high of 4 in June."));
}

#[test]
fn more_than_twelve_events_share_a_lane_for_each_kind() {
    let day = |n: i64| "2026-01-05".parse::<folkmoot_kernel::Date>().unwrap().plus_days(n * 7);
    let mut events: Vec<Event> = (0..12).map(|n| Event::on(day(n), "Meetings", format!("Meeting {n}"))).collect();
    let few = timeline(&Timeline::new(about(), events.clone()));
    events.push(Event::on(day(3), "Overrides", "Money taken back"));

    let many = timeline(&Timeline::new(about(), events).today(day(5)));

    assert!(few.contains("height=\"884\""));
    assert!(many.contains("height=\"144\""));
    assert!(many.contains("class=\"fm-now\""));
}

#[test]
fn a_map_without_figures_for_an_area_says_so() {
    let square = "M0 0H10V10H0Z";
    let (classes, steps) = fifths(&about(), &[4, 9]);
    let areas = vec![
        MapArea::new("Cowley", square).shaded(4, classes[0]),
        MapArea::new("Botley", square).shaded(9, classes[1]),
        MapArea::new("Iffley", square),
    ];

    let html = outline_map(&OutlineMap::new(about(), Bounds { left: 0, top: 0, width: 10, height: 10 }, areas, steps));

    assert!(html.contains("Botley is the highest: 9. Cowley is the lowest: 4. 1 area has no figure."));
    assert!(html.contains("fm-map-none"));
    assert!(html.contains("viewBox=\"0 0 320 320\""));
}

#[test]
fn a_tree_names_the_body_with_most_below_it_only_when_it_is_alone() {
    let node = |key: i64, above: Option<i64>| TreeNode::new(key, above, format!("Body {key}"));
    let mut nodes = vec![node(1, None), node(2, Some(1)), node(3, Some(1)), node(4, Some(2)), node(5, Some(2))];
    let bodies = || about().counting("body", "bodies");
    let joint = tree(&Tree::new(bodies(), nodes.clone()));
    nodes.push(node(6, Some(2)));

    let alone = tree(&Tree::new(bodies(), nodes));

    assert!(joint.contains("Body 1 is at the top. 5 bodies on 3 levels.</desc>"));
    assert!(alone.contains("6 bodies on 3 levels. Body 2 has the most directly below it: 3.</desc>"));
}

#[test]
fn a_timeline_says_its_ends_its_kinds_and_its_fullest_month() {
    let event = |day: &str, kind: &str| Event::on(day.parse().unwrap(), kind, "Something");
    let events =
        vec![event("2026-05-20", "Overrides"), event("2026-03-02", "Meetings"), event("2026-05-04", "Meetings")];

    let html = timeline(&Timeline::new(about().counting("event", "events"), events));

    let says = "3 events from 2 March 2026 to 20 May 2026. Meetings 2, Overrides 1. Most begin in May 2026: 2.";
    assert!(html.contains(&format!("{says}</desc>")));
}

#[test]
fn parts_and_bars_of_a_stack_are_said_with_one_total() {
    let parts = vec!["Kept".to_owned(), "Late".to_owned()];
    let stacks = vec![Stack::new("Town", vec![5, 1]), Stack::new("Village", vec![2, 2])];

    let html = stacked_bar(&Stacks::of(about().each("Area"), parts, stacks));

    let says = "By part: Kept is the largest: 7 of 10 promises. Late is the smallest: 3. \
                By area: Town is the largest: 6 of 10 promises. Village is the smallest: 4.";
    assert!(html.contains(&format!("{says}</desc>")));
}

#[test]
fn fifths_share_areas_out_and_never_part_equals() {
    let (classes, words) = fifths(&about(), &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    let (same, one) = fifths(&about(), &[4, 4, 4]);
    let (none, nothing) = fifths(&about(), &[]);

    let expected = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5].map(|n| MapClass::new(n).unwrap());
    assert_eq!(
        (classes, words),
        (expected.to_vec(), ["1 to 2", "3 to 4", "5 to 6", "7 to 8", "9 to 10"].map(str::to_owned).to_vec())
    );
    assert_eq!((same, one), (vec![MapClass::new(1).unwrap(); 3], vec!["4".to_owned()]));
    assert_eq!((none, nothing), (vec![], vec![]));
}
