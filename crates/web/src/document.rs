//! A document as a page: the same headings, words and tables as in its PDF, which the page leads to.

use crate::ctx::Ctx;
use crate::error::PageError;
use crate::page::Page;
use askama::Template;
use axum::response::Response;
use folkmoot_press::{Block, Document, Span};

#[derive(Debug, Template)]
#[template(path = "document.html")]
struct Inside<'a> {
    document: &'a Document,
    pdf: &'a str,
    /// What begins the address of everything here: links inside the site are shown without it.
    site: &'a str,
    /// A heading, and words and address of others of its kind.
    others: (&'a str, &'a [(String, String)]),
}

impl Inside<'_> {
    fn href<'a>(&self, span: &'a Span) -> Option<&'a str> {
        let address = span.address()?;
        Some(address.strip_prefix(self.site).filter(|path| path.starts_with('/')).unwrap_or(address))
    }
}

impl Ctx {
    /// The document inside the page, which has its title, with a link to the PDF at `pdf` and, at its end under a heading,
    /// to `others` of its kind.
    pub async fn document(
        &self,
        page: Page,
        document: &Document,
        pdf: &str,
        others: (&str, &[(String, String)]),
    ) -> Result<Response, PageError> {
        let inside = Inside { document, pdf, site: &self.site().url, others };
        self.page(page.template(&inside)).await
    }
}
