//! One row of the table, read and checked. What cannot be read is named by line and column.

use super::columns::{Column, Layout};
use folkmoot_kernel::{Date, Pence, Power};

/// What is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub line: usize,
    pub column: &'static str,
    /// "G", as the spreadsheet names it; nothing if the file has no such column.
    pub letters: String,
    pub why: String,
}

impl Broken {
    /// "Line 4, column G (Up to pounds): enter an amount of money".
    pub fn words(&self) -> String {
        let Self { line, column, letters, why } = self;
        if letters.is_empty() {
            format!("Line {line}, column “{column}”: {why}")
        } else {
            format!("Line {line}, column {letters} “{column}”: {why}")
        }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeRow {
    pub line: usize,
    pub heading: String,
    pub function: String,
    pub about: String,
    pub words: String,
    pub held_by: String,
    pub power: Power,
    pub limit: Option<Pence>,
    pub together: String,
    pub basis: String,
    pub source: String,
    pub source_url: String,
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// Longest name and longest text of a cell. Unit: letters.
const NAME_MAX: usize = 200;
const TEXT_MAX: usize = 1_000;

/// Reads a row, or says everything that is wrong with it. `letters` names a column by its place.
pub fn read(
    layout: &Layout,
    line: usize,
    cells: &[String],
    letters: impl Fn(usize) -> String,
) -> Result<SchemeRow, Vec<Broken>> {
    let mut wrong = Vec::new();
    let mut reader = Reader { layout, line, cells, letters: &letters, wrong: &mut wrong };
    let power = reader.power();
    let limit = reader.money();
    let (from, until) = (reader.date(Column::From), reader.date(Column::Until));
    let row = SchemeRow {
        line,
        heading: reader.text(Column::Heading, NAME_MAX),
        function: reader.needed(Column::Function),
        about: reader.text(Column::About, TEXT_MAX),
        words: reader.text(Column::Words, TEXT_MAX),
        held_by: reader.needed(Column::HeldBy),
        power: power.unwrap_or(Power::Note),
        limit,
        together: reader.text(Column::Together, TEXT_MAX),
        basis: reader.text(Column::Basis, TEXT_MAX),
        source: reader.text(Column::Source, TEXT_MAX),
        source_url: reader.url(),
        from,
        until,
    };
    if limit.is_some() && power.is_some_and(|power| power != Power::Decide) {
        reader.say(Column::Limit, "only who decides has a limit");
    }
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        reader.say(Column::Until, "the last day cannot be before the first");
    }
    if wrong.is_empty() { Ok(row) } else { Err(wrong) }
}

struct Reader<'a, F> {
    layout: &'a Layout,
    line: usize,
    cells: &'a [String],
    letters: &'a F,
    wrong: &'a mut Vec<Broken>,
}

impl<F: Fn(usize) -> String> Reader<'_, F> {
    fn say(&mut self, column: Column, why: impl Into<String>) {
        let letters = self.layout.place(column).map(self.letters).unwrap_or_default();
        self.wrong.push(Broken { line: self.line, column: column.words(), letters, why: why.into() });
    }

    fn cell(&self, column: Column) -> String {
        self.layout.cell(self.cells, column).to_owned()
    }

    fn text(&mut self, column: Column, most: usize) -> String {
        let text = self.cell(column);
        if text.chars().count() > most {
            self.say(column, format!("write {most} letters or fewer"));
        }
        text
    }

    fn needed(&mut self, column: Column) -> String {
        let text = self.text(column, NAME_MAX);
        if text.is_empty() {
            self.say(column, "this cell is empty");
        }
        text
    }

    fn power(&mut self) -> Option<Power> {
        let typed = self.cell(Column::Power).to_lowercase();
        let power = match typed.as_str() {
            "decide" | "decides" | "approve" | "approves" => Some(Power::Decide),
            "endorse" | "endorses" | "recommend" | "recommends" => Some(Power::Endorse),
            "advise" | "advises" | "consult" | "consulted" => Some(Power::Advise),
            "note" | "notes" | "inform" | "informed" => Some(Power::Note),
            _ => None,
        };
        if power.is_none() {
            let typed =
                if typed.is_empty() { "this cell is empty".to_owned() } else { format!("“{typed}” is none") };
            self.say(Column::Power, format!("{typed}: write decide, endorse, advise or note"));
        }
        power
    }

    fn money(&mut self) -> Option<Pence> {
        let typed = self.cell(Column::Limit);
        if typed.is_empty() || matches!(typed.to_lowercase().as_str(), "no limit" | "unlimited" | "none" | "-" | "–")
        {
            return None;
        }
        match Pence::read(&typed) {
            Ok(limit) => Some(limit),
            Err(why) => {
                self.say(Column::Limit, format!("“{}”: {why}", short(&typed)));
                None
            }
        }
    }

    fn date(&mut self, column: Column) -> Option<Date> {
        let typed = self.cell(column);
        if typed.is_empty() {
            return None;
        }
        let day = day(&typed);
        if day.is_none() {
            self.say(column, format!("“{}” is no day: write it like 1/4/2026", short(&typed)));
        }
        day
    }

    fn url(&mut self) -> String {
        let url = self.text(Column::SourceUrl, TEXT_MAX);
        if !url.is_empty() && !url.starts_with("https://") && !url.starts_with("http://") {
            self.say(Column::SourceUrl, "write the whole address, with https:// in front");
        }
        url
    }
}

fn short(typed: &str) -> String {
    typed.chars().take(40).collect()
}

/// "2026-04-01", "1/4/2026", "1 April 2026", "1 Apr 26" is none: a year has four digits.
fn day(typed: &str) -> Option<Date> {
    let date = typed.parse::<Date>().ok().or_else(|| {
        let parts: Vec<&str> = typed.split(['/', '.', ' ', '-']).filter(|part| !part.is_empty()).collect();
        let [day, month, year] = parts.as_slice() else { return None };
        Date::new(year.parse().ok()?, month_of(month)?, day.parse().ok()?).ok()
    });
    date.filter(|date| (1900..=2200).contains(&date.year()))
}

fn month_of(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = word.to_lowercase();
    let by_name = || (lower.len() >= 3).then(|| MONTHS.iter().position(|month| lower.starts_with(month))).flatten();
    word.parse().ok().or_else(|| by_name().and_then(|at| i8::try_from(at + 1).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn layout() -> Layout {
        let head: Vec<String> = Column::ALL.iter().map(|column| column.words().to_owned()).collect();
        Layout::of(1, &head).unwrap()
    }

    fn row(cells: &[(Column, &str)]) -> Result<SchemeRow, Vec<Broken>> {
        let cell = |column: &Column| cells.iter().find(|(own, _)| own == column).map_or("", |(_, words)| *words);
        let cells: Vec<String> = Column::ALL.iter().map(|column| cell(column).to_owned()).collect();
        read(&layout(), 4, &cells, |at| at.to_string())
    }

    const GOOD: [(Column, &str); 3] =
        [(Column::Function, "Grants"), (Column::HeldBy, "The committee"), (Column::Power, "Decides")];

    fn with(cells: &[(Column, &'static str)]) -> Result<SchemeRow, Vec<Broken>> {
        let mut all: Vec<(Column, &str)> = cells.to_vec();
        all.extend(GOOD);
        row(&all)
    }

    #[test]
    fn a_row_is_read_as_people_write_it() {
        let read =
            with(&[(Column::Limit, "£50,000"), (Column::From, "1 April 2026"), (Column::Until, "31/03/2027")]).unwrap();

        assert_eq!((read.power, read.limit), (Power::Decide, Some(Pence::pounds(50_000))));
        assert_eq!(read.from.unwrap().to_string(), "2026-04-01");
        assert_eq!(read.until.unwrap().to_string(), "2027-03-31");
        assert_eq!(with(&[(Column::Limit, "No limit")]).unwrap().limit, None);
    }

    #[test]
    fn everything_wrong_with_a_row_is_named_by_line_and_column() {
        let wrong = row(&[
            (Column::Power, "rule"),
            (Column::Limit, "lots"),
            (Column::From, "soon"),
            (Column::SourceUrl, "javascript:alert(1)"),
        ])
        .unwrap_err();

        let said: Vec<String> = wrong.iter().map(Broken::words).collect();
        assert_eq!(wrong.len(), 6, "{said:?}");
        assert_eq!(said[0], "Line 4, column 5 “Power”: “rule” is none: write decide, endorse, advise or note");
        assert!(said.iter().any(|one| one == "Line 4, column 1 “What is decided”: this cell is empty"), "{said:?}");
    }

    #[test]
    fn a_limit_beside_advice_and_an_end_before_the_beginning_are_wrong() {
        let advice = row(&[GOOD[0], GOOD[1], (Column::Power, "advise"), (Column::Limit, "5")]).unwrap_err();
        let ends = with(&[(Column::From, "2026-04-01"), (Column::Until, "2026-03-31")]).unwrap_err();

        assert_eq!((advice[0].column, ends[0].column), ("Up to pounds", "Until"));
        assert!(with(&[(Column::From, "2026-04-01"), (Column::Until, "2026-04-01")]).is_ok());
    }

    proptest! {
        #[test]
        fn any_row_is_read_or_refused_without_panic(cells in proptest::collection::vec("\\PC{0,30}", 0..16)) {
            let _ = read(&layout(), 2, &cells, |at| at.to_string());
        }
    }
}
