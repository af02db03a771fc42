//! Files as people send them, and as nobody should.

use super::*;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use std::io::Write;

fn cells(bytes: &[u8]) -> Result<Vec<Vec<String>>, SheetError> {
    rows(bytes).map(|rows| rows.into_iter().map(|row| row.cells).collect())
}

fn book(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

/// A workbook whose parts are replaced: to lie with.
fn with_part(name: &str, content: &[u8]) -> Vec<u8> {
    let honest = book(|sheet| {
        sheet.write(0, 0, "Function").unwrap();
    });
    let mut from = zip::ZipArchive::new(Cursor::new(honest)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let mut kept = Vec::new();
        part.read_to_end(&mut kept).unwrap();
        to.start_file(part.name().unwrap().to_string(), options).unwrap();
        to.write_all(if part.name().unwrap() == name { content } else { &kept }).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn the_same_table_is_read_from_both_kinds_of_file() {
    let workbook = book(|sheet| {
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 4, 1).unwrap();
        sheet.write(0, 0, "Function").unwrap();
        sheet.write(0, 1, "Limit").unwrap();
        sheet.write(2, 0, "Small grants").unwrap();
        sheet.write(2, 1, 50_000.5).unwrap();
        sheet.write_with_format(2, 3, &day, &Format::new().set_num_format("dd/mm/yyyy")).unwrap();
    });

    let read = rows(&workbook).unwrap();

    assert_eq!(
        read[1],
        SheetRow { line: 3, cells: ["Small grants", "50000.5", "", "2026-04-01"].map(str::to_owned).to_vec() }
    );
    let csv = "Function,Limit\n\nSmall grants,50000.5,,2026-04-01\n";
    assert_eq!(rows(csv.as_bytes()).unwrap(), read);
    assert_eq!(cells("Function;Limit\nA;\"5;1\"\n".as_bytes()).unwrap()[1], ["A", "5;1"]);
}

#[test]
fn what_our_own_export_wrote_reads_back() {
    let mut table = crate::Csv::new("t", &["a"]);
    table.row(vec!["-5+cmd".into()]);

    assert_eq!(cells(table.text().as_bytes()).unwrap(), [["a"], ["-5+cmd"]]);
}

#[test]
fn letters_of_windows_are_read() {
    assert_eq!(cells(b"a\nit\x92s \xa350").unwrap()[1], ["it’s £50"]);
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused() {
    let bomb = with_part("xl/worksheets/sheet1.xml", &vec![b' '; 21 * 1024 * 1024]);

    assert!(bomb.len() < 100_000, "{}", bomb.len());
    assert_eq!(rows(&bomb), Err(SheetError::TooLarge));
}

#[test]
fn a_workbook_that_says_it_has_a_million_million_texts_is_refused() {
    for many in ["uniqueCount=\"999999999999999\"", "uniqueCount = '00000000000099999999999'"] {
        let liar = with_part("xl/sharedStrings.xml", format!("<sst {many}></sst>").as_bytes());
        assert_eq!(rows(&liar), Err(SheetError::TooLarge), "{many}");
    }
    let hidden: Vec<u8> = "<sst uniqueCount=\"999999999999\"/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(rows(&with_part("xl/sharedStrings.xml", &hidden)), Err(SheetError::TooLarge));
}

#[test]
fn a_sheet_with_one_cell_at_the_end_of_the_world_costs_one_cell() {
    let far = book(|sheet| {
        sheet.write(0, 0, "Function").unwrap();
        sheet.write(1_048_575, 1, "the end").unwrap();
    });
    let wide = book(|sheet| {
        sheet.write(0, 16_383, "the end").unwrap();
    });

    assert_eq!(rows(&far).unwrap()[1].line, 1_048_576);
    assert_eq!(rows(&wide), Err(SheetError::TooManyColumns { line: 1 }));
}

#[test]
fn the_last_row_and_letter_fit_and_one_more_does_not() {
    let rows_of = |count: usize| rows("a\n".repeat(count).as_bytes());
    let cell_of = |count: usize| rows("a".repeat(count).as_bytes());

    assert_eq!(rows_of(SHEET_ROWS_MAX).unwrap().len(), SHEET_ROWS_MAX);
    assert_eq!(rows_of(SHEET_ROWS_MAX + 1), Err(SheetError::TooManyRows));
    assert!(cell_of(SHEET_CELL_MAX).is_ok());
    assert_eq!(cell_of(SHEET_CELL_MAX + 1), Err(SheetError::CellTooLong { line: 1 }));
}

#[test]
fn what_is_no_sheet_is_told() {
    assert_eq!(rows(b""), Err(SheetError::Empty));
    assert_eq!(rows(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"), Err(SheetError::NotASheet));
    assert_eq!(rows(b"PK\x03\x04 and no more"), Err(SheetError::Unreadable));
}

proptest! {
    #[test]
    fn reading_any_bytes_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400), zipped: bool) {
        let mut file = if zipped { b"PK\x03\x04".to_vec() } else { Vec::new() };
        file.extend(bytes);
        let _ = rows(&file);
    }

    #[test]
    fn a_workbook_with_a_byte_changed_never_panics(at in 0usize..6_000, to: u8) {
        let mut file = book(|sheet| { sheet.write(0, 0, "Function").unwrap(); });
        let at = at % file.len();
        file[at] = to;
        let _ = rows(&file);
    }
}
