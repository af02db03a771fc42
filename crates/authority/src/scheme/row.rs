//! One row of the table, read and checked. What cannot be read is named by line and column.

use super::columns::Column;
use folkmoot_kernel::rows::{Broken, Cells, Layout, NAME_MAX, TEXT_MAX, short};
use folkmoot_kernel::{Date, Pence, Power};

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

/// Reads a row, or says everything that is wrong with it.
pub fn read(layout: &Layout<Column>, line: usize, cells: &[String]) -> Result<SchemeRow, Vec<Broken>> {
    let mut cells = Cells::new(layout, line, cells);
    let power = power(&mut cells);
    let limit = money(&mut cells);
    let (from, until) = (cells.date(Column::From), cells.date(Column::Until));
    let row = SchemeRow {
        line,
        heading: cells.text(Column::Heading, NAME_MAX),
        function: cells.needed(Column::Function),
        about: cells.text(Column::About, TEXT_MAX),
        words: cells.text(Column::Words, TEXT_MAX),
        held_by: cells.needed(Column::HeldBy),
        power: power.unwrap_or(Power::Note),
        limit,
        together: cells.text(Column::Together, TEXT_MAX),
        basis: cells.text(Column::Basis, TEXT_MAX),
        source: cells.text(Column::Source, TEXT_MAX),
        source_url: url(&mut cells),
        from,
        until,
    };
    if limit.is_some() && power.is_some_and(|power| power != Power::Decide) {
        cells.say(Column::Limit, "only who decides has a limit");
    }
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        cells.say(Column::Until, "the last day cannot be before the first");
    }
    cells.done(row)
}

fn power(cells: &mut Cells<'_, Column>) -> Option<Power> {
    let typed = cells.cell(Column::Power).to_lowercase();
    let power = match typed.as_str() {
        "decide" | "decides" | "approve" | "approves" => Some(Power::Decide),
        "endorse" | "endorses" | "recommend" | "recommends" => Some(Power::Endorse),
        "advise" | "advises" | "consult" | "consulted" => Some(Power::Advise),
        "note" | "notes" | "inform" | "informed" => Some(Power::Note),
        _ => None,
    };
    if power.is_none() {
        let typed = if typed.is_empty() { "this cell is empty".to_owned() } else { format!("“{typed}” is none") };
        cells.say(Column::Power, format!("{typed}: write decide, endorse, advise or note"));
    }
    power
}

fn money(cells: &mut Cells<'_, Column>) -> Option<Pence> {
    let typed = cells.cell(Column::Limit);
    if typed.is_empty() || matches!(typed.to_lowercase().as_str(), "no limit" | "unlimited" | "none" | "-" | "–") {
        return None;
    }
    match Pence::read(typed) {
        Ok(limit) => Some(limit),
        Err(why) => {
            cells.say(Column::Limit, format!("“{}”: {why}", short(typed)));
            None
        }
    }
}

fn url(cells: &mut Cells<'_, Column>) -> String {
    let url = cells.text(Column::SourceUrl, TEXT_MAX);
    if !url.is_empty() && !url.starts_with("https://") && !url.starts_with("http://") {
        cells.say(Column::SourceUrl, "write the whole address, with https:// in front");
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;
    use folkmoot_kernel::rows::Column as _;
    use proptest::prelude::*;

    fn layout() -> Layout<Column> {
        let head: Vec<String> = Column::ALL.iter().map(|column| column.words().to_owned()).collect();
        Layout::of(1, &head).unwrap()
    }

    fn row(cells: &[(Column, &str)]) -> Result<SchemeRow, Vec<Broken>> {
        let cell = |column: &Column| cells.iter().find(|(own, _)| own == column).map_or("", |(_, words)| *words);
        let cells: Vec<String> = Column::ALL.iter().map(|column| cell(column).to_owned()).collect();
        read(&layout(), 4, &cells)
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

        let said: Vec<String> = wrong.iter().map(|one| one.words("Line")).collect();
        assert_eq!(wrong.len(), 6, "{said:?}");
        assert_eq!(said[0], "Line 4, column F “Power”: “rule” is none: write decide, endorse, advise or note");
        assert!(said.iter().any(|one| one == "Line 4, column B “What is decided”: this cell is empty"), "{said:?}");
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
            let _ = read(&layout(), 2, &cells);
        }
    }
}
