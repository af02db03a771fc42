//! Data instead of pages: JSON, CSV and XLSX, from the same lists.

use crate::ctx::Ctx;
use crate::error::PageError;
use crate::page::SameForAll;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
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

    /// The same table for programs: an object for each row, its keys made from the heading: "Due on" becomes "due_on".
    pub fn records(&self) -> Vec<serde_json::Map<String, serde_json::Value>> {
        let key = |cell: &String| cell.to_lowercase().replace(' ', "_");
        let keys: Vec<String> = self.rows.first().into_iter().flatten().map(key).collect();
        let record = |row: &Vec<String>| keys.iter().cloned().zip(row.iter().map(|cell| cell.clone().into())).collect();
        self.rows.iter().skip(1).map(record).collect()
    }

    /// The same table as a workbook of one sheet: whole numbers as numbers, everything else as words, never as a formula.
    /// The day it was made is always the same, so that the same table is the same file.
    pub fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let day = ExcelDateTime::from_ymd(2026, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
        let bold = Format::new().set_bold();
        let sheet = book.add_worksheet();
        sheet.set_freeze_panes(1, 0)?;
        for (down, row) in (0_u32..).zip(&self.rows) {
            for (across, cell) in (0_u16..).zip(row) {
                match cell.parse::<i32>() {
                    _ if down == 0 => sheet.write_with_format(down, across, cell.as_str(), &bold)?,
                    Ok(number) if number.to_string() == *cell => sheet.write(down, across, number)?,
                    _ => sheet.write_string(down, across, cell.as_str())?,
                };
            }
        }
        sheet.autofit();
        book.save_to_buffer()
    }
}

/// In which shape a list goes out beside its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Csv,
    Xlsx,
    Json,
}

/// Declares the three files beside a list page: its address with `.csv`, `.xlsx` and `.json`, all from one function that makes
/// the table: `async fn table(ctx: &Ctx, path: Path<String>) -> Result<Csv, PageError>`. A list of the whole site, whose address
/// has no changing part, says `whole` before a function without a path.
#[macro_export]
macro_rules! data_routes {
    ($routes:expr, $path:literal, $act:expr, whole $table:path) => {
        $routes
            .get(concat!($path, ".csv"), $act, $crate::data_routes!(whole $table, Csv))
            .get(concat!($path, ".xlsx"), $act, $crate::data_routes!(whole $table, Xlsx))
            .get(concat!($path, ".json"), $act, $crate::data_routes!(whole $table, Json))
    };
    (whole $table:path, $shape:ident) => {
        |ctx: $crate::Ctx| async move {
            let table = $table(&ctx).await?;
            ctx.table(&table, $crate::Shape::$shape)
        }
    };
    ($routes:expr, $path:literal, $act:expr, $table:path) => {
        $routes
            .get(concat!($path, ".csv"), $act, $crate::data_routes!($table, Csv))
            .get(concat!($path, ".xlsx"), $act, $crate::data_routes!($table, Xlsx))
            .get(concat!($path, ".json"), $act, $crate::data_routes!($table, Json))
    };
    ($table:path, $shape:ident) => {
        |ctx: $crate::Ctx, path: $crate::Path<String>| async move {
            let table = $table(&ctx, path).await?;
            ctx.table(&table, $crate::Shape::$shape)
        }
    };
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

    /// An Atom feed.
    pub fn atom(&self, xml: String) -> Response {
        self.kept(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], xml).into_response())
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

    /// The same table for those who open it with a double click.
    pub fn xlsx(&self, table: &Csv) -> Result<Response, PageError> {
        let headers = [
            (header::CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.xlsx\"", table.name)),
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
        ];
        let workbook = table.workbook().map_err(PageError::fault)?;
        Ok(self.kept((headers, workbook).into_response()))
    }

    /// A list in the shape that was asked for.
    pub fn table(&self, table: &Csv, shape: Shape) -> Result<Response, PageError> {
        match shape {
            Shape::Csv => Ok(self.csv(table)),
            Shape::Xlsx => self.xlsx(table),
            Shape::Json => self.json(&table.records()),
        }
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

    #[test]
    fn a_workbook_is_the_same_file_for_the_same_table() {
        let mut table = Csv::new("t", &["a", "b"]);
        table.row(vec!["12".into(), "012".into()]);

        let book = table.workbook().unwrap();
        let records = serde_json::to_string(&table.records()).unwrap();

        assert_eq!(records, r#"[{"a":"12","b":"012"}]"#);

        assert!(book.starts_with(b"PK"));
        assert_eq!(book, table.workbook().unwrap());
    }
}
