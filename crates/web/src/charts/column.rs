//! Bars that stand, and the gridlines and month names they share with lines.

use super::bar::{Bars, says, table};
use super::drawing::{Anchor, Drawing, NARROW_PX, series_class, width_px};
use super::figure::{Figure, Size};
use super::scale::{Scale, Share};
use super::text::{short, short_month};
use super::unit::Unit;

/// Height in pixels of the part where values are drawn.
pub(super) const PLOT_PX: i64 = 200;
/// Room above it for a number on the highest value.
pub(super) const ABOVE_PX: i64 = 24;
/// Room below it for one line of names.
pub(super) const BELOW_PX: i64 = 28;
/// Room at the left for the numbers of the gridlines.
pub(super) const GUTTER: Share = Share(1_500);
/// Longest name along the bottom, in letters.
const NAME_MAX: usize = 12;

pub(super) fn upwards(bars: &Bars) -> String {
    let unit = &bars.about.unit;
    let values = || bars.bars.iter().map(|bar| bar.value);
    let numbered = values().all(|value| fits(&unit.number(value), bars.bars.len()));
    let scale = if numbered { Scale::exact(values()) } else { Scale::holding(values()) };
    let left = if numbered { Share::NONE } else { GUTTER };
    let slots = Slots { left, right: Share::WHOLE, count: bars.bars.len() };
    let mut drawing = Drawing::default();
    if !numbered {
        gridlines(&mut drawing, unit, scale, left, Share::WHOLE);
    }
    draw_columns(&mut drawing, bars, scale, slots, numbered);
    let labels: Vec<String> = bars.bars.iter().map(|bar| short_month(&bar.label)).collect();
    name_slots(&mut drawing, slots, &labels);
    Figure {
        about: &bars.about,
        says: says(bars),
        note: None,
        key: Vec::new(),
        drawing,
        size: Size::Fluid { height: ABOVE_PX + PLOT_PX + BELOW_PX },
        table: table(bars),
    }
    .html()
}

fn draw_columns(drawing: &mut Drawing, bars: &Bars, scale: Scale, slots: Slots, numbered: bool) {
    let zero = y(scale, 0);
    for (at, bar) in bars.bars.iter().enumerate() {
        let number = bars.about.unit.number(bar.value);
        let (end, width) = (y(scale, bar.value), Share(slots.width().0 * 4 / 5));
        let x = Share(slots.middle(at).0 - width.0 / 2);
        let hover = format!("{}: {number}", bar.label);
        drawing.rect(series_class(0), (x, zero.min(end)), (width, (zero - end).abs()), &hover);
        if numbered {
            let above = zero.min(end) - 6;
            drawing.text("fm-label-strong", (slots.middle(at), above), Anchor::Middle, &number);
        }
    }
    drawing.line("fm-axis", (slots.left, zero), (slots.right, zero));
}

/// Equal slots from left to right, one for each bar.
#[derive(Debug, Clone, Copy)]
struct Slots {
    left: Share,
    right: Share,
    count: usize,
}

impl Slots {
    fn count(self) -> i64 {
        i64::try_from(self.count.max(1)).unwrap_or(i64::MAX)
    }

    fn width(self) -> Share {
        Share((self.right.0 - self.left.0) / self.count())
    }

    fn middle(self, at: usize) -> Share {
        let doubled = i64::try_from(at).unwrap_or(0) * 2 + 1;
        Share(self.left.0 + Share(self.right.0 - self.left.0).times(doubled, self.count() * 2).0)
    }
}

/// How far down a value is drawn, in pixels.
pub(super) fn y(scale: Scale, value: i64) -> i64 {
    ABOVE_PX + PLOT_PX - scale.along(value, PLOT_PX)
}

/// A line for each round value, with its number at the left.
pub(super) fn gridlines(drawing: &mut Drawing, unit: &Unit, scale: Scale, left: Share, right: Share) {
    for tick in scale.ticks() {
        let height = y(scale, tick);
        let class = if tick == 0 { "fm-axis" } else { "fm-gridline" };
        drawing.line(class, (left, height), (right, height));
        drawing.text("fm-label-small", (0, height + 5), Anchor::Start, &unit.tick(tick));
    }
}

/// Whether these words fit in one of `count` slots on the narrowest drawing.
fn fits(words: &str, count: usize) -> bool {
    width_px(words) * i64::try_from(count.max(1)).unwrap_or(i64::MAX) <= NARROW_PX
}

/// Names under the slots, level, as many as fit on a phone; always the first.
fn name_slots(drawing: &mut Drawing, slots: Slots, labels: &[String]) {
    let longest = labels.iter().map(|label| width_px(&short(label, NAME_MAX))).max().unwrap_or(0) + 8;
    let room = (NARROW_PX * (slots.right.0 - slots.left.0) / Share::WHOLE.0 / longest).max(1);
    let every = slots.count().div_euclid(room) + i64::from(slots.count() % room > 0);
    let every = usize::try_from(every).unwrap_or(1).max(1);
    for (at, label) in labels.iter().enumerate().step_by(every) {
        let (x, anchor) =
            if every == 1 { (slots.middle(at), Anchor::Middle) } else { (slots.start(at), Anchor::Start) };
        drawing.text("fm-label-small", (x, ABOVE_PX + PLOT_PX + 20), anchor, &short(label, NAME_MAX));
    }
}

impl Slots {
    fn start(self, at: usize) -> Share {
        Share(self.middle(at).0 - self.width().0 * 2 / 5)
    }
}
