//! What happened when: marks along an axis of time, with a lane for each kind.

mod axis;
mod says;

use super::about::About;
use super::drawing::{Anchor, Drawing, ROOM, series_class};
use super::figure::{Figure, Size, empty};
use super::scale::Share;
use super::table::{Cell, Table};
use super::text::short;
use axis::Axis;
use folkmoot_kernel::{Date, pence::thousands};

/// Things that happened or will, in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    about: About,
    events: Vec<Event>,
    today: Option<Date>,
}

/// One thing on one day, or from a day to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    day: Date,
    until: Option<Date>,
    kind: String,
    label: String,
    href: Option<String>,
}

impl Event {
    /// `kind` names the lane, for many: "Meetings".
    pub fn on(day: Date, kind: impl Into<String>, label: impl Into<String>) -> Self {
        Self { day, until: None, kind: kind.into(), label: label.into(), href: None }
    }

    /// The last day, for something that took longer. A day before the first is no last day.
    pub fn until(mut self, day: Date) -> Self {
        self.until = (day > self.day).then_some(day);
        self
    }

    /// Its page, linked from the table.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    fn last_day(&self) -> Date {
        self.until.unwrap_or(self.day)
    }

    fn when(&self) -> String {
        match self.until {
            Some(until) => format!("{} to {}", self.day.short(), until.short()),
            None => self.day.short(),
        }
    }
}

impl Timeline {
    pub fn new(about: About, events: Vec<Event>) -> Self {
        let mut events = events;
        events.sort_by_key(|event| event.day);
        Self { about, events, today: None }
    }

    /// Marks this day with a line, when it falls between the first and the last.
    pub fn today(mut self, today: Date) -> Self {
        self.today = Some(today);
        self
    }

    /// Kinds in the order in which they first happen.
    fn kinds(&self) -> Vec<&str> {
        let mut kinds: Vec<&str> = Vec::new();
        for event in &self.events {
            if !kinds.contains(&event.kind.as_str()) {
                kinds.push(&event.kind);
            }
        }
        kinds
    }

    fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Event> {
        self.events.iter().filter(move |event| event.kind == kind)
    }
}

/// Up to this many events have a row and words each; more share a lane for each kind.
const NAMED_MAX: usize = 12;
const NAMED_ROW_PX: i64 = 70;
const LANE_PX: i64 = 50;
/// From the middle of a row's marks down to the next row.
const MARK_PX: i64 = 14;
/// Room for the word "Today" below the rows.
const TODAY_PX: i64 = 16;
/// Room for the names of the days, above the rows.
const AXIS_PX: i64 = 28;

/// Draws a [`Timeline`].
pub fn timeline(timeline: &Timeline) -> String {
    let Some(axis) = Axis::holding(&timeline.events) else {
        return empty(&timeline.about);
    };
    let mut drawing = Drawing::default();
    let kinds = timeline.kinds();
    let named = timeline.events.len() <= NAMED_MAX;
    let (rows, row_px) = if named { (timeline.events.len(), NAMED_ROW_PX) } else { (kinds.len(), LANE_PX) };
    let height = AXIS_PX + i64::try_from(rows).unwrap_or(1) * row_px + TODAY_PX;
    let middles: Vec<i64> = (0i64..).take(rows).map(|row| AXIS_PX + (row + 1) * row_px - MARK_PX).collect();
    axis.draw(&mut drawing, &middles, timeline.today);
    if named {
        draw_each(&mut drawing, axis, timeline, &kinds);
    } else {
        draw_lanes(&mut drawing, axis, timeline, &kinds);
    }
    Figure {
        about: &timeline.about,
        says: says::says(timeline),
        note: None,
        key: Vec::new(),
        drawing,
        size: Size::Fluid { height },
        table: table(timeline),
    }
    .html()
}

fn draw_each(drawing: &mut Drawing, axis: Axis, timeline: &Timeline, kinds: &[&str]) {
    for (row, event) in (0i64..).zip(&timeline.events) {
        let series = kinds.iter().position(|kind| *kind == event.kind).unwrap_or(0);
        let top = AXIS_PX + row * NAMED_ROW_PX;
        drawing.text("fm-label", (0, top + 16), Anchor::Start, &short(&event.label, ROOM));
        let kind = format!("{}, {}", event.when(), event.kind);
        drawing.text("fm-label-small", (0, top + 35), Anchor::Start, &short(&kind, ROOM + 4));
        draw_event(drawing, axis, event, series, top + NAMED_ROW_PX - MARK_PX);
    }
}

fn draw_lanes(drawing: &mut Drawing, axis: Axis, timeline: &Timeline, kinds: &[&str]) {
    for (row, (series, kind)) in (0i64..).zip(kinds.iter().enumerate()) {
        let top = AXIS_PX + row * LANE_PX;
        let count = u64::try_from(timeline.of_kind(kind).count()).unwrap_or(u64::MAX);
        drawing.named_number(top, &short(kind, ROOM - 8), &thousands(count));
        for event in timeline.of_kind(kind) {
            draw_event(drawing, axis, event, series, top + LANE_PX - MARK_PX);
        }
    }
}

fn draw_event(drawing: &mut Drawing, axis: Axis, event: &Event, series: usize, middle: i64) {
    let hover = format!("{}: {}, {}", event.kind, event.label, event.when());
    let x = axis.x(event.day);
    if event.until.is_some() {
        let width = Share(axis.x(event.last_day()).0 - x.0);
        drawing.rect(series_class(series), (x, middle - 4), (width, 8), &hover);
    }
    drawing.mark(series, (x, middle), &hover);
}

fn table(timeline: &Timeline) -> Table {
    Table::new().words("When").words("What").words("Kind").rows(timeline.events.iter().map(|event| {
        vec![Cell::new(event.when()), Cell::link(&event.label, event.href.clone()), Cell::new(&event.kind)]
    }))
}
