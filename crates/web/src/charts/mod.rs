//! Charts drawn on the server as SVG, readable without scripts, colours or eyesight.
//!
//! | function | draws | data |
//! |---|---|---|
//! | [`bar`] | one amount for each thing, across or upwards | [`Bars`] |
//! | [`stacked_bar`] | an amount for each thing, cut into up to four parts | [`Stacks`] |
//! | [`line()`] | amounts over time, up to four lines | [`Lines`] |
//! | [`timeline`] | what happened when, with a lane for each kind | [`Timeline`] |
//! | [`tree`] | which body sits under which | [`Tree`] |
//! | [`outline_map`] | areas shaded in up to five steps | [`OutlineMap`] |
//!
//! Each gives a whole `<figure class="fm-chart">` as HTML, with every text escaped, to be placed with `{{ chart|safe }}`:
//!
//! 1. the title, and a sentence that says what the data shows. The sentence is made from the data (see [`describe`]), is
//!    also the `<desc>` of the drawing, and property tests hold it against the data;
//! 2. the drawing, with words beside the marks, so that colour never carries a meaning alone;
//! 3. the same data as a table under "Show as a table", and a link to the CSV when there is one.
//!
//! Nothing to draw gives a sentence, never an empty box: say what to do about it with [`About::empty`].
//!
//! # How the drawing stays readable on a phone
//! Text keeps its size. Places along the drawing are percentages of its width and places down it are pixels, so a
//! drawing is as wide as its column and never shrinks its words, as a `viewBox` would. Lines are the exception: their
//! points sit in an inner `<svg>` that stretches. Maps keep their shape, so they have a `viewBox`.
//!
//! # For the style sheet
//! There is no `style` attribute and no colour here (the content security policy refuses both), only classes. Their rules
//! are in `assets/_charts.scss`: four series, five shades and none, words of 16 pixels (`fm-label-small`: 14), axis,
//! gridline, branch, today, key. A drawing must be as wide as its column; leave its height alone.
//!
//! ```
//! use folkmoot_web::charts::{About, Bar, Bars, bar};
//!
//! let about = About::new("by-state", "Promises by state").each("State").counting("promise", "promises");
//! let chart = bar(&Bars::across(about, vec![Bar::new("Kept", 120), Bar::new("Late", 40)]));
//!
//! assert!(chart.contains("Kept is the largest: 120 of 160 promises."));
//! ```

mod about;
mod bar;
mod column;
pub mod describe;
mod drawing;
mod figure;
mod line;
mod map;
mod scale;
mod stacked;
mod table;
mod text;
mod timeline;
mod tree;
mod unit;

#[cfg(test)]
mod tests;

pub use about::About;
pub use bar::{Bar, Bars, bar};
pub use line::{Lines, Series, line};
pub use map::{Bounds, MapArea, MapClass, OutlineMap, fifths, outline_map};
pub use stacked::{Stack, Stacks, stacked_bar};
pub use timeline::{Event, Timeline, timeline};
pub use tree::{Tree, TreeNode, tree};
pub use unit::Unit;
