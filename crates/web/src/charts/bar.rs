//! Bars: one amount for each thing.

use super::about::About;
use super::column;
use super::describe::{SIZES, amounts};
use super::drawing::{Drawing, series_class};
use super::figure::{Figure, Size, empty};
use super::scale::{Scale, Share};
use super::table::{Cell, Table};
use folkmoot_kernel::pence::thousands;

/// One amount for each thing, as bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    pub(super) about: About,
    pub(super) bars: Vec<Bar>,
    direction: Direction,
}

/// A name and its amount. The amount may be below nought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    pub(super) label: String,
    pub(super) value: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Across,
    Upwards,
}

impl Bar {
    pub fn new(label: impl Into<String>, value: i64) -> Self {
        Self { label: label.into(), value }
    }
}

impl Bars {
    /// Bars that lie, each under its own name: for things with names. In the order given.
    pub fn across(about: About, bars: Vec<Bar>) -> Self {
        Self { about, bars, direction: Direction::Across }
    }

    /// Bars that stand side by side: for months and years, whose names are short and whose order matters.
    pub fn upwards(about: About, bars: Vec<Bar>) -> Self {
        Self { about, bars, direction: Direction::Upwards }
    }
}

/// Most bars drawn across; of more, the largest are drawn and a note says so. The table always has all.
const DRAWN_MAX: usize = 30;
const GAP_PX: i64 = 8;
const BAR_PX: i64 = 16;

/// Draws [`Bars`].
pub fn bar(bars: &Bars) -> String {
    if bars.bars.is_empty() {
        return empty(&bars.about);
    }
    match bars.direction {
        Direction::Across => across(bars),
        Direction::Upwards => column::upwards(bars),
    }
}

pub(super) fn says(bars: &Bars) -> String {
    let pairs: Vec<(&str, i64)> = bars.bars.iter().map(|bar| (bar.label.as_str(), bar.value)).collect();
    amounts(&bars.about.unit, SIZES, &pairs)
}

pub(super) fn table(bars: &Bars) -> Table {
    let unit = &bars.about.unit;
    Table::new()
        .words(&bars.about.heading)
        .numbers(unit.heading())
        .rows(bars.bars.iter().map(|bar| vec![Cell::new(&bar.label), Cell::new(unit.number(bar.value))]))
}

fn across(bars: &Bars) -> String {
    let drawn = largest(&bars.bars);
    let scale = Scale::exact(drawn.iter().map(|bar| bar.value));
    let mut drawing = Drawing::default();
    let height = drawn.iter().fold(0, |top, bar| draw_bar(&mut drawing, bars, scale, top, bar));
    Figure {
        about: &bars.about,
        says: says(bars),
        note: left_out(bars.bars.len(), drawn.len()),
        key: Vec::new(),
        drawing,
        size: Size::Fluid { height },
        table: table(bars),
    }
    .html()
}

/// Name, number and bar; gives where the next begins.
fn draw_bar(drawing: &mut Drawing, bars: &Bars, scale: Scale, top: i64, bar: &Bar) -> i64 {
    let number = bars.about.unit.number(bar.value);
    let (zero, end) = (scale.along(0, Share::WHOLE.0), scale.along(bar.value, Share::WHOLE.0));
    let (left, length) = (Share(zero.min(end)), Share((end - zero).abs()));
    let y = drawing.named_number(top, &bar.label, &number) + 7;
    drawing.rect(series_class(0), (left, y), (length, BAR_PX), &format!("{}: {number}", bar.label));
    drawing.line("fm-axis", (Share(zero), y - 2), (Share(zero), y + 2 + BAR_PX));
    y + BAR_PX + GAP_PX
}

/// The bars to draw, in the order given.
fn largest(bars: &[Bar]) -> Vec<&Bar> {
    let mut by_size: Vec<usize> = (0..bars.len()).collect();
    by_size.sort_by_key(|&at| std::cmp::Reverse(bars[at].value.unsigned_abs()));
    by_size.truncate(DRAWN_MAX);
    by_size.sort_unstable();
    by_size.into_iter().map(|at| &bars[at]).collect()
}

/// "The 30 largest of 200 are drawn. The table has all 200."
pub(super) fn left_out(all: usize, drawn: usize) -> Option<String> {
    let count = |n: usize| thousands(u64::try_from(n).unwrap_or(u64::MAX));
    (all > drawn)
        .then(|| format!("The {} largest of {} are drawn. The table has all {}.", count(drawn), count(all), count(all)))
}
