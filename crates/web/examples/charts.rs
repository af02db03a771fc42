//! Writes a page with every kind of chart, to look at: `cargo run -p folkmoot-web --example charts -- page.html style.css`.
//! All names and numbers are invented.

use folkmoot_kernel::Date;
use folkmoot_web::charts::*;

fn about(id: &str, title: &str) -> About {
    About::new(id, title).counting("promise", "promises").csv("/promises.csv")
}

fn bars() -> Vec<Bar> {
    let bar = |(label, value): (&str, i64)| Bar::new(label, value);
    [("Kept", 120), ("Late", 41), ("Renegotiated", 33), ("Agreed in the room, not yet accepted", 12), ("Withdrawn", 3)]
        .map(bar)
        .to_vec()
}

fn months() -> Vec<String> {
    let year = |year: i32| {
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
        .map(|month| format!("{month} {year}"))
    };
    [year(2025), year(2026)].concat()
}

fn lines(count: usize) -> Lines {
    let names = ["Kept", "Late", "Renegotiated", "Withdrawn"];
    let value = |line: i64, month: i64| {
        (line != 1 || month != 9).then_some((month * (7 - line) + month * month * line % 17) / 2)
    };
    let series =
        (0..count).map(|at| Series::new(names[at], (0..24).map(|month| value(at as i64, month)).collect())).collect();
    Lines::over(about(&format!("lines-{count}"), "Promises by month").each("Month"), months(), series)
}

fn stacks() -> Stacks {
    let parts = ["Kept", "Late", "Renegotiated", "Withdrawn"].map(str::to_owned).to_vec();
    let stacks = ["Cowley", "Blackbird Leys", "Wood Farm and Headington Quarry", "Jericho"];
    let stacks = (0..).zip(stacks).map(|(n, name)| Stack::new(name, vec![40 - n * 9, 7 * n, 5, n % 2])).collect();
    Stacks::of(about("stacks", "Promises by neighbourhood").each("Neighbourhood"), parts, stacks)
}

fn events(count: i64) -> Timeline {
    let start: Date = Date::new(2024, 11, 20).expect("a real date");
    let kinds = ["Meetings", "Promises due", "Overrides"];
    let event = |n: i64| {
        let event = Event::on(
            start.plus_days(n * n * 700 / count / count),
            kinds[(n * n % 3) as usize],
            format!("Thing number {n} of the place board"),
        );
        if n % 4 == 1 { event.until(start.plus_days(n * n * 700 / count / count + 60)) } else { event }
    };
    let about = About::new(&format!("events-{count}"), "What happened").counting("event", "events");
    Timeline::new(about, (0..count).map(event).collect()).today(start.plus_days(600))
}

fn bodies() -> Tree {
    let node = |key, above, label: &str, note: &str| TreeNode::new(key, above, label).note(note).href("/bodies/x");
    let nodes = vec![
        node(1, None, "Place Partnership Board", "Committee of the integrated care board"),
        node(2, Some(1), "Delivery Group", "Delivery group"),
        node(3, Some(2), "Winter Pressures Task and Finish Group", "Until March 2027"),
        node(4, Some(2), "Carers", ""),
        node(5, Some(1), "VCSE Alliance", "Voluntary, community and social enterprise"),
        node(6, Some(5), "South East Locality Hub", "Locality hub"),
        node(7, Some(6), "Wood Farm neighbourhood team", "Integrated neighbourhood team, emerging"),
        node(8, None, "Health and Wellbeing Board", "Committee of the council"),
    ];
    Tree::new(About::new("bodies", "Bodies of this place").each("Body").counting("body", "bodies"), nodes)
}

fn map() -> OutlineMap {
    let about = about("map", "Promises by area").each("Area");
    let values: Vec<i64> = (0..30).map(|n| n * n % 23).collect();
    let (classes, steps) = fifths(&about, &values);
    let areas = (0..30i64).zip(values.iter().zip(classes)).map(|(n, (value, class))| {
        let (x, y) = (n % 6 * 1000 + n / 6 % 2 * 500, n / 6 * 860);
        let path = format!("M{} {y}l500 290v570l-500 290l-500 -290v-570Z", x + 500);
        let area = MapArea::new(format!("Area {n}"), path);
        if n == 8 { area } else { area.shaded(*value, class) }
    });
    OutlineMap::new(about.clone(), Bounds { left: -50, top: -50, width: 6600, height: 4700 }, areas.collect(), steps)
}

fn page(style: &str) -> String {
    let negative = vec![Bar::new("Given", 3_000_000), Bar::new("Taken back", -1_250_000), Bar::new("Moved", 400_050)];
    let by_month =
        |count: usize| months().into_iter().take(count).zip(1i64..).map(|(m, n)| Bar::new(m, n * 13 % 29)).collect();
    let year =
        |count: usize| bar(&Bars::upwards(about(&format!("up-{count}"), "By month").each("Month"), by_month(count)));
    let charts = [
        bar(&Bars::across(about("bars", "Promises by state").each("State"), bars())),
        bar(&Bars::across(about("money", "Money moved").unit(Unit::Money), negative)),
        year(3),
        year(24),
        stacked_bar(&stacks()),
        line(&lines(1)),
        line(&lines(4)),
        timeline(&events(8)),
        timeline(&events(40)),
        tree(&bodies()),
        outline_map(&map()),
        bar(&Bars::across(
            about("none", "Promises").empty("No promises yet. They appear here after a decision."),
            vec![],
        )),
    ];
    format!(
        "<!DOCTYPE html><html lang=\"en\" class=\"govuk-template\"><head><meta charset=\"utf-8\"><title>Charts</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"stylesheet\" href=\"{style}\"></head>\
         <body class=\"govuk-template__body\"><div class=\"govuk-width-container\"><main class=\"govuk-main-wrapper\">\
         <h1 class=\"govuk-heading-l\">Charts</h1>{}</main></div></body></html>",
        charts.concat()
    )
}

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let (file, style) =
        (args.next().unwrap_or("charts.html".to_owned()), args.next().unwrap_or("style.css".to_owned()));
    std::fs::write(file, page(&style))
}
