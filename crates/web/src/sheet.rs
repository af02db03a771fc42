//! A spreadsheet that somebody sent, CSV or XLSX, as rows of words. Everything has an end: what a file unpacks to, its rows, its
//! columns, its cells. A hostile file is refused with a sentence; nothing it says about its own size is believed.

mod preview;

pub use preview::{carried, carry, rows_of, told};

use crate::sent::Upload;
use calamine::{DataRef, Reader as _, Xlsx};
use folkmoot_kernel::Date;
use std::io::{Cursor, Read};

/// Most that the parts of a workbook may unpack to, all together. Unit: bytes. Source: our own choice.
const UNPACKED_BYTES_MAX: u64 = 20 * 1024 * 1024;
/// Most parts of a workbook.
const PARTS_MAX: usize = 500;
/// Most different texts that a workbook may say it has: the reader makes room for so many at once.
const TEXTS_MAX: usize = 1_000_000;
/// Most rows that are read, with the heading.
pub const SHEET_ROWS_MAX: usize = 2_000;
/// Most columns.
pub const SHEET_COLUMNS_MAX: usize = 60;
/// Longest cell. Unit: letters.
pub const SHEET_CELL_MAX: usize = 4_000;

/// Why a file is not read. Each is a sentence to stand beside the field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("this is neither a CSV file nor an XLSX workbook")]
    NotASheet,
    #[error("this file could not be read: save it again as XLSX or CSV, without a password")]
    Unreadable,
    #[error("this file unpacks to more than a list of this kind can be")]
    TooLarge,
    #[error("this file has more than {SHEET_ROWS_MAX} rows: send it in parts")]
    TooManyRows,
    #[error("line {line} has more than {SHEET_COLUMNS_MAX} columns")]
    TooManyColumns { line: usize },
    #[error("line {line} has a cell of more than {SHEET_CELL_MAX} letters")]
    CellTooLong { line: usize },
    #[error("this file is empty")]
    Empty,
}

/// One row with the number that a spreadsheet shows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    pub line: usize,
    pub cells: Vec<String>,
}

/// Reads the first sheet, away from where requests are answered: a reader that panics is a refusal too. Rows without words are
/// left out.
pub async fn read_sheet(file: &Upload) -> Result<Vec<SheetRow>, SheetError> {
    let bytes = file.bytes.clone();
    tokio::task::spawn_blocking(move || rows(&bytes)).await.unwrap_or(Err(SheetError::Unreadable))
}

fn rows(bytes: &[u8]) -> Result<Vec<SheetRow>, SheetError> {
    let rows = if bytes.starts_with(b"PK\x03\x04") { workbook(bytes)? } else { text(bytes)? };
    if rows.is_empty() { Err(SheetError::Empty) } else { Ok(rows) }
}

fn text(bytes: &[u8]) -> Result<Vec<SheetRow>, SheetError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(SheetError::NotASheet);
    }
    // Older spreadsheets write the letters of Windows.
    let mut text =
        String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| bytes.iter().map(|byte| latin(*byte)).collect());
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let first = text.lines().next().unwrap_or_default();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|sign| first.bytes().filter(|b| b == sign).count());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let (mut rows, mut line) = (Vec::new(), 0);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| SheetError::Unreadable)? {
        line += 1 + blank_before(&record, reader.position().line());
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        put(&mut rows, line, cells)?;
    }
    Ok(rows)
}

/// Empty lines between a row and the one before it: the reader passes them over, a spreadsheet counts them. `end`: the line after
/// the row.
fn blank_before(record: &csv::StringRecord, end: u64) -> usize {
    let begun = record.position().map_or(end, csv::Position::line);
    let lines = usize::try_from(end.saturating_sub(begun)).unwrap_or(0);
    let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
    lines.saturating_sub(1 + inside)
}

fn latin(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0x91 | 0x92 => '’',
        0x93 | 0x94 => '"',
        0x96 | 0x97 => '–',
        other => char::from(other),
    }
}

fn put(rows: &mut Vec<SheetRow>, line: usize, mut cells: Vec<String>) -> Result<(), SheetError> {
    for cell in &mut cells {
        *cell = plain(cell);
    }
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    if cells.is_empty() {
        return Ok(());
    }
    if cells.len() > SHEET_COLUMNS_MAX {
        return Err(SheetError::TooManyColumns { line });
    }
    if cells.iter().any(|cell| cell.chars().count() > SHEET_CELL_MAX) {
        return Err(SheetError::CellTooLong { line });
    }
    if rows.len() >= SHEET_ROWS_MAX {
        return Err(SheetError::TooManyRows);
    }
    rows.push(SheetRow { line, cells });
    Ok(())
}

/// Without control characters, spaces around it, and the apostrophe that our own export puts before what looks like a formula.
fn plain(cell: &str) -> String {
    let cell: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}

/// Unpacks every part into nothing, to know what it really comes to before anything is made of it.
fn measure(bytes: &[u8]) -> Result<(), SheetError> {
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::Unreadable)?;
    if parts.len() > PARTS_MAX {
        return Err(SheetError::TooLarge);
    }
    let mut left = UNPACKED_BYTES_MAX;
    for at in 0..parts.len() {
        let part = parts.by_index(at).map_err(|_| SheetError::Unreadable)?;
        let is_texts =
            part.name().map_err(|_| SheetError::Unreadable)?.to_ascii_lowercase().ends_with("sharedstrings.xml");
        let mut content = Vec::new();
        let read = part.take(left + 1).read_to_end(&mut content).map_err(|_| SheetError::Unreadable)?;
        left = left.checked_sub(u64::try_from(read).unwrap_or(u64::MAX)).ok_or(SheetError::TooLarge)?;
        if is_texts && !promises_little(&content) {
            return Err(SheetError::TooLarge);
        }
    }
    Ok(())
}

/// Whether every number of texts that this part names can be believed. Other letters than UTF-8 could hide one.
fn promises_little(content: &[u8]) -> bool {
    if content.contains(&0) || content.contains(&0x1b) {
        return false;
    }
    let text = String::from_utf8_lossy(content);
    text.match_indices("uniqueCount").all(|(at, name)| {
        let after = &text[at + name.len()..];
        let digits: String = after
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | '+'))
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits.trim_start_matches('0').is_empty() || digits.parse::<usize>().is_ok_and(|count| count <= TEXTS_MAX)
    })
}

fn workbook(bytes: &[u8]) -> Result<Vec<SheetRow>, SheetError> {
    measure(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| SheetError::Unreadable)?;
    let first = book.sheet_names().first().cloned().ok_or(SheetError::Empty)?;
    let mut reader = book.worksheet_cells_reader(&first).map_err(|_| SheetError::Unreadable)?;
    let (mut rows, mut line, mut cells) = (Vec::new(), 0, Vec::new());
    // Cell after cell, in the order of the file: a sheet that says it is a million wide costs what is in it.
    while let Some(cell) = reader.next_cell().map_err(|_| SheetError::Unreadable)? {
        let words = words(cell.get_value());
        if words.trim().is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let (row, column) = (usize::try_from(row).unwrap_or(0) + 1, usize::try_from(column).unwrap_or(usize::MAX));
        if column >= SHEET_COLUMNS_MAX {
            return Err(SheetError::TooManyColumns { line: row });
        }
        if row != line {
            put(&mut rows, line, std::mem::take(&mut cells))?;
            line = row;
        }
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = words;
    }
    put(&mut rows, line, cells)?;
    Ok(rows)
}

fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_words(*number),
        DataRef::String(words) | DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => words.clone(),
        DataRef::SharedString(words) => (*words).to_owned(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(when) => day_words(when.as_f64()),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// "50000", "1250.5": as somebody typed it, without what binary fractions add.
#[expect(
    clippy::disallowed_types,
    reason = "a spreadsheet keeps its numbers so; they become text here and are read as whole pence"
)]
fn number_words(number: f64) -> String {
    if !number.is_finite() || number.abs() >= 1e15 {
        return String::new();
    }
    let words = format!("{number:.6}");
    words.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The day of a spreadsheet's number: days since the end of 1899.
#[expect(
    clippy::disallowed_types,
    reason = "a spreadsheet keeps its numbers so; they become text here and are read as whole pence"
)]
fn day_words(number: f64) -> String {
    let begins = Date::new(1899, 12, 30).ok();
    let fits = number.is_finite() && (61.0..2_958_466.0).contains(&number);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the part of the day is left out on purpose, and the range is checked"
    )]
    let day = begins.filter(|_| fits).map(|day| day.plus_days(number.floor() as i64));
    day.map_or_else(|| number_words(number), |day| day.to_string())
}

#[cfg(test)]
mod tests;
