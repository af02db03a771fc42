//! The assurance pack: what the record says of how a place governed itself in a period. Counts with what they mean and where they
//! come from, for a page, a file or a printed sheet. It judges nobody.

use crate::delegation::Stage;
use folkmoot_kernel::{BodyId, Date, Pence};
use serde::Serialize;
use std::collections::BTreeMap;

/// Days after which a period's pack is everybody's. The partners see it at once. Source: our own choice.
pub const PARTNERS_FIRST_DAYS: i64 = 28;
/// Longest period of one pack. Unit: days.
const DAYS_MAX: i64 = 1_830;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the last day cannot be before the first")]
    Backwards,
    #[error("choose a period of five years at most")]
    TooLong,
}

/// From one day to another, both of them in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    from: Date,
    until: Date,
}

impl Period {
    pub fn of(from: Date, until: Date) -> Result<Self, Refusal> {
        match from.days_until(until) {
            days if days < 0 => Err(Refusal::Backwards),
            days if days > DAYS_MAX => Err(Refusal::TooLong),
            _ => Ok(Self { from, until }),
        }
    }

    /// The financial year that this day is in, up to this day. (sources.md#financial-year)
    pub fn year_to(today: Date) -> Self {
        let year = if today.month() >= 4 { today.year() } else { today.year() - 1 };
        Self { from: Date::new(year, 4, 1).unwrap_or(today), until: today }
    }

    /// The latest quarter that everybody may read: it ended [`PARTNERS_FIRST_DAYS`] ago or more.
    pub fn public_quarter(today: Date) -> Self {
        let (mut year, mut month) = (today.year(), (today.month() - 1) / 3 * 3 + 1);
        loop {
            let begins = Date::new(year, month, 1).unwrap_or(today);
            let until = begins.plus_days(-1);
            (year, month) = if month == 1 { (year - 1, 10) } else { (year, month - 3) };
            let from = Date::new(year, month, 1).unwrap_or(until);
            if (Self { from, until }).is_public(today) {
                return Self { from, until };
            }
        }
    }

    pub fn is_public(self, today: Date) -> bool {
        self.until.days_until(today) >= PARTNERS_FIRST_DAYS
    }

    pub const fn from(self) -> Date {
        self.from
    }
    pub const fn until(self) -> Date {
        self.until
    }
    pub fn in_words(self) -> String {
        format!("{} to {}", self.from.in_words(), self.until.in_words())
    }
}

/// What one body did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BodyCounts {
    pub body: BodyId,
    pub name: String,
    pub href: String,
    /// Organisations that must take part. 0: not laid down.
    pub quorum: i64,
    pub held: i64,
    /// Of those: enough organisations were there.
    pub quorate: i64,
    /// Of those: nobody has said who came.
    pub unsaid: i64,
    pub cancelled: i64,
    pub decided: i64,
    pub endorsed: i64,
    pub money_decided: Pence,
}

/// What became of promises that were due in the period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct PromiseCounts {
    pub due: i64,
    pub on_time: i64,
    pub late: i64,
    pub said_done: i64,
    pub past_date: i64,
    pub withdrawn: i64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct OverrideCounts {
    pub count: i64,
    pub replied: i64,
    pub money: Pence,
}

/// What the rest of the record counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub bodies: Vec<BodyCounts>,
    /// Interests that were declared. None: they are not kept here.
    pub declared: Option<i64>,
    /// Rulings on interests, before an item.
    pub ruled: i64,
    /// Positions that somebody did not take because of an interest.
    pub recused: i64,
    pub promises: PromiseCounts,
    pub overrides: OverrideCounts,
    pub settled_elsewhere: i64,
}

/// Where the sections find what they count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    pub meetings: String,
    pub decisions: String,
    pub promises: String,
    pub overrides: String,
    pub delegations: String,
    pub scheme: String,
    pub representation: String,
}

/// A number with what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    pub words: String,
    pub number: Number,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Number {
    Count(i64),
    /// Some of all.
    Of(i64, i64),
    Money(Pence),
    /// The record does not keep it.
    NotKept,
}

/// A part of the pack: numbers, what they mean, and where they come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    pub title: &'static str,
    pub meaning: &'static str,
    pub lines: Vec<Line>,
    pub source: &'static str,
    pub href: String,
}

/// The whole pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pack {
    pub place: String,
    pub period: Period,
    pub sections: Vec<Section>,
    pub bodies: Vec<BodyCounts>,
}

/// What the map and the pipeline add.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authority {
    pub functions: i64,
    pub with_gaps: i64,
    pub delegations: BTreeMap<Stage, i64>,
    /// Seats beside and above: all, with somebody on them, and reports that came back in the period.
    pub seats: i64,
    pub taken: i64,
    pub reports: i64,
}

impl Number {
    pub fn words(self) -> String {
        match self {
            Number::Count(count) => count.to_string(),
            Number::Of(some, all) => format!("{some} of {all}"),
            Number::Money(money) => money.to_string(),
            Number::NotKept => "not kept here yet".to_owned(),
        }
    }
}

impl Pack {
    pub fn draw(place: &str, period: Period, counts: Counts, own: &Authority, links: &Links) -> Self {
        let sections = vec![
            meetings(&counts, links),
            interests(&counts, links),
            promises(counts.promises, links),
            money(&counts, links),
            overrides(counts.overrides, links),
            map(own, links),
            delegations(own, links),
            representation(own, links),
        ];
        Self { place: place.to_owned(), period, sections, bodies: counts.bodies }
    }
}

fn line(words: impl Into<String>, number: Number) -> Line {
    Line { words: words.into(), number }
}

fn sum(counts: &Counts, of: fn(&BodyCounts) -> i64) -> i64 {
    counts.bodies.iter().map(of).sum()
}

fn meetings(counts: &Counts, links: &Links) -> Section {
    let (held, unsaid) = (sum(counts, |body| body.held), sum(counts, |body| body.unsaid));
    Section {
        title: "Meetings and quorum",
        meaning: "A meeting is quorate when as many organisations came as the body's terms ask for. Where nobody has said who came, it is not counted either way.",
        lines: vec![
            line("Meetings held", Number::Count(held)),
            line(
                "Quorate, of those whose attendance is on record",
                Number::Of(sum(counts, |body| body.quorate), held - unsaid),
            ),
            line("Attendance not on record", Number::Count(unsaid)),
            line("Meetings cancelled", Number::Count(sum(counts, |body| body.cancelled))),
        ],
        source: "Meetings of this place",
        href: links.meetings.clone(),
    }
}

fn interests(counts: &Counts, links: &Links) -> Section {
    Section {
        title: "Interests",
        meaning: "An organisation with an interest in a matter is recused: it takes no position. Many declarations are a good sign.",
        lines: vec![
            line("Interests declared", counts.declared.map_or(Number::NotKept, Number::Count)),
            line("Rulings on an interest before an item", Number::Count(counts.ruled)),
            line("Positions not taken because of an interest", Number::Count(counts.recused)),
        ],
        source: "Decisions with the position of each organisation",
        href: links.decisions.clone(),
    }
}

fn promises(counts: PromiseCounts, links: &Links) -> Section {
    Section {
        title: "Promises due in this period",
        meaning: "What organisations accepted to do by a day in this period. Kept means that another partner confirmed it.",
        lines: vec![
            line("Due", Number::Count(counts.due)),
            line("Kept on time", Number::Of(counts.on_time, counts.due)),
            line("Kept later", Number::Of(counts.late, counts.due)),
            line("Said to be done, not yet confirmed", Number::Count(counts.said_done)),
            line("Past their day and still under way", Number::Count(counts.past_date)),
            line("Taken back, with the reason", Number::Count(counts.withdrawn)),
        ],
        source: "Follow-through: every promise and what became of it",
        href: links.promises.clone(),
    }
}

fn money(counts: &Counts, links: &Links) -> Section {
    let money = counts.bodies.iter().map(|body| body.money_decided).sum();
    Section {
        title: "Money decided",
        meaning: "What bodies with the power to decide agreed in this period, as far as the decision names an amount. What only goes up to another body is counted apart.",
        lines: vec![
            line("Decisions agreed by a body that decides", Number::Count(sum(counts, |body| body.decided))),
            line("Money in them", Number::Money(money)),
            line("Endorsed and passed up", Number::Count(sum(counts, |body| body.endorsed))),
            line("Came to this place settled elsewhere", Number::Count(counts.settled_elsewhere)),
        ],
        source: "Decisions",
        href: links.decisions.clone(),
    }
}

fn overrides(counts: OverrideCounts, links: &Links) -> Section {
    Section {
        title: "Set aside from above",
        meaning: "Decisions of this place that a body above it overruled in this period, with the money that was taken back.",
        lines: vec![
            line("Decisions set aside", Number::Count(counts.count)),
            line("With the place's reply beside them", Number::Of(counts.replied, counts.count)),
            line("Money taken back", Number::Money(counts.money)),
        ],
        source: "Set aside from above, with reasons and replies",
        href: links.overrides.clone(),
    }
}

fn map(own: &Authority, links: &Links) -> Section {
    Section {
        title: "Who decides",
        meaning: "How complete the map of functions and decisions is today. A function without a gap has somebody who decides, whatever it costs.",
        lines: vec![
            line("Functions on the map", Number::Count(own.functions)),
            line("Without a gap", Number::Of(own.functions - own.with_gaps, own.functions)),
        ],
        source: "Scheme of reservation and delegation",
        href: links.scheme.clone(),
    }
}

fn delegations(own: &Authority, links: &Links) -> Section {
    let of = |stage: Stage| line(stage.words(), Number::Count(own.delegations.get(&stage).copied().unwrap_or(0)));
    Section {
        title: "Delegations to this place",
        meaning: "What was promised to this place and how far it is today. Each step waits on a post, not on a person.",
        lines: Stage::ALL.map(of).to_vec(),
        source: "Promised delegations, step by step",
        href: links.delegations.clone(),
    }
}

fn representation(own: &Authority, links: &Links) -> Section {
    Section {
        title: "Beside and above",
        meaning: "Seats that this place has on other bodies today, and what was brought back from them in this period.",
        lines: vec![
            line("Seats with somebody on them", Number::Of(own.taken, own.seats)),
            line("Reports brought back", Number::Count(own.reports)),
        ],
        source: "Who sits for this place",
        href: links.representation.clone(),
    }
}

#[cfg(test)]
mod tests;
