//! The marks of a drawing, written as SVG: shapes with classes, words escaped, no colours.

use super::text::{escape, wrap};
use std::fmt::{Display, Write};

/// An SVG in the making. `x` and widths may be pixels or a [`Share`](super::scale::Share); `y` and heights are pixels.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    svg: String,
}

/// Which end of the words sits at `x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn attribute(self) -> &'static str {
        match self {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        }
    }
}

impl Drawing {
    pub(super) fn into_svg(self) -> String {
        self.svg
    }

    /// A rectangle. `hover` is what a mouse shows: the whole name and the number.
    pub(super) fn rect(&mut self, class: &str, at: (impl Display, i64), size: (impl Display, i64), hover: &str) {
        let ((x, y), (width, height)) = (at, size);
        self.put(format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"><title>{}</title></rect>",
            escape(hover)
        ));
    }

    pub(super) fn line(&mut self, class: &str, from: (impl Display, i64), to: (impl Display, i64)) {
        self.put(format_args!(
            "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
            from.0, from.1, to.0, to.1
        ));
    }

    pub(super) fn text(&mut self, class: &str, at: (impl Display, i64), anchor: Anchor, words: &str) {
        let anchor = anchor.attribute();
        self.put(format_args!(
            "<text class=\"{class}\" x=\"{}\" y=\"{}\"{anchor}>{}</text>",
            at.0,
            at.1,
            escape(words)
        ));
    }

    /// A name and its number below `top`: "East Oxford 120". A long name takes two lines. Gives where the words end.
    pub(super) fn named_number(&mut self, top: i64, name: &str, number: &str) -> i64 {
        let room = ROOM.saturating_sub(number.chars().count() + 1).max(8);
        let mut lines = wrap(name, room, 2);
        let last = lines.pop().unwrap_or_default();
        let mut y = top;
        for words in lines {
            y += LINE_PX;
            self.text("fm-label", (0, y), Anchor::Start, &words);
        }
        y += LINE_PX;
        let whole = if last.ends_with('…') { format!("<title>{}</title>", escape(name)) } else { String::new() };
        self.put(format_args!(
            "<text class=\"fm-label\" x=\"0\" y=\"{y}\">{} <tspan class=\"fm-label-strong\">{}</tspan>{whole}</text>",
            escape(&last),
            escape(number),
        ));
        y
    }

    /// A mark whose shape, as well as its colour, tells series 1 to 4 apart: circle, square, triangle, diamond.
    pub(super) fn mark(&mut self, series: usize, at: (impl Display, i64), hover: &str) {
        let class = series_class(series);
        let shape = match series % 4 {
            0 => "<circle cx=\"0\" cy=\"0\" r=\"5\"/>",
            1 => "<rect x=\"-5\" y=\"-5\" width=\"10\" height=\"10\"/>",
            2 => "<path d=\"M0 -6L6 5L-6 5Z\"/>",
            _ => "<path d=\"M0 -7L7 0L0 7L-7 0Z\"/>",
        };
        self.put(format_args!(
            "<svg class=\"{class}\" x=\"{}\" y=\"{}\" overflow=\"visible\"><title>{}</title>{shape}</svg>",
            at.0,
            at.1,
            escape(hover)
        ));
    }

    pub(super) fn raw(&mut self, svg: &str) {
        self.svg.push_str(svg);
    }

    fn put(&mut self, svg: std::fmt::Arguments<'_>) {
        let _never_fails_on_a_string = self.svg.write_fmt(svg);
    }
}

/// Letters of 16 pixels that fit across the narrowest drawing (290 pixels, on a phone of 320).
pub(super) const ROOM: usize = 36;
/// From one line of words to the next, in pixels.
pub(super) const LINE_PX: i64 = 20;
/// Width in pixels of the narrowest drawing: a phone of 320 less its margins.
pub(super) const NARROW_PX: i64 = 290;
/// Generous width of one small letter in pixels, to decide whether words fit.
pub(super) const LETTER_PX: i64 = 8;

/// "fm-series-1" to "fm-series-4": four colours and no more, then round again.
pub(super) fn series_class(series: usize) -> &'static str {
    ["fm-series-1", "fm-series-2", "fm-series-3", "fm-series-4"][series % 4]
}

/// Pixels that words take, at most.
pub(super) fn width_px(words: &str) -> i64 {
    i64::try_from(words.chars().count()).unwrap_or(i64::MAX / LETTER_PX).saturating_mul(LETTER_PX)
}
