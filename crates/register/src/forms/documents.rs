//! Documents of a place: put on its page, taken off.

use super::places::{about, place_at};
use crate::actions::{self, NewDocument};
use crate::acts::{ADMINISTER_PLACE, CHANGE_PLACE};
use crate::document::{Document, DocumentId, DocumentKind};
use crate::links;
use crate::place::Place;
use crate::store;
use folkmoot_web::{Choice, Ctx, Field, Form, PageError, Path, Response, Sent};

fn adding(place: &Place) -> Form {
    let kinds = DocumentKind::ALL.iter().map(|kind| Choice::new(kind.key(), kind.words())).collect();
    about(place, "documents/add", "Add a document")
        .lead("The document stays where it is published; this page links to it.")
        .field(Field::radios("kind", "What is it?", kinds).missing("Say what it is"))
        .field(Field::text("title", "What is its title?"))
        .field(Field::url("url", "Where is it published?"))
        .field(Field::date("dated", "When was it agreed or published?").optional())
        .button("Add this document")
}

pub(super) async fn add_form(ctx: Ctx, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&[CHANGE_PLACE, ADMINISTER_PLACE], place.subject())?;
    ctx.form(adding(&place)).await
}

pub(super) async fn add(ctx: Ctx, Path(key): Path<String>, sent: Sent) -> Result<Response, PageError> {
    let place = place_at(&ctx, &key).await?;
    ctx.allowed(&[CHANGE_PLACE, ADMINISTER_PLACE], place.subject())?;
    let form = adding(&place);
    let answers = match form.read(&sent) {
        Ok(answers) => answers,
        Err(errors) => return ctx.form_again(form, &sent, errors).await,
    };
    let new = NewDocument {
        kind: DocumentKind::read(answers.text("kind")).unwrap_or(DocumentKind::Other),
        title: answers.text("title").to_owned(),
        url: answers.text("url").to_owned(),
        dated: answers.maybe_date("dated"),
    };
    match actions::add_document(&ctx, place.id(), new).await {
        Ok(_) => Ok(ctx.see(links::place(place.slug()), "Document added")),
        Err(err) => ctx.refused(form, &sent, err).await,
    }
}

fn removing(place: &Place, document: &Document) -> Form {
    about(place, &format!("documents/{}/remove", document.id), "Take a document off this page")
        .lead(format!("“{}” is no longer linked from the page. The document itself stays where it is.", document.title))
        .button("Take it off")
}

/// A document under another place's address is not there.
async fn found(ctx: &Ctx, key: &str, id: DocumentId) -> Result<(Place, Document), PageError> {
    let place = place_at(ctx, key).await?;
    let document = store::document(&mut *ctx.read().await?, id).await?;
    let document = document.filter(|document| document.place == place.id()).ok_or_else(PageError::not_found)?;
    Ok((place, document))
}

pub(super) async fn remove_form(ctx: Ctx, Path((key, id)): Path<(String, DocumentId)>) -> Result<Response, PageError> {
    let (place, document) = found(&ctx, &key, id).await?;
    ctx.allowed(&[CHANGE_PLACE, ADMINISTER_PLACE], place.subject())?;
    ctx.form(removing(&place, &document)).await
}

pub(super) async fn remove(
    ctx: Ctx,
    Path((key, id)): Path<(String, DocumentId)>,
    sent: Sent,
) -> Result<Response, PageError> {
    let (place, document) = found(&ctx, &key, id).await?;
    match actions::remove_document(&ctx, id).await {
        Ok(_) => Ok(ctx.see(links::place(place.slug()), "Document taken off")),
        Err(err) => ctx.refused(removing(&place, &document), &sent, err).await,
    }
}
