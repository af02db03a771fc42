//! A tree of bodies: which sits under which, drawn as indented rows so that it fits a phone.

mod order;

use super::about::About;
use super::describe::names;
use super::drawing::{Anchor, Drawing, LINE_PX, NARROW_PX};
use super::figure::{Figure, Size, empty};
use super::table::{Cell, Table};
use super::text::wrap;
use folkmoot_kernel::pence::thousands;
use order::{Placed, in_order};

/// Bodies (or anything that sits under something), in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    about: About,
    nodes: Vec<TreeNode>,
}

/// One body. `above` is the key of the body over it; a key that is not in the tree counts as none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeNode {
    key: i64,
    above: Option<i64>,
    label: String,
    note: String,
    href: Option<String>,
}

impl TreeNode {
    pub fn new(key: i64, above: Option<i64>, label: impl Into<String>) -> Self {
        Self { key, above, label: label.into(), note: String::new(), href: None }
    }

    /// A few words under the name, like its kind.
    pub fn note(mut self, words: impl Into<String>) -> Self {
        self.note = words.into();
        self
    }

    /// Its page, linked from the table.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }
}

impl Tree {
    /// Bodies under the same one stay in the order given. A circle is cut where it is first met.
    pub fn new(about: About, nodes: Vec<TreeNode>) -> Self {
        Self { about, nodes }
    }
}

/// Most bodies drawn; the table has all.
const DRAWN_MAX: usize = 100;
/// Deepest level that is still indented further.
const INDENTS_MAX: usize = 6;
const INDENT_PX: i64 = 22;

/// Draws a [`Tree`].
pub fn tree(tree: &Tree) -> String {
    if tree.nodes.is_empty() {
        return empty(&tree.about);
    }
    let placed = in_order(&tree.nodes);
    let mut drawing = Drawing::default();
    let height = draw_rows(&mut drawing, &placed);
    Figure {
        about: &tree.about,
        says: says(tree, &placed),
        note: left_out(placed.len()),
        key: Vec::new(),
        drawing,
        size: Size::Fluid { height },
        table: table(tree, &placed),
    }
    .html()
}

fn indent_px(depth: usize) -> i64 {
    8 + INDENT_PX * i64::try_from(depth.min(INDENTS_MAX)).unwrap_or(0)
}

/// Draws each row and its branch from the row above it; gives the height of all.
fn draw_rows(drawing: &mut Drawing, placed: &[Placed<'_>]) -> i64 {
    let mut top = 0;
    let mut dots: Vec<i64> = Vec::new();
    for row in placed.iter().take(DRAWN_MAX) {
        let (x, dot) = (indent_px(row.depth), top + 14);
        if let Some(parent) = row.parent.and_then(|parent| dots.get(parent))
            && x > indent_px(0)
        {
            let stem = x - INDENT_PX;
            drawing.line("fm-branch", (stem, parent + 6), (stem, dot));
            drawing.line("fm-branch", (stem, dot), (x, dot));
        }
        dots.push(dot);
        top = draw_row(drawing, row, x, top);
    }
    top
}

/// Dot, name and note; gives where the next row begins.
fn draw_row(drawing: &mut Drawing, row: &Placed<'_>, x: i64, top: i64) -> i64 {
    let room = usize::try_from((NARROW_PX - x - 14) / 8).unwrap_or(12);
    drawing.mark(0, (x, top + 14), &row.node.label);
    let mut y = top;
    for words in wrap(&row.node.label, room, 3) {
        y += LINE_PX;
        drawing.text("fm-label-strong", (x + 14, y), Anchor::Start, &words);
    }
    for words in wrap(&row.node.note, room, 2) {
        y += LINE_PX;
        drawing.text("fm-label-small", (x + 14, y), Anchor::Start, &words);
    }
    y.max(top + LINE_PX) + 14
}

/// "Place board is at the top, with 3 directly below. 12 bodies on 3 levels. Delivery group has the most directly below it: 5."
fn says(tree: &Tree, placed: &[Placed<'_>]) -> String {
    let unit = |count: usize| tree.about.unit.said(i64::try_from(count).unwrap_or(i64::MAX));
    let tops: Vec<&str> = placed.iter().filter(|row| row.parent.is_none()).map(|row| row.node.label.as_str()).collect();
    let levels = placed.iter().map(|row| row.depth + 1).max().unwrap_or(0);
    let verb = if tops.len() == 1 { "is" } else { "are" };
    let on = if levels == 1 { "level" } else { "levels" };
    let mut says = format!("{} {verb} at the top. {} on {levels} {on}.", names(&tops), unit(placed.len()));
    let mut below = vec![0usize; placed.len()];
    placed.iter().filter_map(|row| row.parent).for_each(|parent| below[parent] += 1);
    let most = below.iter().copied().max().unwrap_or(0);
    let with_most: Vec<usize> = (0..placed.len()).filter(|at| below[*at] == most).collect();
    if let ([at], 2..) = (with_most.as_slice(), most) {
        says.push_str(&format!(" {} has the most directly below it: {most}.", placed[*at].node.label));
    }
    says
}

fn left_out(all: usize) -> Option<String> {
    let all_said = thousands(u64::try_from(all).unwrap_or(u64::MAX));
    (all > DRAWN_MAX).then(|| format!("The first {DRAWN_MAX} of {all_said} are drawn. The table has all {all_said}."))
}

fn table(tree: &Tree, placed: &[Placed<'_>]) -> Table {
    let noted = placed.iter().any(|row| !row.node.note.is_empty());
    let mut table = Table::new().words(&tree.about.heading).words("Below");
    if noted {
        table = table.words("About");
    }
    table.rows(placed.iter().map(|row| {
        let above = row.parent.map_or("Nothing: at the top", |parent| placed[parent].node.label.as_str());
        vec![Cell::link(&row.node.label, row.node.href.clone()), Cell::new(above), Cell::new(&row.node.note)]
    }))
}
