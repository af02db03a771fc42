//! Data instead of pages: JSON and CSV, from the same lists.

use crate::ctx::Ctx;
use crate::error::PageError;
use crate::page::SameForAll;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A table for a spreadsheet.
#[derive(Debug, Clone)]
pub struct Csv {
    name: String,
    rows: Vec<Vec<String>>,
}

impl Csv {
    /// `name` becomes the file's name: "promises" is saved as promises.csv.
    pub fn new(name: impl Into<String>, head: &[&str]) -> Self {
        Self { name: name.into(), rows: vec![head.iter().map(|&cell| cell.to_owned()).collect()] }
    }

    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.into_iter().map(harmless).collect());
    }

    /// The file: UTF-8 with the mark that spreadsheets need to see it.
    pub fn text(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &self.rows {
            writer.write_record(row).unwrap_or_default();
        }
        let bytes = writer.into_inner().unwrap_or_default();
        format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
    }
}

/// A cell that a spreadsheet would run as a formula gets an apostrophe in front. (sources.md#asvs 1.2.10)
fn harmless(cell: String) -> String {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<i64>().is_err();
    if risky { format!("'{cell}") } else { cell }
}

impl Ctx {
    pub fn json<T: Serialize>(&self, value: &T) -> Result<Response, PageError> {
        let body = serde_json::to_string(value)?;
        let open = (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        Ok(self.kept(([(header::CONTENT_TYPE, "application/json"), open], body).into_response()))
    }

    pub fn csv(&self, table: &Csv) -> Response {
        let name = format!("attachment; filename=\"{}.csv\"", table.name);
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, name),
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
        ];
        self.kept((headers, table.text()).into_response())
    }

    /// Any other text: a calendar, a feed. Kept like a page when it is the same for everybody.
    pub fn text(&self, media_type: &'static str, body: String) -> Response {
        self.kept(([(header::CONTENT_TYPE, media_type)], body).into_response())
    }

    /// Kept like a page when it is the same for everybody.
    pub(crate) fn kept(&self, mut response: Response) -> Response {
        if self.is_same_for_all() {
            response.extensions_mut().insert(SameForAll);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_shown_and_not_run() {
        let mut table = Csv::new("t", &["a"]);
        table.row(vec!["=1+1".into()]);
        table.row(vec!["-5".into()]);
        table.row(vec!["-5+cmd".into()]);

        assert_eq!(table.text(), "\u{feff}a\n'=1+1\n-5\n'-5+cmd\n");
    }
}
