//! Lines: amounts over time.

use super::about::About;
use super::column::{ABOVE_PX, BELOW_PX, GUTTER, PLOT_PX, gridlines, y};
use super::describe::course;
use super::drawing::{Anchor, Drawing, NARROW_PX, series_class, width_px};
use super::figure::{Figure, Size, empty};
use super::scale::{Scale, Share};
use super::table::{Cell, Table};
use super::text::{short, short_month, wrap};
use folkmoot_kernel::capital;

/// Up to four lines over the same points in time. Points stand at equal distances, in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    about: About,
    points: Vec<String>,
    series: Vec<Series>,
}

/// One line: a name, and a value for each point or none where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    name: String,
    values: Vec<Option<i64>>,
}

impl Series {
    pub fn new(name: impl Into<String>, values: Vec<Option<i64>>) -> Self {
        Self { name: name.into(), values }
    }

    fn at(&self, point: usize) -> Option<i64> {
        self.values.get(point).copied().flatten()
    }

    fn known(&self) -> impl Iterator<Item = (usize, i64)> + '_ {
        self.values.iter().enumerate().filter_map(|(at, value)| value.map(|value| (at, value)))
    }
}

impl Lines {
    /// `points` are the months (or years) along the bottom, written as after the word "in": "April 2025".
    /// Of more than four series the first four are drawn; the table has all.
    pub fn over(about: About, points: Vec<String>, series: Vec<Series>) -> Self {
        let longest = series.iter().map(|line| line.values.len()).max().unwrap_or(0);
        let mut points = points;
        for unnamed in points.len()..longest {
            points.push(format!("point {}", unnamed + 1));
        }
        Self { about, points, series }
    }

    fn drawn(&self) -> &[Series] {
        &self.series[..self.series.len().min(SERIES_MAX)]
    }

    fn alone(&self) -> bool {
        self.series.len() == 1
    }
}

const SERIES_MAX: usize = 4;
/// Where the lines end when names stand to their right.
const NAMES_FROM: Share = Share(6_800);
/// Letters of a name to the right of its line, in each of two rows.
const NAME_ROOM: usize = 12;
const NAME_PX: i64 = 36;

/// Draws [`Lines`].
pub fn line(lines: &Lines) -> String {
    if lines.series.iter().all(|series| series.known().next().is_none()) {
        return empty(&lines.about);
    }
    let scale = Scale::holding(lines.drawn().iter().flat_map(|series| series.known().map(|(_, value)| value)));
    let plot = Plot { scale, count: lines.points.len(), right: if lines.alone() { Share(9_800) } else { NAMES_FROM } };
    let mut drawing = Drawing::default();
    gridlines(&mut drawing, &lines.about.unit, scale, GUTTER, plot.right);
    for (at, series) in lines.drawn().iter().enumerate() {
        draw_series(&mut drawing, lines, plot, at, series);
    }
    name_ends(&mut drawing, lines, plot);
    name_points(&mut drawing, plot, &lines.points);
    Figure {
        about: &lines.about,
        says: says(lines),
        note: left_out(lines.series.len()),
        key: Vec::new(),
        drawing,
        size: Size::Fluid { height: ABOVE_PX + PLOT_PX + BELOW_PX },
        table: table(lines),
    }
    .html()
}

#[derive(Debug, Clone, Copy)]
struct Plot {
    scale: Scale,
    count: usize,
    right: Share,
}

impl Plot {
    fn x(self, at: usize) -> Share {
        let gaps = i64::try_from(self.count).unwrap_or(i64::MAX) - 1;
        let span = Share(self.right.0 - GUTTER.0);
        match gaps {
            ..=0 => Share(GUTTER.0 + span.0 / 2),
            _ => Share(GUTTER.0 + span.times(i64::try_from(at).unwrap_or(0), gaps).0),
        }
    }

    fn y(self, value: i64) -> i64 {
        y(self.scale, value)
    }
}

/// Most points that still carry a mark each; beyond that only the last does.
const MARKED_MAX: usize = 36;

fn draw_series(drawing: &mut Drawing, lines: &Lines, plot: Plot, at: usize, series: &Series) {
    drawing.raw(&strokes(plot, at, series));
    let last = series.known().last().map(|(point, _)| point);
    for (point, value) in series.known() {
        if lines.points.len() <= MARKED_MAX || Some(point) == last {
            let number = lines.about.unit.number(value);
            let hover = format!("{}, {}: {number}", named(lines, series), lines.points[point]);
            drawing.mark(at, (plot.x(point), plot.y(value)), &hover);
        }
    }
}

/// The line itself, broken where values are missing. It sits in an inner drawing that stretches to the width there is.
fn strokes(plot: Plot, at: usize, series: &Series) -> String {
    let mut runs: Vec<Vec<String>> = vec![Vec::new()];
    for (point, value) in series.values.iter().enumerate() {
        match value {
            Some(value) => {
                let place = format!("{},{}", plot.x(point).0, plot.y(*value));
                if let Some(run) = runs.last_mut() {
                    run.push(place);
                }
            }
            None => runs.push(Vec::new()),
        }
    }
    let height = ABOVE_PX + PLOT_PX + BELOW_PX;
    let class = series_class(at);
    let drawn: String = runs
        .iter()
        .filter(|run| run.len() > 1)
        .map(|run| {
            let points = run.join(" ");
            format!("<polyline class=\"fm-line {class}\" vector-effect=\"non-scaling-stroke\" points=\"{points}\"/>")
        })
        .collect();
    format!(
        "<svg width=\"100%\" height=\"{height}\" viewBox=\"0 0 10000 {height}\" preserveAspectRatio=\"none\">{drawn}</svg>"
    )
}

/// The name and last number of each line at its end, moved apart so that none covers another.
fn name_ends(drawing: &mut Drawing, lines: &Lines, plot: Plot) {
    let ends: Vec<(usize, i64)> =
        lines.drawn().iter().enumerate().filter_map(|(at, s)| s.known().last().map(|(_, value)| (at, value))).collect();
    if lines.alone() {
        for (at, value) in ends {
            let point = lines.series[at].known().last().map_or(0, |(point, _)| point);
            let number = lines.about.unit.number(value);
            drawing.text("fm-label-strong", (plot.x(point), plot.y(value) - 10), Anchor::End, &number);
        }
        return;
    }
    let wanted: Vec<i64> = ends.iter().map(|(_, value)| plot.y(*value)).collect();
    for ((at, value), top) in ends.iter().zip(apart(&wanted)) {
        name_end(drawing, lines, *at, *value, top);
    }
}

fn name_end(drawing: &mut Drawing, lines: &Lines, at: usize, value: i64, middle: i64) {
    let x = Share(NAMES_FROM.0 + 300);
    let number = lines.about.unit.number(value);
    let name = format!("{} {number}", lines.series[at].name);
    let rows = match wrap(&name, NAME_ROOM, 2) {
        cut if cut.iter().any(|row| row.ends_with('…')) => vec![short(&lines.series[at].name, NAME_ROOM), number],
        whole => whole,
    };
    let first = middle + 5 - 9 * (i64::try_from(rows.len()).unwrap_or(1) - 1);
    for (row, words) in (0i64..).zip(&rows) {
        drawing.text("fm-label-small", (x, first + row * 17), Anchor::Start, words);
    }
}

/// The wanted heights, moved as little as needed so that they are [`NAME_PX`] apart and stay inside the drawing.
fn apart(wanted: &[i64]) -> Vec<i64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|&at| wanted[at]);
    let mut placed = wanted.to_vec();
    let mut lowest = ABOVE_PX + PLOT_PX - 4;
    for &at in order.iter().rev() {
        placed[at] = placed[at].min(lowest);
        lowest = placed[at] - NAME_PX;
    }
    let mut highest = ABOVE_PX - 8;
    for &at in &order {
        placed[at] = placed[at].max(highest);
        highest = placed[at] + NAME_PX;
    }
    placed
}

/// The first and the last point, and those between that fit on a phone.
fn name_points(drawing: &mut Drawing, plot: Plot, points: &[String]) {
    let height = ABOVE_PX + PLOT_PX + 20;
    let last = points.len() - 1;
    let room = NARROW_PX * (plot.right.0 - GUTTER.0) / Share::WHOLE.0;
    let short_name = |at: usize| short(&short_month(&points[at]), 12);
    let ends_px = width_px(&short_name(0)) + width_px(&short_name(last));
    drawing.text(
        "fm-label-small",
        (plot.x(0), height),
        if last == 0 { Anchor::Middle } else { Anchor::Start },
        &short_name(0),
    );
    if last > 0 && ends_px <= room {
        drawing.text("fm-label-small", (plot.x(last), height), Anchor::End, &short_name(last));
    }
    let middle = last / 2;
    if last > 1 && last.is_multiple_of(2) && ends_px + width_px(&short_name(middle)) + 16 <= room {
        drawing.text("fm-label-small", (plot.x(middle), height), Anchor::Middle, &short_name(middle));
    }
}

fn named(lines: &Lines, series: &Series) -> String {
    if series.name.is_empty() { lines.about.title.clone() } else { series.name.clone() }
}

pub(super) fn says(lines: &Lines) -> String {
    let sentences: Vec<String> = lines
        .drawn()
        .iter()
        .map(|series| {
            let points: Vec<(&str, i64)> =
                series.known().map(|(at, value)| (lines.points[at].as_str(), value)).collect();
            course(&lines.about.unit, if lines.alone() { "" } else { &series.name }, &points)
        })
        .collect();
    sentences.join(" ")
}

fn left_out(all: usize) -> Option<String> {
    (all > SERIES_MAX).then(|| format!("The first {SERIES_MAX} of {all} lines are drawn. The table has all {all}."))
}

fn table(lines: &Lines) -> Table {
    let unit = &lines.about.unit;
    let mut table = Table::new().words(&lines.about.heading);
    for series in &lines.series {
        let heading = if series.name.is_empty() { unit.heading() } else { capital(&series.name) };
        table = table.numbers(heading);
    }
    table.rows(lines.points.iter().enumerate().map(|(at, point)| {
        let number = |series: &Series| series.at(at).map_or("No figure".to_owned(), |value| unit.number(value));
        std::iter::once(Cell::new(point)).chain(lines.series.iter().map(|series| Cell::new(number(series)))).collect()
    }))
}
