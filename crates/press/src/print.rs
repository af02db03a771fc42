//! From a document to the bytes of a PDF.

use crate::document::Document;
use crate::world::Desk;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Why no PDF came out. What [`Document`] lets in can be laid out, so this is our fault or a broken picture's.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("the document cannot be laid out: {0}")]
    Layout(String),
    #[error("the document does not keep to PDF/UA: {0}")]
    Accessibility(String),
}

/// Runs of the typesetter for which it keeps what it worked out, so that memory does not grow with every document.
const KEPT_RUNS: usize = 2;

/// Lays the document out as PDF/UA-1. Heavy work of a second or more for hundreds of pages: call it off the async threads.
pub fn print(document: &Document) -> Result<Vec<u8>, Fault> {
    let desk = Desk::for_document(document).map_err(|err| Fault::Layout(err.to_string()))?;
    let laid_out = typst::compile::<PagedDocument>(&desk).output.map_err(|all| Fault::Layout(said(&all)))?;
    let pdf = typst_pdf::pdf(&laid_out, &options()?).map_err(|all| Fault::Accessibility(said(&all)));
    comemo::evict(KEPT_RUNS);
    pdf
}

fn options() -> Result<PdfOptions, Fault> {
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|err| Fault::Accessibility(err.message().to_string()))?;
    Ok(PdfOptions { standards, creator: Smart::Custom(Some("Folkmoot".into())), ..PdfOptions::default() })
}

fn said(all: &[SourceDiagnostic]) -> String {
    all.iter().map(|one| one.message.to_string()).collect::<Vec<_>>().join("; ")
}
