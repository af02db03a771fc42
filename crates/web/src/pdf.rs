//! Documents for paper: laid out off the threads that answer pages, one at a time, because one can take seconds.

use crate::ctx::Ctx;
use crate::error::PageError;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use folkmoot_press::{Document, Fault, print};
use tokio::sync::Semaphore;

/// How many are laid out at once; who comes later waits. One leaves a core for everybody else on a small machine.
const AT_ONCE: usize = 1;

static PRESS: Semaphore = Semaphore::const_new(AT_ONCE);

impl Ctx {
    /// The document as a PDF/UA file called `name`.pdf, shown in the browser's reader where it has one.
    pub async fn pdf(&self, name: &str, document: Document) -> Result<Response, PageError> {
        let bytes = printed(document).await?;
        let headers = [
            (header::CONTENT_TYPE, "application/pdf".to_owned()),
            (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}.pdf\"")),
        ];
        Ok(self.kept((headers, bytes).into_response()))
    }
}

async fn printed(document: Document) -> Result<Vec<u8>, PageError> {
    let turn = PRESS.acquire().await.map_err(PageError::fault)?;
    let printed = tokio::task::spawn_blocking(move || print(&document)).await;
    drop(turn);
    let pdf: Result<Vec<u8>, Fault> = printed.map_err(PageError::fault)?;
    pdf.map_err(PageError::fault)
}
