//! The year of a partnership, as its record tells it: a document drawn from counts and lines, without a word that somebody made up.

use crate::decision::State;
use crate::promise::Life;
use folkmoot_kernel::{Date, Pence};
use folkmoot_press::{Document, Span, Table};
use std::collections::BTreeMap;

/// A financial year, from 1 April to 31 March (sources.md#financial-year): 2025 is 2025/26.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Year(i16);

impl Year {
    /// The year that the day is in.
    pub fn of(day: Date) -> Self {
        let first = Date::new(day.year(), 4, 1);
        Self(if first.is_ok_and(|first| day < first) { day.year() - 1 } else { day.year() })
    }

    /// Years that a record can be about: from 1900 on.
    pub fn read(text: &str) -> Option<Self> {
        text.parse().ok().filter(|year| (1900..9_000).contains(year)).map(Self)
    }

    pub const fn number(self) -> i16 {
        self.0
    }

    pub const fn before(self) -> Self {
        Self(self.0 - 1)
    }

    /// Its first day, and the first day after it.
    pub fn days(self) -> Option<(Date, Date)> {
        Date::new(self.0, 4, 1).ok().zip(Date::new(self.0 + 1, 4, 1).ok())
    }

    /// "2025/26"
    pub fn in_words(self) -> String {
        format!("{}/{:02}", self.0, (self.0 + 1) % 100)
    }
}

/// One body's year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    pub body: String,
    pub held: i64,
    pub quorate: i64,
    pub cancelled: i64,
    pub decided: i64,
}

/// A priority's year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    pub priority: String,
    pub need: String,
    pub minutes: i64,
    pub decisions: usize,
}

/// A decision that was closed in the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub title: String,
    pub summary: String,
    pub body: String,
    pub state: State,
    pub on: Date,
    /// A whole address.
    pub address: String,
}

/// What was set aside from above, with the reply beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    pub by: String,
    pub on: Date,
    pub reason: String,
    pub reply: Option<String>,
    pub address: String,
}

/// All that the record tells of one year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    pub met: Vec<Met>,
    pub served: Vec<Served>,
    /// Minutes of agenda time for no priority.
    pub unserved_minutes: i64,
    pub decided: Vec<Decided>,
    pub money: Pence,
    /// Promises whose day was in the year, by how they stood.
    pub promises: BTreeMap<Life, i64>,
    pub set_aside: Vec<SetAside>,
    /// What was asked from above and answered in the year: the other way round.
    pub asked: Vec<AskedFor>,
}

/// Something that was asked of the place from above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedFor {
    pub by: String,
    pub what: String,
    pub answer: &'static str,
    pub on: Date,
}

/// The report of a place for a year; `today` says whether the year is over.
pub fn report(place: &str, year: Year, told: &Told, today: Date) -> Document {
    let over = year.days().is_some_and(|(_, after)| today >= after);
    let so_far = if over { "" } else { ", so far" };
    let mut document = Document::titled(format!("Annual report {}", year.in_words()), place, today)
        .subtitled(format!("{place}: 1 April {} to 31 March {}{so_far}", year.0, year.0 + 1))
        .foot(format!("{place}, annual report {}", year.in_words()));
    document.heading(1, "What this place set out to do");
    served(&mut document, told);
    document.heading(1, "Who met");
    met(&mut document, told);
    document.heading(1, "What was decided");
    decided(&mut document, told);
    document.heading(1, "What was promised, and what became of it");
    promised(&mut document, told);
    document.heading(1, "What was set aside from above");
    set_aside(&mut document, told);
    document.heading(1, "How this was made");
    document.words(
        "Every number and every line here is drawn from the record of the partnership on the day named above. Nothing was written \
         for this report. What is missing was not recorded.",
    );
    document
}

/// A table, or a sentence where there is nothing to show.
fn table(document: &mut Document, caption: &str, head: &[&str], rows: Vec<Vec<String>>, nothing: &str) {
    let head = head.iter().map(|&words| words.to_owned()).collect();
    match Table::new(caption, head, rows) {
        Ok(table) if !table.rows().is_empty() => document.table(table),
        _ => document.words(nothing),
    };
}

fn served(document: &mut Document, told: &Told) {
    for one in &told.served {
        document.paragraph(vec![Span::strong(format!("{}. ", one.priority)), Span::plain(&one.need)]);
    }
    let mut rows: Vec<Vec<String>> = told.served.iter().map(row_of_priority).collect();
    if told.unserved_minutes > 0 {
        rows.push(vec!["No priority".to_owned(), told.unserved_minutes.to_string(), String::new()]);
    }
    let head = ["Priority", "Minutes on agendas of meetings held", "Decisions"];
    table(document, "Time and decisions for each priority", &head, rows, "No priority was recorded for this year.");
}

fn row_of_priority(one: &Served) -> Vec<String> {
    vec![one.priority.clone(), one.minutes.to_string(), one.decisions.to_string()]
}

fn met(document: &mut Document, told: &Told) {
    let row = |one: &Met| {
        let numbers = [one.held, one.quorate, one.cancelled, one.decided].map(|number| number.to_string());
        std::iter::once(one.body.clone()).chain(numbers).collect()
    };
    let rows = told.met.iter().map(row).collect();
    let head = ["Body", "Meetings held", "With a quorum", "Cancelled", "Decisions agreed"];
    table(document, "Meetings of each body", &head, rows, "No meeting was recorded for this year.");
}

fn decided(document: &mut Document, told: &Told) {
    let mut states: BTreeMap<State, usize> = BTreeMap::new();
    for one in &told.decided {
        *states.entry(one.state).or_default() += 1;
    }
    let rows = states.into_iter().map(|(state, count)| vec![state.words().to_owned(), count.to_string()]).collect();
    table(
        document,
        "Decisions closed in the year",
        &["State", "Decisions"],
        rows,
        "No decision was closed in this year.",
    );
    if told.money > Pence::NOTHING {
        document.words(&format!("Money decided about by bodies of the place: {}.", told.money));
    }
    let each = if told.decided.len() > SUMMARIES_MAX { in_a_line } else { in_full };
    for one in &told.decided {
        each(document, one);
    }
}

/// Decisions of a year that are told with their summaries. More is no report that anybody reads: they come in a line each.
const SUMMARIES_MAX: usize = 200;

fn in_full(document: &mut Document, one: &Decided) {
    document.heading(2, &one.title);
    document.paragraph(vec![
        Span::plain(format!("{}, {}, {}. ", one.state.words(), one.body, one.on.in_words())),
        Span::link("The whole decision", &one.address),
    ]);
    document.words(&one.summary);
}

fn in_a_line(document: &mut Document, one: &Decided) {
    document.paragraph(vec![
        Span::link(&one.title, &one.address),
        Span::plain(format!(". {}, {}, {}", one.state.words(), one.body, one.on.in_words())),
    ]);
}

fn promised(document: &mut Document, told: &Told) {
    let rows = Life::ALL
        .into_iter()
        .filter_map(|life| told.promises.get(&life).map(|count| vec![life.words().to_owned(), count.to_string()]))
        .collect();
    let nothing = "No promise had its day in this year.";
    table(document, "Promises whose day was in the year", &["How it stands", "Promises"], rows, nothing);
}

fn set_aside(document: &mut Document, told: &Told) {
    if told.set_aside.is_empty() {
        document.words("No decision of this place was set aside in this year.");
    }
    for one in &told.set_aside {
        document.paragraph(vec![
            Span::strong(format!("{}, {}: ", one.by, one.on.in_words())),
            Span::plain(format!("{} ", one.reason)),
            Span::link("What was set aside", &one.address),
        ]);
        let reply = one.reply.as_deref().unwrap_or("The place has not replied yet.");
        document.paragraph(vec![Span::strong("The place's reply: "), Span::plain(reply)]);
    }
    let row = |one: &AskedFor| vec![one.what.clone(), one.by.clone(), one.answer.to_owned(), one.on.in_words()];
    let rows = told.asked.iter().map(row).collect();
    document.heading(2, "The other way round: what was asked from above");
    let head = ["What was asked", "By", "The place's answer", "On"];
    table(
        document,
        "Asked of the place from above",
        &head,
        rows,
        "Nothing was asked of the place from above, as far as is recorded.",
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_year_runs_from_the_first_of_april() {
        assert_eq!(Year::of(day("2026-03-31")).in_words(), "2025/26");
        assert_eq!(Year::of(day("2026-04-01")).in_words(), "2026/27");
        assert_eq!(Year::of(day("2099-05-01")).in_words(), "2099/00");
        assert_eq!(Year::read("2025"), Some(Year(2025)));
        assert_eq!(Year::read("25"), None);
        assert_eq!(Year::read("MMXXV"), None);
    }

    #[test]
    fn a_year_that_is_not_over_says_so() {
        let subtitle = |today| report("Oxmoor Vale", Year(2025), &Told::default(), day(today)).subtitle().to_owned();

        assert_eq!(subtitle("2026-03-31"), "Oxmoor Vale: 1 April 2025 to 31 March 2026, so far");
        assert_eq!(subtitle("2026-04-01"), "Oxmoor Vale: 1 April 2025 to 31 March 2026");
    }

    #[test]
    fn a_year_of_hundreds_of_decisions_tells_each_in_a_line() {
        let decided = |nth: usize| Decided {
            title: format!("Decision {nth}"),
            summary: "Why it matters".into(),
            body: "Board".into(),
            state: State::Agreed,
            on: day("2025-11-03"),
            address: format!("https://x.example/{nth}"),
        };
        let written = |count| {
            let told = Told { decided: (0..count).map(decided).collect(), ..Told::default() };
            format!("{:?}", report("Oxmoor Vale", Year(2025), &told, day("2026-05-01")).blocks())
        };

        assert!(written(200).contains("Why it matters"));
        let many = written(201);
        assert!(!many.contains("Why it matters"));
        assert!(many.contains("Decision 200") && many.contains("https://x.example/200"));
    }

    #[test]
    fn a_negative_has_the_reply_beside_it() {
        let set_aside = |reply| SetAside {
            by: "Northmark ICB".into(),
            on: day("2025-11-03"),
            reason: "Money".into(),
            reply,
            address: "https://x.example/o".into(),
        };
        let told =
            Told { set_aside: vec![set_aside(None), set_aside(Some("We keep the clinic".into()))], ..Told::default() };

        let written = format!("{:?}", report("Oxmoor Vale", Year(2025), &told, day("2026-05-01")).blocks());

        assert!(written.contains("The place has not replied yet."));
        assert!(written.contains("We keep the clinic"));
    }
}
