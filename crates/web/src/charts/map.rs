//! An outline map: areas shaded in up to five steps. The table below it is the list of areas.

use super::about::About;
use super::describe::{LEVELS, amounts};
use super::drawing::Drawing;
use super::figure::{Figure, Size, empty};
use super::table::{Cell, Table};
use super::text::escape;

/// Areas of a place with their outlines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineMap {
    about: About,
    bounds: Bounds,
    areas: Vec<MapArea>,
    steps: Vec<String>,
}

/// The box that holds all outlines, in the units of their paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    pub left: i64,
    pub top: i64,
    pub width: i64,
    pub height: i64,
}

/// One of five shades; 1 is the lightest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MapClass(u8);

/// An area: its outline as SVG path data (y grows downwards), its value, and its shade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapArea {
    name: String,
    path: String,
    value: Option<i64>,
    class: Option<MapClass>,
    href: Option<String>,
}

impl MapClass {
    /// None unless 1 to 5.
    pub const fn new(class: u8) -> Option<Self> {
        match class {
            1..=5 => Some(Self(class)),
            _ => None,
        }
    }

    fn css(self) -> &'static str {
        ["fm-map-1", "fm-map-2", "fm-map-3", "fm-map-4", "fm-map-5"][usize::from(self.0 - 1)]
    }
}

impl MapArea {
    /// An area without a value or shade: drawn as "No figure".
    pub fn new(name: impl Into<String>, path: impl Into<String>) -> Self {
        Self { name: name.into(), path: path.into(), value: None, class: None, href: None }
    }

    pub fn shaded(mut self, value: i64, class: MapClass) -> Self {
        (self.value, self.class) = (Some(value), Some(class));
        self
    }

    /// Its page, linked from the table.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }
}

impl OutlineMap {
    /// `steps` says in words what each shade means, lightest first: "0 to 12", "13 to 20". [`fifths`] makes both.
    pub fn new(about: About, bounds: Bounds, areas: Vec<MapArea>, steps: Vec<String>) -> Self {
        Self { about, bounds, areas, steps }
    }
}

/// Shades for values so that each has about as many areas, and the words for the shades, lightest first.
/// Equal values always share a shade, so there may be fewer than five.
pub fn fifths(about: &About, values: &[i64]) -> (Vec<MapClass>, Vec<String>) {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let below = |value: i64| sorted.partition_point(|other| *other < value);
    let fifth = |value: i64| below(value) * 5 / sorted.len();
    let mut used: Vec<usize> = sorted.iter().map(|value| fifth(*value)).collect();
    used.dedup();
    let step = |value: i64| used.iter().position(|&other| other == fifth(value)).unwrap_or(0);
    let classes = values.iter().filter_map(|value| MapClass::new(u8::try_from(step(*value) + 1).ok()?)).collect();
    let words = (0..used.len()).filter_map(|at| {
        let mut inside = sorted.iter().copied().filter(|value| step(*value) == at);
        let low = inside.next()?;
        Some(range(about, low, inside.next_back().unwrap_or(low)))
    });
    (classes, words.collect())
}

fn range(about: &About, low: i64, high: i64) -> String {
    let number = |value: i64| about.unit.number(value);
    if low == high { number(low) } else { format!("{} to {}", number(low), number(high)) }
}

/// Width of the drawing's own units; on a phone about one pixel each.
const WIDTH: i64 = 320;
/// A map higher than this is drawn narrower instead, so that it fits a screen.
const HEIGHT_MAX: i64 = 420;

/// Draws an [`OutlineMap`].
pub fn outline_map(map: &OutlineMap) -> String {
    if map.areas.is_empty() || map.bounds.width <= 0 || map.bounds.height <= 0 {
        return empty(&map.about);
    }
    let height = i128::from(map.bounds.height) * i128::from(WIDTH) / i128::from(map.bounds.width);
    let height = i64::try_from(height).unwrap_or(HEIGHT_MAX).clamp(20, HEIGHT_MAX);
    let Bounds { left, top, width, height: depth } = map.bounds;
    let mut drawing = Drawing::default();
    drawing.raw(&format!("<svg width=\"{WIDTH}\" height=\"{height}\" viewBox=\"{left} {top} {width} {depth}\">"));
    for area in &map.areas {
        drawing.raw(&outline(map, area));
    }
    drawing.raw("</svg>");
    Figure {
        about: &map.about,
        says: says(map),
        note: None,
        key: key(map),
        drawing,
        size: Size::Shaped { width: WIDTH, height },
        table: table(map),
    }
    .html()
}

fn outline(map: &OutlineMap, area: &MapArea) -> String {
    let class = area.class.map_or("fm-map-none", MapClass::css);
    format!(
        "<path class=\"fm-area-outline {class}\" vector-effect=\"non-scaling-stroke\" d=\"{}\"><title>{}: {}</title></path>",
        escape(&area.path),
        escape(&area.name),
        escape(&figure(map, area))
    )
}

fn figure(map: &OutlineMap, area: &MapArea) -> String {
    area.value.map_or("No figure".to_owned(), |value| map.about.unit.number(value))
}

fn key(map: &OutlineMap) -> Vec<(&'static str, String)> {
    let steps = (1u8..).map_while(MapClass::new).map(MapClass::css).zip(map.steps.iter().cloned());
    let none = map.areas.iter().any(|area| area.class.is_none()).then(|| ("fm-map-none", "No figure".to_owned()));
    steps.chain(none).collect()
}

/// Highest and lowest area, and how many have no figure.
fn says(map: &OutlineMap) -> String {
    let known: Vec<(&str, i64)> = map.areas.iter().filter_map(|area| Some((area.name.as_str(), area.value?))).collect();
    let unknown = map.areas.len() - known.len();
    let missing = match (known.len(), unknown) {
        (_, 0) => String::new(),
        (0, all) => format!("None of the {all} areas has a figure."),
        (_, 1) => " 1 area has no figure.".to_owned(),
        (_, some) => format!(" {some} areas have no figure."),
    };
    format!("{}{missing}", amounts(&map.about.unit, LEVELS, &known))
}

fn table(map: &OutlineMap) -> Table {
    Table::new().words(&map.about.heading).numbers(map.about.unit.heading()).rows(
        map.areas.iter().map(|area| vec![Cell::link(&area.name, area.href.clone()), Cell::new(figure(map, area))]),
    )
}
