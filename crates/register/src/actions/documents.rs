//! Documents that a place publishes.

use super::DocumentError;
use crate::acts::{ADMINISTER_PLACE, CHANGE_PLACE};
use crate::document::{Document, DocumentId, DocumentKind};
use crate::store;
use folkmoot_kernel::{Date, PlaceId, Subject};
use folkmoot_store::Event;
use folkmoot_web::Ctx;

/// What a form says of a document.
#[derive(Debug, Clone)]
pub struct NewDocument {
    pub kind: DocumentKind,
    pub title: String,
    pub url: String,
    pub dated: Option<Date>,
}

pub async fn add_document(ctx: &Ctx, place: PlaceId, new: NewDocument) -> Result<Document, DocumentError> {
    let mut tx = ctx.begin().await?;
    store::place(&mut tx, place).await?.ok_or(DocumentError::NoSuch)?;
    let permit = ctx.permit_any(&[CHANGE_PLACE, ADMINISTER_PLACE], Subject::place(place))?;

    let NewDocument { kind, title, url, dated } = new;
    let document = Document { id: tx.new_id(), place, kind, title, url, dated }.checked()?;

    store::add_document(&mut tx, &document).await?;
    tx.record(permit, Event::new("document added", "place", place).after(&document)).await?.commit().await?;
    Ok(document)
}

/// Takes a document off the place's page. The document itself is elsewhere and stays there.
pub async fn remove_document(ctx: &Ctx, id: DocumentId) -> Result<Document, DocumentError> {
    let mut tx = ctx.begin().await?;
    let document = store::document(&mut tx, id).await?.ok_or(DocumentError::NoSuch)?;
    let permit = ctx.permit_any(&[CHANGE_PLACE, ADMINISTER_PLACE], Subject::place(document.place))?;

    store::remove_document(&mut tx, id).await?;
    let event = Event::new("document taken off", "place", document.place).before(&document);
    tx.record(permit, event).await?.commit().await?;
    Ok(document)
}
