//! A whole document becomes PDF/UA: the exporter checks that standard itself and refuses what falls short.

use folkmoot_kernel::Date;
use folkmoot_press::{Document, Picture, Span, Table, print};

const DOT: &[u8] =
    b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='10'><rect width='40' height='10'/></svg>";

fn papers() -> Document {
    Document::titled("Papers of the place board", "Oxmoor Vale", Date::new(2026, 3, 3).expect("a day"))
        .subtitled("3 March 2026")
        .foot("Invented place")
}

fn a_table(rows: usize) -> Table {
    let row = |n: usize| vec![format!("Promise {n}"), "A trust".to_owned(), "due in May".to_owned()];
    Table::new("Promises", vec!["What".into(), "Who".into(), "When".into()], (0..rows).map(row).collect())
        .expect("whole rows")
}

fn holds(pdf: &[u8], words: &str) -> bool {
    pdf.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn headings_words_tables_lists_and_pictures_become_a_tagged_pdf() {
    let mut document = papers();
    document
        .heading(1, "Falls team")
        .words("Two therapists are missing.")
        .paragraph(vec![Span::strong("Ask: "), Span::link("the decision", "https://example.org/decisions/1")])
        .list(vec![vec![Span::plain("One")], vec![Span::plain("Two")]])
        .table(a_table(80))
        .new_page()
        .heading(2, "Picture")
        .picture(Picture::new(DOT.to_vec(), "A black bar", "One bar").unwrap());

    let pdf = print(&document).unwrap();

    assert!(pdf.starts_with(b"%PDF-1."));
    assert!(holds(&pdf, "pdfuaid:part"), "it does not say that it keeps to PDF/UA");
    assert!(holds(&pdf, "StructTreeRoot"));
}

#[test]
fn words_that_look_like_markup_stay_words() {
    let mut document = papers();
    document.heading(1, "#read(\"/etc/passwd\")").words("*not strong* $x$ #import \"x\" \\ [ ] < > & @nobody");

    assert!(print(&document).is_ok());
}

#[test]
fn the_same_document_is_the_same_file() {
    let mut document = papers();
    document.heading(1, "One").words("Words.").table(a_table(3));

    assert_eq!(print(&document).unwrap(), print(&document).unwrap());
}

#[test]
fn a_broken_picture_is_a_fault_with_words() {
    let mut document = papers();
    document.picture(Picture::new(b"\x89PNG but nothing else".to_vec(), "Nothing", "").unwrap());

    let fault = print(&document).unwrap_err();

    assert!(fault.to_string().starts_with("the document cannot be laid out: "), "{fault}");
}
