//! Rows of a table that people keep in a spreadsheet: columns by the words that stand above them, cells read and checked, and what is
//! wrong named by line and column.

use crate::time::Date;

/// Longest name in a cell. Unit: letters.
pub const NAME_MAX: usize = 200;
/// Longest text in a cell. Unit: letters.
pub const TEXT_MAX: usize = 1_000;

/// The columns of a table.
pub trait Column: Copy + PartialEq + 'static {
    const ALL: &'static [Self];

    /// As the template and the export write it.
    fn words(self) -> &'static str;

    /// Other words that people have above such a column.
    fn also(self) -> &'static [&'static str];

    /// Whether a file without it cannot be read.
    fn is_needed(self) -> bool;
}

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
    pub fn new(line: usize, column: impl Column, why: impl Into<String>) -> Self {
        Self { line, column: column.words(), letters: String::new(), why: why.into() }
    }

    /// "Line 4, column G “Up to pounds”: enter an amount of money". `line` is what lines of the file are called.
    pub fn words(&self, called: &str) -> String {
        let Self { line, column, letters, why } = self;
        if letters.is_empty() {
            format!("{called} {line}, column “{column}”: {why}")
        } else {
            format!("{called} {line}, column {letters} “{column}”: {why}")
        }
    }
}

/// Which column stands where in a file. Their order is free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout<C> {
    at: Vec<(C, usize)>,
}

impl<C: Column> Layout<C> {
    /// Reads the first row. Columns that it does not know are left out; those that are needed and missing are named.
    pub fn of(line: usize, head: &[String]) -> Result<Self, Vec<Broken>> {
        let plain: Vec<String> = head.iter().map(|words| plain(words)).collect();
        let find = |column: C| {
            let own = plain_words(column);
            plain.iter().position(|words| own.contains(words)).map(|at| (column, at))
        };
        let missing = C::ALL.iter().filter(|column| column.is_needed() && find(**column).is_none());
        let why = "this column is missing: the template shows how it is called";
        let missing: Vec<Broken> = missing.map(|column| Broken::new(line, *column, why)).collect();
        if missing.is_empty() {
            Ok(Self { at: C::ALL.iter().copied().filter_map(find).collect() })
        } else {
            Err(missing)
        }
    }

    fn place(&self, column: C) -> Option<usize> {
        self.at.iter().find(|(own, _)| *own == column).map(|(_, at)| *at)
    }
}

/// A row on its way to becoming a thing. What is wrong with it is gathered, so that all of it is said at once.
#[derive(Debug)]
pub struct Cells<'a, C> {
    layout: &'a Layout<C>,
    line: usize,
    cells: &'a [String],
    wrong: Vec<Broken>,
}

impl<'a, C: Column> Cells<'a, C> {
    pub fn new(layout: &'a Layout<C>, line: usize, cells: &'a [String]) -> Self {
        Self { layout, line, cells, wrong: Vec::new() }
    }

    pub fn say(&mut self, column: C, why: impl Into<String>) {
        let letters = self.layout.place(column).map(column_letters).unwrap_or_default();
        self.wrong.push(Broken { letters, ..Broken::new(self.line, column, why) });
    }

    /// What the row says in a column; nothing where the file has no such column.
    pub fn cell(&self, column: C) -> &'a str {
        self.layout.place(column).and_then(|at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }

    pub fn text(&mut self, column: C, most: usize) -> String {
        let text = self.cell(column).to_owned();
        if text.chars().count() > most {
            self.say(column, format!("write {most} letters or fewer"));
        }
        text
    }

    pub fn needed(&mut self, column: C) -> String {
        let text = self.text(column, NAME_MAX);
        if text.is_empty() {
            self.say(column, "this cell is empty");
        }
        text
    }

    pub fn date(&mut self, column: C) -> Option<Date> {
        let typed = self.cell(column);
        if typed.is_empty() {
            return None;
        }
        let day = day(typed);
        if day.is_none() {
            self.say(column, format!("“{}” is no day: write it like 1/4/2026", short(typed)));
        }
        day
    }

    /// The row, unless something was wrong with it.
    pub fn done<T>(self, row: T) -> Result<T, Vec<Broken>> {
        if self.wrong.is_empty() { Ok(row) } else { Err(self.wrong) }
    }
}

/// The beginning of what was typed, to be shown back.
pub fn short(typed: &str) -> String {
    typed.chars().take(40).collect()
}

/// A, B ... as a spreadsheet names its columns.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

fn plain_words(column: impl Column) -> Vec<String> {
    std::iter::once(column.words()).chain(column.also().iter().copied()).map(plain).collect()
}

fn plain(words: &str) -> String {
    let letters: String = words.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two columns that one word could mean; none in a table that is well made. For the tests of every table.
pub fn shared_words<C: Column>() -> Vec<String> {
    let all: Vec<String> = C::ALL.iter().copied().flat_map(plain_words).collect();
    all.iter().filter(|word| all.iter().filter(|other| other == word).count() > 1).cloned().collect()
}

/// "2026-04-01", "1/4/2026", "1 April 2026"; "1 Apr 26" is none: a year has four digits.
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

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Of {
        Name,
        From,
        Colour,
    }

    impl Column for Of {
        const ALL: &'static [Self] = &[Of::Name, Of::From, Of::Colour];

        fn words(self) -> &'static str {
            match self {
                Of::Name => "Name of the thing",
                Of::From => "From",
                Of::Colour => "Colour",
            }
        }

        fn also(self) -> &'static [&'static str] {
            if self == Of::Name { &["thing", "what"] } else { &[] }
        }

        fn is_needed(self) -> bool {
            self == Of::Name
        }
    }

    fn head(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn columns_are_found_in_any_order_and_by_other_words() {
        let layout: Layout<Of> = Layout::of(1, &head(&["FROM", "Size", "Thing"])).unwrap();
        let row = head(&["1 April 2026", "9", " Chair "]);
        let mut cells = Cells::new(&layout, 2, &row);

        assert_eq!((cells.cell(Of::Name), cells.cell(Of::Colour)), ("Chair", ""));
        assert_eq!(cells.date(Of::From).unwrap().to_string(), "2026-04-01");
        assert!(cells.done(()).is_ok());
    }

    #[test]
    fn a_missing_column_is_named() {
        let missing = Layout::<Of>::of(1, &head(&["From"])).unwrap_err();

        assert_eq!(
            missing[0].words("Line"),
            "Line 1, column “Name of the thing”: this column is missing: the template shows how it is called"
        );
    }

    #[test]
    fn everything_wrong_with_a_row_is_said_at_once() {
        let layout: Layout<Of> = Layout::of(1, &head(&["Name of the thing", "From"])).unwrap();
        let row = head(&["", "1 Apr 26"]);
        let mut cells = Cells::new(&layout, 4, &row);
        cells.needed(Of::Name);
        cells.date(Of::From);

        let wrong: Vec<String> = cells.done(()).unwrap_err().iter().map(|one| one.words("Line")).collect();

        assert_eq!(
            wrong,
            [
                "Line 4, column A “Name of the thing”: this cell is empty",
                "Line 4, column B “From”: “1 Apr 26” is no day: write it like 1/4/2026"
            ]
        );
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 25, 26, 59].map(column_letters), ["A", "Z", "AA", "BH"]);
        assert!(shared_words::<Of>().is_empty());
    }
}
