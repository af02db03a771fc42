//! A table in a file: its heading, its lines, and what is wrong with them. A broken line is named by file, line and column
//! and left out; a heading without a needed column refuses the whole file.

use super::decimal;
use csv::{ByteRecord, ReaderBuilder};
use folkmoot_kernel::{AreaCode, Date, Postcode};
use std::fmt;
use std::io::Read;
use std::ops::RangeInclusive;

/// What is wrong with one line, in words: `{column}: {why}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) column: &'static str,
    pub(crate) why: String,
}

/// A line that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Broken {
    pub file: String,
    /// "line" of a table or "feature" of a map, and which: the first is 1.
    pub unit: &'static str,
    pub line: u64,
    /// Empty when the whole line is wrong.
    pub column: &'static str,
    pub why: String,
}

/// Why no line of a file can be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("{file} cannot be opened")]
    Missing { file: String, source: std::io::Error },
    #[error("{file} cannot be read beyond line {line}; nothing of it was taken")]
    Cut { file: String, line: u64, source: csv::Error },
    #[error("{file} cannot be read beyond byte {byte} of its contents; nothing of it was taken")]
    Torn { file: String, byte: u64, source: std::io::Error },
    #[error("{file} has no column {}; its heading is: {heading}", .missing.join(" and no column "))]
    Heading { file: String, missing: Vec<&'static str>, heading: String },
    #[error("{file} is not a GeoJSON collection of features")]
    NotGeoJson { file: String },
}

/// How a table says what its columns are.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Heading {
    /// The first line names them, in any order.
    Named,
    /// There is no heading: the publisher documents this order.
    Published(&'static [&'static str]),
}

/// One line, with the columns that its layout asked for.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    columns: &'static [&'static str],
    places: &'a [usize],
    record: &'a ByteRecord,
}

/// A table that is being read, line by line.
pub(crate) struct Sheet<R> {
    file: String,
    reader: csv::Reader<R>,
    columns: &'static [&'static str],
    places: Vec<usize>,
    width: usize,
    record: ByteRecord,
}

impl<R: Read> Sheet<R> {
    pub(crate) fn open(
        file: &str,
        input: R,
        heading: Heading,
        columns: &'static [&'static str],
    ) -> Result<Self, Unreadable> {
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(1 << 16).from_reader(input);
        let names: Vec<String> = match heading {
            Heading::Published(order) => order.iter().map(|&name| name.to_owned()).collect(),
            Heading::Named => {
                let mut first = ByteRecord::new();
                reader.read_byte_record(&mut first).map_err(|source| cut(file, 1, source))?;
                first.iter().map(heading_name).collect()
            }
        };
        let places = places(file, &names, columns)?;
        Ok(Self { file: file.to_owned(), reader, columns, places, width: names.len(), record: ByteRecord::new() })
    }

    /// Gives each line to `take`, and each line that is wrong to `broken`. Says how many lines there were.
    pub(crate) fn each(
        mut self,
        mut take: impl FnMut(&Line<'_>) -> Result<(), Fault>,
        mut broken: impl FnMut(Broken),
    ) -> Result<u64, Unreadable> {
        let mut lines = 0;
        loop {
            let number = self.reader.position().line();
            match self.reader.read_byte_record(&mut self.record) {
                Ok(true) => lines += 1,
                Ok(false) => return Ok(lines),
                Err(source) => return Err(cut(&self.file, number, source)),
            }
            let number = self.record.position().map_or(number, csv::Position::line);
            if let Err(fault) = self.whole().and_then(|line| take(&line)) {
                let (file, column) = (self.file.clone(), fault.column);
                broken(Broken { file, unit: "line", line: number, column, why: fault.why });
            }
        }
    }

    fn whole(&self) -> Result<Line<'_>, Fault> {
        if self.record.len() != self.width {
            let why = format!("has {} columns where {} belong", self.record.len(), self.width);
            return Err(Fault { column: "", why });
        }
        Ok(Line { columns: self.columns, places: &self.places, record: &self.record })
    }
}

/// A heading's name without the byte order mark that some spreadsheets put before the first.
fn heading_name(name: &[u8]) -> String {
    String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_owned()
}

fn places(file: &str, names: &[String], columns: &'static [&'static str]) -> Result<Vec<usize>, Unreadable> {
    let place = |column: &&str| names.iter().position(|name| name == column);
    let missing: Vec<&'static str> = columns.iter().copied().filter(|column| place(column).is_none()).collect();
    if missing.is_empty() {
        return Ok(columns.iter().filter_map(place).collect());
    }
    Err(Unreadable::Heading { file: file.to_owned(), missing, heading: names.join(", ") })
}

fn cut(file: &str, line: u64, source: csv::Error) -> Unreadable {
    Unreadable::Cut { file: file.to_owned(), line, source }
}

impl Line<'_> {
    /// The value without spaces around it; `None` when nothing is there.
    pub(crate) fn maybe(&self, column: &'static str) -> Result<Option<&str>, Fault> {
        let place = self.columns.iter().position(|&name| name == column).expect("a layout reads columns it asked for");
        let bytes = self.record.get(self.places[place]).unwrap_or_default();
        let text = std::str::from_utf8(bytes).map_err(|_| fault(column, "is not UTF-8 text"))?.trim();
        Ok((!text.is_empty()).then_some(text))
    }

    /// The value, which must be there.
    pub(crate) fn text(&self, column: &'static str) -> Result<&str, Fault> {
        self.maybe(column)?.ok_or_else(|| fault(column, "is empty"))
    }

    pub(crate) fn maybe_area(&self, column: &'static str) -> Result<Option<&str>, Fault> {
        match self.maybe(column)? {
            Some(text) if !AreaCode::fits(text) => {
                Err(fault(column, format!("{} is not an area code like E01028534", shown(text))))
            }
            code => Ok(code),
        }
    }

    pub(crate) fn area(&self, column: &'static str) -> Result<&str, Fault> {
        self.maybe_area(column)?.ok_or_else(|| fault(column, "is empty"))
    }

    pub(crate) fn postcode(&self, column: &'static str) -> Result<Postcode, Fault> {
        let text = self.text(column)?;
        text.parse().map_err(|_| fault(column, format!("{} is not a postcode like OX4 1AA", shown(text))))
    }

    /// A whole number in a range; `what` ends the sentence "11 is not ...".
    pub(crate) fn whole(&self, column: &'static str, range: RangeInclusive<i64>, what: &str) -> Result<i64, Fault> {
        let text = self.text(column)?;
        let number = text.parse().ok().filter(|number| range.contains(number));
        number.ok_or_else(|| fault(column, format!("{} is not {what}", shown(text))))
    }

    /// A decimal number in units of 10⁻ᵖˡᵃᶜᵉˢ; see [`decimal::scaled`].
    pub(crate) fn scaled(&self, column: &'static str, places: i32, what: &str) -> Result<i64, Fault> {
        let text = self.text(column)?;
        decimal::scaled(text, places).ok_or_else(|| fault(column, format!("{} is not {what}", shown(text))))
    }

    /// Degrees as millionths, both or neither; within the box around England, so that swapped columns are found.
    pub(crate) fn position(&self, lat: &'static str, lon: &'static str) -> Result<Option<(i64, i64)>, Fault> {
        if self.maybe(lat)?.is_none() && self.maybe(lon)?.is_none() {
            return Ok(None);
        }
        let degrees = |column, range: RangeInclusive<i64>, what: &str| {
            let number = self.scaled(column, 6, what)?;
            let inside = range.contains(&number);
            inside
                .then_some(number)
                .ok_or_else(|| fault(column, format!("{} is not {what}", shown(self.text(column).unwrap_or("")))))
        };
        Ok(Some((
            degrees(lat, 49_000_000..=61_000_000, "a latitude in Britain (49 to 61)")?,
            degrees(lon, -9_000_000..=3_000_000, "a longitude in Britain (-9 to 3)")?,
        )))
    }

    /// A date as the NHS writes it (20190401), as the database keeps it (2019-04-01).
    pub(crate) fn compact_date(&self, column: &'static str) -> Result<Option<String>, Fault> {
        let Some(text) = self.maybe(column)? else { return Ok(None) };
        let written = (text.len() == 8 && text.is_ascii())
            .then(|| format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))
            .filter(|written| written.parse::<Date>().is_ok());
        written.map(Some).ok_or_else(|| fault(column, format!("{} is not a date like 20190401", shown(text))))
    }
}

/// A value as a sentence quotes it: one line, and not the whole of a long one.
pub(crate) fn shown(text: &str) -> String {
    const LETTERS_MAX: usize = 40;
    let mut shown: String = text.chars().take(LETTERS_MAX).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LETTERS_MAX).is_some() {
        shown.push('…');
    }
    shown
}

pub(crate) fn fault(column: &'static str, why: impl Into<String>) -> Fault {
    Fault { column, why: why.into() }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            "" => write!(f, "{}, {} {}: {}", self.file, self.unit, self.line, self.why),
            column => write!(f, "{}, {} {}, column {column}: {}", self.file, self.unit, self.line, self.why),
        }
    }
}

impl<R> fmt::Debug for Sheet<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sheet").field("file", &self.file).field("columns", &self.columns).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[&str] = &["code", "decile"];

    fn read(text: &str) -> (Vec<i64>, Vec<String>) {
        let sheet = Sheet::open("a.csv", text.as_bytes(), Heading::Named, COLUMNS).unwrap();
        let (mut deciles, mut broken) = (Vec::new(), Vec::new());
        let take = |line: &Line<'_>| {
            line.area("code")?;
            deciles.push(line.whole("decile", 1..=10, "a decile 1 to 10")?);
            Ok(())
        };
        sheet.each(take, |b| broken.push(b.to_string())).unwrap();
        (deciles, broken)
    }

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let (deciles, broken) = read("\u{feff}decile,other,code\n3,x,E01000001\n 4 ,y,E01000002\n");

        assert_eq!(deciles, [3, 4]);
        assert!(broken.is_empty());
    }

    #[test]
    fn a_broken_line_is_named_and_the_rest_goes_on() {
        let (deciles, broken) =
            read("code,decile\nE01000001,11\nE01000002,10\n\"E01\n000003\",2\nE01000004\nE01000005,\nE01000006,1\n");

        assert_eq!(deciles, [10, 1]);
        assert_eq!(
            broken,
            [
                "a.csv, line 2, column decile: 11 is not a decile 1 to 10",
                "a.csv, line 4, column code: E01 000003 is not an area code like E01028534",
                "a.csv, line 6: has 1 columns where 2 belong",
                "a.csv, line 7, column decile: is empty",
            ]
        );
    }

    #[test]
    fn a_heading_without_a_needed_column_refuses_the_file() {
        let refused = Sheet::open("a.csv", "code,rank\n".as_bytes(), Heading::Named, COLUMNS).unwrap_err();

        assert_eq!(refused.to_string(), "a.csv has no column decile; its heading is: code, rank");
    }

    #[test]
    fn bytes_that_are_no_text_break_their_line_only() {
        let sheet = Sheet::open("a.csv", &b"code,decile\nE0100000\xe9,1\n"[..], Heading::Named, COLUMNS).unwrap();
        let mut broken = Vec::new();

        sheet.each(|line| line.area("code").map(|_| ()), |b| broken.push(b.to_string())).unwrap();

        assert_eq!(broken, ["a.csv, line 2, column code: is not UTF-8 text"]);
    }

    #[test]
    fn a_date_of_the_nhs_is_read_and_the_thirtieth_of_february_is_not() {
        let dates = |text: &str| {
            let sheet = Sheet::open("a.csv", text.as_bytes(), Heading::Published(&["d"]), &["d"]).unwrap();
            let mut read = None;
            sheet.each(|line| line.compact_date("d").map(|date| read = Some(date)), |_| ()).unwrap();
            read
        };

        assert_eq!(dates("20190401\n"), Some(Some("2019-04-01".to_owned())));
        assert_eq!(dates("20190230\n"), None);
        assert_eq!(dates("\"\"\n"), Some(None));
    }

    #[test]
    fn swapped_latitude_and_longitude_are_found() {
        let columns: &'static [&'static str] = &["lat", "lon"];
        let sheet = Sheet::open("a.csv", "lat,lon\n-1.2,51.7\n".as_bytes(), Heading::Named, columns).unwrap();
        let mut broken = Vec::new();

        sheet.each(|line| line.position("lat", "lon").map(|_| ()), |b| broken.push(b.to_string())).unwrap();

        assert_eq!(broken, ["a.csv, line 2, column lat: -1.2 is not a latitude in Britain (49 to 61)"]);
    }
}
