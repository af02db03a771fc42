//! Stacked bars: an amount for each thing, cut into parts.

use super::about::About;
use super::bar::left_out;
use super::describe::{SIZES, amounts, sum};
use super::drawing::{Anchor, Drawing, NARROW_PX, series_class, width_px};
use super::figure::{Figure, Size, empty, series_key};
use super::scale::Share;
use super::table::{Cell, Table};

/// Amounts cut into the same parts. Amounts that are not above nought are drawn as nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stacks {
    about: About,
    parts: Vec<String>,
    stacks: Vec<Stack>,
    lengths: Lengths,
}

/// One bar: a name, and an amount for each part in the order of the parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stack {
    label: String,
    values: Vec<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lengths {
    Amounts,
    Shares,
}

impl Stack {
    /// Values without a part have no meaning and are left out.
    pub fn new(label: impl Into<String>, values: Vec<i64>) -> Self {
        Self { label: label.into(), values }
    }

    fn part(&self, at: usize) -> i64 {
        self.values.get(at).copied().unwrap_or(0).max(0)
    }
}

impl Stacks {
    /// Each bar as long as its whole amount. Of more than four parts, the fourth and later are drawn as one, "Other".
    pub fn of(about: About, parts: Vec<String>, stacks: Vec<Stack>) -> Self {
        Self { about, parts, stacks, lengths: Lengths::Amounts }
    }

    /// All bars equally long, so that shares can be compared.
    pub fn as_shares(mut self) -> Self {
        self.lengths = Lengths::Shares;
        self
    }

    fn total(&self, stack: &Stack) -> i64 {
        sum((0..self.parts.len()).map(|at| stack.part(at)))
    }

    /// The parts as drawn: four colours and no more.
    fn drawn_parts(&self) -> Vec<&str> {
        let named = if self.parts.len() > PARTS_MAX { PARTS_MAX - 1 } else { self.parts.len() };
        let mut names: Vec<&str> = self.parts[..named].iter().map(String::as_str).collect();
        if named < self.parts.len() {
            names.push("Other");
        }
        names
    }

    fn drawn_values(&self, stack: &Stack) -> Vec<i64> {
        let count = self.drawn_parts().len();
        let rest = |at: usize| if at + 1 == count { self.parts.len() } else { at + 1 };
        (0..count).map(|at| sum((at..rest(at)).map(|part| stack.part(part)))).collect()
    }

    fn drawn(&self) -> Vec<&Stack> {
        let mut by_size: Vec<usize> = (0..self.stacks.len()).collect();
        by_size.sort_by_key(|&at| std::cmp::Reverse(self.total(&self.stacks[at])));
        by_size.truncate(DRAWN_MAX);
        by_size.sort_unstable();
        by_size.into_iter().map(|at| &self.stacks[at]).collect()
    }
}

const PARTS_MAX: usize = 4;
const DRAWN_MAX: usize = 30;
const GAP_PX: i64 = 8;
const BAR_PX: i64 = 20;

/// Draws [`Stacks`].
pub fn stacked_bar(stacks: &Stacks) -> String {
    if stacks.stacks.is_empty() || stacks.parts.is_empty() {
        return empty(&stacks.about);
    }
    let drawn = stacks.drawn();
    let longest = drawn.iter().map(|stack| stacks.total(stack)).max().unwrap_or(0);
    let mut drawing = Drawing::default();
    let height = drawn.iter().fold(0, |top, stack| {
        let whole = if stacks.lengths == Lengths::Shares { stacks.total(stack) } else { longest };
        draw_stack(&mut drawing, stacks, stack, top, whole)
    });
    Figure {
        about: &stacks.about,
        says: says(stacks),
        note: left_out(stacks.stacks.len(), drawn.len()),
        key: series_key(stacks.drawn_parts()),
        drawing,
        size: Size::Fluid { height },
        table: table(stacks),
    }
    .html()
}

/// Name and total, then the number of each part above its beginning, then the bar. Gives where the next begins.
fn draw_stack(drawing: &mut Drawing, stacks: &Stacks, stack: &Stack, top: i64, whole: i64) -> i64 {
    let unit = &stacks.about.unit;
    let top = drawing.named_number(top, &stack.label, &unit.number(stacks.total(stack))) + 24;
    let mut before = 0i64;
    for (at, (value, part)) in stacks.drawn_values(stack).into_iter().zip(stacks.drawn_parts()).enumerate() {
        let left = Share::WHOLE.times(before, whole);
        before = before.saturating_add(value);
        let width = Share(Share::WHOLE.times(before, whole).0 - left.0);
        if value == 0 {
            continue;
        }
        let number = unit.number(value);
        let class = format!("fm-segment {}", series_class(at));
        drawing.rect(&class, (left, top), (width, BAR_PX), &format!("{}, {part}: {number}", stack.label));
        if width_px(&number) <= NARROW_PX * width.0 / Share::WHOLE.0 {
            drawing.text("fm-label-small", (left, top - 5), Anchor::Start, &number);
        }
    }
    drawing.line("fm-axis", (0, top - 2), (0, top + 2 + BAR_PX));
    top + BAR_PX + GAP_PX
}

/// Which part is largest over all, and which bar, each of the same total.
pub(super) fn says(stacks: &Stacks) -> String {
    let part_total = |at: usize| sum(stacks.stacks.iter().map(|stack| stack.part(at)));
    let parts: Vec<(&str, i64)> =
        stacks.parts.iter().enumerate().map(|(at, name)| (name.as_str(), part_total(at))).collect();
    let bars: Vec<(&str, i64)> = stacks.stacks.iter().map(|s| (s.label.as_str(), stacks.total(s))).collect();
    let unit = &stacks.about.unit;
    if !unit.adds_up() {
        return each_segment(stacks);
    }
    if bars.len() == 1 {
        return format!("{} {}", amounts(unit, SIZES, &bars), amounts(unit, SIZES, &parts));
    }
    format!(
        "By part: {} By {}: {}",
        amounts(unit, SIZES, &parts),
        stacks.about.heading.to_lowercase(),
        amounts(unit, SIZES, &bars)
    )
}

/// Per cents of different wholes are not added: the largest and the smallest piece of any bar are said.
fn each_segment(stacks: &Stacks) -> String {
    let segments: Vec<(String, i64)> = stacks
        .stacks
        .iter()
        .flat_map(|stack| {
            stacks.parts.iter().enumerate().map(|(at, part)| (format!("{part} in {}", stack.label), stack.part(at)))
        })
        .collect();
    let pairs: Vec<(&str, i64)> = segments.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    amounts(&stacks.about.unit, SIZES, &pairs)
}

fn table(stacks: &Stacks) -> Table {
    let unit = &stacks.about.unit;
    let mut table = Table::new().words(&stacks.about.heading);
    for part in &stacks.parts {
        table = table.numbers(part);
    }
    if unit.adds_up() {
        table = table.numbers("Total");
    }
    table.rows(stacks.stacks.iter().map(|stack| {
        let numbers = (0..stacks.parts.len()).map(|at| stack.part(at)).chain([stacks.total(stack)]);
        std::iter::once(Cell::new(&stack.label)).chain(numbers.map(|value| Cell::new(unit.number(value)))).collect()
    }))
}
