//! A file that is looked at before it counts: what was read travels along in the preview, and what is broken stands beside the file.

use super::{SHEET_COLUMNS_MAX, SHEET_ROWS_MAX, SheetRow};
use crate::form::FormErrors;
use folkmoot_kernel::rows::{Broken, Column, Layout};

/// Broken rows that are named at once; the others wait until these are put right.
const BROKEN_MAX: usize = 25;

/// Rows as a field of the preview that nobody sees.
pub fn carry(rows: &[SheetRow]) -> String {
    let rows: Vec<(usize, &[String])> = rows.iter().map(|row| (row.line, row.cells.as_slice())).collect();
    serde_json::to_string(&rows).unwrap_or_default()
}

/// The rows again; nothing for what [`carry`] did not write.
pub fn carried(rows: &str) -> Option<Vec<SheetRow>> {
    let rows: Vec<(usize, Vec<String>)> = serde_json::from_str(rows).ok()?;
    if rows.len() > SHEET_ROWS_MAX || rows.iter().any(|(_, cells)| cells.len() > SHEET_COLUMNS_MAX) {
        return None;
    }
    Some(rows.into_iter().map(|(line, cells)| SheetRow { line, cells }).collect())
}

/// Reads every row under the heading, or says everything that is wrong with any of them.
pub fn rows_of<C: Column, R>(
    sheet: &[SheetRow],
    read: impl Fn(&Layout<C>, usize, &[String]) -> Result<R, Vec<Broken>>,
) -> Result<Vec<R>, Vec<Broken>> {
    let Some((head, rest)) = sheet.split_first() else { return Ok(Vec::new()) };
    let layout = Layout::of(head.line, &head.cells)?;
    let (mut rows, mut broken) = (Vec::new(), Vec::new());
    for row in rest {
        match read(&layout, row.line, &row.cells) {
            Ok(row) => rows.push(row),
            Err(wrong) => broken.extend(wrong),
        }
    }
    if broken.is_empty() { Ok(rows) } else { Err(broken) }
}

/// Every broken cell by line and column, beside the field `file`. `called`: what a line of the file is called.
pub fn told(mut broken: Vec<Broken>, called: &str) -> FormErrors {
    broken.sort_by_key(|one| one.line);
    let more = broken.len().saturating_sub(BROKEN_MAX);
    let mut errors = FormErrors::default();
    for one in broken.iter().take(BROKEN_MAX) {
        errors = errors.and("file", one.words(called));
    }
    if more > 0 { errors.and("file", format!("and {more} more")) } else { errors }
}
