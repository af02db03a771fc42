//! A paper as a file to keep. Who may not read it gets the same answer as if it were not there; who only signed in too weakly
//! is told.

use crate::actions::may_read;
use crate::meeting::State;
use crate::pages::at::item_at;
use crate::paper::{Marking, Paper, PaperId};
use crate::ruling::{Ruled, marking_now};
use crate::store;
use folkmoot_kernel::Refused;
use folkmoot_web::axum::http::{HeaderValue, header};
use folkmoot_web::axum::response::IntoResponse;
use folkmoot_web::{Ctx, PageError, Path, Response};

pub(super) async fn download(ctx: Ctx, Path(id): Path<PaperId>) -> Result<Response, PageError> {
    let mut db = ctx.read().await?;
    let paper = store::paper(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    let (_, at) = item_at(&mut db, paper.item()).await?;
    let ruled = store::rulings_of_item(&mut db, paper.item()).await?;
    match may_read(&ctx, &at.meeting, paper.marking(), &ruled) {
        Ok(()) => {}
        Err(weak @ Refused::SignInStronger) => return Err(weak.into()),
        Err(_) => return Err(PageError::not_found()),
    }
    let content = store::paper_content(&mut db, id).await?.ok_or_else(PageError::not_found)?;
    drop(db);
    let marking = marking_now(paper.marking(), &ruled, at.meeting.state() == State::Held);
    let is_open = marking == Marking::Open && at.meeting.in_public() && ruled == Ruled::default();
    Ok(file(&paper, content, is_open))
}

/// Saved and never shown inside a page of ours, whatever it holds. What is not for everybody is kept by no cache.
fn file(paper: &Paper, content: Vec<u8>, is_open: bool) -> Response {
    let keep = if is_open { "public, max-age=0, must-revalidate" } else { "no-store" };
    let name = format!("attachment; filename=\"{}\"", paper.file_name());
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(paper.kind().media_type()));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
